package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.ElasticIps;
import culvert.aws.operations.Ids;
import culvert.aws.operations.NewNetworkInterface;
import culvert.aws.operations.PublicAddresses;
import culvert.aws.operations.SecurityGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
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
    List<BalancerSubnets.At> subnets = BalancerSubnets.of(transaction, request);
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
    List<AvailabilityZone> zones = new ArrayList<>();
    for (BalancerSubnets.At at : subnets) {
      zones.add(node(path, at));
    }
    LoadBalancer made =
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
            .availabilityZones(zones)
            .securityGroups(request.securityGroups())
            .ipAddressType(Objects.requireNonNullElse(request.ipAddressType(), IpAddressType.IPV4))
            .build();
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
    for (String id : request.securityGroups()) {
      SecurityGroup group = transaction.find(Kinds.SECURITY_GROUP, id);
      if (group == null || !SecurityGroups.usable(transaction, group, vpc)) {
        throw BalancingError.INVALID_SECURITY_GROUP.with(id);
      }
    }
    if (isInternetFacing()
        && transaction.referring(Kinds.INTERNET_GATEWAY, vpc).findAny().isEmpty()) {
      throw BalancingError.INVALID_SUBNET.with("VPC " + vpc + " has no internet gateway");
    }
  }

  private AvailabilityZone node(String path, BalancerSubnets.At at) {
    NewNetworkInterface making =
        NewNetworkInterface.in(at.subnet())
            .description("ELB " + path)
            .address(at.mapping().privateIPv4Address())
            .attachedBy(
                NetworkInterfaceAttachment.builder()
                    .attachmentId(Ids.next("ela-attach"))
                    .deviceIndex(1)
                    .deleteOnTermination(false)
                    .instanceOwnerId("amazon-elb")
                    .status("attached")
                    .build());
    String allocation = at.mapping().allocationId();
    if (isInternetFacing() && allocation == null) {
      making.visibleAs(
          NetworkInterfaceAssociation.builder()
              .publicIp(PublicAddresses.allocate(transaction))
              .ipOwnerId("amazon-elb")
              .build());
    }
    String type = network ? "network_load_balancer" : "gateway_load_balancer";
    NetworkInterface held =
        request.securityGroups().isEmpty()
            ? making.ofService(type).create(transaction)
            : making.guarded(type).groups(request.securityGroups()).create(transaction);
    return AvailabilityZone.builder()
        .zoneName(at.subnet().availabilityZone())
        .subnetId(at.subnet().subnetId())
        .loadBalancerAddresses(addresses(at, held, allocation))
        .build();
  }

  private List<LoadBalancerAddress> addresses(
      BalancerSubnets.At at, NetworkInterface held, @Nullable String allocation) {
    if (allocation != null) {
      Address address = transaction.find(Kinds.ELASTIC_IP, allocation);
      if (address == null || !isInternetFacing()) {
        throw BalancingError.ALLOCATION_ID_NOT_FOUND.with(allocation);
      }
      if (address.associationId() != null) {
        throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
            "The allocation ID '" + allocation + "' is in use");
      }
      Address tied = ElasticIps.associate(transaction, address, held, held.privateIpAddress());
      return List.of(
          LoadBalancerAddress.builder()
              .ipAddress(tied.publicIp())
              .allocationId(allocation)
              .build());
    }
    return at.mapping().privateIPv4Address() == null
        ? List.of()
        : List.of(
            LoadBalancerAddress.builder().privateIPv4Address(held.privateIpAddress()).build());
  }
}
