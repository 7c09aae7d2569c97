/** Runs somebody's Terraform against Culvert, on a copy: nothing of theirs is changed. */
@NullMarked
package culvert.app.terraform;

import org.jspecify.annotations.NullMarked;
