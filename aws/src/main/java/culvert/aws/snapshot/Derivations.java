package culvert.aws.snapshot;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.AwsPrefixLists;
import culvert.aws.operations.PrefixLists;
import culvert.aws.region.Regions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What AWS would have beside what the files say, where they leave it out. */
final class Derivations {

  private Derivations() {}

  static void complete(Gathering gathering, Set<Scope> scopes) {
    gathering.settle();
    gathering.forEach(Kinds.NAT_GATEWAY, (scope, gateway) -> interfaces(gateway, scope, gathering));
    Sides.complete(gathering);
    gathering.forEach(Kinds.VPC, (scope, vpc) -> attributes(vpc, scope, gathering));
    scopes.stream()
        .filter(scope -> Regions.exists(scope.region()))
        .forEach(scope -> open(scope, gathering));
  }

  /** An account that has files of a Region has been there: AWS makes it no default VPC any more. */
  private static void open(Scope scope, Gathering into) {
    into.derive(
        scope,
        Kinds.OPENED_REGION,
        scope.region(),
        Region.builder().regionName(scope.region()).build());
    Set<@Nullable String> named =
        into.all(Kinds.PREFIX_LIST)
            .filter(list -> list.scope().equals(scope))
            .map(list -> list.shape().prefixListName())
            .collect(Collectors.toSet());
    AwsPrefixLists.of(scope.region())
        .forEach((list, entries) -> {
          if (!named.contains(list.prefixListName())) {
            into.derive(scope, Kinds.PREFIX_LIST, list.prefixListId(), list);
          }
          into.derive(
              scope,
              Kinds.PREFIX_LIST_VERSION,
              PrefixLists.key(list.prefixListId(), PrefixLists.UNVERSIONED),
              GetManagedPrefixListEntriesResponse.builder().entries(entries).build());
        });
  }

  /** R1.1.11: names are on where an interface of the VPC has one, and in a default VPC. */
  private static void attributes(Vpc vpc, Scope scope, Gathering into) {
    boolean named = Boolean.TRUE.equals(vpc.isDefault()) || into.namedVpcs().contains(vpc.vpcId());
    into.derive(
        scope,
        Kinds.VPC_ATTRIBUTES,
        vpc.vpcId(),
        DescribeVpcAttributeResponse.builder()
            .vpcId(vpc.vpcId())
            .enableDnsSupport(flag(true))
            .enableDnsHostnames(flag(named))
            .enableNetworkAddressUsageMetrics(flag(false))
            .build());
  }

  private static AttributeBooleanValue flag(boolean value) {
    return AttributeBooleanValue.builder().value(value).build();
  }

  /** A NAT gateway has an interface in its subnet for its addresses. */
  private static void interfaces(NatGateway gateway, Scope scope, Gathering into) {
    for (NatGatewayAddress address : gateway.natGatewayAddresses()) {
      String id = address.networkInterfaceId();
      if (id != null
          && address.privateIp() != null
          && into.find(Kinds.NETWORK_INTERFACE, id) == null) {
        NetworkInterface made =
            HostSections.stored(
                NetworkInterface.builder()
                    .networkInterfaceId(id)
                    .ownerId(scope.account())
                    .vpcId(gateway.vpcId())
                    .subnetId(gateway.subnetId())
                    .description("Interface for NAT Gateway " + gateway.natGatewayId())
                    .interfaceType("nat_gateway")
                    .requesterManaged(true)
                    .sourceDestCheck(false)
                    .privateIpAddress(address.privateIp())
                    .association(association(address))
                    .status("in-use")
                    .groups(List.of())
                    .tagSet(List.of())
                    .build(),
                scope);
        into.derive(scope, Kinds.NETWORK_INTERFACE, id, made);
      }
    }
  }

  private static @Nullable NetworkInterfaceAssociation association(NatGatewayAddress address) {
    return address.publicIp() == null
        ? null
        : NetworkInterfaceAssociation.builder()
            .allocationId(address.allocationId())
            .associationId(address.associationId())
            .publicIp(address.publicIp())
            .build();
  }
}
