package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring of VPCs, each peered with the next: two subnets, a route table, a security group with
 * rules and an instance each. Built through the API.
 *
 * @param instances one of each VPC
 * @param tables the route table of its subnets
 * @param peerings its peering connection with the next
 */
record LargeNetwork(List<String> instances, List<String> tables, List<String> peerings) {

  static LargeNetwork build(Calls ec2, int vpcs) throws IOException {
    List<String> ids = new ArrayList<>();
    List<String> instances = new ArrayList<>();
    List<String> tables = new ArrayList<>();
    for (int i = 0; i < vpcs; i++) {
      String vpc = ec2.made("vpcId", "CreateVpc&CidrBlock=" + block(i) + ".0.0%2F16");
      String table = ec2.made("routeTableId", "CreateRouteTable&VpcId=" + vpc);
      String group =
          ec2.made(
              "groupId", "CreateSecurityGroup&GroupName=web&GroupDescription=web&VpcId=" + vpc);
      ec2.call(ingress(group, 443, "0.0.0.0%2F0"));
      ec2.call(ingress(group, 22, "10.0.0.0%2F8"));
      String subnet = subnet(ec2, vpc, table, block(i) + ".1.0%2F24");
      subnet(ec2, vpc, table, block(i) + ".2.0%2F24");
      instances.add(
          ec2.made(
              "instanceId",
              "RunInstances&ImageId=ami-0c0ffee0c0ffee0c0&MinCount=1&MaxCount=1&SubnetId="
                  + subnet
                  + "&SecurityGroupId.1="
                  + group));
      ids.add(vpc);
      tables.add(table);
    }
    List<String> peerings = new ArrayList<>();
    for (int i = 0; i < vpcs; i++) {
      peerings.add(peer(ec2, ids, tables, i, (i + 1) % vpcs));
    }
    return new LargeNetwork(instances, tables, peerings);
  }

  /** The first two bytes of a VPC's addresses. */
  static String block(int vpc) {
    return (10 + vpc / 250) + "." + vpc % 250;
  }

  /** A call that lets the addresses in on a TCP port. */
  static String ingress(String group, int port, String from) {
    return "AuthorizeSecurityGroupIngress&GroupId="
        + group
        + "&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort="
        + port
        + "&IpPermissions.1.ToPort="
        + port
        + "&IpPermissions.1.IpRanges.1.CidrIp="
        + from;
  }

  private static String subnet(Calls ec2, String vpc, String table, String cidr)
      throws IOException {
    String subnet = ec2.made("subnetId", "CreateSubnet&VpcId=" + vpc + "&CidrBlock=" + cidr);
    ec2.call("AssociateRouteTable&RouteTableId=" + table + "&SubnetId=" + subnet);
    return subnet;
  }

  private static String peer(Calls ec2, List<String> vpcs, List<String> tables, int one, int other)
      throws IOException {
    String peering =
        ec2.made(
            "vpcPeeringConnectionId",
            "CreateVpcPeeringConnection&VpcId=" + vpcs.get(one) + "&PeerVpcId=" + vpcs.get(other));
    ec2.call("AcceptVpcPeeringConnection&VpcPeeringConnectionId=" + peering);
    route(ec2, tables.get(one), other, peering);
    route(ec2, tables.get(other), one, peering);
    return peering;
  }

  private static void route(Calls ec2, String table, int to, String peering) throws IOException {
    ec2.call(
        "CreateRoute&RouteTableId="
            + table
            + "&DestinationCidrBlock="
            + block(to)
            + ".0.0%2F16&VpcPeeringConnectionId="
            + peering);
  }
}
