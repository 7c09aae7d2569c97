/** One port that serves AWS's APIs and Culvert's own resources. */
@NullMarked
package culvert.app.server;

import org.jspecify.annotations.NullMarked;
