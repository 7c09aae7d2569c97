package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.ElasticIps;
import culvert.aws.operations.Ids;
import culvert.aws.operations.NewNetworkInterface;
import culvert.aws.operations.PublicAddresses;
import culvert.aws.operations.SecurityGroups;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAddress;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** The nodes of a load balancer: one in each of its zones, with an interface of its own. */
final class BalancerNodes {

  private final Transaction transaction;
  private final LoadBalancer balancer;
  private final String description;

  BalancerNodes(Transaction transaction, LoadBalancer balancer) {
    this.transaction = transaction;
    this.balancer = balancer;
    String arn = balancer.loadBalancerArn();
    description = "ELB " + arn.substring(arn.indexOf('/') + 1);
  }

  /** Refuses groups that interfaces of the VPC cannot have. */
  static void checkGroups(CatalogView view, List<String> ids, String vpc) {
    for (String id : ids) {
      SecurityGroup group = view.find(Kinds.SECURITY_GROUP, id);
      if (group == null || !SecurityGroups.usable(view, group, vpc)) {
        throw BalancingError.INVALID_SECURITY_GROUP.with(id);
      }
    }
  }

  private boolean isInternetFacing() {
    return balancer.scheme() == LoadBalancerSchemeEnum.INTERNET_FACING;
  }

  AvailabilityZone add(BalancerSubnets.At at) {
    NewNetworkInterface making =
        NewNetworkInterface.in(at.subnet())
            .description(description)
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
    String type =
        balancer.type() == LoadBalancerTypeEnum.NETWORK
            ? "network_load_balancer"
            : "gateway_load_balancer";
    NetworkInterface held =
        balancer.securityGroups().isEmpty()
            ? making.ofService(type).create(transaction)
            : making.guarded(type).groups(balancer.securityGroups()).create(transaction);
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

  /** Its interfaces, found by the name that AWS writes there: {@code ELB net/NAME/DIGITS}. */
  private List<NetworkInterface> interfaces() {
    return transaction
        .referring(Kinds.NETWORK_INTERFACE, balancer.vpcId())
        .filter(each -> description.equals(each.description()))
        .toList();
  }

  void removeAll() {
    interfaces().forEach(this::remove);
  }

  void removeFrom(String subnet) {
    interfaces().stream().filter(each -> each.subnetId().equals(subnet)).forEach(this::remove);
  }

  private void remove(NetworkInterface node) {
    ElasticIps.release(transaction, node);
    transaction.remove(Kinds.NETWORK_INTERFACE, node.networkInterfaceId());
  }

  void setGroups(List<String> ids) {
    List<GroupIdentifier> groups =
        ids.stream()
            .map(id -> transaction.find(Kinds.SECURITY_GROUP, id))
            .map(group ->
                GroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
            .toList();
    interfaces()
        .forEach(node ->
            transaction.replace(Kinds.NETWORK_INTERFACE, node.toBuilder().groups(groups).build()));
  }
}
