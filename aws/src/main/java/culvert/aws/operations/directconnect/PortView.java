package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.operations.LearnedRoutes;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.Lag;
import software.amazon.awssdk.services.directconnect.model.LagState;

/** Connections and LAGs as AWS shows them: down where no packet passes (B1, B2). */
record PortView(LearnedRoutes learned) {

  Connection of(Connection stored, CatalogView view) {
    Connection shown = Connections.shown(stored, view);
    return Connections.isUp(stored) && learned.isDown(view.snapshot(), stored.connectionId())
        ? Connections.withEncryption(
            shown.toBuilder().connectionState(ConnectionState.DOWN).build())
        : shown;
  }

  Lag of(Lag stored, CatalogView view) {
    Lag shown = Lags.shown(stored, view);
    boolean down =
        !shown.connections().isEmpty()
            && shown.lagState() == LagState.AVAILABLE
            && learned.isDown(view.snapshot(), stored.lagId());
    return shown.toBuilder()
        .connections(shown.connections().stream().map(link -> of(link, view)).toList())
        .lagState(down ? LagState.DOWN : shown.lagState())
        .build();
  }
}
