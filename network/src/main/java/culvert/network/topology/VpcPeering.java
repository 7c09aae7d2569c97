package culvert.network.topology;

/**
 * A peering connection of two VPCs.
 *
 * @param active whether it carries traffic; else routes to it are blackholes (R3.3.7)
 */
public record VpcPeering(String id, Side requester, Side accepter, boolean active)
    implements Component {

  /**
   * One end of the peering.
   *
   * @param dnsForPeer whether the other end's hosts get private addresses for this VPC's public
   *     names (R3.4.1)
   */
  public record Side(String vpc, String account, String region, boolean dnsForPeer) {}

  public boolean crossesRegions() {
    return !requester.region.equals(accepter.region);
  }

  /** The side that a packet from {@code vpc} comes out at. */
  public Side opposite(String vpc) {
    return requester.vpc.equals(vpc) ? accepter : requester;
  }
}
