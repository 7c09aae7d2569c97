package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;

/** The names that AWS's DNS has for addresses, which interfaces show while their VPC has names. */
final class HostNames {

  private static final String FIRST_REGION = "us-east-1";

  private HostNames() {}

  /** {@code ip-10-0-0-5.ec2.internal}. */
  static String privateName(String address, String region) {
    return resourceName("ip-" + address.replace('.', '-'), region);
  }

  /** {@code i-0123456789abcdef.ec2.internal}. */
  static String resourceName(String id, String region) {
    return id + "." + (region.equals(FIRST_REGION) ? "ec2.internal" : region + ".compute.internal");
  }

  /** {@code ec2-203-0-113-5.compute-1.amazonaws.com}. */
  static String publicName(String address, String region) {
    String domain = region.equals(FIRST_REGION) ? "compute-1" : region + ".compute";
    return "ec2-" + address.replace('.', '-') + "." + domain + ".amazonaws.com";
  }

  static NetworkInterface shown(NetworkInterface held, CatalogView view) {
    DescribeVpcAttributeResponse attributes = view.find(Kinds.VPC_ATTRIBUTES, held.vpcId());
    boolean named =
        attributes != null
            && attributes.enableDnsHostnames() != null
            && attributes.enableDnsHostnames().value();
    if (!named || held.privateIpAddress() == null) {
      return held;
    }
    String region = view.scope().region();
    return held.toBuilder()
        .privateDnsName(privateName(held.privateIpAddress(), region))
        .association(shown(held.association(), region))
        .privateIpAddresses(
            Lists.replacing(
                held.privateIpAddresses(),
                _ -> true,
                each ->
                    each.toBuilder()
                        .privateDnsName(privateName(each.privateIpAddress(), region))
                        .association(shown(each.association(), region))
                        .build()))
        .build();
  }

  private static @Nullable NetworkInterfaceAssociation shown(
      @Nullable NetworkInterfaceAssociation association, String region) {
    return association == null
        ? null
        : association.toBuilder().publicDnsName(publicName(association.publicIp(), region)).build();
  }
}
