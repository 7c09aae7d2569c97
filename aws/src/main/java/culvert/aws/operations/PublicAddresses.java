package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.network.address.IpAddress;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/** Public IPv4 addresses that nobody has yet. */
public final class PublicAddresses {

  private static final long FIRST = IpAddress.parse("54.64.0.0").low();
  private static final int COUNT = 1 << 21;

  private PublicAddresses() {}

  public static String allocate(Transaction transaction) {
    while (true) {
      String address = IpAddress.v4(FIRST + ThreadLocalRandom.current().nextInt(COUNT)).toString();
      if (isFree(transaction, address)) {
        return address;
      }
    }
  }

  /** A public address that AWS lends an interface for as long as it is in use there. */
  static NetworkInterfaceAssociation lend(Transaction transaction) {
    return NetworkInterfaceAssociation.builder()
        .publicIp(allocate(transaction))
        .ipOwnerId("amazon")
        .build();
  }

  private static boolean isFree(Transaction transaction, String address) {
    return transaction
            .snapshot()
            .everywhere(Kinds.ELASTIC_IP)
            .noneMatch(held -> address.equals(held.shape().publicIp()))
        && transaction
            .snapshot()
            .everywhere(Kinds.NETWORK_INTERFACE)
            .noneMatch(held ->
                held.shape().association() != null
                    && address.equals(held.shape().association().publicIp()))
        && transaction
            .snapshot()
            .everywhere(Kinds.VPN_CONNECTION)
            .flatMap(held -> held.shape().options().tunnelOptions().stream())
            .noneMatch(tunnel -> address.equals(tunnel.outsideIpAddress()));
  }
}
