package culvert.app.acceptance;

import culvert.app.report.EventText;
import culvert.app.report.RehearsalText;
import culvert.app.server.CulvertServer;
import culvert.app.server.Json;
import culvert.app.server.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.directconnect.model.AddressFamily;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTableAssociationValue;
import software.amazon.awssdk.services.ec2.model.DefaultRouteTablePropagationValue;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VgwTelemetry;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptionsSpecification;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network between AWS and sites, declared over the API on a virtual clock by names of the test's
 * own, and asked in them: ids are written as the names in all that is answered.
 */
final class HybridCloud implements AutoCloseable {

  private static final String ACCOUNT = "111111111111";
  private static final String HOME = "us-east-1";
  private static final Set<String> ON_THE_WAY =
      Set.of(
          "vpn-gateway",
          "transit-gateway-route-table",
          "direct-connect-gateway",
          "virtual-interface",
          "vpn-tunnel",
          "site");

  private final CulvertServer server = CulvertServer.start(Settings.ephemeral().onVirtualClock());
  private final Answers answers = new Answers(server);
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, String> regions = new TreeMap<>();
  private final Map<String, ObjectNode> sites = new LinkedHashMap<>();
  private int customers;

  private <T> T ec2(String region, java.util.function.Function<Ec2Client, T> call) {
    try (Ec2Client ec2 = new Place(server, ACCOUNT, region).ec2()) {
      return call.apply(ec2);
    }
  }

  private <T> T dx(java.util.function.Function<DirectConnectClient, T> call) {
    try (DirectConnectClient dx = new Place(server, ACCOUNT, HOME).directConnect()) {
      return call.apply(dx);
    }
  }

  private String id(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new IllegalArgumentException("nothing is named " + name);
    }
    return id;
  }

  private void named(String name, String id) {
    ids.put(name, id);
  }

  HybridCloud vpc(String name, String cidr) {
    return vpc(HOME, name, cidr);
  }

  /** A VPC with one subnet and one instance, of the VPC's name, that takes everything. */
  HybridCloud vpc(String region, String name, String cidr) {
    String host =
        ec2(
            region,
            ec2 -> {
              String vpc = ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
              named("vpc-" + name, vpc);
              String subnet =
                  ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock(cidr)).subnet().subnetId();
              named("subnet-" + name, subnet);
              named("rtb-" + name, mainTable(ec2, vpc));
              String group =
                  ec2.createSecurityGroup(r -> r.vpcId(vpc).groupName("all").description("all"))
                      .groupId();
              ec2.authorizeSecurityGroupIngress(r ->
                  r.groupId(group)
                      .ipPermissions(
                          IpPermission.builder()
                              .ipProtocol("-1")
                              .ipRanges(IpRange.builder().cidrIp("0.0.0.0/0").build())
                              .build()));
              return ec2.runInstances(r ->
                      r.imageId("ami-0c0ffee0c0ffee0c0")
                          .instanceType("t3.micro")
                          .minCount(1)
                          .maxCount(1)
                          .subnetId(subnet)
                          .securityGroupIds(group)
                          .tagSpecifications(
                              TagSpecification.builder()
                                  .resourceType(ResourceType.INSTANCE)
                                  .tags(Tag.builder().key("Name").value(name).build())
                                  .build()))
                  .instances()
                  .getFirst()
                  .instanceId();
            });
    regions.put(name, region);
    named(name, host);
    return this;
  }

  private static String mainTable(Ec2Client ec2, String vpc) {
    return ec2.describeRouteTables(r ->
            r.filters(
                Filter.builder().name("vpc-id").values(vpc).build(),
                Filter.builder().name("association.main").values("true").build()))
        .routeTables()
        .getFirst()
        .routeTableId();
  }

  /** A virtual private gateway that the VPC's main table learns from. */
  HybridCloud vpnGateway(String name, String vpc) {
    String region = regions.get(vpc);
    named(
        name,
        ec2(
            region,
            ec2 -> {
              String gateway =
                  ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId();
              ec2.attachVpnGateway(r -> r.vpnGatewayId(gateway).vpcId(id("vpc-" + vpc)));
              ec2.enableVgwRoutePropagation(
                  r -> r.gatewayId(gateway).routeTableId(id("rtb-" + vpc)));
              return gateway;
            }));
    regions.put(name, region);
    return this;
  }

  /** One that is attached to no VPC. */
  HybridCloud vpnGateway(String name) {
    named(
        name,
        ec2(HOME, ec2 -> ec2.createVpnGateway(r -> r.type("ipsec.1")).vpnGateway().vpnGatewayId()));
    regions.put(name, HOME);
    return this;
  }

  /**
   * A transit gateway with one table, {@code NAME-table}, that knows all that is attached.
   *
   * @param blocks that private VPNs have their outer addresses of
   */
  HybridCloud transitGateway(String name, String... blocks) {
    ec2(
        HOME,
        ec2 -> {
          String gateway =
              ec2.createTransitGateway(r ->
                      r.options(o ->
                          o.transitGatewayCidrBlocks(blocks)
                              .defaultRouteTableAssociation(
                                  DefaultRouteTableAssociationValue.DISABLE)
                              .defaultRouteTablePropagation(
                                  DefaultRouteTablePropagationValue.DISABLE)))
                  .transitGateway()
                  .transitGatewayId();
          named(name, gateway);
          named(
              name + "-table",
              ec2.createTransitGatewayRouteTable(r -> r.transitGatewayId(gateway))
                  .transitGatewayRouteTable()
                  .transitGatewayRouteTableId());
          return gateway;
        });
    regions.put(name, HOME);
    return this;
  }

  /** The VPC at the gateway, which it sends all but its own to. */
  HybridCloud attach(String vpc, String gateway) {
    String attachment =
        ec2(
            HOME,
            ec2 ->
                ec2.createTransitGatewayVpcAttachment(r ->
                        r.transitGatewayId(id(gateway))
                            .vpcId(id("vpc-" + vpc))
                            .subnetIds(id("subnet-" + vpc)))
                    .transitGatewayVpcAttachment()
                    .transitGatewayAttachmentId());
    ec2(
        HOME,
        ec2 ->
            ec2.createRoute(r ->
                r.routeTableId(id("rtb-" + vpc))
                    .destinationCidrBlock("0.0.0.0/0")
                    .transitGatewayId(id(gateway))));
    known(attachment, gateway);
    return this;
  }

  private void known(String attachment, String gateway) {
    String table = id(gateway + "-table");
    ec2(
        HOME,
        ec2 -> {
          ec2.associateTransitGatewayRouteTable(
              r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
          return ec2.enableTransitGatewayRouteTablePropagation(
              r -> r.transitGatewayRouteTableId(table).transitGatewayAttachmentId(attachment));
        });
  }

  /** A static route of the gateway's table to a VPN. */
  HybridCloud route(String gateway, String destination, String vpn) {
    ec2(
        HOME,
        ec2 ->
            ec2.createTransitGatewayRoute(r ->
                r.transitGatewayRouteTableId(id(gateway + "-table"))
                    .destinationCidrBlock(destination)
                    .transitGatewayAttachmentId(id(vpn + "-attachment"))));
    return this;
  }

  HybridCloud site(String name, int asn, String... prefixes) {
    ObjectNode site = Json.object().put("asn", asn);
    for (String prefix : prefixes) {
      site.withArray("prefixes").add(prefix);
    }
    sites.put(name, site);
    named("site:" + name, "site:" + name);
    return told(name);
  }

  private HybridCloud told(String site) {
    answers.connect(site, sites.get(site));
    return this;
  }

  /** A policy of the site's router, in the form that a site's JSON has, on what is named so. */
  HybridCloud policy(String site, String via, String more) {
    ObjectNode policy = (ObjectNode) Json.parse(more.replace('\'', '"'));
    sites.get(site).withArray("policies").add(policy.put("via", id(via)));
    return told(site);
  }

  HybridCloud bfd(String site) {
    sites.get(site).put("bfd", true);
    return told(site);
  }

  /** A VPN with BGP from the site to a gateway. */
  HybridCloud vpn(String name, String gateway, String site) {
    return vpn(name, gateway, site, false);
  }

  /** A static VPN; the site leads the destination there. */
  HybridCloud staticVpn(
      String name, String gateway, String site, String prefix, String destination) {
    vpn(name, gateway, site, true);
    ec2(
        regions.get(gateway),
        ec2 ->
            ec2.createVpnConnectionRoute(
                r -> r.vpnConnectionId(id(name)).destinationCidrBlock(prefix)));
    sites
        .get(site)
        .withArray("staticRoutes")
        .addObject()
        .put("destination", destination)
        .put("via", id(name));
    return told(site);
  }

  /** One whose tunnels run over the Direct Connect gateway's attachment to the hub (A11). */
  HybridCloud privateVpn(
      String name, String hub, String site, String directConnectGateway, String address) {
    String over = id(directConnectGateway + "-attachment");
    return vpn(
        name,
        hub,
        site,
        address,
        o -> o.outsideIpAddressType("PrivateIpv4").transportTransitGatewayAttachmentId(over));
  }

  private HybridCloud vpn(String name, String gateway, String site, boolean isStatic) {
    String address = "203.0.113." + ++customers;
    return vpn(name, gateway, site, address, o -> o.staticRoutesOnly(isStatic));
  }

  private HybridCloud vpn(
      String name,
      String gateway,
      String site,
      String address,
      Consumer<VpnConnectionOptionsSpecification.Builder> options) {
    String customer =
        ec2(
            regions.get(gateway),
            ec2 ->
                ec2.createCustomerGateway(r ->
                        r.type(GatewayType.IPSEC_1)
                            .bgpAsn(sites.get(site).path("asn").asInt())
                            .ipAddress(address))
                    .customerGateway()
                    .customerGatewayId());
    boolean toHub = id(gateway).startsWith("tgw-");
    var vpn =
        ec2(
            regions.get(gateway),
            ec2 ->
                ec2.createVpnConnection(r ->
                        (toHub ? r.transitGatewayId(id(gateway)) : r.vpnGatewayId(id(gateway)))
                            .type("ipsec.1")
                            .customerGatewayId(customer)
                            .options(options))
                    .vpnConnection());
    named(name, vpn.vpnConnectionId());
    if (toHub) {
      String attachment =
          ec2(
              HOME,
              ec2 ->
                  ec2.describeTransitGatewayAttachments(r ->
                          r.filters(
                              Filter.builder()
                                  .name("resource-id")
                                  .values(vpn.vpnConnectionId())
                                  .build()))
                      .transitGatewayAttachments()
                      .getFirst()
                      .transitGatewayAttachmentId());
      named(name + "-attachment", attachment);
      known(attachment, gateway);
    }
    sites.get(site).withArray("customerGateways").add(customer);
    return told(site);
  }

  HybridCloud connection(String name, String location) {
    named(
        name,
        dx(dx ->
            dx.createConnection(r -> r.location(location).bandwidth("1Gbps").connectionName(name))
                .connectionId()));
    return this;
  }

  HybridCloud directConnectGateway(String name, long asn) {
    named(
        name,
        dx(dx ->
            dx.createDirectConnectGateway(r -> r.directConnectGatewayName(name).amazonSideAsn(asn))
                .directConnectGateway()
                .directConnectGatewayId()));
    return this;
  }

  HybridCloud associate(String directConnectGateway, String gateway, String... allowed) {
    dx(dx ->
        dx.createDirectConnectGatewayAssociation(r ->
            r.directConnectGatewayId(id(directConnectGateway))
                .gatewayId(id(gateway))
                .addAllowedPrefixesToDirectConnectGateway(
                    List.of(allowed).stream()
                        .map(cidr -> RouteFilterPrefix.builder().cidr(cidr).build())
                        .toList())));
    if (id(gateway).startsWith("tgw-")) {
      String attachment =
          ec2(
              HOME,
              ec2 ->
                  ec2.describeTransitGatewayAttachments(r ->
                          r.filters(
                              Filter.builder()
                                  .name("resource-type")
                                  .values("direct-connect-gateway")
                                  .build()))
                      .transitGatewayAttachments()
                      .getFirst()
                      .transitGatewayAttachmentId());
      named(directConnectGateway + "-attachment", attachment);
      known(attachment, gateway);
    }
    return this;
  }

  /** A private virtual interface to the gateway, or a transit one to a hub's. */
  HybridCloud virtualInterface(String name, String connection, String gateway, String site) {
    boolean toHub = ids.containsKey(gateway + "-attachment");
    int vlan = 100 + ids.size();
    int asn = sites.get(site).path("asn").asInt();
    String made =
        toHub
            ? dx(dx ->
                dx.createTransitVirtualInterface(r ->
                        r.connectionId(id(connection))
                            .newTransitVirtualInterface(v ->
                                v.virtualInterfaceName(name)
                                    .vlan(vlan)
                                    .asn(asn)
                                    .addressFamily(AddressFamily.IPV4)
                                    .directConnectGatewayId(id(gateway))))
                    .virtualInterface()
                    .virtualInterfaceId())
            : dx(dx ->
                dx.createPrivateVirtualInterface(r ->
                        r.connectionId(id(connection))
                            .newPrivateVirtualInterface(v -> {
                              v.virtualInterfaceName(name)
                                  .vlan(vlan)
                                  .asn(asn)
                                  .addressFamily(AddressFamily.IPV4);
                              if (id(gateway).startsWith("vgw-")) {
                                v.virtualGatewayId(id(gateway));
                              } else {
                                v.directConnectGatewayId(id(gateway));
                              }
                            }))
                    .virtualInterfaceId());
    named(name, made);
    sites.get(site).withArray("virtualInterfaces").add(made);
    return told(site);
  }

  /** A BGP failover test of all peers of a virtual interface (B8). */
  HybridCloud startTest(String virtualInterface) {
    dx(dx -> dx.startBgpFailoverTest(r -> r.virtualInterfaceId(id(virtualInterface))));
    return this;
  }

  HybridCloud stopTest(String virtualInterface) {
    dx(dx -> dx.stopBgpFailoverTest(r -> r.virtualInterfaceId(id(virtualInterface))));
    return this;
  }

  HybridCloud deleteInterface(String name) {
    dx(dx -> dx.deleteVirtualInterface(r -> r.virtualInterfaceId(id(name))));
    return this;
  }

  HybridCloud addIpv6Peer(String virtualInterface, int asn) {
    dx(dx ->
        dx.createBGPPeer(r ->
            r.virtualInterfaceId(id(virtualInterface))
                .newBGPPeer(p -> p.asn(asn).addressFamily(AddressFamily.IPV6))));
    return this;
  }

  HybridCloud deleteFirstPeer(String virtualInterface) {
    String peer =
        dx(dx ->
            dx.describeVirtualInterfaces(r -> r.virtualInterfaceId(id(virtualInterface)))
                .virtualInterfaces()
                .getFirst()
                .bgpPeers()
                .getFirst()
                .bgpPeerId());
    dx(dx -> dx.deleteBGPPeer(r -> r.virtualInterfaceId(id(virtualInterface)).bgpPeerId(peer)));
    return this;
  }

  HybridCloud deleteVpn(String name) {
    ec2(HOME, ec2 -> ec2.deleteVpnConnection(r -> r.vpnConnectionId(id(name))));
    return this;
  }

  private List<VgwTelemetry> telemetry(String vpn) {
    return ec2(
        HOME,
        ec2 ->
            ec2.describeVpnConnections(r -> r.vpnConnectionIds(id(vpn)))
                .vpnConnections()
                .getFirst()
                .vgwTelemetry());
  }

  HybridCloud replaceTunnel(String vpn, int number) {
    String outside = telemetry(vpn).get(number - 1).outsideIpAddress();
    ec2(
        HOME,
        ec2 ->
            ec2.replaceVpnTunnel(
                r -> r.vpnConnectionId(id(vpn)).vpnTunnelOutsideIpAddress(outside)));
    return this;
  }

  /** {@code "UP 1 BGP ROUTES since 2026-01-01T00:00:00Z"}, a tunnel. */
  List<String> tunnels(String vpn) {
    return telemetry(vpn).stream()
        .map(each ->
            each.statusAsString()
                + " "
                + each.statusMessage()
                + " since "
                + each.lastStatusChange())
        .toList();
  }

  HybridCloud fail(String name) {
    answers.fault(ids.getOrDefault(name, name), "down");
    return this;
  }

  HybridCloud heal(String name) {
    answers.fault(ids.getOrDefault(name, name), "up");
    return this;
  }

  HybridCloud pass(String duration) {
    answers.advance(duration);
    return this;
  }

  boolean reaches(String from, String to) {
    return answers.why(id(from), id(to), 443);
  }

  /** Who reaches whom: {@code "app site:dc"} for each pair. */
  Set<String> matrix() {
    return answers.reachable().stream()
        .map(this::inNames)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By what packets pass, there and back: {@code "vgw vif / vif vgw"}. */
  String ways(String from, String to) {
    JsonNode answer = answers.answer(id(from), ids.getOrDefault(to, to));
    return inNames(way(answer.path("forward")) + " / " + way(answer.path("return")));
  }

  Set<String> warnings(String from, String to) {
    return StreamSupport.stream(
            answers
                .answer(ids.getOrDefault(from, from), ids.getOrDefault(to, to))
                .path("warnings")
                .spliterator(),
            false)
        .map(warning -> warning.path("code").asString())
        .collect(Collectors.toSet());
  }

  private static String way(JsonNode leg) {
    return StreamSupport.stream(leg.path("path").spliterator(), false)
        .filter(at -> ON_THE_WAY.contains(at.path("kind").asString()))
        .map(at -> at.path("component").asString())
        .collect(Collectors.joining(" "));
  }

  /** What keeps one from the other: {@code "FORWARD NO_ROUTE_TO_DESTINATION rtb-a"}. */
  Set<String> blockers(String from, String to) {
    return StreamSupport.stream(
            answers.answer(id(from), ids.getOrDefault(to, to)).path("blockers").spliterator(),
            false)
        .map(blocker ->
            "%s %s %s"
                .formatted(
                    blocker.path("direction").asString(),
                    blocker.path("code").asString(),
                    inNames(blocker.path("component").asString())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What every failure does, as {@code ./culvert rehearse} prints it, but for the order, which is
   * that of the names here: ids come at random.
   */
  String rehearsal(String from, String to) {
    String a = id(from);
    String b = ids.getOrDefault(to, to);
    List<String> lines =
        new ArrayList<>(
            inNames(RehearsalText.of(a, b, answers.rehearsal(a, b)))
                .replaceAll(" +", " ")
                .lines()
                .toList());
    int table = lines.indexOf(" fails lost takes over after the repair") + 1;
    if (table > 0) {
      lines.subList(table, lines.size() - 1).sort(null);
      lines.set(lines.size() - 1, sorted(lines.getLast()));
    }
    return String.join("\n", lines) + "\n";
  }

  /** {@code "no second way: b, a"} with what it lists in order. */
  private static String sorted(String verdict) {
    int colon = verdict.indexOf(": ") + 2;
    return verdict.substring(0, colon)
        + Stream.of(verdict.substring(colon).split(", "))
            .sorted()
            .collect(Collectors.joining(", "));
  }

  String events() {
    return inNames(EventText.of(answers.events(), "")).replaceAll(" +", " ");
  }

  private String inNames(String text) {
    String written = text;
    for (Map.Entry<String, String> each : ids.entrySet()) {
      written = written.replace(each.getValue(), each.getKey());
    }
    return written;
  }

  @Override
  public void close() {
    server.close();
  }
}
