package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import java.util.List;
import software.amazon.awssdk.services.directconnect.model.AssociateHostedConnectionRequest;
import software.amazon.awssdk.services.directconnect.model.Connection;

/**
 * Connections that partners carve out of their interconnects and LAGs for customers, as the partner
 * has them. Whoever has an interconnect is a partner.
 */
final class HostedConnections {

  private HostedConnections() {}

  /** Whether the caller may host connections in the Region. */
  static boolean isPartner(CatalogView view) {
    return view.all(Kinds.DIRECT_CONNECT_INTERCONNECT).anyMatch(each -> !Connections.isGone(each));
  }

  static void expectPartner(CatalogView view) {
    if (!isPartner(view)) {
      throw DirectConnectError.refused(
          "Account ["
              + view.scope().account()
              + "] is not an authorized Direct Connect partner in "
              + view.scope().region()
              + ".");
    }
  }

  /** Whether the caller hosts a connection of that id. */
  static boolean hosts(CatalogView view, String id) {
    return view.find(Kinds.DIRECT_CONNECT_HOSTING, id) != null;
  }

  /** The connection of that id that the caller hosts, with its customer. */
  static Resource<Connection> get(CatalogView view, String id) {
    return view.snapshot()
        .byId(Kinds.DIRECT_CONNECT_CONNECTION, id)
        .filter(_ -> hosts(view, id))
        .filter(each -> !Connections.isGone(each.shape()))
        .findFirst()
        .orElseThrow(() -> Connections.notFound(id));
  }

  /** Those on an interconnect or LAG of the caller's, also what is deleted and still described. */
  static List<Connection> described(CatalogView view, String parent) {
    return view.referring(Kinds.DIRECT_CONNECT_HOSTING, parent)
        .map(AssociateHostedConnectionRequest::connectionId)
        .flatMap(id -> view.snapshot().byId(Kinds.DIRECT_CONNECT_CONNECTION, id))
        .map(Resource::shape)
        .toList();
  }

  /** Those that are not gone. */
  static List<Connection> on(CatalogView view, String parent) {
    return described(view, parent).stream().filter(each -> !Connections.isGone(each)).toList();
  }
}
