package culvert.network.proof;

/**
 * What translations have made of the ports of a flow, as its asker and its answerer sent them.
 *
 * @param shifted whether a NAT gateway has taken a port of its own for the asker's
 * @param answerer the port that a load balancer asks in the stead of the asked one, or 0
 * @param toV4 whether NAT64 has made IPv4 of it
 */
record Ports(boolean shifted, int answerer, boolean toV4) {

  static final Ports AS_SENT = new Ports(false, 0, false);
}
