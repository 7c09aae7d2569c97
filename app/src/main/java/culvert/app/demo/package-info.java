/** The network of {@code ./culvert demo}, built through the API like anybody's. */
@NullMarked
package culvert.app.demo;

import org.jspecify.annotations.NullMarked;
