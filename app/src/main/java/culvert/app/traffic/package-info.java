/** Files that people write in YAML, and the traffic that they expect in them. */
@NullMarked
package culvert.app.traffic;

import org.jspecify.annotations.NullMarked;
