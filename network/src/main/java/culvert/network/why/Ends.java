package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.forwarding.Flight;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.forwarding.Packet;
import culvert.network.forwarding.Place;
import culvert.network.forwarding.Walk;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Vpc;
import culvert.network.topology.VpcEndpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How ends send, receive and answer. */
public final class Ends {

  private final ForwardingGraph graph;

  public Ends(ForwardingGraph graph) {
    this.graph = graph;
  }

  /** Where the request starts; null where it cannot, because nothing leads to the address. */
  public @Nullable Place start(End asker, End asked) {
    return switch (asker) {
      case End.AtInterface from -> new Place.InterfaceOut(from.networkInterface());
      case End.Internet _, End.Service _ -> entrance(asked);
      case End.AtSite from -> new Place.SiteRouter(from.site());
      case End.AtGatewayEndpoint(String endpoint, _) -> new Place.GatewayEndpointIn(endpoint);
      case End.UnusedAddress _, End.AtHostService _, End.MulticastGroup _ ->
          throw new IllegalArgumentException("nobody asks from there");
    };
  }

  /** What has no public address is looked for at the gateway of its VPC, which will not know it. */
  private @Nullable Place entrance(End to) {
    String vpc =
        switch (to) {
          case End.AtInterface(String id, IpAddress address) -> {
            NetworkInterface at = networkInterface(id);
            yield address.isV4() && at.has(address) ? at.vpc() : null;
          }
          case End.UnusedAddress(String in, IpAddress address) -> address.isV4() ? in : null;
          case End.AtHostService(String in, _, IpAddress address) -> address.isV4() ? in : null;
          case End.Internet _,
              End.Service _,
              End.AtSite _,
              End.AtGatewayEndpoint _,
              End.MulticastGroup _ ->
              null;
        };
    if (vpc == null) {
      return new Place.Internet();
    }
    InternetGateway gateway = graph.topology().internetGatewayOf(vpc);
    return gateway == null ? null : new Place.InternetGatewayIn(gateway.id());
  }

  boolean isAt(End end, Walk.Delivered delivered) {
    return switch (end) {
      case End.AtInterface at ->
          at.networkInterface().equals(delivered.component())
              || isProvider(delivered) && asked(at, delivered.flight()) != null;
      case End.UnusedAddress _, End.MulticastGroup _ -> false;
      case End.AtGatewayEndpoint at -> at.endpoint().equals(delivered.component());
      case End.AtHostService at -> at.service().componentIn(at.vpc()).equals(delivered.component());
      case End.AtSite at ->
          at.site().equals(delivered.component())
              && at.address().equals(delivered.flight().packet().destination());
      case End.Internet at ->
          delivered.component().equals(Place.Internet.ID)
              && at.address().equals(delivered.flight().packet().destination());
      case End.Service at ->
          at.address().equals(delivered.flight().packet().destination())
              && (delivered.component().equals(Place.Internet.ID)
                  || gatewayEndpoint(at, delivered) != null);
    };
  }

  /** As the packet reached the end, where that is an endpoint whose provider took it; or null. */
  private static @Nullable Packet asked(End.AtInterface end, Flight flight) {
    Flight.Asked asked = flight.asked();
    return asked != null && asked.endpointInterface().equals(end.networkInterface())
        ? asked.packet()
        : null;
  }

  /** Only a host answers for an endpoint. */
  private boolean isProvider(Walk.Delivered delivered) {
    return graph.topology().find(NetworkInterface.class, delivered.component()) != null;
  }

  /** Who answers a request that ended there: a provider's host in the stead of its endpoint. */
  End answering(End to, Walk.Landing landing) {
    return to instanceof End.AtInterface at
            && landing instanceof Walk.Delivered delivered
            && isProvider(delivered)
            && asked(at, delivered.flight()) != null
        ? new End.AtInterface(delivered.component(), delivered.flight().packet().destination())
        : to;
  }

  /** The gateway endpoint by which the packet reached the service, or null. */
  private VpcEndpoint.@Nullable Gateway gatewayEndpoint(End.Service service, Walk.Landing landing) {
    return landing instanceof Walk.Delivered(String component, _)
            && graph.topology().find(VpcEndpoint.class, component)
                instanceof VpcEndpoint.Gateway gateway
            && gateway.service().equals(service.name())
        ? gateway
        : null;
  }

  /** Where the reply to a request that ended there starts. */
  Place replyStart(Question question, Walk.Landing landing) {
    return switch (answering(question.to(), landing)) {
      case End.AtInterface at -> new Place.InterfaceOut(at.networkInterface());
      case End.AtSite at -> new Place.SiteRouter(at.site());
      case End.Internet _ -> new Place.Internet();
      case End.Service service -> {
        VpcEndpoint.Gateway by = gatewayEndpoint(service, landing);
        yield by == null ? new Place.Internet() : new Place.GatewayEndpointIn(by.id());
      }
      case End.AtHostService at when question.from() instanceof End.AtInterface asker ->
          new Place.HostServiceOut(asker.networkInterface(), at.service());
      case End.AtHostService _,
          End.UnusedAddress _,
          End.AtGatewayEndpoint _,
          End.MulticastGroup _ ->
          throw new IllegalArgumentException("nobody answers there");
    };
  }

  /** The VPC whose security groups can tell who the end is. */
  public @Nullable String origin(End end) {
    return end instanceof End.AtInterface at ? networkInterface(at.networkInterface()).vpc() : null;
  }

  /**
   * What the destination would have received, had the request got on from where it is now; null
   * where that makes no packet.
   */
  @Nullable Packet asReceived(Question question, Flight last) {
    IpAddress source = last.packet().source();
    IpAddress destination;
    switch (question.to()) {
      case End.UnusedAddress _, End.AtHostService _, End.MulticastGroup _ -> {
        return null;
      }
      case End.AtSite at -> destination = at.address();
      case End.AtInterface at -> {
        Packet asked = asked(at, last);
        if (asked != null) {
          return asked;
        }
        destination = privately(networkInterface(at.networkInterface()), at.address());
      }
      case End.AtGatewayEndpoint _ -> throw new IllegalArgumentException("only ever asks");
      case End.Internet _, End.Service _ -> {
        destination = question.to().address();
        IpAddress known = publicly(question.from(), source);
        if (known == null) {
          return null;
        }
        source = known;
      }
    }
    return source.family() == destination.family()
        ? last.packet().readdressed(source, destination)
        : null;
  }

  private static IpAddress privately(NetworkInterface at, IpAddress address) {
    for (Map.Entry<IpAddress, IpAddress> entry : at.publicAddresses().entrySet()) {
      if (entry.getValue().equals(address)) {
        return entry.getKey();
      }
    }
    return address;
  }

  /** As the internet sees a source; null where that has no public address. */
  private @Nullable IpAddress publicly(End from, IpAddress source) {
    String vpc = origin(from);
    if (vpc == null || !source.isV4()) {
      return source;
    }
    IpAddress known = graph.topology().publicAddressesOf(vpc).get(source);
    return known != null || graph.topology().get(Vpc.class, vpc).contains(source) ? known : source;
  }

  private NetworkInterface networkInterface(String id) {
    return graph.topology().get(NetworkInterface.class, id);
  }
}
