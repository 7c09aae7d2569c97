package culvert.network.cost;

import culvert.network.topology.DirectConnectConnection;
import culvert.network.topology.DirectConnectLag;
import culvert.network.topology.Topology;
import culvert.network.topology.VirtualInterface;

/** Where Direct Connect is. */
public final class Locations {

  private Locations() {}

  /** The code of the location of a virtual interface's connection or LAG. */
  public static String of(Topology topology, VirtualInterface at) {
    DirectConnectConnection connection = topology.find(DirectConnectConnection.class, at.parent());
    return connection == null
        ? topology.get(DirectConnectLag.class, at.parent()).location()
        : connection.location();
  }
}
