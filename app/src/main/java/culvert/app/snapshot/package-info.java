/** Snapshots as directories of files. */
@NullMarked
package culvert.app.snapshot;

import org.jspecify.annotations.NullMarked;
