/**
 * What the engines see: AWS's nouns as records with parsed prefixes, at one moment. No AWS API
 * strings.
 */
@NullMarked
package culvert.network.topology;

import org.jspecify.annotations.NullMarked;
