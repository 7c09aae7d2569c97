package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.HybridNet;
import culvert.network.Net;
import org.junit.jupiter.api.Test;

/** Between public addresses: the internet, services, other VPCs, public interfaces (C2, B10). */
class InternetChargesTest {

  private static final String OUT = "internet/203.0.113.9";

  /** Private hosts of account 111 in two zones, a NAT gateway in the first, and a public host. */
  private static Net net() {
    return new Net()
        .vpc("a", "10.0.0.0/16", "2001:db8:a::/56")
        .internetGateway("igw-a", "a")
        .main("a", "0.0.0.0/0 -> nat-a", "::/0 -> igw-a")
        .table("rtb-pub", "a", "0.0.0.0/0 -> igw-a", "::/0 -> igw-a")
        .subnetWith("rtb-pub", "subnet-pub", "a", "10.0.9.0/24", "2001:db8:a:9::/64")
        .subnet("subnet-1", "a", "10.0.1.0/24", "2001:db8:a:1::/64")
        .subnet("subnet-2", "a", "10.0.2.0/24")
        .zone("subnet-2", "az2")
        .nat("nat-a", "subnet-pub", "10.0.9.5", "54.0.0.5")
        .host("x1", "subnet-1", "10.0.1.10", "2001:db8:a:1::10")
        .host("x2", "subnet-2", "10.0.2.10")
        .host("pub", "subnet-pub", "10.0.9.10", "2001:db8:a:9::10")
        .publicly("pub", "54.0.0.10")
        .addressesOfS3()
        .ownedBy("111", "a");
  }

  @Test
  void c2_out_to_the_internet_is_charged_and_in_is_free() {
    Costs costs = Costs.of(net());
    assertThat(costs.there("pub -> " + OUT)).containsExactly("igw-a INTERNET_OUT_GB 111 us-east-1");
    assertThat(costs.back("pub -> " + OUT)).containsExactly("igw-a INTERNET_IN_GB 111 us-east-1");
    assertThat(costs.there(OUT + " -> pub")).containsExactly("igw-a INTERNET_IN_GB 111 us-east-1");
    assertThat(costs.back(OUT + " -> pub")).containsExactly("igw-a INTERNET_OUT_GB 111 us-east-1");
  }

  @Test
  void c2_ipv6_is_charged_alike_also_by_an_egress_only_gateway() {
    assertThat(Costs.of(net()).there("x1 -> internet/2600::1"))
        .containsExactly("igw-a INTERNET_OUT_GB 111 us-east-1");
    Costs costs =
        Costs.of(net().egressOnly("eigw-a", "a").main("a", "::/0 -> eigw-a").ownedBy("111", "a"));
    assertThat(costs.there("x1 -> internet/2600::1"))
        .containsExactly("eigw-a INTERNET_OUT_GB 111 us-east-1");
    assertThat(costs.back("x1 -> internet/2600::1"))
        .containsExactly("eigw-a INTERNET_IN_GB 111 us-east-1");
  }

  @Test
  void c2_a_nat_gateway_processes_both_directions_beside_what_the_path_costs() {
    Costs costs = Costs.of(net());
    assertThat(costs.there("x1 -> " + OUT))
        .containsExactly(
            "nat-a NAT_GATEWAY_GB 111 us-east-1", "igw-a INTERNET_OUT_GB 111 us-east-1");
    assertThat(costs.back("x1 -> " + OUT))
        .containsExactly(
            "igw-a INTERNET_IN_GB 111 us-east-1", "nat-a NAT_GATEWAY_GB 111 us-east-1");
  }

  @Test
  void c2_from_another_zone_the_way_to_a_nat_gateway_and_back_crosses_zones() {
    Costs costs = Costs.of(net());
    assertThat(costs.there("x2 -> " + OUT))
        .containsExactly(
            "eni-x2 CROSS_ZONE_GB 111 us-east-1",
            "eni-nat-a CROSS_ZONE_GB 111 us-east-1",
            "nat-a NAT_GATEWAY_GB 111 us-east-1",
            "igw-a INTERNET_OUT_GB 111 us-east-1");
    assertThat(costs.back("x2 -> " + OUT))
        .containsExactly(
            "igw-a INTERNET_IN_GB 111 us-east-1",
            "eni-nat-a CROSS_ZONE_GB 111 us-east-1",
            "nat-a NAT_GATEWAY_GB 111 us-east-1",
            "eni-x2 CROSS_ZONE_GB 111 us-east-1");
  }

  /** AWS's own example on the VPC pricing page: NAT and no transfer for S3 of the same Region. */
  @Test
  void c2_to_a_service_of_the_same_region_no_transfer_is_charged() {
    Costs costs = Costs.of(net());
    assertThat(costs.there("pub -> service:s3")).isEmpty();
    assertThat(costs.back("pub -> service:s3")).isEmpty();
    assertThat(costs.there("x1 -> service:s3"))
        .containsExactly("nat-a NAT_GATEWAY_GB 111 us-east-1");
    assertThat(costs.back("x1 -> service:s3"))
        .containsExactly("nat-a NAT_GATEWAY_GB 111 us-east-1");
  }

  @Test
  void c2_to_a_service_of_another_region_transfer_between_regions_is_charged_each_way() {
    String service = "com.amazonaws.eu-west-1.s3/52.218.0.1";
    assertThat(Costs.of(net()).there("pub -> " + service))
        .containsExactly("igw-a INTER_REGION_OUT_GB 111 us-east-1 eu-west-1");
    assertThat(Costs.of(net()).back("pub -> " + service))
        .containsExactly("igw-a INTER_REGION_OUT_GB 111 eu-west-1 us-east-1");
  }

  private static Net withOther(String region) {
    return net()
        .vpcIn(region, "b", "10.1.0.0/16")
        .internetGateway("igw-b", "b")
        .main("b", "0.0.0.0/0 -> igw-b")
        .subnet("subnet-b", "b", "10.1.0.0/24")
        .host("b", "subnet-b", "10.1.0.10")
        .publicly("b", "54.0.1.10")
        .ownedBy("222", "b");
  }

  @Test
  void c2_between_hosts_by_public_addresses_both_sides_pay_as_between_zones() {
    assertThat(Costs.of(withOther("us-east-1")).there("pub -> internet/54.0.1.10"))
        .containsExactly("igw-a CROSS_ZONE_GB 111 us-east-1", "igw-b CROSS_ZONE_GB 222 us-east-1");
    assertThat(Costs.of(withOther("us-east-1")).back("pub -> internet/54.0.1.10"))
        .containsExactly("igw-b CROSS_ZONE_GB 222 us-east-1", "igw-a CROSS_ZONE_GB 111 us-east-1");
  }

  @Test
  void c2_between_hosts_by_public_addresses_of_two_regions_the_sender_pays() {
    assertThat(Costs.of(withOther("eu-west-1")).there("pub -> internet/54.0.1.10"))
        .containsExactly("igw-a INTER_REGION_OUT_GB 111 us-east-1 eu-west-1");
    assertThat(Costs.of(withOther("eu-west-1")).back("pub -> internet/54.0.1.10"))
        .containsExactly("igw-b INTER_REGION_OUT_GB 222 eu-west-1 us-east-1");
  }

  /** A site that announces its public block by a public interface of account 000000000000. */
  private static Net withPublicInterface(Net net) {
    return new HybridNet(net)
        .site("dc", 65001, "203.0.113.0/24")
        .connection("dxcon-1", "EqDC2")
        .publicInterface("dxvif-p", "dxcon-1", "dc", "203.0.113.0/24")
        .route("dc", "52.0.0.0/8 -> dxvif-p")
        .net();
  }

  @Test
  void b10_a_public_interface_has_its_own_rate_for_prefixes_of_the_same_payer() {
    Costs costs = Costs.of(withPublicInterface(net().ownedBy("000000000000", "a")));
    assertThat(costs.there("pub -> site:dc/203.0.113.9"))
        .containsExactly("dxvif-p DIRECT_CONNECT_PUBLIC_OUT_GB 000000000000 us-east-1 EqDC2");
    assertThat(costs.back("pub -> site:dc/203.0.113.9"))
        .containsExactly("dxvif-p DIRECT_CONNECT_IN_GB 000000000000 us-east-1");
  }

  @Test
  void b10_what_others_send_to_it_is_internet_out() {
    Costs costs = Costs.of(withPublicInterface(net()));
    assertThat(costs.there("pub -> site:dc/203.0.113.9"))
        .containsExactly("igw-a INTERNET_OUT_GB 111 us-east-1");
  }

  @Test
  void b10_a_site_gets_what_a_service_sends_at_that_rate() {
    Costs costs = Costs.of(withPublicInterface(net()));
    String pair = "site:dc/203.0.113.9 -> com.amazonaws.eu-west-1.s3/52.218.0.1";
    assertThat(costs.there(pair))
        .containsExactly("dxvif-p DIRECT_CONNECT_IN_GB 000000000000 us-east-1");
    assertThat(costs.back(pair))
        .containsExactly("dxvif-p DIRECT_CONNECT_PUBLIC_OUT_GB 000000000000 eu-west-1 EqDC2");
  }
}
