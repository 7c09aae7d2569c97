package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.NewNetworkInterface;
import culvert.aws.operations.SecurityGroups;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpAddressType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetConfiguration;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** The interfaces of endpoints: one in each chosen subnet (R2.2.1, R2.4.1). */
final class EndpointInterfaces {

  /** The zones that reach no service of another Region (R2.3.10). */
  private static final Set<String> WITHOUT_OTHER_REGIONS =
      Set.of("use1-az3", "usw1-az2", "apne1-az3", "apne2-az2", "apne2-az4");

  private EndpointInterfaces() {}

  /** The subnets of those ids, with those that the endpoint has already: one a zone (R2.2.1). */
  static List<Subnet> subnets(
      CatalogView view, String vpc, List<String> ids, EndpointService service) {
    Set<String> zones = new HashSet<>();
    List<Subnet> subnets =
        ids.stream().distinct().map(id -> Lookup.SUBNET.get(view, id, "SubnetId")).toList();
    for (Subnet subnet : subnets) {
      if (!subnet.vpcId().equals(vpc)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "The subnet " + subnet.subnetId() + " does not belong to the VPC " + vpc);
      }
      if (!zones.add(subnet.availabilityZoneId())) {
        throw Ec2Error.DUPLICATE_SUBNETS_IN_SAME_ZONE.with(subnet.subnetId());
      }
      offered(subnet, service, view.scope().region());
    }
    return subnets;
  }

  /** R2.2.2, R2.3.9, R2.3.10: compared by zone ids. */
  private static void offered(Subnet subnet, EndpointService service, String region) {
    String zone = subnet.availabilityZoneId();
    boolean offered =
        service.detail().serviceRegion().equals(region)
            ? service.detail().availabilityZoneIds().contains(zone)
            : !WITHOUT_OTHER_REGIONS.contains(zone);
    if (!offered) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The VPC endpoint service "
              + service.name()
              + " does not support the availability zone of the subnet: "
              + subnet.subnetId()
              + ".");
    }
  }

  /** The groups of those ids; the VPC's default group where there is none (R2.2.3). */
  static List<SecurityGroupIdentifier> groups(CatalogView view, String vpc, List<String> ids) {
    List<SecurityGroup> groups =
        ids.isEmpty()
            ? view.referring(Kinds.SECURITY_GROUP, vpc)
                .filter(group -> group.groupName().equals("default"))
                .toList()
            : ids.stream()
                .distinct()
                .map(id -> Lookup.SECURITY_GROUP.get(view, id, "SecurityGroupId"))
                .toList();
    for (SecurityGroup group : groups) {
      if (!SecurityGroups.usable(view, group, vpc)) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "The security group " + group.groupId() + " does not belong to the VPC " + vpc);
      }
    }
    return groups.stream()
        .map(group ->
            SecurityGroupIdentifier.builder()
                .groupId(group.groupId())
                .groupName(group.groupName())
                .build())
        .toList();
  }

  /** The IPv4 address that a request gives the interface of each subnet. */
  static Map<String, String> addresses(
      List<SubnetConfiguration> configurations, List<String> subnets) {
    for (SubnetConfiguration each : configurations) {
      if (each.subnetId() == null || !subnets.contains(each.subnetId())) {
        throw Ec2Error.INVALID_PARAMETER.with(
            "The subnet configuration of " + each.subnetId() + " is for none of the subnets");
      }
      if (each.ipv6() != null) {
        throw Ec2Error.UNSUPPORTED_OPERATION.with(
            "Culvert does not take chosen IPv6 addresses for endpoint network interfaces");
      }
    }
    return configurations.stream()
        .filter(each -> each.ipv4() != null)
        .collect(
            Collectors.toMap(
                SubnetConfiguration::subnetId, SubnetConfiguration::ipv4, (first, _) -> first));
  }

  /** Refuses a type of addresses that the service does not have. */
  static IpAddressType addressType(@Nullable IpAddressType wanted, EndpointService service) {
    if (wanted == null || wanted == IpAddressType.IPV4) {
      return IpAddressType.IPV4;
    }
    if (wanted == IpAddressType.IPV6) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "Culvert's endpoint network interfaces have an IPv4 address: use ipv4 or dualstack");
    }
    if (!service.detail().supportedIpAddressTypes().contains(ServiceConnectivityType.IPV6)) {
      throw Ec2Error.INVALID_PARAMETER.with(
          "The VPC endpoint service "
              + service.name()
              + " does not support the IP address type "
              + wanted);
    }
    return wanted;
  }

  /** Makes the endpoint's interface in a subnet. */
  static String create(
      Transaction transaction, VpcEndpoint endpoint, Subnet subnet, @Nullable String address) {
    NewNetworkInterface made =
        NewNetworkInterface.in(subnet)
            .description("VPC Endpoint Interface " + endpoint.vpcEndpointId())
            .address(address)
            .ipv6Count(endpoint.ipAddressType() == IpAddressType.DUALSTACK ? 1 : 0)
            .attachedBy(
                NetworkInterfaceAttachment.builder()
                    .attachmentId(Ids.next("ela-attach"))
                    .deviceIndex(1)
                    .deleteOnTermination(false)
                    .instanceOwnerId("amazon-aws")
                    .status(AttachmentStatus.ATTACHED)
                    .build());
    NetworkInterface held =
        endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY_LOAD_BALANCER
            ? made.ofService("gateway_load_balancer_endpoint").create(transaction)
            : made.guarded("vpc_endpoint").groups(ids(endpoint.groups())).create(transaction);
    return held.networkInterfaceId();
  }

  static List<String> ids(List<SecurityGroupIdentifier> groups) {
    return groups.stream().map(SecurityGroupIdentifier::groupId).toList();
  }

  /** Removes those of an endpoint's interfaces that stand in these subnets; returns the rest. */
  static List<String> remove(Transaction transaction, VpcEndpoint endpoint, List<String> subnets) {
    return endpoint.networkInterfaceIds().stream()
        .filter(id -> {
          NetworkInterface held =
              Objects.requireNonNull(transaction.find(Kinds.NETWORK_INTERFACE, id));
          boolean removed = subnets.contains(held.subnetId());
          if (removed) {
            transaction.remove(Kinds.NETWORK_INTERFACE, id);
          }
          return !removed;
        })
        .toList();
  }

  /** Gives an endpoint's interfaces its groups. */
  static void regroup(Transaction transaction, VpcEndpoint endpoint) {
    List<GroupIdentifier> groups =
        endpoint.groups().stream()
            .map(group ->
                GroupIdentifier.builder()
                    .groupId(group.groupId())
                    .groupName(group.groupName())
                    .build())
            .toList();
    for (String id : endpoint.networkInterfaceIds()) {
      transaction.update(
          Kinds.NETWORK_INTERFACE, id, held -> held.toBuilder().groups(groups).build());
    }
  }
}
