package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** CreateVpcEndpoint. */
final class NewVpcEndpoint {

  private final Quotas quotas;

  NewVpcEndpoint(Quotas quotas) {
    this.quotas = quotas;
  }

  CreateVpcEndpointResponse create(CreateVpcEndpointRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    VpcEndpointType type =
        Objects.requireNonNullElse(request.vpcEndpointType(), VpcEndpointType.GATEWAY);
    ServiceType wanted = serviceType(type);
    if (request.serviceName() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("ServiceName");
    }
    EndpointService service =
        EndpointServices.get(transaction, request.serviceName(), request.serviceRegion(), wanted);
    VpcEndpoint bare =
        VpcEndpoint.builder()
            .vpcEndpointId(Ids.next("vpce"))
            .vpcEndpointType(type)
            .vpcId(vpc.vpcId())
            .serviceName(service.name())
            .serviceRegion(service.detail().serviceRegion())
            .ownerId(transaction.scope().account())
            .creationTimestamp(transaction.now())
            .requesterManaged(false)
            .privateDnsEnabled(false)
            .routeTableIds(List.of())
            .subnetIds(List.of())
            .groups(List.of())
            .networkInterfaceIds(List.of())
            .dnsEntries(List.of())
            .tags(Tags.of(request.tagSpecifications(), "vpc-endpoint"))
            .build();
    VpcEndpoint made =
        type == VpcEndpointType.GATEWAY
            ? gateway(request, transaction, bare, service)
            : withInterfaces(request, transaction, bare, service);
    return CreateVpcEndpointResponse.builder()
        .vpcEndpoint(VpcEndpointOperations.shown(made, transaction))
        .clientToken(request.clientToken())
        .build();
  }

  private static ServiceType serviceType(VpcEndpointType type) {
    return switch (type) {
      case GATEWAY -> ServiceType.GATEWAY;
      case INTERFACE -> ServiceType.INTERFACE;
      case GATEWAY_LOAD_BALANCER -> ServiceType.GATEWAY_LOAD_BALANCER;
      case RESOURCE, SERVICE_NETWORK, TUNNEL, UNKNOWN_TO_SDK_VERSION ->
          throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no endpoints of the type " + type);
    };
  }

  private VpcEndpoint gateway(
      CreateVpcEndpointRequest request,
      Transaction transaction,
      VpcEndpoint bare,
      EndpointService service) {
    refuse(!request.subnetIds().isEmpty(), "Subnet IDs", bare);
    refuse(!request.subnetConfigurations().isEmpty(), "Subnet configurations", bare);
    refuse(!request.securityGroupIds().isEmpty(), "Security group IDs", bare);
    refuse(Objects.equals(request.privateDnsEnabled(), true), "Private DNS", bare);
    long present =
        transaction
            .all(Kinds.VPC_ENDPOINT)
            .filter(each -> each.vpcEndpointType() == VpcEndpointType.GATEWAY)
            .limit(quotas.gatewayEndpointsPerRegion())
            .count();
    if (present >= quotas.gatewayEndpointsPerRegion()) {
      throw Ec2Error.VPC_ENDPOINT_LIMIT_EXCEEDED.with();
    }
    VpcEndpoint made =
        bare.toBuilder()
            .policyDocument(EndpointPolicy.of(request.policyDocument(), service))
            .ipAddressType(EndpointInterfaces.addressType(request.ipAddressType(), service))
            .state(EndpointState.AVAILABLE.toString())
            .build();
    GatewayEndpoints.addRoutes(
        transaction, made, request.routeTableIds(), Ec2Error.ENDPOINT_ROUTE_ALREADY_EXISTS, quotas);
    return EndpointConnections.open(transaction, made, service);
  }

  /** Refuses what an endpoint of that type does not have. */
  static void refuse(boolean given, String what, VpcEndpoint endpoint) {
    if (given) {
      throw Ec2Error.INVALID_PARAMETER.with(
          what + " cannot be specified for " + endpoint.vpcEndpointTypeAsString() + " endpoints.");
    }
  }

  private VpcEndpoint withInterfaces(
      CreateVpcEndpointRequest request,
      Transaction transaction,
      VpcEndpoint bare,
      EndpointService service) {
    refuse(!request.routeTableIds().isEmpty(), "Route table IDs", bare);
    List<Subnet> subnets =
        EndpointInterfaces.subnets(transaction, bare.vpcId(), request.subnetIds(), service);
    Map<String, String> addresses =
        EndpointInterfaces.addresses(request.subnetConfigurations(), request.subnetIds());
    checkQuota(transaction, bare.vpcId());
    VpcEndpoint.Builder building =
        bare.toBuilder()
            .subnetIds(subnets.stream().map(Subnet::subnetId).toList())
            .ipAddressType(EndpointInterfaces.addressType(request.ipAddressType(), service))
            .state(
                Objects.equals(service.detail().acceptanceRequired(), true)
                    ? EndpointState.PENDING_ACCEPTANCE.toString()
                    : EndpointState.PENDING.toString());
    VpcEndpoint made =
        bare.vpcEndpointType() == VpcEndpointType.INTERFACE
            ? guarded(request, transaction, building.build(), service, subnets)
            : inspecting(request, building.build(), subnets);
    List<String> interfaces = new ArrayList<>();
    for (Subnet subnet : subnets) {
      interfaces.add(
          EndpointInterfaces.create(transaction, made, subnet, addresses.get(subnet.subnetId())));
    }
    return EndpointConnections.open(
        transaction, made.toBuilder().networkInterfaceIds(interfaces).build(), service);
  }

  /** R2.2.14: interface and Gateway Load Balancer endpoints together. */
  private void checkQuota(Transaction transaction, String vpc) {
    long present =
        transaction
            .referring(Kinds.VPC_ENDPOINT, vpc)
            .filter(each -> each.vpcEndpointType() != VpcEndpointType.GATEWAY)
            .count();
    if (present >= quotas.interfaceEndpointsPerVpc()) {
      throw Ec2Error.VPC_ENDPOINT_LIMIT_EXCEEDED.with();
    }
  }

  /** An interface endpoint: with groups, a policy, and names. */
  private static VpcEndpoint guarded(
      CreateVpcEndpointRequest request,
      Transaction transaction,
      VpcEndpoint bare,
      EndpointService service,
      List<Subnet> subnets) {
    boolean privateDns = PrivateDns.enabled(request.privateDnsEnabled(), service);
    VpcEndpoint made =
        bare.toBuilder()
            .groups(
                EndpointInterfaces.groups(transaction, bare.vpcId(), request.securityGroupIds()))
            .policyDocument(EndpointPolicy.of(request.policyDocument(), service))
            .privateDnsEnabled(privateDns)
            .dnsOptions(PrivateDns.options(transaction, bare, request.dnsOptions(), service))
            .dnsEntries(EndpointNames.of(bare.vpcEndpointId(), service, subnets, privateDns))
            .build();
    if (privateDns) {
      PrivateDns.check(transaction, made, service);
    }
    return made;
  }

  /** R2.4.1: one subnet, and neither groups nor a policy nor private DNS. */
  private static VpcEndpoint inspecting(
      CreateVpcEndpointRequest request, VpcEndpoint bare, List<Subnet> subnets) {
    refuse(!request.securityGroupIds().isEmpty(), "Security group IDs", bare);
    refuse(request.policyDocument() != null, "A policy", bare);
    refuse(Objects.equals(request.privateDnsEnabled(), true), "Private DNS", bare);
    if (subnets.size() != 1) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "Exactly one subnet must be specified for GatewayLoadBalancer endpoints.");
    }
    return bare;
  }
}
