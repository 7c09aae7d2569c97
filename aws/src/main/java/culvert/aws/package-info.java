/** AWS in front of the network: wire protocols, operations, the catalog, and reading its shapes. */
@NullMarked
package culvert.aws;

import org.jspecify.annotations.NullMarked;
