package culvert.network.topology;

import culvert.network.address.IpAddress;

/**
 * One of the two tunnels of a VPN connection.
 *
 * @param id {@code vpn-…/1} or {@code vpn-…/2}
 * @param zone the id of the Availability Zone that AWS's end is in
 * @param outside AWS's outside address
 * @param inside AWS's inside address, the first of the tunnel's /30
 * @param customerInside the customer's, the second
 * @param rebuilt whether AWS builds its end anew, and it is down meanwhile (A7)
 * @param mtu bytes of a packet that pass unfragmented (A5)
 * @param deadPeerDetection seconds of silence after which its end takes the other for dead and
 *     withdraws its routes; 0 where it does nothing about that (A4)
 * @param lifetime seconds after which the keys must have been agreed on anew (A4)
 * @param encryption what packets are encrypted by: {@code AES128 SHA1}, {@code AES256-GCM-16} (A4)
 */
public record VpnTunnel(
    String id,
    String connection,
    String zone,
    IpAddress outside,
    IpAddress inside,
    IpAddress customerInside,
    boolean rebuilt,
    int mtu,
    int deadPeerDetection,
    int lifetime,
    String encryption)
    implements Component {}
