package culvert.network.topology;

/** An available peering of two transit gateways; static routes lead into it (R4.3.6). */
public record TransitGatewayPeering(String id, Side requester, Side accepter) implements Component {

  /**
   * One end of the peering.
   *
   * @param attachment the end's attachment: across Regions both ends have one id, within a Region
   *     each its own (R4.3.8b)
   */
  public record Side(String transitGateway, String attachment, String region) {}

  public boolean crossesRegions() {
    return !requester.region.equals(accepter.region);
  }

  /** The side that a packet from a transit gateway comes out at. */
  public Side opposite(String transitGateway) {
    return requester.transitGateway.equals(transitGateway) ? accepter : requester;
  }
}
