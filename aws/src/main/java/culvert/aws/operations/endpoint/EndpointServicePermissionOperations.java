package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.AddedPrincipal;
import software.amazon.awssdk.services.ec2.model.AllowedPrincipal;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServicePermissionsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePermissionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePermissionsResponse;

/** Who may have endpoints to a service; whoever has one keeps it (R2.3.3). */
public final class EndpointServicePermissionOperations implements OperationFamily {

  private static final Filters<AllowedPrincipal> FILTERS =
      new Filters<AllowedPrincipal>()
          .on("principal", AllowedPrincipal::principal)
          .on("principal-type", AllowedPrincipal::principalTypeAsString);

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyVpcEndpointServicePermissions",
        ModifyVpcEndpointServicePermissionsRequest::builder,
        EndpointServicePermissionOperations::modify);
    registry.read(
        "DescribeVpcEndpointServicePermissions",
        DescribeVpcEndpointServicePermissionsRequest::builder,
        EndpointServicePermissionOperations::describe);
  }

  private static ModifyVpcEndpointServicePermissionsResponse modify(
      ModifyVpcEndpointServicePermissionsRequest request, Transaction transaction) {
    String service = VpcEndpointServiceOperations.get(transaction, request.serviceId()).serviceId();
    request.removeAllowedPrincipals().forEach(Principals::type);
    List<AllowedPrincipal> present =
        transaction.referring(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, service).toList();
    List<String> allowed = new ArrayList<>();
    for (AllowedPrincipal each : present) {
      if (request.removeAllowedPrincipals().contains(each.principal())) {
        transaction.remove(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, each.servicePermissionId());
      } else {
        allowed.add(each.principal());
      }
    }
    List<AddedPrincipal> added = new ArrayList<>();
    for (String principal : request.addAllowedPrincipals().stream().distinct().toList()) {
      AllowedPrincipal made =
          AllowedPrincipal.builder()
              .principalType(Principals.type(principal))
              .principal(principal)
              .servicePermissionId(Ids.next("vpce-svc-perm"))
              .serviceId(service)
              .tags(List.of())
              .build();
      if (!allowed.contains(principal)) {
        transaction.add(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, made);
        added.add(added(made));
      }
    }
    return ModifyVpcEndpointServicePermissionsResponse.builder()
        .addedPrincipals(added)
        .returnValue(true)
        .build();
  }

  private static AddedPrincipal added(AllowedPrincipal made) {
    return AddedPrincipal.builder()
        .principalType(made.principalType())
        .principal(made.principal())
        .servicePermissionId(made.servicePermissionId())
        .serviceId(made.serviceId())
        .build();
  }

  private static DescribeVpcEndpointServicePermissionsResponse describe(
      DescribeVpcEndpointServicePermissionsRequest request, View view) {
    String service = VpcEndpointServiceOperations.get(view, request.serviceId()).serviceId();
    Listing<AllowedPrincipal> page =
        Listing.page(
            view.all(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION)
                .filter(each -> each.serviceId().equals(service))
                .filter(FILTERS.matching(request.filters()))
                .toList(),
            request);
    return DescribeVpcEndpointServicePermissionsResponse.builder()
        .allowedPrincipals(page.elements())
        .nextToken(page.nextToken())
        .build();
  }
}
