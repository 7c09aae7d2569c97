package culvert.network.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel, or a BGP session over a virtual interface or a Connect peer, with what it is made of
 * and how it is.
 *
 * @param id the tunnel ({@code vpn-…/1}), BGP peer ({@code dxpeer-…}) or Connect peer
 * @param over the component that carries it: the tunnel, virtual interface or Connect peer itself
 * @param site the site at its far end ({@code site:NAME}), or null where there is none
 * @param needs every component that must be up for it: location, connection, LAG, zone, site …
 * @param bgp whether routes are exchanged; a static tunnel is up or down alone
 * @param linked whether packets pass: all that it needs is up
 * @param agreed whether its ends are there and would agree on it, were packets to pass
 * @param up whether both ends take it for established (see {@code HeldSession})
 * @param fault why it is not up, as AWS or a router would say it; null where it is up
 * @param accepted how many prefixes AWS accepts on it
 */
public record Session(
    String id,
    String over,
    @Nullable String site,
    List<String> needs,
    boolean bgp,
    boolean linked,
    boolean agreed,
    boolean up,
    @Nullable String fault,
    int accepted) {}
