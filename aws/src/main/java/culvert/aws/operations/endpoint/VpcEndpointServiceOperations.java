package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointServiceConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointServiceConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointServiceConfigurationsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.DnsNameState;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServiceConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServiceConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePayerResponsibilityRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointServicePayerResponsibilityResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceConfiguration;
import software.amazon.awssdk.services.ec2.model.ServiceState;
import software.amazon.awssdk.services.ec2.model.StartVpcEndpointServicePrivateDnsVerificationRequest;
import software.amazon.awssdk.services.ec2.model.StartVpcEndpointServicePrivateDnsVerificationResponse;

/** An account's own endpoint services, as their provider sets them up (R2.3). */
public final class VpcEndpointServiceOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(10);

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateVpcEndpointServiceConfiguration",
        CreateVpcEndpointServiceConfigurationRequest::builder,
        VpcEndpointServiceOperations::create);
    registry.write(
        "ModifyVpcEndpointServiceConfiguration",
        ModifyVpcEndpointServiceConfigurationRequest::builder,
        VpcEndpointServiceOperations::modify);
    registry.write(
        "ModifyVpcEndpointServicePayerResponsibility",
        ModifyVpcEndpointServicePayerResponsibilityRequest::builder,
        VpcEndpointServiceOperations::payer);
    registry.write(
        "StartVpcEndpointServicePrivateDnsVerification",
        StartVpcEndpointServicePrivateDnsVerificationRequest::builder,
        VpcEndpointServiceOperations::verify);
    registry.write(
        "DeleteVpcEndpointServiceConfigurations",
        DeleteVpcEndpointServiceConfigurationsRequest::builder,
        VpcEndpointServiceOperations::delete);
    registry.describe(
        "DescribeVpcEndpointServiceConfigurations",
        new Describe<>(
                Kinds.VPC_ENDPOINT_SERVICE,
                DescribeVpcEndpointServiceConfigurationsRequest::builder,
                DescribeVpcEndpointServiceConfigurationsResponse::builder,
                "ServiceConfigurations",
                new Filters<ServiceConfiguration>()
                    .on("service-name", ServiceConfiguration::serviceName)
                    .on("service-id", ServiceConfiguration::serviceId)
                    .on("service-state", ServiceConfiguration::serviceStateAsString)
                    .onEach(
                        "supported-ip-address-types",
                        s -> s.supportedIpAddressTypesAsStrings().stream())
                    .onTags())
            .ids("ServiceIds", Lookup.VPC_ENDPOINT_SERVICE));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPC_ENDPOINT_SERVICE, VpcEndpointServiceOperations::next);
  }

  private static @Nullable Step<ServiceConfiguration> next(ServiceConfiguration service) {
    return switch (service.serviceState()) {
      case PENDING -> Step.work("pending", WORK, (t, s) -> move(t, s, ServiceState.AVAILABLE));
      case DELETING -> Step.work("deleting", WORK, VpcEndpointServiceOperations::finish);
      case AVAILABLE, DELETED, FAILED, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  private static void move(
      Transaction transaction, ServiceConfiguration service, ServiceState state) {
    transaction.replace(
        Kinds.VPC_ENDPOINT_SERVICE, service.toBuilder().serviceState(state).build());
  }

  private static CreateVpcEndpointServiceConfigurationResponse create(
      CreateVpcEndpointServiceConfigurationRequest request, Transaction transaction) {
    String id = Ids.next("vpce-svc");
    String region = transaction.scope().region();
    ServiceConfiguration bare =
        ServiceConfiguration.builder()
            .serviceId(id)
            .serviceName("com.amazonaws.vpce." + region + "." + id)
            .serviceState(ServiceState.PENDING)
            .acceptanceRequired(!Objects.equals(request.acceptanceRequired(), false))
            .managesVpcEndpoints(false)
            .baseEndpointDnsNames(id + "." + region + ".vpce.amazonaws.com")
            .tags(Tags.of(request.tagSpecifications(), "vpc-endpoint-service"))
            .build();
    ServiceConfiguration balanced =
        EndpointServiceBalancers.with(
            transaction,
            bare,
            request.networkLoadBalancerArns(),
            request.gatewayLoadBalancerArns());
    ServiceConfiguration reachable =
        ServiceReach.with(
            balanced, request.supportedRegions(), request.supportedIpAddressTypes(), region);
    ServiceConfiguration made =
        request.privateDnsName() == null ? reachable : named(reachable, request.privateDnsName());
    return CreateVpcEndpointServiceConfigurationResponse.builder()
        .serviceConfiguration(transaction.add(Kinds.VPC_ENDPOINT_SERVICE, made))
        .clientToken(request.clientToken())
        .build();
  }

  /** R2.3.8: a name counts once it is verified. */
  private static ServiceConfiguration named(ServiceConfiguration service, String name) {
    if (!service.gatewayLoadBalancerArns().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "A private DNS name cannot be specified for a service with Gateway Load Balancers");
    }
    String proof = EndpointNames.digest(service.serviceId() + name, 36, 20);
    return service.toBuilder()
        .privateDnsName(name)
        .privateDnsNameConfiguration(
            PrivateDnsNameConfiguration.builder()
                .state(DnsNameState.PENDING_VERIFICATION)
                .type("TXT")
                .name("_" + proof.substring(0, 13))
                .value("vpce:" + proof)
                .build())
        .build();
  }

  private static ModifyVpcEndpointServiceConfigurationResponse modify(
      ModifyVpcEndpointServiceConfigurationRequest request, Transaction transaction) {
    ServiceConfiguration service = get(transaction, request.serviceId());
    if (request.privateDnsName() != null && Objects.equals(request.removePrivateDnsName(), true)) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "PrivateDnsName cannot be specified together with RemovePrivateDnsName");
    }
    boolean removesBalancers =
        !request.removeNetworkLoadBalancerArns().isEmpty()
            || !request.removeGatewayLoadBalancerArns().isEmpty();
    if (removesBalancers && EndpointConnections.areTo(transaction, service.serviceId())) {
      throw Ec2Error.EXISTING_VPC_ENDPOINT_CONNECTIONS.with();
    }
    ServiceConfiguration changed =
        EndpointServiceBalancers.with(
            transaction,
            service,
            changed(
                service.networkLoadBalancerArns(),
                request.addNetworkLoadBalancerArns(),
                request.removeNetworkLoadBalancerArns()),
            changed(
                service.gatewayLoadBalancerArns(),
                request.addGatewayLoadBalancerArns(),
                request.removeGatewayLoadBalancerArns()));
    changed = ServiceReach.changed(changed, request, transaction.scope().region());
    if (request.acceptanceRequired() != null) {
      changed = changed.toBuilder().acceptanceRequired(request.acceptanceRequired()).build();
    }
    if (Objects.equals(request.removePrivateDnsName(), true)) {
      changed =
          changed.toBuilder()
              .privateDnsName(null)
              .privateDnsNameConfiguration((PrivateDnsNameConfiguration) null)
              .build();
    }
    if (request.privateDnsName() != null) {
      changed = named(changed, request.privateDnsName());
    }
    transaction.replace(Kinds.VPC_ENDPOINT_SERVICE, changed);
    return ModifyVpcEndpointServiceConfigurationResponse.builder().returnValue(true).build();
  }

  static List<String> changed(List<String> present, List<String> added, List<String> removed) {
    return Stream.concat(present.stream(), added.stream())
        .distinct()
        .filter(each -> !removed.contains(each))
        .toList();
  }

  /** A service that is not on its way out. */
  static ServiceConfiguration get(CatalogView view, @Nullable String id) {
    ServiceConfiguration service = Lookup.VPC_ENDPOINT_SERVICE.get(view, id, "ServiceId");
    if (service.serviceState() == ServiceState.DELETING) {
      throw Lookup.VPC_ENDPOINT_SERVICE.notFound(service.serviceId());
    }
    return service;
  }

  private static ModifyVpcEndpointServicePayerResponsibilityResponse payer(
      ModifyVpcEndpointServicePayerResponsibilityRequest request, Transaction transaction) {
    ServiceConfiguration service = get(transaction, request.serviceId());
    transaction.replace(
        Kinds.VPC_ENDPOINT_SERVICE,
        service.toBuilder().payerResponsibility(request.payerResponsibility()).build());
    return ModifyVpcEndpointServicePayerResponsibilityResponse.builder().returnValue(true).build();
  }

  /** Culvert has no public DNS to look a record up in: whoever asks has put it there (R2.3.8). */
  private static StartVpcEndpointServicePrivateDnsVerificationResponse verify(
      StartVpcEndpointServicePrivateDnsVerificationRequest request, Transaction transaction) {
    ServiceConfiguration service = get(transaction, request.serviceId());
    PrivateDnsNameConfiguration name = service.privateDnsNameConfiguration();
    if (name == null) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The service " + service.serviceId() + " has no private DNS name");
    }
    transaction.replace(
        Kinds.VPC_ENDPOINT_SERVICE,
        service.toBuilder()
            .privateDnsNameConfiguration(name.toBuilder().state(DnsNameState.VERIFIED).build())
            .build());
    return StartVpcEndpointServicePrivateDnsVerificationResponse.builder()
        .returnValue(true)
        .build();
  }

  private static DeleteVpcEndpointServiceConfigurationsResponse delete(
      DeleteVpcEndpointServiceConfigurationsRequest request, Transaction transaction) {
    return DeleteVpcEndpointServiceConfigurationsResponse.builder()
        .unsuccessful(
            Unsuccessful.each(
                request.serviceIds(),
                id -> {
                  ServiceConfiguration service = get(transaction, id);
                  if (EndpointConnections.areTo(transaction, id)) {
                    throw Ec2Error.EXISTING_VPC_ENDPOINT_CONNECTIONS.with();
                  }
                  move(transaction, service, ServiceState.DELETING);
                }))
        .build();
  }

  /** What is known of it goes with it: permissions, rejected connections, notifications. */
  private static void finish(Transaction transaction, ServiceConfiguration service) {
    String id = service.serviceId();
    transaction
        .referring(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, id)
        .toList()
        .forEach(each ->
            transaction.remove(Kinds.VPC_ENDPOINT_SERVICE_PERMISSION, each.servicePermissionId()));
    transaction
        .referring(Kinds.VPC_ENDPOINT_CONNECTION, id)
        .toList()
        .forEach(each ->
            transaction.remove(Kinds.VPC_ENDPOINT_CONNECTION, each.vpcEndpointConnectionId()));
    transaction
        .referring(Kinds.CONNECTION_NOTIFICATION, id)
        .toList()
        .forEach(each ->
            transaction.remove(Kinds.CONNECTION_NOTIFICATION, each.connectionNotificationId()));
    transaction.remove(Kinds.VPC_ENDPOINT_SERVICE, id);
  }
}
