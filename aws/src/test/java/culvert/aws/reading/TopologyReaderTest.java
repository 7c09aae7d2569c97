package culvert.aws.reading;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Scope;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.address.Traffic;
import culvert.network.time.Timeline;
import culvert.network.topology.NetworkInterface.InstanceHolder;
import culvert.network.topology.RouteDestination;
import culvert.network.topology.RouteOrigin;
import culvert.network.topology.RouteTarget;
import culvert.network.topology.SecurityGroupRule.CidrPeer;
import culvert.network.topology.SecurityGroupRule.GroupPeer;
import culvert.network.topology.Topology;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

class TopologyReaderTest {

  private static final Scope SCOPE = new Scope("111111111111", "us-east-1");
  private static final Scope OTHER = new Scope("222222222222", "us-east-1");

  private final Catalog catalog =
      Catalog.ephemeral(new Lifecycles(Timing.INSTANT), Timeline.wall());
  private final TopologyReader reader = new TopologyReader();

  @AfterEach
  void close() {
    catalog.close();
  }

  private Topology read() {
    return reader.read(catalog.snapshot());
  }

  private static Vpc vpc(String id) {
    return Vpc.builder()
        .vpcId(id)
        .cidrBlockAssociationSet(
            a -> a.cidrBlock("10.0.0.0/16").cidrBlockState(s -> s.state("associated")),
            a -> a.cidrBlock("10.9.0.0/16").cidrBlockState(s -> s.state("disassociated")))
        .ipv6CidrBlockAssociationSet(
            a -> a.ipv6CidrBlock("2600:1f00::/56").ipv6CidrBlockState(s -> s.state("associated")))
        .tags(t -> t.key("Name").value("shop"))
        .build();
  }

  @Test
  void a_vpc_has_the_blocks_that_are_associated_and_its_place() {
    catalog.write(SCOPE, t -> t.add(Kinds.VPC, vpc("vpc-0000000000000000a")));
    assertThat(read().all(culvert.network.topology.Vpc.class))
        .singleElement()
        .satisfies(vpc -> {
          assertThat(vpc.cidrs())
              .containsExactly(IpPrefix.parse("10.0.0.0/16"), IpPrefix.parse("2600:1f00::/56"));
          assertThat(vpc.account()).isEqualTo("111111111111");
          assertThat(vpc.region()).isEqualTo("us-east-1");
          assertThat(vpc.name()).isEqualTo("shop");
        });
  }

  @Test
  void an_unchanged_resource_is_not_read_again() {
    catalog.write(SCOPE, t -> t.add(Kinds.VPC, vpc("vpc-0000000000000000a")));
    catalog.write(
        SCOPE,
        t ->
            t.add(
                Kinds.SUBNET,
                Subnet.builder()
                    .subnetId("subnet-0000000000000000a")
                    .vpcId("vpc-0000000000000000a")
                    .availabilityZoneId("use1-az1")
                    .cidrBlock("10.0.1.0/24")
                    .build()));
    Topology before = read();
    catalog.write(SCOPE, t -> t.add(Kinds.VPC, vpc("vpc-0000000000000000b")));
    Topology after = read();
    assertThat(after).isNotSameAs(before);
    assertThat(after.find(culvert.network.topology.Subnet.class, "subnet-0000000000000000a"))
        .isSameAs(before.find(culvert.network.topology.Subnet.class, "subnet-0000000000000000a"));
    assertThat(read()).isSameAs(after);
  }

  @Test
  void r1_3_1_routes_carry_destination_target_and_origin() {
    catalog.write(
        SCOPE,
        t ->
            t.add(
                Kinds.ROUTE_TABLE,
                RouteTable.builder()
                    .routeTableId("rtb-0000000000000000a")
                    .vpcId("vpc-0000000000000000a")
                    .associations(
                        a -> a.main(true), a -> a.main(false).subnetId("subnet-0000000000000000a"))
                    .routes(
                        route("CreateRouteTable")
                            .destinationCidrBlock("10.0.0.0/16")
                            .gatewayId("local")
                            .build(),
                        route("CreateRoute")
                            .destinationCidrBlock("0.0.0.0/0")
                            .gatewayId("igw-0000000000000000a")
                            .build(),
                        route("CreateRoute")
                            .destinationPrefixListId("pl-0000000000000000a")
                            .vpcPeeringConnectionId("pcx-0000000000000000a")
                            .build(),
                        route("CreateRoute")
                            .destinationIpv6CidrBlock("::/0")
                            .egressOnlyInternetGatewayId("eigw-0000000000000000a")
                            .build())
                    .build()));
    culvert.network.topology.RouteTable table =
        read().all(culvert.network.topology.RouteTable.class).getFirst();
    assertThat(table.main()).isTrue();
    assertThat(table.subnets()).containsExactly("subnet-0000000000000000a");
    assertThat(table.routes())
        .containsExactly(
            new culvert.network.topology.Route(
                new RouteDestination.Cidr(IpPrefix.parse("10.0.0.0/16")),
                new RouteTarget.Local(),
                RouteOrigin.LOCAL),
            new culvert.network.topology.Route(
                new RouteDestination.Cidr(IpPrefix.ALL_V4),
                new RouteTarget.ToInternetGateway("igw-0000000000000000a"),
                RouteOrigin.STATIC),
            new culvert.network.topology.Route(
                new RouteDestination.PrefixListEntries("pl-0000000000000000a"),
                new RouteTarget.ToPeering("pcx-0000000000000000a"),
                RouteOrigin.STATIC),
            new culvert.network.topology.Route(
                new RouteDestination.Cidr(IpPrefix.ALL_V6),
                new RouteTarget.ToEgressOnlyInternetGateway("eigw-0000000000000000a"),
                RouteOrigin.STATIC));
  }

  private static Route.Builder route(String origin) {
    return Route.builder().origin(origin);
  }

  @Test
  void r1_6_3_a_groups_rules_are_gathered_from_their_own_resources() {
    catalog.write(
        SCOPE,
        t -> {
          t.add(
              Kinds.SECURITY_GROUP_RULE,
              SecurityGroupRule.builder()
                  .securityGroupRuleId("sgr-0000000000000000a")
                  .groupId("sg-0000000000000000a")
                  .isEgress(false)
                  .ipProtocol("tcp")
                  .fromPort(443)
                  .toPort(443)
                  .referencedGroupInfo(g -> g.groupId("sg-0000000000000000b"))
                  .build());
          t.add(
              Kinds.SECURITY_GROUP_RULE,
              SecurityGroupRule.builder()
                  .securityGroupRuleId("sgr-0000000000000000b")
                  .groupId("sg-0000000000000000a")
                  .isEgress(true)
                  .ipProtocol("-1")
                  .fromPort(-1)
                  .toPort(-1)
                  .cidrIpv4("0.0.0.0/0")
                  .build());
          return t.add(
              Kinds.SECURITY_GROUP,
              SecurityGroup.builder()
                  .groupId("sg-0000000000000000a")
                  .groupName("web")
                  .vpcId("vpc-0000000000000000a")
                  .build());
        });
    culvert.network.topology.SecurityGroup group =
        read().all(culvert.network.topology.SecurityGroup.class).getFirst();
    assertThat(group.inbound())
        .containsExactly(
            new culvert.network.topology.SecurityGroupRule(
                "sgr-0000000000000000a",
                new Traffic(Traffic.TCP, 443, 443),
                new GroupPeer("sg-0000000000000000b")));
    assertThat(group.outbound())
        .containsExactly(
            new culvert.network.topology.SecurityGroupRule(
                "sgr-0000000000000000b", Traffic.ALL, new CidrPeer(IpPrefix.ALL_V4)));
  }

  @Test
  void r1_7_2_acl_entries_come_by_direction_and_ascending_number() {
    catalog.write(
        SCOPE,
        t ->
            t.add(
                Kinds.NETWORK_ACL,
                NetworkAcl.builder()
                    .networkAclId("acl-0000000000000000a")
                    .vpcId("vpc-0000000000000000a")
                    .associations(a -> a.subnetId("subnet-0000000000000000a"))
                    .entries(
                        e ->
                            e.egress(false)
                                .ruleNumber(32767)
                                .protocol("-1")
                                .ruleAction("deny")
                                .cidrBlock("0.0.0.0/0"),
                        e ->
                            e.egress(false)
                                .ruleNumber(90)
                                .protocol("1")
                                .icmpTypeCode(i -> i.type(8).code(-1))
                                .ruleAction("allow")
                                .cidrBlock("10.0.0.0/8"),
                        e ->
                            e.egress(true)
                                .ruleNumber(100)
                                .protocol("6")
                                .portRange(p -> p.from(1024).to(65535))
                                .ruleAction("allow")
                                .ipv6CidrBlock("::/0"))
                    .build()));
    culvert.network.topology.NetworkAcl acl =
        read().all(culvert.network.topology.NetworkAcl.class).getFirst();
    assertThat(acl.subnets()).containsExactly("subnet-0000000000000000a");
    assertThat(acl.inbound())
        .containsExactly(
            new culvert.network.topology.NetworkAcl.Entry(
                90, new Traffic(Traffic.ICMP, 8, -1), IpPrefix.parse("10.0.0.0/8"), true),
            new culvert.network.topology.NetworkAcl.Entry(
                32767, Traffic.ALL, IpPrefix.ALL_V4, false));
    assertThat(acl.outbound())
        .containsExactly(
            new culvert.network.topology.NetworkAcl.Entry(
                100, new Traffic(Traffic.TCP, 1024, 65535), IpPrefix.ALL_V6, true));
  }

  @Test
  void an_instance_has_its_interfaces_in_the_order_of_devices() {
    catalog.write(
        SCOPE,
        t -> {
          t.add(Kinds.NETWORK_INTERFACE, attached("eni-0000000000000000b", 1, "10.0.1.6"));
          t.add(Kinds.NETWORK_INTERFACE, attached("eni-0000000000000000a", 0, "10.0.1.5"));
          return t.add(
              Kinds.INSTANCE,
              Instance.builder()
                  .instanceId("i-0000000000000000a")
                  .state(s -> s.name("running"))
                  .tags(g -> g.key("culvert:firewall").value("stateful"))
                  .build());
        });
    Topology topology = read();
    culvert.network.topology.Instance instance =
        topology.all(culvert.network.topology.Instance.class).getFirst();
    assertThat(instance.interfaces())
        .containsExactly("eni-0000000000000000a", "eni-0000000000000000b");
    assertThat(instance.running()).isTrue();
    assertThat(instance.statefulFirewall()).isTrue();
    culvert.network.topology.NetworkInterface first =
        topology.get(culvert.network.topology.NetworkInterface.class, "eni-0000000000000000a");
    assertThat(first.holder()).isEqualTo(new InstanceHolder("i-0000000000000000a"));
    assertThat(first.publicAddresses())
        .containsEntry(IpAddress.parse("10.0.1.5"), IpAddress.parse("54.0.0.5"));
    assertThat(first.sourceDestinationCheck()).isFalse();
  }

  private static NetworkInterface attached(String id, int device, String address) {
    return NetworkInterface.builder()
        .networkInterfaceId(id)
        .vpcId("vpc-0000000000000000a")
        .subnetId("subnet-0000000000000000a")
        .interfaceType("interface")
        .attachment(a -> a.instanceId("i-0000000000000000a").deviceIndex(device))
        .privateIpAddresses(
            a -> a.privateIpAddress("10.0.1.99").primary(false),
            a ->
                a.privateIpAddress(address)
                    .primary(true)
                    .association(p -> p.publicIp("54.0.0." + address.charAt(7))))
        .sourceDestCheck(false)
        .groups(List.of())
        .build();
  }

  @Test
  void r3_1_7_a_peering_that_two_accounts_see_is_one_peering() {
    VpcPeeringConnection peering =
        VpcPeeringConnection.builder()
            .vpcPeeringConnectionId("pcx-0000000000000000a")
            .status(s -> s.code("active"))
            .requesterVpcInfo(
                v -> v.vpcId("vpc-0000000000000000a").ownerId("111111111111").region("us-east-1"))
            .accepterVpcInfo(
                v -> v.vpcId("vpc-0000000000000000b").ownerId("222222222222").region("us-east-1"))
            .build();
    catalog.write(
        SCOPE,
        t -> {
          t.add(Kinds.VPC_PEERING_CONNECTION, peering);
          return t.add(
              OTHER, Kinds.VPC_PEERING_CONNECTION, peering.vpcPeeringConnectionId(), peering);
        });
    assertThat(read().all(culvert.network.topology.VpcPeering.class))
        .singleElement()
        .matches(culvert.network.topology.VpcPeering::active)
        .matches(found -> !found.crossesRegions());
  }
}
