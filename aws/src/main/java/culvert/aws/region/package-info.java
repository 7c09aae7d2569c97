/** AWS's Regions and their Availability Zones. */
@NullMarked
package culvert.aws.region;

import org.jspecify.annotations.NullMarked;
