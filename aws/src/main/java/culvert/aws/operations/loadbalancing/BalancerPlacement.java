package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.operations.endpoint.EndpointServiceBalancers;
import culvert.aws.wire.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;

/** Where a load balancer stands, and behind which security groups, once it is there. */
public final class BalancerPlacement implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;

  @Override
  public void register(Registry registry) {
    registry.write(ELB, "SetSubnets", SetSubnetsRequest::builder, BalancerPlacement::setSubnets);
    registry.write(
        ELB,
        "SetSecurityGroups",
        SetSecurityGroupsRequest::builder,
        BalancerPlacement::setSecurityGroups);
  }

  /** The given subnets take the place of the present ones; the node of one that stays, stays. */
  private static SetSubnetsResponse setSubnets(SetSubnetsRequest request, Transaction transaction) {
    LoadBalancer balancer = LoadBalancers.get(transaction, request.loadBalancerArn());
    if (request.ipAddressType() != null && request.ipAddressType() != IpAddressType.IPV4) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Culvert has load balancers of the IP address type ipv4 only");
    }
    List<BalancerSubnets.At> wanted =
        BalancerSubnets.of(transaction, request.subnets(), request.subnetMappings());
    if (!wanted.getFirst().subnet().vpcId().equals(balancer.vpcId())) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "All subnets of a load balancer must belong to one VPC");
    }
    BalancerNodes nodes = new BalancerNodes(transaction, balancer);
    List<AvailabilityZone> zones = new ArrayList<>();
    List<AvailabilityZone> leaving = new ArrayList<>(balancer.availabilityZones());
    for (BalancerSubnets.At at : wanted) {
      AvailabilityZone present = inZone(balancer, at);
      if (present != null) {
        stays(present, at);
        leaving.remove(present);
      }
      zones.add(present == null ? nodes.add(at) : present);
    }
    if (!leaving.isEmpty()) {
      refuseToLeave(transaction, balancer);
      leaving.forEach(zone -> nodes.removeFrom(zone.subnetId()));
    }
    LoadBalancer changed =
        transaction.replace(
            Kinds.LOAD_BALANCER, balancer.toBuilder().availabilityZones(zones).build());
    EndpointServiceBalancers.moved(transaction, changed.loadBalancerArn());
    return SetSubnetsResponse.builder()
        .availabilityZones(zones)
        .ipAddressType(changed.ipAddressType())
        .build();
  }

  private static @Nullable AvailabilityZone inZone(LoadBalancer balancer, BalancerSubnets.At at) {
    return balancer.availabilityZones().stream()
        .filter(zone -> zone.zoneName().equals(at.subnet().availabilityZone()))
        .findFirst()
        .orElse(null);
  }

  /** A zone's subnet is taken away by one call and another one given by the next. */
  private static void stays(AvailabilityZone present, BalancerSubnets.At at) {
    List<LoadBalancerAddress> addresses = present.loadBalancerAddresses();
    String allocation = at.mapping().allocationId();
    String address = at.mapping().privateIPv4Address();
    boolean same =
        present.subnetId().equals(at.subnet().subnetId())
            && (allocation == null
                || addresses.stream().anyMatch(each -> allocation.equals(each.allocationId())))
            && (address == null
                || addresses.stream().anyMatch(each -> address.equals(each.privateIPv4Address())));
    if (!same) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "The load balancer is already in the Availability Zone '"
              + present.zoneName()
              + "' by another subnet or address");
    }
  }

  private static void refuseToLeave(Transaction transaction, LoadBalancer balancer) {
    if (balancer.type() == LoadBalancerTypeEnum.GATEWAY) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Subnets cannot be removed from load balancers with type 'gateway'");
    }
    if (EndpointServiceBalancers.areConnected(transaction, balancer.loadBalancerArn())) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Subnets cannot be removed from load balancer '"
              + balancer.loadBalancerArn()
              + "' because it is currently associated with VPC endpoints");
    }
  }

  /** For a Network Load Balancer that was made with groups, and never for one without. */
  private static SetSecurityGroupsResponse setSecurityGroups(
      SetSecurityGroupsRequest request, Transaction transaction) {
    LoadBalancer balancer = LoadBalancers.get(transaction, request.loadBalancerArn());
    if (balancer.type() == LoadBalancerTypeEnum.GATEWAY) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Security groups are not supported for load balancers with type 'gateway'");
    }
    if (balancer.securityGroups().isEmpty()) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "You cannot set security groups on a load balancer that was created without security groups");
    }
    List<String> groups = request.securityGroups().stream().distinct().toList();
    if (groups.isEmpty()) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "You must specify at least one security group");
    }
    BalancerNodes.checkGroups(transaction, groups, balancer.vpcId());
    new BalancerNodes(transaction, balancer).setGroups(groups);
    EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum enforced =
        Objects.requireNonNullElse(
            request.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(),
            EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum.fromValue(
                balancer.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic()));
    transaction.replace(
        Kinds.LOAD_BALANCER,
        balancer.toBuilder()
            .securityGroups(groups)
            .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(enforced.toString())
            .build());
    return SetSecurityGroupsResponse.builder()
        .securityGroupIds(groups)
        .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(enforced)
        .build();
  }
}
