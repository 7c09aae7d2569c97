/**
 * A whole network as files: {@code describe-*} answers in folders of accounts and Regions, read
 * into the catalog and written from it.
 */
@NullMarked
package culvert.aws.snapshot;

import org.jspecify.annotations.NullMarked;
