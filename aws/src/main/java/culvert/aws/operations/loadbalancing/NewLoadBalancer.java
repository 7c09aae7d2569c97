package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** CreateLoadBalancer: a node with an interface of its own in each subnet. */
final class NewLoadBalancer {

  private final CreateLoadBalancerRequest request;
  private final Transaction transaction;
  private final boolean network;

  NewLoadBalancer(CreateLoadBalancerRequest request, Transaction transaction) {
    this.request = request;
    this.transaction = transaction;
    this.network = request.type() == LoadBalancerTypeEnum.NETWORK;
  }

  LoadBalancer create() {
    String name = BalancingNames.checked(request.name(), "load balancer");
    if (!network && request.type() != LoadBalancerTypeEnum.GATEWAY) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Culvert has network and gateway load balancers only: Type must be network or gateway");
    }
    List<BalancerSubnets.At> subnets =
        BalancerSubnets.of(transaction, request.subnets(), request.subnetMappings());
    LoadBalancer present =
        transaction
            .all(Kinds.LOAD_BALANCER)
            .filter(each -> each.loadBalancerName().equals(name))
            .findFirst()
            .orElse(null);
    if (present != null) {
      return same(present, subnets);
    }
    refuseOfOtherType(subnets.getFirst().subnet().vpcId());
    String digits = BalancingNames.digits();
    String path = (network ? "net/" : "gwy/") + name + "/" + digits;
    String region = transaction.scope().region();
    LoadBalancer bare =
        LoadBalancer.builder()
            .loadBalancerArn(BalancingNames.arn(transaction.scope(), "loadbalancer/" + path))
            .dnsName(network ? name + "-" + digits + ".elb." + region + ".amazonaws.com" : null)
            .canonicalHostedZoneId(network ? "Z26RNL4JYFTOTI" : null)
            .createdTime(transaction.now())
            .loadBalancerName(name)
            .scheme(network ? scheme() : null)
            .vpcId(subnets.getFirst().subnet().vpcId())
            .state(s -> s.code(LoadBalancerStateEnum.PROVISIONING))
            .type(request.type())
            .securityGroups(request.securityGroups())
            .enforceSecurityGroupInboundRulesOnPrivateLinkTraffic(
                request.securityGroups().isEmpty() ? null : "on")
            .ipAddressType(Objects.requireNonNullElse(request.ipAddressType(), IpAddressType.IPV4))
            .build();
    BalancerNodes nodes = new BalancerNodes(transaction, bare);
    LoadBalancer made =
        bare.toBuilder().availabilityZones(subnets.stream().map(nodes::add).toList()).build();
    BalancingTags.add(transaction, made.loadBalancerArn(), request.tags());
    return transaction.add(Kinds.LOAD_BALANCER, made);
  }

  /** The same call again answers the one that is there. */
  private LoadBalancer same(LoadBalancer present, List<BalancerSubnets.At> subnets) {
    List<String> asked = subnets.stream().map(at -> at.subnet().subnetId()).sorted().toList();
    List<String> held =
        present.availabilityZones().stream().map(AvailabilityZone::subnetId).sorted().toList();
    boolean asBefore =
        present.type() == request.type()
            && asked.equals(held)
            && (!network || present.scheme() == scheme())
            && present.securityGroups().equals(request.securityGroups());
    if (!asBefore) {
      throw BalancingError.DUPLICATE_LOAD_BALANCER_NAME.with(present.loadBalancerName());
    }
    return present;
  }

  private LoadBalancerSchemeEnum scheme() {
    return Objects.requireNonNullElse(request.scheme(), LoadBalancerSchemeEnum.INTERNET_FACING);
  }

  private boolean isInternetFacing() {
    return network && scheme() == LoadBalancerSchemeEnum.INTERNET_FACING;
  }

  private void refuseOfOtherType(String vpc) {
    if (!network && !request.securityGroups().isEmpty()) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Security groups are not supported for load balancers with type 'gateway'");
    }
    if (!network && request.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Scheme is not supported for load balancers with type 'gateway'");
    }
    if (request.ipAddressType() != null && request.ipAddressType() != IpAddressType.IPV4) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "Culvert has load balancers of the IP address type ipv4 only");
    }
    BalancerNodes.checkGroups(transaction, request.securityGroups(), vpc);
    if (isInternetFacing()
        && transaction.referring(Kinds.INTERNET_GATEWAY, vpc).findAny().isEmpty()) {
      throw BalancingError.INVALID_SUBNET.with("VPC " + vpc + " has no internet gateway");
    }
  }
}
