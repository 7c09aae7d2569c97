/** Immutable collections whose changes share what they do not touch. */
@NullMarked
package culvert.network.collection;

import org.jspecify.annotations.NullMarked;
