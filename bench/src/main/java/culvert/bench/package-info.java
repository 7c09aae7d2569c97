/** What Culvert costs: whole processes asked over HTTP, and the engines asked in this one. */
@NullMarked
package culvert.bench;

import org.jspecify.annotations.NullMarked;
