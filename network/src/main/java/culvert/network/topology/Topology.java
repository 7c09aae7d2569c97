package culvert.network.topology;

import culvert.network.address.IpAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every component of the network at one moment, found by id or by its place. Immutable; the next
 * moment's shares what has not changed.
 */
public final class Topology {

  public static final Topology EMPTY = new Topology(Components.NONE);

  private final Components components;
  private final Supplier<@Nullable Reads> reads;

  private Topology(Components components) {
    this(components, () -> null);
  }

  private Topology(Components components, Supplier<@Nullable Reads> reads) {
    this.components = components;
    this.reads = reads;
  }

  public Topology(Collection<? extends Component> components) {
    this(Components.of(components));
  }

  /**
   * With the component added, or in the place of the one of its kind and id; the same topology
   * where it is equal to that.
   */
  public Topology with(Component component) {
    return changed(components.with(component));
  }

  /** Without the component of the kind and id; the same topology where there is none. */
  public Topology without(Class<? extends Component> kind, String id) {
    return changed(components.without(kind, id));
  }

  private Topology changed(Components after) {
    return after == components ? this : new Topology(after);
  }

  /**
   * The same, which notes what is read of it.
   *
   * @param reads where to, or null, when something is read
   */
  public Topology notedIn(Supplier<@Nullable Reads> reads) {
    return new Topology(components, reads);
  }

  /** Told of a component that is not as it was. */
  public interface ChangeConsumer {

    /**
     * @param before null where it is new
     * @param after null where it is gone
     */
    void changed(@Nullable Component before, @Nullable Component after);
  }

  /**
   * Every component that is not equal to what it was in another topology; what both share is not
   * looked at.
   */
  public void forEachChangeSince(Topology before, ChangeConsumer action) {
    components.forEachChangeSince(before.components, (_, old, now) -> action.changed(old, now));
  }

  /** What cannot be read now as it was in another topology. */
  public Reads.Changed readOtherwiseThan(Topology before) {
    Reads.Changed changed = new Reads.Changed();
    forEachChangeSince(before, (old, now) -> changed.add(Components.readOf(old, now)));
    return changed;
  }

  /**
   * Whether the components of a kind are all as in another topology, of which this one was made by
   * changes. No, where some have changed and changed back.
   */
  public boolean shares(Class<? extends Component> kind, Topology other) {
    return components.shares(kind, other.components);
  }

  /** Whether that is so of all those kinds. */
  public boolean shares(Collection<Class<? extends Component>> kinds, Topology other) {
    for (Class<? extends Component> kind : kinds) {
      if (!shares(kind, other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a component, a zone or a location is down by a fault, or a tunnel is rebuilt. */
  public boolean isDown(String component) {
    VpnTunnel tunnel = find(VpnTunnel.class, component);
    return find(Fault.class, component) != null || tunnel != null && tunnel.rebuilt();
  }

  /** How one that is down is, for people. */
  public String outage(String component) {
    return component
        + (find(Fault.class, component) == null ? " is being replaced by AWS" : " is down");
  }

  /** The component of that kind and id, or null. */
  public <T extends Component> @Nullable T find(Class<T> kind, String id) {
    Reads noted = reads.get();
    if (noted != null) {
      noted.component(kind, id);
    }
    return components.find(kind, id);
  }

  /** A component that is named and is not there, or not in the place that it should be in. */
  public static final class NotThere extends IllegalStateException {

    private static final long serialVersionUID = 1;

    public NotThere(String message) {
      super(message);
    }
  }

  /**
   * As {@link #find}, for an id that another component of this topology names.
   *
   * @throws NotThere where there is none
   */
  public <T extends Component> T get(Class<T> kind, String id) {
    T found = find(kind, id);
    if (found == null) {
      throw new NotThere("the topology has no " + kind.getSimpleName() + " " + id);
    }
    return found;
  }

  /** Every component of a kind, in no order. */
  public <T extends Component> List<T> all(Class<T> kind) {
    Reads noted = reads.get();
    if (noted != null) {
      noted.all(kind);
    }
    return components.all(kind);
  }

  public <T extends Component> List<T> all(Class<T> kind, Predicate<T> wanted) {
    return all(kind).stream().filter(wanted).toList();
  }

  /** The table of a subnet: its own, else its VPC's main table (R1.2.1). */
  public @Nullable RouteTable tableOf(Subnet subnet) {
    RouteTable own = one(Index.TABLE_OF_SUBNET, subnet.id());
    return own != null ? own : one(Index.MAIN_TABLE_OF_VPC, subnet.vpc());
  }

  /** The edge table of an internet or virtual private gateway, or null (R1.4.1). */
  public @Nullable RouteTable edgeTableOf(String gateway) {
    return one(Index.TABLE_OF_GATEWAY, gateway);
  }

  public @Nullable NetworkAcl aclOf(Subnet subnet) {
    return one(Index.ACL_OF_SUBNET, subnet.id());
  }

  /** The VPC's subnet that holds the address, or null. */
  public @Nullable Subnet subnetAt(String vpc, IpAddress address) {
    for (Subnet subnet : under(Index.SUBNETS_OF_VPC, vpc)) {
      if (subnet.contains(address)) {
        return subnet;
      }
    }
    return null;
  }

  /** The VPC's subnets, by id. */
  public List<Subnet> subnetsOf(String vpc) {
    return under(Index.SUBNETS_OF_VPC, vpc).stream()
        .sorted(Comparator.comparing(Subnet::id))
        .toList();
  }

  /** The interface that has this private or IPv6 address in the VPC, or null. */
  public @Nullable NetworkInterface interfaceAt(String vpc, IpAddress address) {
    NetworkInterface exact = one(Index.INTERFACE_AT, new Index.InVpc(vpc, address));
    if (exact != null) {
      return exact;
    }
    for (NetworkInterface each : under(Index.INTERFACES_WITH_PREFIXES, vpc)) {
      if (each.has(address)) {
        return each;
      }
    }
    return null;
  }

  /** The interface that has this public or Elastic IP address, or null. */
  public @Nullable NetworkInterface interfaceAtPublic(IpAddress address) {
    return one(Index.INTERFACE_AT_PUBLIC, address);
  }

  /** The subnet's interfaces, in no order. */
  public Collection<NetworkInterface> interfacesOf(String subnet) {
    return under(Index.INTERFACES_OF_SUBNET, subnet);
  }

  /** The interfaces that a security group is on, in no order. */
  public Collection<NetworkInterface> membersOf(String group) {
    return under(Index.MEMBERS_OF_GROUP, group);
  }

  /** Private address to public address in a VPC, NAT gateways' included. */
  public Map<IpAddress, IpAddress> publicAddressesOf(String vpc) {
    Map<IpAddress, IpAddress> all = new HashMap<>();
    for (NetworkInterface each : under(Index.PUBLIC_INTERFACES_OF_VPC, vpc)) {
      all.putAll(each.publicAddresses());
    }
    for (NatGateway nat : under(Index.NAT_GATEWAYS_OF_VPC, vpc)) {
      all.putAll(nat.publicAddresses());
    }
    return all;
  }

  /** The internet gateway that is attached to the VPC, or null. */
  public @Nullable InternetGateway internetGatewayOf(String vpc) {
    return one(Index.INTERNET_GATEWAY_OF_VPC, vpc);
  }

  public @Nullable EgressOnlyInternetGateway egressOnlyGatewayOf(String vpc) {
    return one(Index.EGRESS_ONLY_GATEWAY_OF_VPC, vpc);
  }

  /** The active peering between two VPCs, or null. */
  public @Nullable VpcPeering peeringBetween(String one, String other) {
    for (VpcPeering each : under(Index.PEERINGS_OF_VPC, one)) {
      if (each.active() && each.opposite(one).vpc().equals(other)) {
        return each;
      }
    }
    return null;
  }

  /** The VPC's attachments to transit gateways, in no order. */
  public Collection<TransitGatewayVpcAttachment> attachmentsOf(String vpc) {
    return under(Index.ATTACHMENTS_OF_VPC, vpc);
  }

  /** The VPC's attachment to the transit gateway, or null. */
  public @Nullable TransitGatewayVpcAttachment attachmentOf(String transitGateway, String vpc) {
    for (TransitGatewayVpcAttachment each : attachmentsOf(vpc)) {
      if (each.transitGateway().equals(transitGateway)) {
        return each;
      }
    }
    return null;
  }

  /** Whether both VPCs are attached to one transit gateway. */
  public boolean shareTransitGateway(String one, String other) {
    for (TransitGatewayVpcAttachment each : attachmentsOf(one)) {
      if (attachmentOf(each.transitGateway(), other) != null) {
        return true;
      }
    }
    return false;
  }

  /** The VPCs' attachments to a transit gateway, in no order. */
  public Collection<TransitGatewayVpcAttachment> attachmentsTo(String transitGateway) {
    return under(Index.ATTACHMENTS_TO_GATEWAY, transitGateway);
  }

  /** The peering that the transit gateway has that attachment of, or null. */
  public @Nullable TransitGatewayPeering peeringOf(String transitGateway, String attachment) {
    return one(Index.PEERING_OF_ATTACHMENT, new Index.AtGateway(transitGateway, attachment));
  }

  /**
   * The table in which a transit gateway looks up packets from the attachment, or null (R4.4.1).
   */
  public @Nullable TransitGatewayRouteTable tableOf(String transitGateway, String attachment) {
    return one(Index.TABLE_OF_ATTACHMENT, new Index.AtGateway(transitGateway, attachment));
  }

  /** The multicast domain that the subnet is associated with, or null. */
  public @Nullable TransitGatewayMulticastDomain multicastDomainOf(String subnet) {
    return one(Index.MULTICAST_DOMAIN_OF_SUBNET, subnet);
  }

  /** The VPN connection that the transit gateway's attachment is, or null. */
  public @Nullable VpnConnection vpnOf(String attachment) {
    return one(Index.VPN_OF_ATTACHMENT, attachment);
  }

  /** What joins a Direct Connect gateway to the transit gateway's attachment, or null. */
  public @Nullable DirectConnectGatewayAssociation associationOf(String attachment) {
    return one(Index.ASSOCIATION_OF_ATTACHMENT, attachment);
  }

  /** The Gateway Load Balancer behind the endpoint service of that name, or null. */
  public @Nullable GatewayLoadBalancer gatewayBalancerOf(String service) {
    return one(Index.GATEWAY_BALANCERS_OF_SERVICE, service);
  }

  /** The Network Load Balancers behind the endpoint service of that name, by id. */
  public List<NetworkLoadBalancer> balancersOf(String service) {
    return under(Index.BALANCERS_OF_SERVICE, service).stream()
        .sorted(Comparator.comparing(NetworkLoadBalancer::id))
        .toList();
  }

  /** The load balancer that the interface is a node of, or null. */
  public @Nullable NetworkLoadBalancer balancerAt(String networkInterface) {
    return one(Index.BALANCER_OF_NODE, networkInterface);
  }

  /** The endpoints to the service of that name, by id. */
  public List<VpcEndpoint> endpointsTo(String service) {
    return under(Index.ENDPOINTS_OF_SERVICE, service).stream()
        .sorted(Comparator.comparing(VpcEndpoint::id))
        .toList();
  }

  /** The subnet by which the VPC is attached in the zone, or null. */
  public @Nullable Subnet attachedSubnet(TransitGatewayVpcAttachment attachment, String zone) {
    for (String id : attachment.subnets()) {
      Subnet subnet = get(Subnet.class, id);
      if (subnet.zone().equals(zone)) {
        return subnet;
      }
    }
    return null;
  }

  private <C extends Component, K> Collection<C> under(Index<C, K> index, K key) {
    note(index, key);
    return components.under(index, key);
  }

  private <C extends Component, K> @Nullable C one(Index<C, K> index, K key) {
    note(index, key);
    return components.one(index, key);
  }

  private void note(Index<?, ?> index, Object key) {
    Reads noted = reads.get();
    if (noted != null) {
      noted.index(index, key);
    }
  }
}
