package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.transitgateway.DirectConnectAttachments;
import culvert.aws.wire.WireException;
import culvert.network.address.IpPrefix;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGateway;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociation;
import software.amazon.awssdk.services.directconnect.model.DirectConnectGatewayAssociationState;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;

/** What may be associated with a Direct Connect gateway, and with which allowed prefixes (B5). */
final class NewAssociation {

  private static final int MOST_VPN_GATEWAYS = 20;
  private static final int MOST_TRANSIT_GATEWAYS = 6;
  private static final int MOST_OF_TRANSIT_GATEWAY = 20;
  private static final int MOST_PREFIXES = 200;

  private NewAssociation() {}

  /**
   * Associates the two.
   *
   * @param gateway the caller's
   * @param allowed those asked for; none lets all of a VPC through
   */
  static DirectConnectGatewayAssociation make(
      Transaction transaction,
      DirectConnectGateway gateway,
      AssociableGateway associated,
      List<RouteFilterPrefix> allowed,
      Quotas quotas) {
    String id = gateway.directConnectGatewayId();
    List<DirectConnectGatewayAssociation> present =
        Associations.of(transaction.snapshot(), id).map(Resource::shape).toList();
    List<DirectConnectGatewayAssociation> staying =
        present.stream().filter(NewAssociation::stays).toList();
    if (present.stream().anyMatch(each -> each.associatedGateway().id().equals(associated.id()))) {
      throw DirectConnectError.refused(
          associated.id() + " is associated with Direct Connect gateway " + id + " already.");
    }
    refuseOtherKind(transaction, id, associated, present);
    DirectConnectGatewayAssociation.Builder made =
        DirectConnectGatewayAssociation.builder()
            .associationId(Gateways.newId())
            .associationState(DirectConnectGatewayAssociationState.ASSOCIATING)
            .directConnectGatewayId(id)
            .directConnectGatewayOwnerAccount(gateway.ownerAccount())
            .associatedGateway(associated.shape());
    switch (associated) {
      case AssociableGateway.OfVpn vpn -> {
        check(transaction, vpn, staying);
        made.virtualGatewayId(vpn.id())
            .virtualGatewayOwnerAccount(vpn.scope().account())
            .virtualGatewayRegion(vpn.scope().region())
            .allowedPrefixesToDirectConnectGateway(
                allowed.isEmpty()
                    ? AllowedPrefixes.of(vpn.cidrs())
                    : AllowedPrefixes.changed(allowed, List.of(), List.of()));
      }
      case AssociableGateway.OfTransit transit -> {
        List<RouteFilterPrefix> prefixes = AllowedPrefixes.changed(allowed, List.of(), List.of());
        check(transaction, transit, gateway, staying);
        checkAnnounced(transit.id(), prefixes, staying);
        made.allowedPrefixesToDirectConnectGateway(prefixes);
        attach(transaction, transit, gateway, quotas);
      }
    }
    DirectConnectGatewayAssociation association = made.build();
    return transaction.add(
        Gateways.scope(gateway.ownerAccount()),
        Kinds.DIRECT_CONNECT_GATEWAY_ASSOCIATION,
        association.associationId(),
        association);
  }

  private static boolean stays(DirectConnectGatewayAssociation association) {
    return association.associationState() != DirectConnectGatewayAssociationState.DISASSOCIATING;
  }

  /** What EC2 refuses, Direct Connect refuses in its own way. */
  private static void attach(
      Transaction transaction,
      AssociableGateway.OfTransit transit,
      DirectConnectGateway gateway,
      Quotas quotas) {
    try {
      DirectConnectAttachments.attach(
          transaction,
          transit.scope(),
          transit.gateway(),
          gateway.directConnectGatewayId(),
          gateway.ownerAccount(),
          quotas);
    } catch (WireException ofEc2) {
      throw DirectConnectError.refused(ofEc2.message());
    }
  }

  private static void refuseOtherKind(
      CatalogView view,
      String gateway,
      AssociableGateway associated,
      List<DirectConnectGatewayAssociation> present) {
    String other =
        associated instanceof AssociableGateway.OfVpn
            ? VirtualInterfaces.TRANSIT
            : VirtualInterfaces.PRIVATE;
    if (present.stream().anyMatch(each -> each.associatedGateway().type() != associated.type())
        || VirtualInterfaces.ofGateway(view.snapshot(), gateway)
            .anyMatch(each -> each.shape().virtualInterfaceType().equals(other))) {
      throw DirectConnectError.refused(
          "Direct Connect gateway "
              + gateway
              + " has gateways or virtual interfaces of another kind than "
              + associated.type()
              + ".");
    }
  }

  private static void check(
      CatalogView view,
      AssociableGateway.OfVpn vpn,
      List<DirectConnectGatewayAssociation> present) {
    if (Associations.ofAssociated(view.snapshot(), vpn.id()).findAny().isPresent()) {
      throw DirectConnectError.refused(
          vpn.id() + " is associated with another Direct Connect gateway.");
    }
    refuseMoreThan(MOST_VPN_GATEWAYS, present, "virtual private gateways");
    for (DirectConnectGatewayAssociation each : present) {
      AssociableGateway other =
          AssociableGateway.get(
              view, each.associatedGateway().id(), each.associatedGateway().ownerAccount());
      if (other instanceof AssociableGateway.OfVpn beside
          && beside.cidrs().stream().anyMatch(cidr -> overlaps(cidr, vpn.cidrs()))) {
        throw DirectConnectError.refused(
            "The VPC of " + vpn.id() + " overlaps with that of " + beside.id() + ".");
      }
    }
  }

  private static boolean overlaps(IpPrefix cidr, List<IpPrefix> others) {
    return others.stream().anyMatch(cidr::overlaps);
  }

  private static void check(
      CatalogView view,
      AssociableGateway.OfTransit transit,
      DirectConnectGateway gateway,
      List<DirectConnectGatewayAssociation> present) {
    refuseMoreThan(MOST_TRANSIT_GATEWAYS, present, "transit gateways");
    if (Associations.ofAssociated(view.snapshot(), transit.id()).count()
        >= MOST_OF_TRANSIT_GATEWAY) {
      throw DirectConnectError.refused(
          transit.id()
              + " is associated with "
              + MOST_OF_TRANSIT_GATEWAY
              + " Direct Connect gateways, which is the limit.");
    }
    long asn = transit.gateway().options().amazonSideAsn();
    Stream<Long> taken =
        Stream.concat(
            Stream.of(gateway.amazonSideAsn()),
            present.stream()
                .map(each ->
                    AssociableGateway.get(
                        view,
                        each.associatedGateway().id(),
                        each.associatedGateway().ownerAccount()))
                .filter(AssociableGateway.OfTransit.class::isInstance)
                .map(AssociableGateway.OfTransit.class::cast)
                .map(each -> each.gateway().options().amazonSideAsn()));
    if (taken.anyMatch(other -> other == asn)) {
      throw DirectConnectError.refused(
          "ASN "
              + asn
              + " of "
              + transit.id()
              + " is that of the Direct Connect gateway or of another transit gateway there.");
    }
  }

  private static void refuseMoreThan(
      int most, List<DirectConnectGatewayAssociation> present, String what) {
    if (present.size() >= most) {
      throw DirectConnectError.refused(
          "The Direct Connect gateway has " + most + " " + what + ", which is the limit.");
    }
  }

  /**
   * What is announced of a transit gateway: something, not too much, and nothing that overlaps with
   * another's.
   *
   * @param present the associations of the Direct Connect gateway
   */
  static void checkAnnounced(
      String transitGateway,
      List<RouteFilterPrefix> prefixes,
      List<DirectConnectGatewayAssociation> present) {
    if (prefixes.isEmpty() || prefixes.size() > MOST_PREFIXES) {
      throw DirectConnectError.refused(
          "A transit gateway needs 1 to "
              + MOST_PREFIXES
              + " allowed prefixes, not "
              + prefixes.size()
              + ".");
    }
    List<IpPrefix> wanted = AllowedPrefixes.parsed(prefixes);
    for (DirectConnectGatewayAssociation other : present) {
      if (!other.associatedGateway().id().equals(transitGateway)) {
        AllowedPrefixes.parsed(other.allowedPrefixesToDirectConnectGateway()).stream()
            .filter(theirs -> overlaps(theirs, wanted))
            .findFirst()
            .ifPresent(theirs -> {
              throw DirectConnectError.refused(
                  "The allowed prefixes overlap with "
                      + theirs
                      + " of "
                      + other.associatedGateway().id()
                      + ".");
            });
      }
    }
  }
}
