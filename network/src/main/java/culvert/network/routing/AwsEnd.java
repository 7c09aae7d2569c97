package culvert.network.routing;

import culvert.network.topology.DirectConnectGateway;
import culvert.network.topology.TransitGateway;
import culvert.network.topology.VpnGateway;

/** Where a tunnel or a BGP session ends on AWS's side. */
sealed interface AwsEnd {

  /** The AS number of AWS's public network. */
  long PUBLIC_ASN = 7224;

  /** Of the gateway; of the attachment where that is a transit gateway's. */
  String id();

  /** The AS number that AWS speaks with there. */
  long asn();

  record AtVpnGateway(VpnGateway gateway) implements AwsEnd {

    @Override
    public String id() {
      return gateway.id();
    }

    @Override
    public long asn() {
      return gateway.asn();
    }
  }

  record AtTransitGateway(TransitGateway gateway, String attachment) implements AwsEnd {

    @Override
    public String id() {
      return attachment;
    }

    @Override
    public long asn() {
      return gateway.asn();
    }
  }

  record AtDirectConnectGateway(DirectConnectGateway gateway) implements AwsEnd {

    @Override
    public String id() {
      return gateway.id();
    }

    @Override
    public long asn() {
      return gateway.asn();
    }
  }

  /** The far side of a public virtual interface. */
  record AtPublicNetwork() implements AwsEnd {

    @Override
    public String id() {
      return "public";
    }

    @Override
    public long asn() {
      return PUBLIC_ASN;
    }
  }

  /** A gateway that is gone: nothing answers. */
  record Nowhere(String id) implements AwsEnd {

    @Override
    public long asn() {
      return 0;
    }
  }
}
