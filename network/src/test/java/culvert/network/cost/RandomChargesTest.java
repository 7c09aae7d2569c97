package culvert.network.cost;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Kind;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.TransitGatewayRouteTable;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import culvert.network.why.Answer;
import culvert.network.why.Outcome;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import culvert.network.why.RandomNet;
import culvert.network.why.Why;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Charges of random answers against a count by eye of what their paths meet. {@code
 * -Dculvert.seed=N} replays one run, {@code -Dculvert.networks=N} makes it longer.
 */
class RandomChargesTest {

  private static final int QUESTIONS = 60;
  private static final Set<String> REGIONS = Set.of("us-east-1", "eu-west-1");

  /** What some answers must have been charged for. */
  private static final Set<Meter> SEEN =
      Set.of(
          Meter.CROSS_ZONE_GB,
          Meter.PEERING_SAME_ZONE_GB,
          Meter.PEERING_CROSS_ZONE_GB,
          Meter.INTER_REGION_OUT_GB,
          Meter.INTERNET_OUT_GB,
          Meter.INTERNET_IN_GB,
          Meter.NAT_GATEWAY_GB,
          Meter.INTERFACE_ENDPOINT_GB,
          Meter.GATEWAY_ENDPOINT_GB,
          Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_GB,
          Meter.NETWORK_LOAD_BALANCER_LCU,
          Meter.TRANSIT_GATEWAY_GB,
          Meter.DIRECT_CONNECT_OUT_GB,
          Meter.DIRECT_CONNECT_IN_GB);

  @Test
  void charges_of_random_answers_are_those_of_what_their_paths_meet() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    int networks = Integer.getInteger("culvert.networks", 300);
    System.out.println("RandomChargesTest: -Dculvert.seed=" + first);
    Map<Meter, Integer> seen = new EnumMap<>(Meter.class);
    for (long seed = first; seed < first + networks; seed++) {
      RandomNet dice = new RandomNet(seed);
      Topology topology = owned(dice.topology());
      ForwardingGraph graph = new ForwardingGraph(topology);
      for (int i = 0; i < QUESTIONS; i++) {
        Question question = dice.question(topology);
        if (question != null) {
          Answer answer = Why.ask(graph, question);
          PathCharges charges = PathCharges.of(graph, question, answer);
          String as = "-Dculvert.seed=%d %s".formatted(seed, question);
          check(topology, answer.forward(), charges.there(), as);
          check(topology, answer.back(), charges.back(), as);
          charges.there().forEach(charge -> seen.merge(charge.meter(), 1, Integer::sum));
          charges.back().forEach(charge -> seen.merge(charge.meter(), 1, Integer::sum));
        }
      }
    }
    System.out.println("RandomChargesTest: " + seen);
    assertThat(seen.keySet()).containsAll(SEEN);
  }

  /** What flows cost one by one is what they cost together, in every grouping, at flat rates. */
  @Test
  void bills_of_random_networks_and_traffic_add_up() {
    long first = Long.getLong("culvert.seed", new Random().nextLong());
    System.out.println("RandomChargesTest: -Dculvert.seed=" + first);
    int billed = 0;
    for (long seed = first; seed < first + Integer.getInteger("culvert.networks", 100); seed++) {
      RandomNet dice = new RandomNet(seed);
      Random random = new Random(seed);
      Topology topology = owned(dice.topology());
      ForwardingGraph graph = new ForwardingGraph(topology);
      List<Flow> flows = new ArrayList<>();
      for (int i = 0; i < QUESTIONS; i++) {
        Question question = dice.question(topology);
        if (question != null) {
          Answer answer = Why.ask(graph, question);
          PathCharges charges = PathCharges.of(graph, question, answer);
          BigDecimal there = BigDecimal.valueOf(random.nextLong(1L << 40), 9);
          BigDecimal back = BigDecimal.valueOf(random.nextLong(1L << 40), 9);
          flows.add(new Flow(question, answer, there, back, charges.there(), charges.back()));
        }
      }
      String as = "-Dculvert.seed=" + seed;
      Bill bill = Bill.of(flows.stream().flatMap(Flow::usages), FlatPrices.FLAT);
      BigDecimal apart =
          flows.stream()
              .map(flow -> Bill.of(flow.usages(), FlatPrices.FLAT).total())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(bill.total()).as(as).isEqualByComparingTo(apart);
      for (Function<Line, String> by :
          List.<Function<Line, String>>of(
              Line::account, Line::region, Line::resource, Line::usageType)) {
        assertThat(bill.totals(by).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
            .as(as)
            .isEqualByComparingTo(bill.total());
      }
      billed += bill.lines().size();
    }
    assertThat(billed).isPositive();
  }

  /** A cent and a bit more for whatever it is, without tiers and nothing free. */
  private enum FlatPrices implements Prices {
    FLAT;

    @Override
    public Rate rate(Meter meter, String region, String qualifier) {
      BigDecimal price = BigDecimal.valueOf(100L + meter.ordinal(), 4);
      return new Rate(
          usageType(meter, region, qualifier),
          List.of(new Rate.Tier(BigDecimal.ZERO, price)),
          Rate.Pool.ACCOUNT_AND_REGION,
          "this test",
          "",
          true);
    }

    @Override
    public String usageType(Meter meter, String region, String qualifier) {
      return region + meter + qualifier;
    }

    @Override
    public Allowance freeInternetOut() {
      return new Allowance(BigDecimal.ZERO, List.of(), "a list", "2026-01-01", true);
    }
  }

  /** Every VPC belongs to an account of its own. */
  private static Topology owned(Topology topology) {
    Topology owned = topology;
    for (Vpc vpc : topology.all(Vpc.class)) {
      owned =
          owned.with(
              new Vpc(
                  vpc.id(),
                  account(vpc.id()),
                  vpc.region(),
                  vpc.name(),
                  vpc.cidrs(),
                  vpc.dnsSupport(),
                  vpc.dnsHostnames(),
                  vpc.nameServers()));
    }
    return owned;
  }

  private static String account(String vpc) {
    return "of " + vpc;
  }

  private static void check(Topology topology, Answer.OneWay way, List<Charge> charges, String as) {
    List<PathElement> path = way.path();
    if (way.outcome() != Outcome.DELIVERED) {
      assertThat(charges).as(as).isEmpty();
      return;
    }
    Set<String> accounts = new TreeSet<>(Set.of("000000000000"));
    topology.all(Vpc.class).forEach(vpc -> accounts.add(vpc.account()));
    assertThat(charges).as(as).extracting(Charge::element).isSorted();
    for (Charge charge : charges) {
      assertThat(charge.element()).as(as).isBetween(0, path.size() - 1);
      assertThat(charge.account()).as(as).isIn(accounts);
      assertThat(charge.region()).as(as).isIn(REGIONS);
      assertThat(charge.units()).as(as).isEqualByComparingTo("1");
      if (charge.meter() == Meter.INTER_REGION_OUT_GB) {
        assertThat(charge.qualifier()).as(as).isIn(REGIONS).isNotEqualTo(charge.region());
      }
    }
    assertThat(count(charges, Meter.CROSS_ZONE_GB)).as(as).isEqualTo(2 * crossings(topology, path));
    assertThat(count(charges, Meter.TRANSIT_GATEWAY_GB))
        .as(as)
        .isEqualTo(intoTransitGateways(topology, path));
    assertThat(count(charges, Meter.NAT_GATEWAY_GB))
        .as(as)
        .isEqualTo(met(path, each -> each.kind() == Kind.NAT_GATEWAY));
    assertThat(count(charges, Meter.INTERFACE_ENDPOINT_GB))
        .as(as)
        .isEqualTo(met(path, each -> isEndpoint(topology, each, VpcEndpoint.Interface.class)));
    assertThat(count(charges, Meter.GATEWAY_ENDPOINT_GB))
        .as(as)
        .isEqualTo(met(path, each -> isEndpoint(topology, each, VpcEndpoint.Gateway.class)));
    assertThat(count(charges, Meter.GATEWAY_LOAD_BALANCER_ENDPOINT_GB))
        .as(as)
        .isEqualTo(
            met(path, each -> isEndpoint(topology, each, VpcEndpoint.GatewayLoadBalancer.class)));
  }

  private static int count(List<Charge> charges, Meter meter) {
    return (int) charges.stream().filter(each -> each.meter() == meter).count();
  }

  private static int met(List<PathElement> path, Predicate<PathElement> what) {
    return (int) path.stream().filter(what).count();
  }

  private static boolean isEndpoint(
      Topology topology, PathElement at, Class<? extends VpcEndpoint> kind) {
    return at.kind() == Kind.VPC_ENDPOINT
        && kind.isInstance(topology.get(VpcEndpoint.class, at.component()));
  }

  /** Attachments before a gateway's table, those of peerings aside. */
  private static int intoTransitGateways(Topology topology, List<PathElement> path) {
    return (int)
        IntStream.range(1, path.size())
            .filter(i -> path.get(i).kind() == Kind.TRANSIT_GATEWAY_ROUTE_TABLE)
            .filter(i ->
                topology.peeringOf(
                        topology
                            .get(TransitGatewayRouteTable.class, path.get(i).component())
                            .transitGateway(),
                        path.get(i - 1).component())
                    == null)
            .count();
  }

  /** Neighbours of one VPC in two zones with nothing but filters and tables between them. */
  private static int crossings(Topology topology, List<PathElement> path) {
    List<PathElement> places = new ArrayList<>();
    for (PathElement each : path) {
      switch (each.kind()) {
        case SECURITY_GROUP, NETWORK_ACL, ROUTE_TABLE, INSTANCE, NAT_GATEWAY -> {}
        default -> places.add(each);
      }
    }
    int crossings = 0;
    for (int i = 1; i < places.size(); i++) {
      PathElement one = places.get(i - 1);
      PathElement other = places.get(i);
      if (one.kind() == Kind.NETWORK_INTERFACE && other.kind() == Kind.NETWORK_INTERFACE) {
        NetworkInterface from = topology.get(NetworkInterface.class, one.component());
        NetworkInterface to = topology.get(NetworkInterface.class, other.component());
        if (!zone(topology, from).equals(zone(topology, to))
            && !isOfEndpoint(from)
            && !isOfEndpoint(to)) {
          crossings++;
        }
      }
      if (one.kind() == Kind.INTERNET
          && i > 1
          && isGateway(other)
          && isGateway(places.get(i - 2))
          && region(topology, other).equals(region(topology, places.get(i - 2)))) {
        crossings++;
      }
    }
    return crossings;
  }

  private static String zone(Topology topology, NetworkInterface at) {
    return topology.get(Subnet.class, at.subnet()).zone();
  }

  private static boolean isOfEndpoint(NetworkInterface at) {
    return at.holder() instanceof NetworkInterface.EndpointHolder;
  }

  private static boolean isGateway(PathElement at) {
    return at.kind() == Kind.INTERNET_GATEWAY || at.kind() == Kind.EGRESS_ONLY_INTERNET_GATEWAY;
  }

  /** Gateways of random networks have their VPC's number. */
  private static String region(Topology topology, PathElement gateway) {
    String number = gateway.component().substring(gateway.component().indexOf('-') + 1);
    return topology.get(Vpc.class, "vpc-v" + number).region();
  }
}
