package culvert.network.topology;

/**
 * A tunnel or BGP session that both ends still take for what it no longer is: its link is down and
 * the hold timer has not run out, or its link is back and it is not yet established.
 *
 * @param id the tunnel ({@code vpn-…/1}), BGP peer ({@code dxpeer-…}) or Connect peer
 * @param up what both ends take it for
 */
public record HeldSession(String id, boolean up) implements Component {}
