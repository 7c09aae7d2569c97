/** Culvert as a program: the server, the command line, and the packaging. */
@NullMarked
package culvert.app;

import org.jspecify.annotations.NullMarked;
