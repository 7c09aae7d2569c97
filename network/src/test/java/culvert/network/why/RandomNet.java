package culvert.network.why;

import culvert.network.Net;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes small, dense and often broken networks from a seed. */
public final class RandomNet {

  private static final List<String> FAR =
      List.of("203.0.113.9", "8.8.8.8", "54.0.0.1", "54.0.1.1", "2001:db8:ffff::9");
  private static final List<String> HOST_SERVICES =
      List.of("10.0.0.2", "10.1.0.2", "169.254.169.253", "169.254.169.254", "fd00:ec2::253");
  private static final List<String> TRAFFIC =
      List.of("all", "all", "tcp/443", "tcp/1024-65535", "udp/53", "icmp", "icmpv6");
  private static final List<String> SPOKEN = List.of("443", "80", "53/udp", "icmp", "47-");

  private final Random random;
  private final Net net = new Net();
  private final List<String> hosts = new ArrayList<>();
  private final RandomSites sites;

  public RandomNet(long seed) {
    random = new Random(seed);
    sites = new RandomSites(random, net);
  }

  public Topology topology() {
    int vpcs = 2 + random.nextInt(3);
    for (int v = 0; v < vpcs; v++) {
      vpc(v);
    }
    for (int v = 0; v < vpcs; v++) {
      for (int w = v + 1; w < vpcs; w++) {
        if (chance(70)) {
          String id = "pcx-" + v + w;
          boolean active = chance(85);
          if (active) {
            net.peering(id, "v" + v, "v" + w);
          } else {
            net.pendingPeering(id, "v" + v, "v" + w);
          }
        }
      }
    }
    net.addressesOfS3();
    for (int v = 0; v < vpcs; v++) {
      endpoints(v);
    }
    net.prefixList("pl-1", "10.1.0.0/16", "8.8.8.0/24", "10.0.1.0/24");
    transitGateways(vpcs);
    for (int v = 0; v < vpcs; v++) {
      tables(v, vpcs);
    }
    return net.topology();
  }

  /** The first and the third VPC have the same IPv4 block. */
  private static String block(int vpc) {
    return "10." + vpc % 2 + ".";
  }

  private static String block6(int vpc) {
    return "2001:db8:" + vpc + ":";
  }

  private void endpoints(int v) {
    if (chance(60)) {
      net.gatewayEndpoint("vpce-g" + v, "v" + v);
    }
    if (chance(50)) {
      int s = random.nextInt(3);
      net.interfaceEndpoint("vpce-i" + v, "subnet-" + v + s, block(v) + s + ".77");
      hosts.add("vpce-i" + v);
      if (chance(40)) {
        net.groups("vpce-i" + v, "sg-" + v + "0", "sg-" + v + "1");
      }
      if (chance(70)) {
        net.served("vpce-i" + v, "service-" + random.nextInt(2));
      }
    }
    loadBalancer(v);
    if (chance(60)) {
      net.inspectionEndpoint("vpce-l" + v, "subnet-" + v + "2", block(v) + "2.78");
      hosts.add("vpce-l" + v);
    }
  }

  /** Behind one of two services, in one or two subnets. */
  private void loadBalancer(int v) {
    if (chance(30)) {
      return;
    }
    String id = "nlb-" + v;
    String node = "subnet-" + v + "0 " + block(v) + "0.79";
    String other = "subnet-" + v + "1 " + block(v) + "1.79";
    net.networkLoadBalancer(
        id,
        "service-" + random.nextInt(2),
        chance(40) ? new String[] {node} : new String[] {node, other});
    if (chance(60)) {
      net.balancerGroups(id, chance(60), "sg-" + v + "0", "sg-open");
    }
    for (String traffic : List.of("tcp/443", "udp/53", "tcp/80")) {
      if (chance(80)) {
        List<String> targets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          String address =
              chance(50)
                  ? "i-h" + v + random.nextInt(3) + random.nextInt(2)
                  : block(v) + random.nextInt(3) + "." + pick(List.of("10", "11", "77", "99"));
          targets.add(address + ":8443" + (chance(50) ? "" : pick(List.of(" az1", " az2"))));
        }
        net.listener(id, traffic, targets.toArray(String[]::new));
      }
    }
  }

  private void transitGateways(int vpcs) {
    for (int t = 0; t < 2; t++) {
      net.transitGateway("tgw-" + t, chance(80) ? "us-east-1" : "eu-west-1", chance(60));
    }
    List<List<String>> attached = List.of(new ArrayList<>(), new ArrayList<>());
    for (int v = 0; v < vpcs; v++) {
      int t = random.nextInt(2);
      if (chance(80)) {
        String id = "att-" + v;
        net.attach(id, "tgw-" + t, chance(40), chance(80), attachmentSubnets(v));
        attached.get(t).add(id);
      }
    }
    if (chance(70)) {
      net.gatewayPeering("att-peer", "tgw-0", "tgw-1");
      attached.forEach(each -> each.add("att-peer"));
    }
    if (chance(60)) {
      sites.add(vpcs);
      hosts.addAll(sites.ends());
      for (int t = 0; t < 2; t++) {
        attached.get(t).addAll(sites.attachments(t));
      }
    }
    for (int t = 0; t < 2; t++) {
      gatewayTables(t, attached.get(t), vpcs);
    }
  }

  /** The middle subnet is in a zone of its own. */
  private String[] attachmentSubnets(int v) {
    return switch (random.nextInt(3)) {
      case 0 -> new String[] {"subnet-" + v + "0"};
      case 1 -> new String[] {"subnet-" + v + "1"};
      default -> new String[] {"subnet-" + v + "1", "subnet-" + v + "2"};
    };
  }

  private void gatewayTables(int t, List<String> attachments, int vpcs) {
    List<List<String>> tables = List.of(new ArrayList<>(), new ArrayList<>());
    for (String attachment : attachments) {
      if (chance(90)) {
        tables.get(random.nextInt(2)).add("assoc " + attachment);
      }
      for (List<String> table : tables) {
        if (chance(60)) {
          table.add("prop " + attachment);
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      Set<String> taken = new LinkedHashSet<>();
      for (int r = 0; r < 3; r++) {
        String to =
            attachments.isEmpty() || chance(15)
                ? pick(List.of("blackhole", "att-gone"))
                : pick(attachments);
        String destination =
            pick(
                List.of(
                    "0.0.0.0/0",
                    "::/0",
                    "pl-1",
                    "192.168.0.0/16",
                    block(random.nextInt(vpcs)) + "0.0/16",
                    block(random.nextInt(vpcs)) + "1.0/24",
                    block6(random.nextInt(vpcs)) + ":/56"));
        add(tables.get(i), taken, destination, to);
      }
      net.gatewayTable("tgw-rtb-" + t + i, "tgw-" + t, tables.get(i).toArray(String[]::new));
    }
  }

  private void vpc(int v) {
    String vpc = "v" + v;
    net.vpcIn(chance(80) ? "us-east-1" : "eu-west-1", vpc, block(v) + "0.0/16", block6(v) + ":/56");
    if (chance(15)) {
      net.withoutResolver(vpc);
    }
    if (chance(70)) {
      net.internetGateway("igw-" + v, vpc);
    }
    if (chance(50)) {
      net.egressOnly("eigw-" + v, vpc);
    }
    for (int g = 0; g < 2; g++) {
      net.group("sg-" + v + g, "vpc-" + vpc, groupRules());
    }
    for (int s = 0; s < 3; s++) {
      String subnet = "subnet-" + v + s;
      net.subnetWith(
          s == 2 ? "rtb-none" : "rtb-" + v + s,
          subnet,
          vpc,
          block(v) + s + ".0/24",
          block6(v) + s + "::/64");
      net.zone(subnet, s == 1 ? "az2" : pick(List.of("az1", "az3")));
      for (int h = 0; h < 2; h++) {
        host(v, s, h, subnet);
      }
      if (chance(30)) {
        net.acl("acl-" + v + s, subnet, aclEntries());
      }
    }
    String inside = block(v) + "2.200";
    switch (random.nextInt(4)) {
      case 0 -> net.privateNat("nat-" + v, "subnet-" + v + "2", inside);
      case 1 -> net.deletedNat("nat-" + v, "subnet-" + v + "2", inside);
      default -> net.nat("nat-" + v, "subnet-" + v + "2", inside, "54.9." + v + ".1");
    }
  }

  private void host(int v, int s, int h, String subnet) {
    String name = "h" + v + s + h;
    String[] addresses = {block(v) + s + ".1" + h, block6(v) + s + "::1" + h};
    if (chance(50)) {
      net.appliance(name, subnet, addresses);
    } else {
      net.host(name, subnet, addresses);
    }
    if (chance(50)) {
      net.publicly(name, "54.0." + v + "." + (s * 2 + h));
    }
    if (chance(40)) {
      net.groups(name, pick(List.of("sg-" + v + "0", "sg-" + v + "1", "sg-open")), "sg-" + v + "1");
    }
    if (chance(20)) {
      net.statefulFirewall(name);
    } else if (chance(8)) {
      net.stopped(name);
    } else if (chance(5)) {
      net.heldBy(name, new NetworkInterface.ServiceHolder("a load balancer"));
    } else if (chance(3)) {
      net.heldBy(name, new NetworkInterface.Unattached());
    }
    hosts.add("eni-" + name);
  }

  private String[] groupRules() {
    Set<String> rules = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String peer =
          pick(List.of("0.0.0.0/0", "::/0", "10.0.0.0/16", "pl-1", "sg-00", "sg-11", "sg-gone"));
      rules.add((chance(50) ? "in " : "out ") + pick(TRAFFIC) + " " + peer);
    }
    if (chance(50)) {
      rules.add("in all " + pick(List.of("sg-00", "sg-01", "sg-10")));
    }
    if (chance(60)) {
      rules.add("out all 0.0.0.0/0");
      rules.add("out all ::/0");
    }
    return rules.toArray(String[]::new);
  }

  private String[] aclEntries() {
    List<String> entries = new ArrayList<>();
    for (String direction : List.of("in ", "out ")) {
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        entries.add(
            direction
                + (100 - i)
                + (chance(75) ? " allow " : " deny ")
                + pick(TRAFFIC)
                + " "
                + pick(
                    List.of("0.0.0.0/0", "::/0", "10.0.1.0/24", "10.1.0.0/16", "203.0.113.0/24")));
      }
      entries.add(direction + "100 allow all 0.0.0.0/0");
      entries.add(direction + "101 allow all ::/0");
    }
    return entries.toArray(String[]::new);
  }

  private void tables(int v, int vpcs) {
    net.main("v" + v, routes(v, vpcs));
    if (sites.hasGateway(v) && chance(80)) {
      net.propagate("v" + v, "vgw-" + v);
    }
    net.table("rtb-" + v + "0", "v" + v, routes(v, vpcs));
    net.table("rtb-" + v + "1", "v" + v, routes(v, vpcs));
    if (chance(30)) {
      net.edge(
          "rtb-edge" + v,
          "v" + v,
          "igw-" + v,
          block(v) + "1.0/24 -> eni-h" + v + random.nextInt(3) + "0",
          block6(v) + "1::/64 -> eni-h" + v + random.nextInt(3) + "1");
    }
  }

  private String[] routes(int v, int vpcs) {
    List<String> routes = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>();
    for (int w = 0; w < vpcs; w++) {
      String pcx = "pcx-" + Math.min(v, w) + Math.max(v, w);
      if (w != v && chance(80)) {
        add(routes, taken, pick(List.of(block(w) + "0.0/16", block(w) + "1.0/24")), pcx);
        add(routes, taken, block6(w) + ":/56", pcx);
      }
    }
    for (int w = 0; w < vpcs; w++) {
      if (w != v && chance(40)) {
        add(routes, taken, block(w) + "0.0/15", "tgw-" + random.nextInt(2));
        add(routes, taken, block6(w) + ":/48", "tgw-" + random.nextInt(2));
      }
    }
    for (int i = 0; i < 4; i++) {
      String destination =
          pick(
              List.of(
                  "0.0.0.0/0",
                  "::/0",
                  "64:ff9b::/96",
                  "pl-1",
                  "8.8.8.0/24",
                  "54.0.0.0/15",
                  block(v) + "0.0/24",
                  block(v) + "1.0/24",
                  block6(v) + "2::/64",
                  "10.0.1.10/32"));
      add(routes, taken, destination, target(v, vpcs));
    }
    if (chance(50)) {
      routes.add("pl-s3 -> vpce-g" + v);
    }
    if (chance(30)) {
      routes.add(block(v) + "1.0/24 -> vgw-1 (dx)");
      routes.add("8.8.0.0/16 -> vgw-1 (vpn)");
      routes.add("8.8.8.0/24 -> vgw-1 (bgp)");
    }
    if (sites.hasGateway(v) && chance(60)) {
      add(routes, taken, pick(List.of("192.168.0.0/16", "172.16.0.0/12")), "vgw-" + v);
    } else if (chance(40)) {
      add(
          routes,
          taken,
          pick(List.of("192.168.0.0/16", "172.16.0.0/12")),
          "tgw-" + random.nextInt(2));
      add(routes, taken, "fd00:b::/48", "tgw-" + random.nextInt(2));
    }
    return routes.toArray(String[]::new);
  }

  private static void add(List<String> routes, Set<String> taken, String to, String target) {
    if (taken.add(to)) {
      routes.add(to + " -> " + target);
    }
  }

  private String target(int v, int vpcs) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> "igw-" + v;
      case 2 -> "eigw-" + v;
      case 3, 4 -> "nat-" + v;
      case 5 -> "eni-h" + v + random.nextInt(3) + random.nextInt(2);
      case 6 -> {
        int w = (v + 1 + random.nextInt(vpcs - 1)) % vpcs;
        yield "pcx-" + Math.min(v, w) + Math.max(v, w);
      }
      case 7, 8, 9 -> "tgw-" + random.nextInt(2);
      case 10, 11 -> "vpce-l" + v;
      case 12 -> "vpce-g" + v;
      default -> "vgw-1";
    };
  }

  /** A question of this network, or null where the dice asked for nonsense. */
  public Question question(Topology topology) {
    String from = chance(80) ? pick(hosts) : "internet/" + pick(FAR);
    String to =
        chance(70)
            ? pick(hosts)
            : chance(60)
                ? chance(30) ? "service:s3" : "internet/" + pick(FAR)
                : chance(30)
                    ? "10.0." + random.nextInt(4) + ".99@vpc-v0"
                    : pick(HOST_SERVICES) + "@vpc-v" + random.nextInt(2);
    String port = pick(SPOKEN);
    if (chance(15)) {
      int v = random.nextInt(3);
      from = "eni-h" + v + random.nextInt(3) + random.nextInt(2);
      to = "vpce-i" + v;
      port = pick(List.of("443", "80", "53/udp"));
    }
    if (hosts.containsAll(sites.ends()) && chance(40)) {
      from = chance(50) ? pick(sites.ends()) : from;
      to = chance(70) ? pick(sites.ends()) : to;
      port = "443";
    }
    QuestionText text =
        new QuestionText(
            from,
            to,
            port.endsWith("-") ? null : port,
            port.endsWith("-") ? "47" : null,
            port.equals("80") ? "500" : null,
            chance(30) ? "6" : null);
    try {
      return text.read(topology);
    } catch (BadQuestion _) {
      return null;
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
