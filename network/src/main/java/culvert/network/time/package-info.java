/** The one timeline: every clock that Culvert reads, wall or virtual. */
@NullMarked
package culvert.network.time;

import org.jspecify.annotations.NullMarked;
