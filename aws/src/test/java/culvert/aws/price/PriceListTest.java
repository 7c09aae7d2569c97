package culvert.aws.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.aws.region.Regions;
import culvert.aws.table.Table;
import culvert.network.cost.Meter;
import culvert.network.cost.Rate;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {

  private static final PriceList PRICES = PriceList.get();

  /** Opened after the price maps were read. */
  private static final String WITHOUT_PRICES = "ap-southeast-6";

  private static List<String> regions() {
    return Regions.all().stream()
        .map(Regions.Region::name)
        .filter(region -> !region.equals(WITHOUT_PRICES))
        .toList();
  }

  private static Rate rate(Meter meter, String region, @Nullable String qualifier) {
    return Objects.requireNonNull(
        PRICES.rate(meter, region, qualifier == null ? "" : qualifier),
        () -> meter + " " + qualifier + " in " + region);
  }

  /** As the tables spell it. */
  private static String steps(Rate rate) {
    return rate.tiers().stream()
        .map(tier ->
            tier.from().signum() == 0 ? tier.price() + "" : tier.from() + ":" + tier.price())
        .collect(Collectors.joining(" "));
  }

  /** B10: a Region's own locations, and of those the ones that what leaves it has a price to. */
  @Test
  void b10_a_region_knows_its_direct_connect_locations() {
    assertThat(PRICES.directConnectLocations("us-east-1"))
        .isSorted()
        .contains("EqDC2", "165HalStr")
        .doesNotContain("CSOW")
        .allSatisfy(code ->
            assertThat(PRICES.rate(Meter.DIRECT_CONNECT_OUT_GB, "us-east-1", code)).isNotNull());
    assertThat(PRICES.directConnectLocations(WITHOUT_PRICES)).isEmpty();
  }

  /** The rules' table C1 (and A16, B6, B10), written down by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INTERFACE_ENDPOINT_HOUR             |              | .010  | .013  | .021
          GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR |              | .010  | .013  | .0151
          GATEWAY_LOAD_BALANCER_ENDPOINT_GB   |              | .0035 | .0035 | .0035
          GATEWAY_ENDPOINT_HOUR               |              | 0     | 0     | 0
          GATEWAY_ENDPOINT_GB                 |              | 0     | 0     | 0
          NAT_GATEWAY_HOUR                    |              | .045  | .059  | .093
          NAT_GATEWAY_GB                      |              | .045  | .059  | .093
          VPN_CONNECTION_HOUR                 |              | .05   | .05   | .05
          VPN_ACCELERATOR_HOUR                |              | .025  | .025  | .025
          TRANSIT_GATEWAY_ATTACHMENT_HOUR     | vpc          | .05   | .07   | .09
          TRANSIT_GATEWAY_ATTACHMENT_HOUR     | vpn          | .05   | .07   | .09
          TRANSIT_GATEWAY_ATTACHMENT_HOUR     | dxgw         | .05   | .07   | .09
          TRANSIT_GATEWAY_ATTACHMENT_HOUR     | peering      | .05   | .07   | .09
          TRANSIT_GATEWAY_ATTACHMENT_HOUR     | connect      | .05   | .07   | .09
          TRANSIT_GATEWAY_GB                  | vpc          | .02   | .02   | .02
          TRANSIT_GATEWAY_GB                  | vpn          | .02   | .02   | .02
          TRANSIT_GATEWAY_GB                  | dxgw         | .02   | .02   | .02
          TRANSIT_GATEWAY_GB                  | peering      | 0     | 0     | 0
          TRANSIT_GATEWAY_MULTICAST_GB        |              | .02   | .02   | .02
          VPC_PEERING_HOUR                    |              | 0     | 0     | 0
          INTERNET_GATEWAY_HOUR               |              | 0     | 0     | 0
          VPN_GATEWAY_HOUR                    |              | 0     | 0     | 0
          CUSTOMER_GATEWAY_HOUR               |              | 0     | 0     | 0
          PUBLIC_IPV4_IN_USE_HOUR             |              | .005  | .005  | .005
          PUBLIC_IPV4_IDLE_HOUR               |              | .005  | .005  | .005
          NETWORK_LOAD_BALANCER_HOUR          |              | .0225 | .0225 | .034
          NETWORK_LOAD_BALANCER_LCU           |              | .006  | .006  | .00825
          GATEWAY_LOAD_BALANCER_HOUR          |              | .0125 | .0125 | .0189
          GATEWAY_LOAD_BALANCER_LCU           |              | .004  | .004  | .0055
          VIRTUAL_INTERFACE_HOUR              |              | 0     | 0     | 0
          SITE_LINK_HOUR                      |              | .50   | .50   | .50
          DIRECT_CONNECT_IN_GB                |              | 0     | 0     | 0
          CROSS_ZONE_GB                       |              | .01   | .01   | .01
          PEERING_CROSS_ZONE_GB               |              | .01   | .01   | .01
          PEERING_SAME_ZONE_GB                |              | 0     | 0     | 0
          INTER_REGION_OUT_GB                 | eu-central-1 | .02   | .08   | .138
          INTERNET_IN_GB                      |              | 0     | 0     | 0
          """)
  void a_meter_has_the_rate_of_its_region_C1(
      Meter meter,
      @Nullable String qualifier,
      BigDecimal virginia,
      BigDecimal seoul,
      BigDecimal saoPaulo) {
    assertThat(flat(meter, "us-east-1", qualifier)).isEqualByComparingTo(virginia);
    assertThat(flat(meter, "ap-northeast-2", qualifier)).isEqualByComparingTo(seoul);
    assertThat(flat(meter, "sa-east-1", qualifier)).isEqualByComparingTo(saoPaulo);
  }

  private static BigDecimal flat(Meter meter, String region, @Nullable String qualifier) {
    Rate rate = rate(meter, region, qualifier);
    assertThat(rate.isFlat()).isTrue();
    return rate.tiers().getFirst().price();
  }

  /** Ports cost the same everywhere but in Japan; what is sent out hangs on both ends. */
  @ParameterizedTest
  @CsvSource({
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 1G@EqDC2, .30",
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 10G@EqDC2, 2.25",
    "DIRECT_CONNECT_PORT_HOUR, ap-northeast-2, 100G@LGU57, 22.50",
    "DIRECT_CONNECT_PORT_HOUR, ap-northeast-2, 400G@KINX1, 85.00",
    "DIRECT_CONNECT_PORT_HOUR, ap-northeast-1, 1G@EqTY2, .285",
    "DIRECT_CONNECT_PORT_HOUR, ap-northeast-1, 10G@EqOS1, 2.142",
    "DIRECT_CONNECT_PORT_HOUR, us-gov-west-1, 10G@EqSV5, 2.25",
    "DIRECT_CONNECT_HOSTED_HOUR, sa-east-1, 50M@Tiv, .03",
    "DIRECT_CONNECT_HOSTED_HOUR, sa-east-1, 300M@TerNAPDo, .12",
    "DIRECT_CONNECT_HOSTED_HOUR, us-east-1, 200M@EqDC2, .08",
    "DIRECT_CONNECT_HOSTED_HOUR, us-east-1, 25G@EqDC2, 6.20",
    "DIRECT_CONNECT_HOSTED_HOUR, ap-northeast-1, 5G@ATTokChu, 1.568",
    "DIRECT_CONNECT_GATEWAY_HOUR, global, '', 0",
    "DIRECT_CONNECT_OUT_GB, us-east-1, EqDC2, .02",
    "DIRECT_CONNECT_OUT_GB, us-west-2, TieSea, .02",
    "DIRECT_CONNECT_OUT_GB, us-east-1, EqTY2, .0491",
    "DIRECT_CONNECT_OUT_GB, eu-west-1, EqDC2, .0282",
    "DIRECT_CONNECT_OUT_GB, ap-northeast-1, EqTY2, .041",
    "DIRECT_CONNECT_OUT_GB, ap-northeast-2, LGU57, .041",
    "DIRECT_CONNECT_OUT_GB, ap-northeast-2, KINX1, .041",
    "DIRECT_CONNECT_OUT_GB, sa-east-1, Tiv, .11",
    "DIRECT_CONNECT_PUBLIC_OUT_GB, sa-east-1, Tiv, .11",
    "SITE_LINK_GB, us-east-1, EqDC2-EqLD5, .0282",
    "SITE_LINK_GB, eu-west-2, EqLD5-EqDC2, .0282",
  })
  void direct_connect_is_priced_by_location_and_capacity_B10(
      Meter meter, String region, String qualifier, BigDecimal price) {
    assertThat(flat(meter, region, qualifier)).isEqualByComparingTo(price);
  }

  /** A binary PB and four more (C2). */
  @Test
  void interface_endpoints_are_cheaper_above_a_petabyte_in_every_region() {
    for (String region : regions()) {
      Rate rate = rate(Meter.INTERFACE_ENDPOINT_GB, region, "");
      assertThat(steps(rate)).isEqualTo("0.01 1048576:0.006 5242880:0.004");
      assertThat(rate.pool()).isEqualTo(Rate.Pool.ACCOUNT_AND_REGION);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, 0.09 10240:0.085 51200:0.07 153600:0.05",
    "ap-northeast-2, 0.126 10240:0.122 51200:0.117 153600:0.108",
    "sa-east-1, 0.15 10240:0.138 51200:0.126 153600:0.114",
    "ap-northeast-1, 0.114 10240:0.089 51200:0.086 153600:0.084",
  })
  void what_goes_to_the_internet_is_cheaper_above_10_50_and_150_terabytes_C2(
      String region, String steps) {
    Rate rate = rate(Meter.INTERNET_OUT_GB, region, "");
    assertThat(steps(rate)).isEqualTo(steps);
    assertThat(rate.pool()).isEqualTo(Rate.Pool.ACCOUNT_AND_REGION);
  }

  @Test
  void an_account_has_100_gigabytes_to_the_internet_free_C2() {
    assertThat(PRICES.freeInternetOut().quantity()).isEqualByComparingTo("100");
  }

  /** What every Region of AWS's maps has; the rest is named in the tests that follow. */
  @Test
  void every_region_but_the_newest_has_prices() {
    assertThat(regions()).hasSize(35);
    List<Meter> everywhere =
        List.of(
            Meter.INTERFACE_ENDPOINT_HOUR,
            Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR,
            Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_GB,
            Meter.VPN_CONNECTION_HOUR,
            Meter.PUBLIC_IPV4_IN_USE_HOUR,
            Meter.PUBLIC_IPV4_IDLE_HOUR,
            Meter.NETWORK_LOAD_BALANCER_HOUR,
            Meter.NETWORK_LOAD_BALANCER_LCU,
            Meter.GATEWAY_LOAD_BALANCER_HOUR,
            Meter.GATEWAY_LOAD_BALANCER_LCU,
            Meter.CROSS_ZONE_GB,
            Meter.INTERNET_OUT_GB);
    for (String region : regions()) {
      for (Meter meter : everywhere) {
        assertThat(rate(meter, region, "").tiers().getFirst().price()).isPositive();
      }
      for (String kind : List.of("vpc", "vpn", "dxgw", "peering", "connect")) {
        assertThat(flat(Meter.TRANSIT_GATEWAY_ATTACHMENT_HOUR, region, kind)).isPositive();
      }
      for (String other : regions()) {
        if (!other.equals(region)) {
          assertThat(flat(Meter.INTER_REGION_OUT_GB, region, other)).isPositive();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, us-east-2, .01",
    "us-east-2, us-east-1, .01",
    "us-east-1, us-west-2, .02",
    "us-east-1, ap-southeast-7, .08",
    "sa-east-1, ap-southeast-7, .14",
    "ap-southeast-2, ap-southeast-4, .08",
    "ap-northeast-1, us-east-1, .09",
    "ca-west-1, eu-west-1, .05",
    "ca-west-1, ap-northeast-2, .08",
  })
  void some_pairs_of_regions_have_a_price_of_their_own(String from, String to, BigDecimal price) {
    assertThat(flat(Meter.INTER_REGION_OUT_GB, from, to)).isEqualByComparingTo(price);
  }

  @Test
  void a_region_does_not_send_to_itself_or_to_one_without_prices() {
    assertThat(PRICES.rate(Meter.INTER_REGION_OUT_GB, "us-east-1", "us-east-1")).isNull();
    assertThat(PRICES.rate(Meter.INTER_REGION_OUT_GB, "us-east-1", WITHOUT_PRICES)).isNull();
    assertThat(PRICES.rate(Meter.INTER_REGION_OUT_GB, WITHOUT_PRICES, "us-east-1")).isNull();
  }

  @Test
  void nat_gateways_have_no_rate_where_nothing_says_one() {
    Set<String> without =
        regions().stream()
            .filter(region -> PRICES.rate(Meter.NAT_GATEWAY_HOUR, region, "") == null)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(without)
        .containsExactly(
            "af-south-1",
            "ap-east-2",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "mx-central-1");
    assertThat(without).allMatch(region -> PRICES.rate(Meter.NAT_GATEWAY_GB, region, "") == null);
  }

  @Test
  void regions_that_the_direct_connect_map_does_not_have_send_at_no_rate() {
    assertThat(
            regions().stream()
                .filter(region -> PRICES.rate(Meter.DIRECT_CONNECT_OUT_GB, region, "EqSG2") == null)
                .toList())
        .containsExactlyInAnyOrder(
            "ap-east-1", // The map has few locations for it.
            "ap-east-2",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "mx-central-1");
  }

  @ParameterizedTest
  @EnumSource(Meter.class)
  void an_unknown_region_has_no_rate_but_a_usage_type(Meter meter) {
    for (String qualifier : List.of("", "vpc", "10G@EqDC2", "EqDC2", "us-east-1", "EqDC2-EqLD5")) {
      assertThat(PRICES.rate(meter, "mars-north-1", qualifier)).isNull();
      assertThat(PRICES.usageType(meter, "mars-north-1", qualifier))
          .isNotBlank()
          .doesNotContain("{")
          .doesNotContain("}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 10G@Nowhere",
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 2G@EqDC2",
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 10G@EqTY2",
    "DIRECT_CONNECT_HOSTED_HOUR, us-east-1, 10G@Nowhere",
    "DIRECT_CONNECT_HOSTED_HOUR, ap-northeast-1, 25G@EqTY2",
    "DIRECT_CONNECT_OUT_GB, us-east-1, Nowhere",
    "DIRECT_CONNECT_OUT_GB, us-west-2, EqSe2-EQ",
    "DIRECT_CONNECT_OUT_GB, us-east-1, -",
    "DIRECT_CONNECT_OUT_GB, us-east-1, ''",
    "DIRECT_CONNECT_OUT_GB, ap-northeast-2, 151FroStr",
    "SITE_LINK_GB, us-east-1, EqDC2-EqTY2",
    "SITE_LINK_GB, us-gov-west-1, EqSV5-EqLD5",
    "SITE_LINK_HOUR, us-gov-west-1, ''",
    "TRANSIT_GATEWAY_GB, us-east-1, connect",
    "TRANSIT_GATEWAY_GB, us-east-1, ''",
    "TRANSIT_GATEWAY_MULTICAST_GB, ap-northeast-3, ''",
    "NAT_GATEWAY_HOUR, us-east-1, large",
  })
  void what_no_source_says_has_no_rate(Meter meter, String region, String qualifier) {
    assertThat(PRICES.rate(meter, region, qualifier)).isNull();
  }

  /** One fixture for us-east-1 says them: they are its own, and unverified. */
  @ParameterizedTest
  @CsvSource({
    "VPN_CONNECTION_HOUR, large, .60",
    "VPN_CONNECTION_HOUR, concentrator, .10",
    "INTERFACE_ENDPOINT_HOUR, resource, .02",
  })
  void a_figure_of_one_region_is_no_other_regions(Meter meter, String kind, BigDecimal price) {
    assertThat(flat(meter, "us-east-1", kind)).isEqualByComparingTo(price);
    assertThat(rate(meter, "us-east-1", kind).verified()).isFalse();
    assertThat(regions().stream().filter(region -> PRICES.rate(meter, region, kind) != null))
        .containsExactly("us-east-1");
  }

  @ParameterizedTest
  @CsvSource({
    "NAT_GATEWAY_HOUR, eu-west-2, '', false",
    "NAT_GATEWAY_GB, us-gov-west-1, '', false",
    "NAT_GATEWAY_HOUR, us-east-1, '', true",
    "NAT_GATEWAY_GB, sa-east-1, '', true",
    "CROSS_ZONE_GB, mx-central-1, '', false",
    "CROSS_ZONE_GB, us-east-1, '', true",
    "PEERING_CROSS_ZONE_GB, eu-south-2, '', false",
    "DIRECT_CONNECT_PORT_HOUR, ap-northeast-1, 100G@EqTY2, false",
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 100G@EqDC2, true",
    "DIRECT_CONNECT_PORT_HOUR, eu-west-3, 1G@EqPA3, false",
    "DIRECT_CONNECT_HOSTED_HOUR, ap-northeast-1, 50M@ChuTelTai, false",
    "DIRECT_CONNECT_OUT_GB, us-east-1, EqDC2, true",
    "SITE_LINK_GB, us-east-1, EqDC2-EqLD5, false",
  })
  void unverified_stays_unverified(Meter meter, String region, String qualifier, boolean verified) {
    assertThat(rate(meter, region, qualifier).verified()).isEqualTo(verified);
  }

  @Test
  void a_rate_names_its_sources_and_when_the_newest_of_them_had_it() {
    Rate endpoint = rate(Meter.INTERFACE_ENDPOINT_HOUR, "eu-west-1", "");
    assertThat(endpoint.source()).isEqualTo("AWS price map vpc.json");
    assertThat(endpoint.asOf()).isEqualTo("2025-06-13");
    Rate port = rate(Meter.DIRECT_CONNECT_PORT_HOUR, "us-east-1", "10G@EqDC2");
    assertThat(port.source())
        .isEqualTo("AWS price map directconnect.json; AWS Direct Connect pricing page");
    assertThat(port.asOf()).isEqualTo("2026-09-20");
    assertThat(rate(Meter.NAT_GATEWAY_HOUR, "eu-west-2", "").asOf()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "NAT_GATEWAY_HOUR, us-east-1, '', NatGateway-Hours",
    "NAT_GATEWAY_GB, ap-northeast-2, '', APN2-NatGateway-Bytes",
    "NAT_GATEWAY_HOUR, eu-west-1, '', EU-NatGateway-Hours",
    "INTERFACE_ENDPOINT_HOUR, us-east-1, '', USE1-VpcEndpoint-Hours",
    "INTERFACE_ENDPOINT_GB, sa-east-1, '', SAE1-VpcEndpoint-Bytes",
    "GATEWAY_LOAD_BALANCER_ENDPOINT_HOUR, ap-southeast-1, '', APS1-VpcEndpoint-GWLBE-Hours",
    "GATEWAY_LOAD_BALANCER_ENDPOINT_GB, ap-south-1, '', APS3-VpcEndpoint-GWLBE-Bytes",
    "VPN_CONNECTION_HOUR, us-east-1, '', VPN-Usage-Hours:ipsec.1",
    "VPN_CONNECTION_HOUR, us-east-2, '', USE2-VPN-Usage-Hours:ipsec.1",
    "VPN_CONNECTION_HOUR, us-east-1, large, USE1-VPN-large-Usage-Hours:ipsec.1",
    "VPN_CONNECTION_HOUR, us-east-1, concentrator, USE1-VPN-concentrator-site-Usage-Hours:ipsec.1",
    "TRANSIT_GATEWAY_ATTACHMENT_HOUR, us-east-1, vpc, USE1-TransitGateway-Hours",
    "TRANSIT_GATEWAY_ATTACHMENT_HOUR, eu-west-1, dxgw, EU-TransitGateway-Hours",
    "TRANSIT_GATEWAY_GB, eu-central-1, vpn, EUC1-TransitGateway-Bytes",
    "TRANSIT_GATEWAY_MULTICAST_GB, us-west-2, '', USW2-TGW-Multicast-Consumer-Bytes",
    "PUBLIC_IPV4_IN_USE_HOUR, us-east-1, '', USE1-PublicIPv4:InUseAddress",
    "PUBLIC_IPV4_IDLE_HOUR, ca-west-1, '', CAN2-PublicIPv4:IdleAddress",
    "NETWORK_LOAD_BALANCER_HOUR, us-east-1, '', LoadBalancerUsage",
    "NETWORK_LOAD_BALANCER_LCU, eu-west-2, '', EUW2-LCUUsage",
    "DIRECT_CONNECT_PORT_HOUR, us-east-1, 10G@EqNY5, USE1-EqNY5-PortUsage:10G",
    "DIRECT_CONNECT_HOSTED_HOUR, us-west-2, 200M@EqSe2-EQ, USW2-EqSe2-EQ-HCPortUsage:200M",
    "DIRECT_CONNECT_OUT_GB, us-east-1, EqDC2, USE1-EqDC2-DataXfer-Out:dc.3",
    "DIRECT_CONNECT_OUT_GB, us-east-1, '', USE1-DataXfer-Out:dc.3",
    "DIRECT_CONNECT_PUBLIC_OUT_GB, sa-east-1, Tiv, SAE1-Tiv-DataXfer-Out",
    "DIRECT_CONNECT_IN_GB, us-east-1, '', USE1-DataXfer-In:dc.3",
    "CROSS_ZONE_GB, us-east-1, '', DataTransfer-Regional-Bytes",
    "CROSS_ZONE_GB, us-gov-west-1, '', UGW1-DataTransfer-Regional-Bytes",
    "PEERING_CROSS_ZONE_GB, af-south-1, '', AFS1-DataTransfer-Regional-Bytes",
    "INTER_REGION_OUT_GB, us-east-1, ap-northeast-2, USE1-APN2-AWS-Out-Bytes",
    "INTER_REGION_OUT_GB, us-west-2, eu-west-1, USW2-EU-AWS-Out-Bytes",
    "INTERNET_OUT_GB, us-east-1, '', DataTransfer-Out-Bytes",
    "INTERNET_OUT_GB, ap-southeast-3, '', APS4-DataTransfer-Out-Bytes",
    "INTERNET_IN_GB, ap-south-2, '', APS5-DataTransfer-In-Bytes",
    "NAT_GATEWAY_HOUR, ap-southeast-6, '', APS8-NatGateway-Hours",
    "NAT_GATEWAY_HOUR, mars-north-1, '', mars-north-1-NatGateway-Hours",
  })
  void usage_types_are_as_bills_name_them(
      Meter meter, String region, String qualifier, String usageType) {
    assertThat(PRICES.usageType(meter, region, qualifier)).isEqualTo(usageType);
    Rate rate = PRICES.rate(meter, region, qualifier);
    if (rate != null) {
      assertThat(rate.usageType()).isEqualTo(usageType);
    }
  }

  /** B1: what Culvert lets order at a location has a price there. */
  @Test
  void every_port_that_can_be_ordered_has_a_rate() throws Exception {
    Class<?> beside = Class.forName("culvert.aws.operations.directconnect.Locations");
    List<List<String>> locations = Table.rows(beside, "locations.tsv");
    assertThat(locations).hasSizeGreaterThan(90);
    for (List<String> location : locations) {
      for (String region : location.get(2).split(",", -1)) {
        for (String capacity : location.get(3).split(",", -1)) {
          assertThat(
                  flat(
                      Meter.DIRECT_CONNECT_PORT_HOUR, region, capacity + "@" + location.getFirst()))
              .isPositive();
        }
      }
    }
    assertThat(
            Table.rows(PriceList.class, "direct-connect-locations.tsv").stream()
                .map(List::getFirst))
        .containsExactlyInAnyOrderElementsOf(locations.stream().map(List::getFirst).toList());
    assertThat(
            Table.rows(PriceList.class, "direct-connect-out.tsv").stream()
                .skip(1)
                .map(row -> row.get(1))
                .filter(code -> !code.equals("-")))
        .isSubsetOf(locations.stream().map(List::getFirst).toList());
  }

  /** Where the two columns of evidence are in each table. */
  @ParameterizedTest
  @CsvSource({
    "rates.tsv, 0, 3, 6",
    "inter-region.tsv, 0, 3, 5",
    "direct-connect-ports.tsv, 0, 4, 6",
    "direct-connect-out.tsv, 1, 2, 27",
    "site-link.tsv, 0, 3, 5",
    "free-internet-out.tsv, 0, 2, 4",
  })
  void no_line_of_a_table_is_without_a_source(String table, int headers, int keys, int columns) {
    Sources sources = Sources.read();
    List<List<String>> rows = Table.rows(PriceList.class, table);
    assertThat(rows).hasSizeGreaterThan(headers);
    for (List<String> row : rows.subList(headers, rows.size())) {
      assertThat(row).as(table).hasSize(columns);
      assertThat(sources.evidence(row.get(keys), row.get(keys + 1)).source()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rates.tsv", "inter-region.tsv", "direct-connect-locations.tsv"})
  void tables_name_only_regions_that_there_are(String table) {
    Stream<String> named =
        Table.rows(PriceList.class, table).stream()
            .flatMap(row ->
                switch (table) {
                  case "rates.tsv" -> Arrays.stream(row.get(5).split(",", -1));
                  case "inter-region.tsv" ->
                      Stream.concat(
                          Stream.of(row.getFirst()),
                          Arrays.stream(row.get(2).split(" ", -1))
                              .filter(each -> !each.equals("-"))
                              .map(each -> each.substring(0, each.indexOf(':'))));
                  default -> Arrays.stream(row.get(1).split(",", -1));
                });
    assertThat(named.filter(each -> !each.equals("*") && !each.equals("global")))
        .isNotEmpty()
        .allMatch(Regions::exists);
  }

  @Test
  void every_region_has_a_code_on_bills() {
    assertThat(BillingCodes.read().regions())
        .containsExactlyElementsOf(Regions.all().stream().map(Regions.Region::name).toList());
  }

  @Test
  void a_source_that_is_not_listed_is_refused() {
    Sources sources = Sources.read();
    assertThatThrownBy(() -> sources.evidence("vpc-map,hearsay", "yes"))
        .hasMessageContaining("hearsay");
    assertThatThrownBy(() -> sources.evidence("vpc-map", "perhaps"))
        .hasMessageContaining("perhaps");
  }

  @Test
  void two_rates_for_the_same_are_refused() {
    Rates rates = new Rates(UsageTypes.read(BillingCodes.read()));
    Evidence by = new Evidence("a list", "", true);
    rates.add(Meter.NAT_GATEWAY_GB, "us-east-1", "", Rates.tiers("0.045"), by);
    assertThatThrownBy(
            () -> rates.add(Meter.NAT_GATEWAY_GB, "us-east-1", "", Rates.tiers("0.046"), by))
        .hasMessageContaining("NAT_GATEWAY_GB");
    assertThatThrownBy(() -> Rates.tiers("0.09 10240:0.08 100:0.07"))
        .hasMessageContaining("ascend");
  }

  /** A bill of 20,000 pairs asks for ten rates each, and has 2 s for all that it does. */
  @Test
  void twenty_thousand_pairs_find_their_rates_in_a_moment() {
    long begun = System.nanoTime();
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < 200_000; i++) {
      String region = i % 2 == 0 ? "us-east-1" : "ap-northeast-2";
      sum = sum.add(rate(Meter.DIRECT_CONNECT_OUT_GB, region, "EqDC2").tiers().getFirst().price());
    }
    assertThat(sum).isEqualByComparingTo("11000");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
  }
}
