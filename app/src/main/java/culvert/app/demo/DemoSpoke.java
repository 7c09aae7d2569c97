package culvert.app.demo;

/**
 * A VPC of one subnet that is attached to a transit gateway, and leads there what is the company's.
 */
record DemoSpoke(
    DemoAccount account, String name, String vpc, String subnet, String table, String attachment) {

  static final String COMPANY = "10.0.0.0/8";

  /**
   * @param block the first two bytes of its addresses
   */
  static DemoSpoke of(DemoAccount account, DemoTransitGateway hub, String name, String block) {
    String vpc = account.vpc(name, block + ".0.0/16");
    account.nameHosts(vpc);
    String subnet = account.subnet(vpc, name, block + ".1.0/24", "a");
    String table = account.routeTable(vpc, name, subnet);
    String attachment = hub.attach(vpc, subnet);
    hub.routeHere(table, COMPANY);
    return new DemoSpoke(account, name, vpc, subnet, table, attachment);
  }

  /** An instance that the company may open HTTPS to. */
  String host(String address) {
    String https = account.securityGroup(vpc, name, 443, COMPANY);
    return account.instance(subnet, name, address, https, false);
  }
}
