package culvert.network.cost;

import culvert.network.forwarding.Kind;
import culvert.network.topology.EgressOnlyInternetGateway;
import culvert.network.topology.InternetGateway;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;
import culvert.network.topology.Vpc;
import culvert.network.why.End;
import culvert.network.why.PathElement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What passes between public addresses: a VPC's by its gateway, a service's of AWS's, a site's by
 * its public virtual interface, and everybody else's.
 */
final class PublicSide {

  /** Who sends or gets what passes the internet. */
  private sealed interface Party {

    /** A VPC, by its internet gateway or egress-only one. */
    record OfVpc(int element, String gateway, Payer payer) implements Party {}

    /** A site, by a public virtual interface. */
    record OfSite(int element, VirtualInterface by) implements Party {}

    /** A service of AWS's; in no Region that it says, where that is null. */
    record OfService(@Nullable String region) implements Party {}

    record Anybody() implements Party {}
  }

  private final Topology topology;
  private final List<PathElement> path;
  private final End from;
  private final End to;
  private final ChargeList charges;

  PublicSide(Topology topology, List<PathElement> path, End from, End to, ChargeList charges) {
    this.topology = topology;
    this.path = path;
    this.from = from;
    this.to = to;
    this.charges = charges;
  }

  /** Whether what is at a gateway is on its way out of the VPC. */
  boolean leaves(int gateway) {
    return gateway + 1 < path.size() && path.get(gateway + 1).kind() == Kind.INTERNET;
  }

  /** Who pays at an internet gateway or an egress-only one: the owner of its VPC. */
  Payer ownerOf(int gateway) {
    PathElement at = path.get(gateway);
    String vpc =
        at.kind() == Kind.INTERNET_GATEWAY
            ? topology.get(InternetGateway.class, at.component()).vpc()
            : topology.get(EgressOnlyInternetGateway.class, at.component()).vpc();
    Vpc of = topology.get(Vpc.class, Objects.requireNonNull(vpc));
    return new Payer(of.account(), of.region());
  }

  /** Straight from somebody to the gateway that the path begins with. */
  void enter() {
    charge(outside(from), party(0));
  }

  /** Through the internet, between what the path meets before and behind. */
  void internet(int i) {
    charge(
        i == 0 ? outside(from) : party(i - 1), i + 1 == path.size() ? outside(to) : party(i + 1));
  }

  private static Party outside(End end) {
    return end instanceof End.Service service
        ? new Party.OfService(ServiceRegion.of(service.name()))
        : new Party.Anybody();
  }

  private Party party(int i) {
    PathElement at = path.get(i);
    return at.kind() == Kind.VIRTUAL_INTERFACE
        ? new Party.OfSite(i, topology.get(VirtualInterface.class, at.component()))
        : new Party.OfVpc(i, at.component(), ownerOf(i));
  }

  private void charge(Party sender, Party receiver) {
    switch (sender) {
      case Party.OfVpc vpc -> fromVpc(vpc, receiver);
      case Party.OfService(String region) -> fromService(region, receiver);
      case Party.OfSite site when receiver instanceof Party.OfSite other ->
          toSite(ownerOf(site.by), other);
      case Party.OfSite _ -> {}
      case Party.Anybody _ -> fromAnybody(receiver);
    }
  }

  private void fromVpc(Party.OfVpc vpc, Party receiver) {
    switch (receiver) {
      case Party.OfVpc(int element, String gateway, Payer payer)
          when payer.region().equals(vpc.payer.region()) -> {
        charges.add(vpc.element, vpc.gateway, vpc.payer, Meter.CROSS_ZONE_GB, "");
        charges.add(element, gateway, payer, Meter.CROSS_ZONE_GB, "");
      }
      case Party.OfVpc other -> toRegion(vpc, other.payer.region());
      case Party.OfService(String region) -> {
        if (region != null && !region.equals(vpc.payer.region())) {
          toRegion(vpc, region);
        }
      }
      case Party.OfSite site -> {
        if (site.by.account().equals(vpc.payer.account())) {
          toSite(vpc.payer, site);
        } else {
          charges.add(vpc.element, vpc.gateway, vpc.payer, Meter.INTERNET_OUT_GB, "");
        }
      }
      case Party.Anybody _ ->
          charges.add(vpc.element, vpc.gateway, vpc.payer, Meter.INTERNET_OUT_GB, "");
    }
  }

  private void toRegion(Party.OfVpc vpc, String region) {
    charges.add(vpc.element, vpc.gateway, vpc.payer, Meter.INTER_REGION_OUT_GB, region);
  }

  /** What a service sends is its user's: here of whoever gets it. */
  private void fromService(@Nullable String region, Party receiver) {
    if (receiver instanceof Party.OfVpc(int element, String gateway, Payer payer)
        && region != null
        && !region.equals(payer.region())) {
      charges.add(element, gateway, payer.in(region), Meter.INTER_REGION_OUT_GB, payer.region());
    }
    if (receiver instanceof Party.OfSite site) {
      Payer payer = ownerOf(site.by);
      toSite(region == null ? payer : payer.in(region), site);
    }
  }

  private void fromAnybody(Party receiver) {
    if (receiver instanceof Party.OfVpc(int element, String gateway, Payer payer)) {
      charges.add(element, gateway, payer, Meter.INTERNET_IN_GB, "");
    }
    if (receiver instanceof Party.OfSite site) {
      toSite(ownerOf(site.by), site);
    }
  }

  private static Payer ownerOf(VirtualInterface by) {
    return new Payer(by.account(), by.region());
  }

  /** The rate of Direct Connect is for prefixes of who pays (B10): here, of the same account. */
  private void toSite(Payer payer, Party.OfSite site) {
    charges.add(
        site.element,
        site.by.id(),
        payer,
        Meter.DIRECT_CONNECT_PUBLIC_OUT_GB,
        Locations.of(topology, site.by));
  }
}
