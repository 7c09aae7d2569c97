/**
 * What takes over when a component fails: the timers of tunnels and BGP sessions, the events as
 * they run out, and rehearsals of both on a copy of the network.
 */
@NullMarked
package culvert.network.failover;

import org.jspecify.annotations.NullMarked;
