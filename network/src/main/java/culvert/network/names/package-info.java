/**
 * What a name answers to a host of a VPC that asks AmazonProvidedDNS: private names of endpoints,
 * names of instances, public names of AWS's services.
 */
@NullMarked
package culvert.network.names;

import org.jspecify.annotations.NullMarked;
