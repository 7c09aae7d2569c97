package culvert.aws.operations.endpoint;

import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.Quotas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** ModifyVpcEndpoint (R2.1.14, R2.2.16). */
final class ModifyVpcEndpoint {

  private final Quotas quotas;

  ModifyVpcEndpoint(Quotas quotas) {
    this.quotas = quotas;
  }

  ModifyVpcEndpointResponse modify(ModifyVpcEndpointRequest request, Transaction transaction) {
    VpcEndpoint endpoint =
        Lookup.VPC_ENDPOINT.get(transaction, request.vpcEndpointId(), "VpcEndpointId");
    EndpointState state = EndpointState.of(endpoint);
    if (state != EndpointState.AVAILABLE && state != EndpointState.PENDING_ACCEPTANCE) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The VPC endpoint "
              + endpoint.vpcEndpointId()
              + " cannot be modified in the state "
              + state);
    }
    VpcEndpoint changed =
        switch (endpoint.vpcEndpointType()) {
          case GATEWAY -> gateway(request, transaction, endpoint);
          case INTERFACE -> withInterfaces(request, transaction, endpoint);
          case GATEWAY_LOAD_BALANCER -> inspecting(request, endpoint);
          case RESOURCE, SERVICE_NETWORK, TUNNEL, UNKNOWN_TO_SDK_VERSION ->
              throw new IllegalStateException("an endpoint that was never made");
        };
    EndpointConnections.replace(transaction, transaction.scope(), changed);
    return ModifyVpcEndpointResponse.builder().returnValue(true).build();
  }

  /** The service, which the endpoint's owner may no longer see. */
  private static EndpointService service(Transaction transaction, VpcEndpoint endpoint) {
    return EndpointServices.ofEndpoint(
        transaction, endpoint, ServiceType.fromValue(endpoint.vpcEndpointTypeAsString()));
  }

  private VpcEndpoint gateway(
      ModifyVpcEndpointRequest request, Transaction transaction, VpcEndpoint endpoint) {
    NewVpcEndpoint.refuse(changesSubnets(request), "Subnet IDs", endpoint);
    NewVpcEndpoint.refuse(changesGroups(request), "Security group IDs", endpoint);
    NewVpcEndpoint.refuse(request.privateDnsEnabled() != null, "Private DNS", endpoint);
    NewVpcEndpoint.refuse(request.dnsOptions() != null, "DNS options", endpoint);
    NewVpcEndpoint.refuse(request.ipAddressType() != null, "An IP address type", endpoint);
    String id = endpoint.vpcEndpointId();
    List<String> present = GatewayEndpoints.tables(transaction, id);
    for (String table : request.removeRouteTableIds()) {
      Lookup.ROUTE_TABLE.get(transaction, table, "RemoveRouteTableId");
      if (!present.contains(table)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "Route table " + table + " is not associated with the VPC endpoint " + id);
      }
    }
    GatewayEndpoints.removeRoutes(transaction, id, request.removeRouteTableIds());
    GatewayEndpoints.addRoutes(
        transaction, endpoint, request.addRouteTableIds(), Ec2Error.INVALID_PARAMETER, quotas);
    return withPolicy(request, endpoint, service(transaction, endpoint));
  }

  private static boolean changesSubnets(ModifyVpcEndpointRequest request) {
    return !request.addSubnetIds().isEmpty()
        || !request.removeSubnetIds().isEmpty()
        || !request.subnetConfigurations().isEmpty();
  }

  private static boolean changesGroups(ModifyVpcEndpointRequest request) {
    return !request.addSecurityGroupIds().isEmpty() || !request.removeSecurityGroupIds().isEmpty();
  }

  private static boolean changesTables(ModifyVpcEndpointRequest request) {
    return !request.addRouteTableIds().isEmpty() || !request.removeRouteTableIds().isEmpty();
  }

  private static VpcEndpoint withPolicy(
      ModifyVpcEndpointRequest request, VpcEndpoint endpoint, EndpointService service) {
    boolean reset = Objects.equals(request.resetPolicy(), true);
    if (reset && request.policyDocument() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "PolicyDocument cannot be specified together with ResetPolicy");
    }
    return reset || request.policyDocument() != null
        ? endpoint.toBuilder()
            .policyDocument(EndpointPolicy.of(request.policyDocument(), service))
            .build()
        : endpoint;
  }

  /** R2.4.1: its subnet is fixed at creation, and it has nothing else. */
  private static VpcEndpoint inspecting(ModifyVpcEndpointRequest request, VpcEndpoint endpoint) {
    NewVpcEndpoint.refuse(changesTables(request), "Route table IDs", endpoint);
    NewVpcEndpoint.refuse(changesGroups(request), "Security group IDs", endpoint);
    NewVpcEndpoint.refuse(
        request.policyDocument() != null || Objects.equals(request.resetPolicy(), true),
        "A policy",
        endpoint);
    NewVpcEndpoint.refuse(
        Objects.equals(request.privateDnsEnabled(), true), "Private DNS", endpoint);
    NewVpcEndpoint.refuse(changesSubnets(request), "Changes of the subnet", endpoint);
    NewVpcEndpoint.refuse(request.dnsOptions() != null, "DNS options", endpoint);
    NewVpcEndpoint.refuse(request.ipAddressType() != null, "Changes of addresses", endpoint);
    return endpoint;
  }

  private static VpcEndpoint withInterfaces(
      ModifyVpcEndpointRequest request, Transaction transaction, VpcEndpoint endpoint) {
    NewVpcEndpoint.refuse(changesTables(request), "Route table IDs", endpoint);
    EndpointService service = service(transaction, endpoint);
    VpcEndpoint changed = withPolicy(request, endpoint, service);
    if (request.ipAddressType() != null) {
      changed = readdressed(request, changed, service);
    }
    changed = regrouped(request, transaction, changed);
    changed = resettled(request, transaction, changed, service);
    boolean privateDns =
        Objects.requireNonNullElse(request.privateDnsEnabled(), changed.privateDnsEnabled());
    if (Objects.equals(request.privateDnsEnabled(), true)) {
      PrivateDns.check(transaction, changed, service);
    }
    List<Subnet> subnets =
        EndpointInterfaces.subnets(transaction, changed.vpcId(), changed.subnetIds(), service);
    return changed.toBuilder()
        .privateDnsEnabled(privateDns)
        .dnsOptions(PrivateDns.options(transaction, changed, request.dnsOptions(), service))
        .dnsEntries(EndpointNames.of(changed.vpcEndpointId(), service, subnets, privateDns))
        .build();
  }

  /** An interface keeps its addresses (R2.2.1), so that the type can only stay what it is. */
  private static VpcEndpoint readdressed(
      ModifyVpcEndpointRequest request, VpcEndpoint endpoint, EndpointService service) {
    if (EndpointInterfaces.addressType(request.ipAddressType(), service)
        != endpoint.ipAddressType()) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert does not change the IP address type of an endpoint: create another one");
    }
    return endpoint;
  }

  private static VpcEndpoint regrouped(
      ModifyVpcEndpointRequest request, Transaction transaction, VpcEndpoint endpoint) {
    if (!changesGroups(request)) {
      return endpoint;
    }
    List<String> present = EndpointInterfaces.ids(endpoint.groups());
    for (String removed : request.removeSecurityGroupIds()) {
      Lookup.SECURITY_GROUP.get(transaction, removed, "RemoveSecurityGroupId");
      if (!present.contains(removed)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "The security group "
                + removed
                + " is not associated with the VPC endpoint "
                + endpoint.vpcEndpointId());
      }
    }
    List<String> left =
        Stream.concat(present.stream(), request.addSecurityGroupIds().stream())
            .filter(id -> !request.removeSecurityGroupIds().contains(id))
            .distinct()
            .toList();
    if (left.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The VPC endpoint " + endpoint.vpcEndpointId() + " must keep a security group");
    }
    VpcEndpoint changed =
        endpoint.toBuilder()
            .groups(EndpointInterfaces.groups(transaction, endpoint.vpcId(), left))
            .build();
    EndpointInterfaces.regroup(transaction, changed);
    return changed;
  }

  /** R2.2.16: with subnets removed and added; the last one stays [MEM]. */
  private static VpcEndpoint resettled(
      ModifyVpcEndpointRequest request,
      Transaction transaction,
      VpcEndpoint endpoint,
      EndpointService service) {
    if (!changesSubnets(request)) {
      return endpoint;
    }
    List<String> removed = request.removeSubnetIds();
    for (String id : removed) {
      Lookup.SUBNET.get(transaction, id, "RemoveSubnetId");
      if (!endpoint.subnetIds().contains(id)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "The subnet "
                + id
                + " is not associated with the VPC endpoint "
                + endpoint.vpcEndpointId());
      }
    }
    List<String> kept = endpoint.subnetIds().stream().filter(id -> !removed.contains(id)).toList();
    List<String> added =
        request.addSubnetIds().stream().distinct().filter(id -> !kept.contains(id)).toList();
    Map<String, String> addresses =
        EndpointInterfaces.addresses(request.subnetConfigurations(), added);
    List<String> all = Stream.concat(kept.stream(), added.stream()).toList();
    if (all.isEmpty() && !removed.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The VPC endpoint " + endpoint.vpcEndpointId() + " must keep a subnet");
    }
    List<Subnet> subnets = EndpointInterfaces.subnets(transaction, endpoint.vpcId(), all, service);
    List<String> interfaces =
        new ArrayList<>(EndpointInterfaces.remove(transaction, endpoint, removed));
    for (Subnet subnet : subnets) {
      if (added.contains(subnet.subnetId())) {
        interfaces.add(
            EndpointInterfaces.create(
                transaction, endpoint, subnet, addresses.get(subnet.subnetId())));
      }
    }
    return endpoint.toBuilder().subnetIds(all).networkInterfaceIds(interfaces).build();
  }
}
