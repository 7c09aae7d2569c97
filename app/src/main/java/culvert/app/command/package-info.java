/** The commands of {@code ./culvert}. */
@NullMarked
package culvert.app.command;

import org.jspecify.annotations.NullMarked;
