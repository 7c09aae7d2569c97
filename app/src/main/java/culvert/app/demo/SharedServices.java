package culvert.app.demo;

import java.util.List;

/**
 * Three VPCs around a transit gateway, as AWS draws isolated VPCs with shared services: prod and
 * dev are looked up in a table that knows shared alone, shared in one that knows both. Prod has a
 * gateway endpoint for S3, shared an interface endpoint for SQS. The hub of another Region is
 * peered with this one, and its VPC is a third that reaches shared alone.
 *
 * @param prod an instance in prod
 * @param dev one in dev
 * @param shared one in shared
 * @param queue the interface endpoint
 * @param remote an instance in the other Region
 */
record SharedServices(String prod, String dev, String shared, String queue, String remote) {

  private static final String SHARED = "10.18";
  private static final String REMOTE = "10.32";

  static SharedServices build(String endpoint) {
    try (DemoAccount here = new DemoAccount(endpoint, "333333333333", "us-east-1");
        DemoAccount there = new DemoAccount(endpoint, "333333333333", "eu-west-1")) {
      return build(here, there);
    }
  }

  private static SharedServices build(DemoAccount here, DemoAccount there) {
    DemoTransitGateway hub = here.transitGateway("hub");
    DemoSpoke prod = DemoSpoke.of(here, hub, "prod", "10.16");
    DemoSpoke dev = DemoSpoke.of(here, hub, "dev", "10.17");
    DemoSpoke shared = DemoSpoke.of(here, hub, "shared", SHARED);

    String isolated = hub.table("isolated");
    hub.associate(isolated, prod.attachment());
    hub.associate(isolated, dev.attachment());
    hub.propagate(isolated, shared.attachment());
    String services = hub.table("shared");
    hub.associate(services, shared.attachment());
    hub.propagate(services, prod.attachment());
    hub.propagate(services, dev.attachment());

    DemoTransitGateway farHub = there.transitGateway("far-hub");
    DemoSpoke remote = DemoSpoke.of(there, farHub, "remote", REMOTE);
    String peering = hub.peerWith(farHub);
    hub.associate(isolated, peering);
    hub.route(services, REMOTE + ".0.0/16", peering);
    String far = farHub.table("far");
    farHub.associate(far, remote.attachment());
    farHub.associate(far, peering);
    farHub.propagate(far, remote.attachment());
    farHub.route(far, SHARED + ".0.0/16", peering);

    here.gatewayEndpoint(prod.vpc(), "s3", prod.table());
    String https = here.securityGroup(shared.vpc(), "queue", 443, DemoSpoke.COMPANY);
    return new SharedServices(
        prod.host("10.16.1.10"),
        dev.host("10.17.1.10"),
        shared.host("10.18.1.10"),
        here.interfaceEndpoint(shared.vpc(), "sqs", shared.subnet(), https),
        remote.host("10.32.1.10"));
  }

  /** What it shows. */
  List<WorkedQuestion> questions() {
    return List.of(
        new WorkedQuestion("Prod reaches shared by the transit gateway:", prod, shared),
        new WorkedQuestion(
            "Never dev: the table that both are looked up in knows shared alone.", prod, dev),
        new WorkedQuestion("S3 is reached by the gateway endpoint:", prod, "service:s3"),
        new WorkedQuestion("SQS by the interface endpoint in shared:", prod, queue),
        new WorkedQuestion("From another Region by the peering of its hub:", remote, shared));
  }
}
