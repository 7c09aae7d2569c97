package culvert.aws.operations.directconnect;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Quotas;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.Connection;
import software.amazon.awssdk.services.directconnect.model.ConnectionState;
import software.amazon.awssdk.services.directconnect.model.HasLogicalRedundancy;
import software.amazon.awssdk.services.directconnect.model.Tag;

/**
 * A port that is ordered, as a connection, as an interconnect or as the link of a new LAG.
 *
 * @param macSec whether it is to support MACsec
 */
record NewPorts(
    String name,
    String location,
    String bandwidth,
    @Nullable String lag,
    @Nullable String provider,
    boolean macSec,
    List<Tag> tags) {

  /** Orders it. */
  Connection order(Transaction transaction, Kind<Connection> kind, Quotas.DirectConnect quotas) {
    if (lag != null) {
      Lags.checkLink(
          transaction,
          Lags.own(transaction, lag),
          location,
          bandwidth,
          macSec,
          kind == Kinds.DIRECT_CONNECT_INTERCONNECT);
    }
    String region = transaction.scope().region();
    Location at = Locations.withPorts(location, region, bandwidth);
    if (macSec && !at.encrypts(bandwidth)) {
      throw DirectConnectError.refused(
          "Location " + location + " has no ports of " + bandwidth + " with MACsec.");
    }
    refuseMoreThan(transaction, quotas.connectionsPerLocation());
    return transaction.add(
        kind,
        Connection.builder()
            .ownerAccount(transaction.scope().account())
            .connectionId(Ids.next("dxcon"))
            .connectionName(name)
            .connectionState(ConnectionState.REQUESTED)
            .region(region)
            .location(location)
            .bandwidth(bandwidth)
            .lagId(lag)
            .awsDevice(at.device())
            .awsDeviceV2(at.device())
            .awsLogicalDeviceId(at.device())
            .jumboFrameCapable(true)
            .hasLogicalRedundancy(HasLogicalRedundancy.YES)
            .providerName(provider)
            .macSecCapable(macSec)
            .encryptionMode(macSec ? MacSecKeys.DEFAULT_MODE : null)
            .tags(ResourceTags.of(tags))
            .build());
  }

  private void refuseMoreThan(CatalogView view, int most) {
    long present =
        Stream.of(Kinds.DIRECT_CONNECT_CONNECTION, Kinds.DIRECT_CONNECT_INTERCONNECT)
            .flatMap(view::all)
            .filter(each -> each.location().equals(location))
            .filter(each -> !Connections.isGone(each) && !Connections.isHosted(each))
            .count();
    if (present >= most) {
      throw DirectConnectError.refused(
          "There are " + present + " connections at " + location + ", which is the quota.");
    }
  }
}
