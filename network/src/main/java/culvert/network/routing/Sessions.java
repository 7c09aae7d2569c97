package culvert.network.routing;

import culvert.network.topology.HeldSession;
import culvert.network.topology.Site;
import culvert.network.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which links are up, and what AWS takes of what sites announce there. */
final class Sessions {

  private final Topology topology;
  private final Links links;
  private final Outages outages;
  private final Set<String> carried;
  private final Map<String, Session> all = new LinkedHashMap<>();
  private final Map<String, List<Link>> upAt = new HashMap<>();
  private final Map<String, List<Link>> upOf = new HashMap<>();

  /**
   * @param carried ids of the links that run over Direct Connect and have their way
   * @param before whose results are taken over where nothing has changed
   */
  Sessions(Topology topology, Links links, Set<String> carried, @Nullable Sessions before) {
    this.topology = topology;
    this.links = links;
    this.carried = carried;
    outages = new Outages(topology);
    Predicate<Session> untouched = before == null ? _ -> false : untouchedSince(before);
    for (Link link : links.all()) {
      Session known = before == null ? null : before.all.get(link.id());
      Session session = known != null && untouched.test(known) ? known : session(link);
      all.put(link.id(), session);
      Site site = link.site();
      if (session.up() && site != null) {
        upAt.computeIfAbsent(link.end().id(), _ -> new ArrayList<>()).add(link);
        upOf.computeIfAbsent(site.id(), _ -> new ArrayList<>()).add(link);
      }
    }
  }

  /**
   * Which sessions of before are as they were: those that need nothing that has failed or come back
   * since, are held as they were, and are carried as they were.
   */
  private Predicate<Session> untouchedSince(Sessions before) {
    if (links != before.links || !outages.isOfTheSamePartsAs(before.outages)) {
      return _ -> false;
    }
    Set<String> touched = outages.touchedSince(before.outages);
    boolean alike = topology.shares(HeldSession.class, before.topology);
    return session ->
        (alike || Objects.equals(held(session.id()), before.held(session.id())))
            && carried.contains(session.id()) == before.carried.contains(session.id())
            && Collections.disjoint(touched, session.needs());
  }

  private @Nullable HeldSession held(String session) {
    return topology.find(HeldSession.class, session);
  }

  private Session session(Link link) {
    List<String> needs = outages.needs(link);
    Site site = link.site();
    String cut = cut(link, needs);
    String refused = refused(link);
    HeldSession held = held(link.id());
    boolean established = held == null ? cut == null : held.up();
    boolean agreed = refused == null && site != null;
    boolean up = established && agreed;
    return new Session(
        link.id(),
        link.over(),
        site == null ? null : site.id(),
        needs,
        link.bgp(),
        cut == null,
        agreed,
        up,
        up ? null : cut != null ? cut : refused != null ? refused : "it is not established yet",
        up ? links.received(link).accepted().size() : 0);
  }

  /** Why no packet passes, or null. */
  private @Nullable String cut(Link link, List<String> needs) {
    if (link.end() instanceof AwsEnd.Nowhere(String id)) {
      return id + " is gone";
    }
    if (link.site() == null) {
      return "no site's router is at its far end";
    }
    String outage = outages.cut(link, needs);
    return outage == null && link.transport() != null && !carried.contains(link.id())
        ? "nothing carries it: each end needs a route to the other over Direct Connect"
        : outage;
  }

  /** Why the ends do not agree, whatever the cable says; or null. */
  private @Nullable String refused(Link link) {
    Site site = link.site();
    if (!link.bgp() || site == null) {
      return null;
    }
    if (site.asn() != link.customerAsn()) {
      return "the site's AS number is %d, and AWS expects %d"
          .formatted(site.asn(), link.customerAsn());
    }
    if (link instanceof Link.OverVirtualInterface at && at.peer().testing()) {
      return "a BGP failover test keeps it down";
    }
    int announced = links.received(link).announced();
    return announced > link.prefixLimit()
        ? "the site announces %d prefixes, and AWS takes %d"
            .formatted(announced, link.prefixLimit())
        : null;
  }

  /** Why no packet passes a connection, an interconnect or a LAG, or null. */
  @Nullable String outageOfPort(String id) {
    return outages.ofPort(id);
  }

  /** By id. */
  Map<String, Session> all() {
    return all;
  }

  /** The links that are up at a gateway or attachment, by id. */
  List<Link> upAt(String end) {
    return upAt.getOrDefault(end, List.of());
  }

  /** The links of a site that are up, by id. */
  List<Link> upOf(String site) {
    return upOf.getOrDefault(site, List.of());
  }

  boolean isUp(Link link) {
    Session session = all.get(link.id());
    return session != null && session.up();
  }

  boolean isLinked(Link link) {
    Session session = all.get(link.id());
    return session != null && session.linked();
  }

  /** What AWS accepts on a link, by destination; nothing while it is down. */
  List<LearnedRoute> accepted(Link link) {
    return isUp(link) ? links.received(link).accepted() : List.of();
  }
}
