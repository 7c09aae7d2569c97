/** What people read: the network, the answers and the matrix as text. */
@NullMarked
package culvert.app.report;

import org.jspecify.annotations.NullMarked;
