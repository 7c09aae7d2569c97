package culvert.network.why;

import culvert.network.HybridNet;
import culvert.network.Net;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The hybrid part of a {@link RandomNet}: sites, and every kind of link to them; some are cut. */
final class RandomSites {

  private static final List<String> SITES = List.of("a", "b");

  private final Random random;
  private final HybridNet net;
  private final List<String> gateways = new ArrayList<>();
  private final List<String> links = new ArrayList<>();

  /** The attachments of each of two transit gateways. */
  private final List<List<String>> attachments = List.of(new ArrayList<>(), new ArrayList<>());

  /** The VPCs that have a virtual private gateway. */
  private final List<Integer> vpcs = new ArrayList<>();

  RandomSites(Random random, Net net) {
    this.random = random;
    this.net = new HybridNet(net);
  }

  /** Beside the VPCs {@code v0} … and the transit gateways {@code tgw-0} and {@code tgw-1}. */
  void add(int count) {
    net.site("a", 65001, "192.168.0.0/16", pick("172.16.0.0/16", "10.8.0.0/16"), "2001:db8:a::/48");
    net.site("b", 65002, pick("192.168.1.0/24", "192.168.0.0/16"), "172.17.0.0/16", "fd00:b::/48");
    for (int v = 0; v < count; v++) {
      if (chance(60)) {
        String region = net.net().topology().get(Vpc.class, "vpc-v" + v).region();
        net.vpnGatewayIn(region, "vgw-" + v, 64700 + v, "v" + v);
        gateways.add("vgw-" + v);
        vpcs.add(v);
      }
    }
    gateways.add("tgw-0");
    gateways.add("tgw-1");
    directConnect();
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      link("vpn-" + i, SITES.get(random.nextInt(2)));
    }
    policies();
    cuts();
  }

  private void directConnect() {
    net.connection("dxcon-0", "EqDC2").connectionIn("eu-west-1", "dxcon-1", "EqDB1");
    net.directConnectGateway("dxgw-0", 64600).directConnectGateway("dxgw-1", 64601);
    for (int v : vpcs) {
      if (chance(40)) {
        net.associate("assoc-v" + v, "dxgw-0", "vgw-" + v, allowed());
      }
    }
    for (int t = 0; t < 2; t++) {
      if (chance(60)) {
        net.associate(
            "assoc-" + t, "dxgw-1", "tgw-" + t, pick("10.0.0.0/15", "10." + t + ".0.0/16"));
        attachments.get(t).add("att-assoc-" + t);
      }
    }
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      String id = "dxvif-" + i;
      String target =
          vpcs.isEmpty() || chance(80)
              ? "dxgw-" + pick("0", "1", "1")
              : "vgw-" + vpcs.get(random.nextInt(vpcs.size()));
      net.virtualInterface(id, "dxcon-" + random.nextInt(2), target, SITES.get(random.nextInt(2)));
      links.add(id);
    }
  }

  /** None lets all of the VPC's blocks pass. */
  private String[] allowed() {
    return chance(40) ? new String[0] : new String[] {pick("10.0.0.0/8", "10.0.0.0/16")};
  }

  private void link(String id, String site) {
    String gateway = gateways.get(random.nextInt(gateways.size()));
    boolean toHub = gateway.startsWith("tgw-");
    if (chance(30)) {
      net.staticVpn(
          id,
          gateway,
          site,
          toHub ? new String[0] : new String[] {"192.168.0.0/16", "10.9.0.0/16"});
      net.route(site, pick("10.0.0.0/15", "10.0.0.0/16", "10.1.0.0/16") + " -> " + id);
    } else if (toHub && chance(30)) {
      net.vpn6(id, gateway, site);
    } else {
      net.vpn(id, gateway, site);
    }
    if (toHub) {
      attachments.get(gateway.equals("tgw-0") ? 0 : 1).add("att-" + id);
    }
    links.add(id);
    links.add(id + "/1");
    links.add(id + "/2");
  }

  private void policies() {
    for (String link : links) {
      if (chance(25)) {
        String site = siteOf(link);
        net.policy(
            site,
            link
                + pick(
                    " prepend 1",
                    " prepend 2",
                    " med 50",
                    " med 150",
                    " prefer 200",
                    " accept 10.0.0.0/8",
                    " announce 192.168.0.0/17,192.168.128.0/17",
                    link.startsWith("dxvif-") ? " tag 7224:7300" : " prefer 50"));
      }
    }
  }

  private String siteOf(String link) {
    Topology topology = net.topology();
    String vpn = link.split("/", 2)[0];
    for (Site site : topology.all(Site.class)) {
      if (site.virtualInterfaces().contains(link)
          || site.customerGateways().contains("cgw-" + vpn)) {
        return site.name();
      }
    }
    throw new AssertionError(link);
  }

  private void cuts() {
    for (String link : links) {
      if (chance(12)) {
        net.fail(link);
      }
      if (chance(12) && !link.matches("vpn-[0-9]+")) {
        net.hold(link.replace("dxvif-", "dxpeer-"), chance(70));
      }
    }
    for (String place : List.of("dxcon-0", "EqDB1", "site:a", "site:b")) {
      if (chance(5)) {
        net.fail(place);
      }
    }
    if (chance(5)) {
      net.renumber("b", 65003);
    }
  }

  /** Of a transit gateway, by its number. */
  List<String> attachments(int transitGateway) {
    return attachments.get(transitGateway);
  }

  boolean hasGateway(int vpc) {
    return vpcs.contains(vpc);
  }

  /** Addresses of sites, and some that none has. */
  List<String> ends() {
    return List.of(
        "site:a/192.168.1.10",
        "site:a/192.168.200.10",
        "site:b/192.168.1.10",
        "site:b/172.17.0.10",
        "site:a/2001:db8:a::10",
        "site:b/fd00:b::10");
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String pick(String... some) {
    return some[random.nextInt(some.length)];
  }
}
