/**
 * {@code *.culvert.yaml} files, and the trial of a directory against them: its Terraform or its
 * snapshot is put up in a Culvert of this process's own, and every sentence is proved there.
 */
@NullMarked
package culvert.app.expectation;

import org.jspecify.annotations.NullMarked;
