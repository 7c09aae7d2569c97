package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpFamily;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.Ipv4PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces: made, described, deleted. */
final class NetworkInterfaceOperations implements OperationFamily {

  private final Quotas quotas;

  NetworkInterfaceOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateNetworkInterface", CreateNetworkInterfaceRequest::builder, this::create);
    registry.write(
        "DeleteNetworkInterface",
        DeleteNetworkInterfaceRequest::builder,
        NetworkInterfaceOperations::delete);
    registry.describe(
        "DescribeNetworkInterfaces",
        new Describe<>(
                Kinds.NETWORK_INTERFACE,
                DescribeNetworkInterfacesRequest::builder,
                DescribeNetworkInterfacesResponse::builder,
                "NetworkInterfaces",
                NetworkInterfaceFilters.all())
            .ids("NetworkInterfaceIds", Lookup.NETWORK_INTERFACE)
            .view(HostNames::shown));
  }

  private CreateNetworkInterfaceResponse create(
      CreateNetworkInterfaceRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    if (transaction.snapshot().count(transaction.scope(), Kinds.NETWORK_INTERFACE)
        >= quotas.networkInterfacesPerRegion()) {
      throw Ec2Error.NETWORK_INTERFACE_LIMIT_EXCEEDED.with();
    }
    checkGroupCount(quotas, request.groups());
    if (request.operator() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Operator is reserved for AWS's own use");
    }
    NetworkInterface made =
        wanted(subnet, request)
            .tags(Tags.of(request.tagSpecifications(), "network-interface"))
            .create(transaction);
    return CreateNetworkInterfaceResponse.builder()
        .networkInterface(HostNames.shown(made, transaction))
        .clientToken(request.clientToken())
        .build();
  }

  /** What a call, or the part of a launch that says the same, asks for. */
  static NewNetworkInterface wanted(Subnet subnet, CreateNetworkInterfaceRequest request) {
    return NewNetworkInterface.in(subnet)
        .description(request.description())
        .type(Objects.requireNonNullElse(request.interfaceTypeAsString(), "interface"))
        .address(primary(request))
        .secondary(secondary(request))
        .ipv6(ipv6(request))
        .primaryIpv6(Boolean.TRUE.equals(request.enablePrimaryIpv6()))
        .tracking(ConnectionTracking.of(request.connectionTrackingSpecification()))
        .groups(request.groups());
  }

  static void checkGroupCount(Quotas quotas, List<String> groups) {
    if (groups.stream().distinct().count() > quotas.securityGroupsPerInterface()) {
      throw Ec2Error.SECURITY_GROUPS_PER_INTERFACE_LIMIT_EXCEEDED.with();
    }
  }

  private static @Nullable String primary(CreateNetworkInterfaceRequest request) {
    List<String> marked =
        request.privateIpAddresses().stream()
            .filter(each -> Boolean.TRUE.equals(each.primary()))
            .map(PrivateIpAddressSpecification::privateIpAddress)
            .toList();
    if (marked.size() + (request.privateIpAddress() == null ? 0 : 1) > 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Only one private IP address can be designated as primary");
    }
    return marked.isEmpty() ? request.privateIpAddress() : marked.getFirst();
  }

  private static WantedAddresses secondary(CreateNetworkInterfaceRequest request) {
    return new WantedAddresses(
        IpFamily.V4,
        request.privateIpAddresses().stream()
            .filter(each -> !Boolean.TRUE.equals(each.primary()))
            .map(PrivateIpAddressSpecification::privateIpAddress)
            .map(each -> required(each, "PrivateIpAddress"))
            .toList(),
        request.secondaryPrivateIpAddressCount(),
        request.ipv4Prefixes().stream()
            .map(Ipv4PrefixSpecificationRequest::ipv4Prefix)
            .map(each -> required(each, "Ipv4Prefix"))
            .toList(),
        request.ipv4PrefixCount());
  }

  private static WantedAddresses ipv6(CreateNetworkInterfaceRequest request) {
    return new WantedAddresses(
        IpFamily.V6,
        request.ipv6Addresses().stream()
            .map(InstanceIpv6Address::ipv6Address)
            .map(each -> required(each, "Ipv6Address"))
            .toList(),
        request.ipv6AddressCount(),
        request.ipv6Prefixes().stream()
            .map(Ipv6PrefixSpecificationRequest::ipv6Prefix)
            .map(each -> required(each, "Ipv6Prefix"))
            .toList(),
        request.ipv6PrefixCount());
  }

  private static String required(@Nullable String given, String parameter) {
    if (given == null) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    return given;
  }

  private static DeleteNetworkInterfaceResponse delete(
      DeleteNetworkInterfaceRequest request, Transaction transaction) {
    NetworkInterface held =
        Lookup.NETWORK_INTERFACE.get(
            transaction, request.networkInterfaceId(), "NetworkInterfaceId");
    if (held.attachment() != null || Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Network interface '" + held.networkInterfaceId() + "' is currently in use.");
    }
    NetworkInterfaceAttachments.delete(transaction, held);
    return DeleteNetworkInterfaceResponse.builder().build();
  }

  /** The caller's interface of that id, if it is not one of a service of AWS's. */
  static NetworkInterface changeable(Transaction transaction, @Nullable String id) {
    NetworkInterface held = Lookup.NETWORK_INTERFACE.get(transaction, id, "NetworkInterfaceId");
    if (Boolean.TRUE.equals(held.requesterManaged())) {
      throw Ec2Error.AUTH_FAILURE.with();
    }
    return held;
  }

  static List<GroupIdentifier> groups(
      Transaction transaction, NetworkInterface held, List<String> ids) {
    return ids.stream()
        .map(id -> Lookup.SECURITY_GROUP.get(transaction, id, "SecurityGroupId"))
        .map(group -> {
          if (!SecurityGroups.usable(transaction, group, held.vpcId())) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.with(
                "You have specified two resources that belong to different networks.");
          }
          return GroupIdentifier.builder()
              .groupId(group.groupId())
              .groupName(group.groupName())
              .build();
        })
        .toList();
  }
}
