package culvert.network.names;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.Net;
import culvert.network.address.IpAddress;
import culvert.network.names.Resolution.Source;
import culvert.network.topology.Component;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.TransitGatewayVpcAttachment;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.topology.VpcPeering;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolverTest {

  private static final String PUBLIC = "ec2-54-0-0-10.compute-1.amazonaws.com";

  private static Net two() {
    return new Net()
        .vpc("a", "10.0.0.0/16")
        .vpc("b", "10.1.0.0/16")
        .subnet("subnet-a", "a", "10.0.1.0/24")
        .subnet("subnet-a2", "a", "10.0.2.0/24")
        .zone("subnet-a2", "az2")
        .subnet("subnet-b", "b", "10.1.1.0/24")
        .host("a", "subnet-a", "10.0.1.10")
        .publicly("a", "54.0.0.10")
        .host("b", "subnet-b", "10.1.1.10")
        .host("e1", "subnet-a", "10.0.1.77")
        .host("e2", "subnet-a2", "10.0.2.77")
        .addressesOfS3()
        .add(
            new VpcEndpoint.Interface(
                "vpce-1",
                "vpc-a",
                "queue",
                "com.amazonaws.us-east-1.sqs",
                List.of("eni-e1", "eni-e2"),
                List.of("sqs.us-east-1.amazonaws.com", "*.sqs.us-east-1.amazonaws.com"),
                List.of(
                    new VpcEndpoint.EndpointName("vpce-1-x.sqs.us-east-1.vpce.amazonaws.com", null),
                    new VpcEndpoint.EndpointName(
                        "vpce-1-x-us-east-1b.sqs.us-east-1.vpce.amazonaws.com", "use1-az2"))));
  }

  private static Net peered(boolean dnsForPeer, String otherRegion) {
    return two()
        .add(
            new VpcPeering(
                "pcx-1",
                new VpcPeering.Side("vpc-a", "000000000000", "us-east-1", dnsForPeer),
                new VpcPeering.Side("vpc-b", "000000000000", otherRegion, false),
                true));
  }

  private static Resolution ask(Net net, String vpc, String name) {
    return new Resolver(net.topology()).resolve("vpc-" + vpc, name);
  }

  private static void answers(Resolution resolution, Source source, String... addresses) {
    assertThat(resolution.source()).as(resolution.explanation()).isEqualTo(source);
    assertThat(resolution.addresses()).extracting(IpAddress::toString).containsExactly(addresses);
  }

  @Test
  void r2_2_6_private_dns_of_an_endpoint_answers_in_its_own_vpc_only() {
    Resolution own = ask(two(), "a", "SQS.us-east-1.amazonaws.com.");
    answers(own, Source.ENDPOINT_PRIVATE_DNS, "10.0.1.77", "10.0.2.77");
    assertThat(own.component()).isEqualTo("vpce-1");
    answers(
        ask(two(), "a", "q.sqs.us-east-1.amazonaws.com"),
        Source.ENDPOINT_PRIVATE_DNS,
        "10.0.1.77",
        "10.0.2.77");
    answers(ask(two(), "b", "sqs.us-east-1.amazonaws.com"), Source.AWS_SERVICE);
  }

  @Test
  void r2_2_8_the_names_of_an_endpoint_answer_everywhere_and_by_zone() {
    answers(
        ask(two(), "b", "vpce-1-x.sqs.us-east-1.vpce.amazonaws.com"),
        Source.ENDPOINT_NAME,
        "10.0.1.77",
        "10.0.2.77");
    answers(
        ask(two(), "b", "vpce-1-x-us-east-1b.sqs.us-east-1.vpce.amazonaws.com"),
        Source.ENDPOINT_NAME,
        "10.0.2.77");
  }

  @Test
  void public_names_of_services_answer_from_their_prefix_list() {
    answers(ask(two(), "b", "s3.us-east-1.amazonaws.com"), Source.AWS_SERVICE, "52.216.0.1");
    answers(ask(two(), "b", "bucket.s3.amazonaws.com"), Source.AWS_SERVICE, "52.216.0.1");
    assertThat(ask(two(), "b", "s3.us-east-1.amazonaws.com").component()).isEqualTo("pl-s3");
  }

  @Test
  void private_names_are_answered_inside() {
    answers(ask(two(), "a", "ip-10-0-1-10.ec2.internal"), Source.PRIVATE_HOSTNAME, "10.0.1.10");
    answers(ask(two(), "a", "i-a.ec2.internal"), Source.PRIVATE_HOSTNAME, "10.0.1.10");
    answers(ask(two(), "b", "ip-10-0-1-10.ec2.internal"), Source.NONE);
    answers(ask(two(), "a", "ip-10-0-1-99.ec2.internal"), Source.NONE);
    answers(ask(two(), "a", "ip-10-0-1-10.eu-west-1.compute.internal"), Source.NONE);
  }

  @Test
  void r3_4_1_a_peer_gets_the_private_address_of_a_public_name_where_the_option_is_on() {
    answers(ask(two(), "a", PUBLIC), Source.PUBLIC_HOSTNAME, "10.0.1.10");
    answers(ask(peered(false, "us-east-1"), "b", PUBLIC), Source.PUBLIC_HOSTNAME, "54.0.0.10");
    answers(ask(peered(true, "us-east-1"), "b", PUBLIC), Source.PUBLIC_HOSTNAME, "10.0.1.10");
  }

  @Test
  void r3_4_2_the_peers_option_needs_dns_hostnames_on_both_sides() {
    Net net =
        peered(true, "us-east-1")
            .add(
                new Vpc(
                    "vpc-b",
                    "000000000000",
                    "us-east-1",
                    "b",
                    two().topology().get(Vpc.class, "vpc-b").cidrs(),
                    true,
                    false,
                    List.of()));
    answers(ask(net, "b", PUBLIC), Source.PUBLIC_HOSTNAME, "54.0.0.10");
  }

  @Test
  void r3_4_4_across_regions_private_names_need_the_option() {
    String name = "ip-10-0-1-10.ec2.internal";
    answers(ask(peered(false, "us-east-1"), "b", name), Source.PRIVATE_HOSTNAME, "10.0.1.10");
    answers(ask(peered(false, "eu-west-1"), "b", name), Source.NONE);
    answers(ask(peered(true, "eu-west-1"), "b", name), Source.PRIVATE_HOSTNAME, "10.0.1.10");
  }

  @Test
  void r4_6_5_public_names_answer_private_addresses_between_vpcs_of_a_transit_gateway() {
    Net net =
        two()
            .transitGateway("tgw-1")
            .attach("att-a", "tgw-1", "subnet-a")
            .attach("att-b", "tgw-1", "subnet-b");
    answers(ask(net, "b", PUBLIC), Source.PUBLIC_HOSTNAME, "10.0.1.10");
    TransitGateway gateway = net.topology().get(TransitGateway.class, "tgw-1");
    Net off =
        net.add(
            new TransitGateway(
                gateway.id(),
                gateway.account(),
                gateway.region(),
                gateway.name(),
                gateway.asn(),
                gateway.vpnEcmp(),
                gateway.securityGroupReferencing(),
                false));
    answers(ask(off, "b", PUBLIC), Source.PUBLIC_HOSTNAME, "54.0.0.10");
  }

  @Test
  void r1_1_11_without_dns_support_nobody_answers() {
    List<Component> all = new java.util.ArrayList<>();
    Topology topology = two().topology();
    Vpc vpc = topology.get(Vpc.class, "vpc-a");
    all.add(
        new Vpc(vpc.id(), vpc.account(), vpc.region(), "a", vpc.cidrs(), false, false, List.of()));
    Resolution none = new Resolver(new Topology(all)).resolve("vpc-a", "s3.amazonaws.com");
    answers(none, Source.NONE);
    assertThat(none.explanation()).contains("DNS support");
  }

  @Test
  void hosts_that_dhcp_sends_to_name_servers_of_their_own_do_not_ask_the_vpc() {
    Net net = two().nameServers("a", "10.0.1.53", "192.168.0.53");
    Resolution own = ask(net, "a", "sqs.us-east-1.amazonaws.com");
    answers(own, Source.NONE);
    assertThat(own.component()).isEqualTo("vpc-a");
    assertThat(own.explanation())
        .contains("10.0.1.53, 192.168.0.53")
        .contains("private DNS of vpce-1");
    answers(ask(net, "b", "ip-10-1-1-10.ec2.internal"), Source.PRIVATE_HOSTNAME, "10.1.1.10");
  }

  @Test
  void a_name_server_that_is_the_vpcs_own_resolver_answers_as_that() {
    for (String resolver : List.of("10.0.0.2", "169.254.169.253")) {
      answers(
          ask(two().nameServers("a", resolver), "a", "sqs.us-east-1.amazonaws.com"),
          Source.ENDPOINT_PRIVATE_DNS,
          "10.0.1.77",
          "10.0.2.77");
    }
    answers(
        ask(two().nameServers("a", "10.1.0.2"), "a", "sqs.us-east-1.amazonaws.com"), Source.NONE);
  }

  @Test
  void an_attachment_without_dns_support_keeps_its_names_to_itself() {
    Net net =
        two()
            .transitGateway("tgw-1")
            .attach("att-a", "tgw-1", "subnet-a")
            .attach("att-b", "tgw-1", "subnet-b");
    TransitGatewayVpcAttachment on = net.topology().get(TransitGatewayVpcAttachment.class, "att-a");
    net.add(
        new TransitGatewayVpcAttachment(
            on.id(),
            on.order(),
            on.transitGateway(),
            on.vpc(),
            on.name(),
            on.subnets(),
            false,
            true,
            true,
            false));
    answers(ask(net, "b", PUBLIC), Source.PUBLIC_HOSTNAME, "54.0.0.10");
  }
}
