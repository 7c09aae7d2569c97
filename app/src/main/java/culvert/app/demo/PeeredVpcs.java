package culvert.app.demo;

import java.util.List;

/**
 * Three VPCs in a row: shop – orders across accounts, orders – archive across Regions. Shop has a
 * public and a private subnet with a NAT gateway, orders guards its database with a network ACL.
 *
 * @param bastion an instance in shop's public subnet
 * @param web one in its private subnet
 * @param database one in orders
 * @param archive one in archive
 */
record PeeredVpcs(String bastion, String web, String database, String archive) {

  private static final String SHOP = "10.1.0.0/16";
  private static final String ORDERS = "10.2.0.0/16";
  private static final String ARCHIVE = "10.3.0.0/16";
  private static final String ANYWHERE = "0.0.0.0/0";

  static PeeredVpcs build(String endpoint) {
    try (DemoAccount shop = new DemoAccount(endpoint, "111111111111", "us-east-1");
        DemoAccount orders = new DemoAccount(endpoint, "222222222222", "us-east-1");
        DemoAccount archive = new DemoAccount(endpoint, "222222222222", "eu-west-1")) {
      return build(shop, orders, archive);
    }
  }

  /** What it shows. */
  List<WorkedQuestion> questions() {
    return List.of(
        new WorkedQuestion("Peering carries traffic between its two VPCs:", web, database),
        new WorkedQuestion(
            "It is not transitive: shop–orders and orders–archive give no shop–archive.",
            web,
            archive),
        new WorkedQuestion(
            "The private subnet gets out through the NAT gateway:", web, "internet/203.0.113.9"));
  }

  private static PeeredVpcs build(DemoAccount shop, DemoAccount orders, DemoAccount archive) {
    String shopVpc = shop.vpc("shop", SHOP);
    String ordersVpc = orders.vpc("orders", ORDERS);
    String archiveVpc = archive.vpc("archive", ARCHIVE);
    String shopToOrders = shop.peerWith(shopVpc, orders, ordersVpc);
    String ordersToArchive = orders.peerWith(ordersVpc, archive, archiveVpc);

    String publicSubnet = shop.subnet(shopVpc, "public", "10.1.0.0/24", "a");
    String privateSubnet = shop.subnet(shopVpc, "private", "10.1.1.0/24", "b");
    String gateway = shop.internetGateway(shopVpc);
    String nat = shop.natGateway(publicSubnet);
    String publicTable = shop.routeTable(shopVpc, "public", publicSubnet);
    shop.routeToGateway(publicTable, ANYWHERE, gateway);
    String privateTable = shop.routeTable(shopVpc, "private", privateSubnet);
    shop.routeToNat(privateTable, ANYWHERE, nat);
    shop.routeToPeering(privateTable, ORDERS, shopToOrders);
    // Shop may well have a route for archive: peering is not transitive all the same.
    shop.routeToPeering(privateTable, ARCHIVE, shopToOrders);
    String ssh = shop.securityGroup(shopVpc, "bastion", 22, ANYWHERE);
    String https = shop.securityGroup(shopVpc, "web", 443, SHOP, ORDERS, ARCHIVE);

    String dataSubnet = orders.subnet(ordersVpc, "data", "10.2.1.0/24", "a");
    String dataTable = orders.routeTable(ordersVpc, "data", dataSubnet);
    orders.routeToPeering(dataTable, SHOP, shopToOrders);
    orders.routeToPeering(dataTable, ARCHIVE, ordersToArchive);
    String databaseGroup = orders.securityGroup(ordersVpc, "database", 443, SHOP, ARCHIVE);
    orders.networkAcl(ordersVpc, dataSubnet, "10.0.0.0/8", 443);

    String coldSubnet = archive.subnet(archiveVpc, "cold", "10.3.1.0/24", "a");
    String coldTable = archive.routeTable(archiveVpc, "cold", coldSubnet);
    archive.routeToPeering(coldTable, ORDERS, ordersToArchive);
    archive.routeToPeering(coldTable, SHOP, ordersToArchive);
    String coldGroup = archive.securityGroup(archiveVpc, "cold", 443, SHOP, ORDERS);

    return new PeeredVpcs(
        shop.instance(publicSubnet, "bastion", "10.1.0.10", ssh, true),
        shop.instance(privateSubnet, "web", "10.1.1.10", https, false),
        orders.instance(dataSubnet, "database", "10.2.1.10", databaseGroup, false),
        archive.instance(coldSubnet, "archive", "10.3.1.10", coldGroup, false));
  }
}
