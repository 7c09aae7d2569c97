package culvert.app.demo;

import java.util.List;

/**
 * Three VPCs around a transit gateway, as AWS draws isolated VPCs with shared services: prod and
 * dev are looked up in a table that knows shared alone, shared in one that knows both. Prod has a
 * gateway endpoint for S3, shared an interface endpoint for SQS.
 *
 * @param prod an instance in prod
 * @param dev one in dev
 * @param shared one in shared
 * @param queue the interface endpoint
 */
record SharedServices(String prod, String dev, String shared, String queue) {

  private static final String COMPANY = "10.0.0.0/8";

  /** A VPC with its subnet and table, attached. */
  private record Spoke(String vpc, String subnet, String table, String attachment) {}

  static SharedServices build(String endpoint) {
    try (DemoAccount account = new DemoAccount(endpoint, "333333333333", "us-east-1")) {
      return build(account);
    }
  }

  private static SharedServices build(DemoAccount account) {
    DemoTransitGateway hub = account.transitGateway("hub");
    Spoke prod = spoke(account, hub, "prod", "10.16");
    Spoke dev = spoke(account, hub, "dev", "10.17");
    Spoke shared = spoke(account, hub, "shared", "10.18");

    String isolated = hub.table("isolated");
    hub.associate(isolated, prod.attachment());
    hub.associate(isolated, dev.attachment());
    hub.propagate(isolated, shared.attachment());
    String services = hub.table("shared");
    hub.associate(services, shared.attachment());
    hub.propagate(services, prod.attachment());
    hub.propagate(services, dev.attachment());

    account.gatewayEndpoint(prod.vpc(), "s3", prod.table());
    String https = account.securityGroup(shared.vpc(), "queue", 443, COMPANY);
    return new SharedServices(
        host(account, prod, "prod", "10.16.1.10"),
        host(account, dev, "dev", "10.17.1.10"),
        host(account, shared, "shared", "10.18.1.10"),
        account.interfaceEndpoint(shared.vpc(), "sqs", shared.subnet(), https));
  }

  private static Spoke spoke(
      DemoAccount account, DemoTransitGateway hub, String name, String block) {
    String vpc = account.vpc(name, block + ".0.0/16");
    account.nameHosts(vpc);
    String subnet = account.subnet(vpc, name, block + ".1.0/24", "a");
    String table = account.routeTable(vpc, name, subnet);
    String attachment = hub.attach(vpc, subnet);
    hub.routeHere(table, COMPANY);
    return new Spoke(vpc, subnet, table, attachment);
  }

  private static String host(DemoAccount account, Spoke spoke, String name, String address) {
    String https = account.securityGroup(spoke.vpc(), name, 443, COMPANY);
    return account.instance(spoke.subnet(), name, address, https, false);
  }

  /** What it shows. */
  List<WorkedQuestion> questions() {
    return List.of(
        new WorkedQuestion("Prod reaches shared by the transit gateway:", prod, shared),
        new WorkedQuestion(
            "Never dev: the table of both knows the way to shared alone.", prod, dev),
        new WorkedQuestion("S3 is reached by the gateway endpoint:", prod, "service:s3"),
        new WorkedQuestion("SQS by the interface endpoint in shared:", prod, queue));
  }
}
