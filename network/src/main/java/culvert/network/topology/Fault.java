package culvert.network.topology;

/**
 * A component is down: a Direct Connect connection, LAG or location, a virtual interface, a VPN
 * connection or tunnel, an Availability Zone, a site or an instance.
 *
 * @param component its id; of a zone the zone's id, of a location its code
 */
public record Fault(String component) implements Component {

  @Override
  public String id() {
    return component;
  }
}
