/** IPv4 and IPv6 addresses and prefixes, parsed strictly, and the traffic that a rule names. */
@NullMarked
package culvert.network.address;

import org.jspecify.annotations.NullMarked;
