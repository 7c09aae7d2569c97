/**
 * The network: addresses, topology, forwarding, and the engines that read them. Pure: no input or
 * output, no AWS types, no dependencies.
 */
@NullMarked
package culvert.network;

import org.jspecify.annotations.NullMarked;
