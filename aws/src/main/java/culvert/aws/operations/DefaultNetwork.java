package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What every account finds in every Region: a DHCP option set, AWS's prefix lists, and the default
 * VPC with a subnet in each zone, its tables, group, ACL and internet gateway. Made at the
 * account's first call there.
 */
final class DefaultNetwork {

  private static final IpPrefix CIDR = IpPrefix.parse("172.31.0.0/16");
  private static final int SUBNET_LENGTH = 20;

  /** How many subnets of the standard size the default VPC has room for. */
  static final int SUBNETS = 16;

  /** Whether the scope has been opened before. Its default VPC may be gone since. */
  boolean present(CatalogView view) {
    return view.find(Kinds.OPENED_REGION, view.scope().region()) != null;
  }

  /** Opens the scope, if this is the first call to it. */
  String ensure(Transaction transaction) {
    if (!present(transaction)) {
      String region = transaction.scope().region();
      transaction.add(Kinds.OPENED_REGION, Region.builder().regionName(region).build());
      transaction.add(Kinds.DHCP_OPTIONS, dhcpOptions(transaction));
      AwsPrefixLists.add(transaction);
      create(transaction);
    }
    return transaction.scope().region();
  }

  private static DhcpOptions dhcpOptions(CatalogView view) {
    return DhcpOptions.builder()
        .dhcpOptionsId(Ids.next("dopt"))
        .ownerId(view.scope().account())
        .dhcpConfigurations(standardConfigurations(view.scope().region()))
        .tags(List.of())
        .build();
  }

  private static List<DhcpConfiguration> standardConfigurations(String region) {
    String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    return List.of(
        configuration("domain-name", domain),
        configuration("domain-name-servers", "AmazonProvidedDNS"));
  }

  private static DhcpConfiguration configuration(String key, String value) {
    return DhcpConfiguration.builder()
        .key(key)
        .values(AttributeValue.builder().value(value).build())
        .build();
  }

  /** The option set that new VPCs use: AWS's own, as long as the account has it. */
  static String dhcpOptionsId(CatalogView view) {
    List<DhcpConfiguration> standard = standardConfigurations(view.scope().region());
    return view.all(Kinds.DHCP_OPTIONS)
        .filter(options -> options.dhcpConfigurations().equals(standard))
        .findFirst()
        .map(DhcpOptions::dhcpOptionsId)
        .orElse("default");
  }

  /** The default VPC, or null where it was deleted. */
  static @Nullable Vpc find(CatalogView view) {
    return view.all(Kinds.VPC).filter(Vpc::isDefault).findFirst().orElse(null);
  }

  /** Makes the default VPC with everything in it, as CreateDefaultVpc does too. */
  static Vpc create(Transaction transaction) {
    Vpc vpc = NewVpc.withCidr(CIDR).asDefault().create(transaction);
    InternetGateway gateway =
        transaction.add(
            Kinds.INTERNET_GATEWAY,
            InternetGateway.builder()
                .internetGatewayId(Ids.next("igw"))
                .ownerId(transaction.scope().account())
                .attachments(
                    InternetGatewayAttachment.builder()
                        .vpcId(vpc.vpcId())
                        .state("available")
                        .build())
                .tags(List.of())
                .build());
    transaction
        .referring(Kinds.ROUTE_TABLE, vpc.vpcId())
        .toList()
        .forEach(table ->
            transaction.replace(
                Kinds.ROUTE_TABLE,
                table.toBuilder()
                    .routes(Lists.plus(table.routes(), defaultRoute(gateway)))
                    .build()));
    int index = 0;
    for (Regions.Zone zone : Regions.get(transaction.scope().region()).zones()) {
      createSubnet(transaction, vpc, zone, index++);
    }
    return vpc;
  }

  private static Route defaultRoute(InternetGateway gateway) {
    return Route.builder()
        .destinationCidrBlock("0.0.0.0/0")
        .gatewayId(gateway.internetGatewayId())
        .origin(RouteOrigin.CREATE_ROUTE)
        .state(RouteState.ACTIVE)
        .build();
  }

  static IpPrefix subnetRange(int index) {
    return IpPrefix.of(CIDR.first().plus((long) index << (32 - SUBNET_LENGTH)), SUBNET_LENGTH);
  }

  /** The default subnet of a zone. */
  static Subnet createSubnet(Transaction transaction, Vpc vpc, Regions.Zone zone, int index) {
    return NewSubnet.in(vpc, zone, subnetRange(index)).asDefault().create(transaction);
  }
}
