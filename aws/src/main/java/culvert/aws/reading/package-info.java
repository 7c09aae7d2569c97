/** Reads the catalog's shapes into the typed topology, each changed resource once. */
@NullMarked
package culvert.aws.reading;

import org.jspecify.annotations.NullMarked;
