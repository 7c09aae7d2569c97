/** Tables of facts that stand as text beside the classes that know what they mean. */
@NullMarked
package culvert.aws.table;

import org.jspecify.annotations.NullMarked;
