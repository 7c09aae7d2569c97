package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * VPCs around one transit gateway, built through the API. Each has a subnet, a route table that
 * leads everything to the gateway, and an attachment that is associated with one of twenty tables,
 * and propagates into that and into the first of them, which knows all. The tables have two static
 * routes for every VPC.
 *
 * @param from an instance of one VPC
 * @param to an instance of another one, whose attachment shares its table
 * @param fromAttachment the attachment of the first
 * @param toAttachment the attachment of the second
 * @param tables the gateway's tables
 * @param spokes the VPCs, of which every twentieth share a table
 */
record HubNetwork(
    String from,
    String to,
    String fromAttachment,
    String toAttachment,
    List<String> tables,
    List<Spoke> spokes) {

  private static final int TABLES = 20;
  private static final int FROM = 1;
  private static final int TO = FROM + TABLES;

  /** The fewest VPCs that have two to ask about. */
  static final int LEAST = TO + 1;

  record Spoke(String vpc, String subnet, String attachment) {}

  static HubNetwork build(Calls ec2, int vpcs) throws IOException {
    String gateway =
        ec2.made(
            "transitGatewayId",
            "CreateTransitGateway&Options.DefaultRouteTableAssociation=disable"
                + "&Options.DefaultRouteTablePropagation=disable");
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(
          ec2.made(
              "transitGatewayRouteTableId",
              "CreateTransitGatewayRouteTable&TransitGatewayId=" + gateway));
    }
    List<Spoke> spokes = new ArrayList<>();
    for (int i = 0; i < vpcs; i++) {
      Spoke spoke = spoke(ec2, gateway, i);
      String attachment = spoke.attachment;
      ec2.call(associate(tables.get(i % TABLES), attachment));
      ec2.call(propagate(tables.get(i % TABLES), attachment));
      if (i % TABLES != 0) {
        ec2.call(propagate(tables.getFirst(), attachment));
      }
      spokes.add(spoke);
    }
    for (int i = 0; i < 2 * vpcs; i++) {
      int way = i / TABLES;
      ec2.call(
          "CreateTransitGatewayRoute&TransitGatewayRouteTableId=%s&DestinationCidrBlock=100.%d.%d.0%%2F24&TransitGatewayAttachmentId=%s"
              .formatted(
                  tables.get(i % TABLES),
                  64 + way / 250,
                  way % 250,
                  spokes.get(i % vpcs).attachment));
    }
    return new HubNetwork(
        instance(ec2, spokes.get(FROM)),
        instance(ec2, spokes.get(TO)),
        spokes.get(FROM).attachment,
        spokes.get(TO).attachment,
        tables,
        spokes);
  }

  /** Makes an instance in each VPC that has none yet; all of them, in the order of the VPCs. */
  List<String> instances(Calls ec2) throws IOException {
    List<String> instances = new ArrayList<>();
    for (int i = 0; i < spokes.size(); i++) {
      instances.add(i == FROM ? from : i == TO ? to : instance(ec2, spokes.get(i)));
    }
    return instances;
  }

  /** Another VPC that shares its table, by their numbers. */
  static int inSegmentOf(int vpc, Random random, int vpcs) {
    int segment = vpc % TABLES;
    int members = (vpcs - segment + TABLES - 1) / TABLES;
    int own = vpc / TABLES;
    return segment + TABLES * ((own + 1 + random.nextInt(members - 1)) % members);
  }

  /** The table of both VPCs that are asked about. */
  String table() {
    return tables.get(FROM);
  }

  /** A table that does not know the VPC which is asked for. */
  String otherTable() {
    return tables.get(FROM + 1);
  }

  private static Spoke spoke(Calls ec2, String gateway, int number) throws IOException {
    String block = LargeNetwork.block(number);
    String vpc = ec2.made("vpcId", "CreateVpc&CidrBlock=" + block + ".0.0%2F16");
    String subnet =
        ec2.made("subnetId", "CreateSubnet&VpcId=" + vpc + "&CidrBlock=" + block + ".1.0%2F24");
    String attachment =
        ec2.made(
            "transitGatewayAttachmentId",
            "CreateTransitGatewayVpcAttachment&TransitGatewayId=%s&VpcId=%s&SubnetIds.1=%s"
                .formatted(gateway, vpc, subnet));
    String table = ec2.made("routeTableId", "CreateRouteTable&VpcId=" + vpc);
    ec2.call("AssociateRouteTable&RouteTableId=" + table + "&SubnetId=" + subnet);
    ec2.call(
        "CreateRoute&RouteTableId=%s&DestinationCidrBlock=0.0.0.0%%2F0&TransitGatewayId=%s"
            .formatted(table, gateway));
    return new Spoke(vpc, subnet, attachment);
  }

  private static String instance(Calls ec2, Spoke spoke) throws IOException {
    String group =
        ec2.made(
            "groupId", "CreateSecurityGroup&GroupName=web&GroupDescription=web&VpcId=" + spoke.vpc);
    ec2.call(LargeNetwork.ingress(group, 443, "0.0.0.0%2F0"));
    return ec2.made(
        "instanceId",
        "RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1&SubnetId="
            + spoke.subnet
            + "&SecurityGroupId.1="
            + group);
  }

  static String associate(String table, String attachment) {
    return onTable("AssociateTransitGatewayRouteTable", table, attachment);
  }

  static String disassociate(String table, String attachment) {
    return onTable("DisassociateTransitGatewayRouteTable", table, attachment);
  }

  static String propagate(String table, String attachment) {
    return onTable("EnableTransitGatewayRouteTablePropagation", table, attachment);
  }

  static String stopPropagating(String table, String attachment) {
    return onTable("DisableTransitGatewayRouteTablePropagation", table, attachment);
  }

  private static String onTable(String action, String table, String attachment) {
    return action
        + "&TransitGatewayRouteTableId="
        + table
        + "&TransitGatewayAttachmentId="
        + attachment;
  }
}
