package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SubnetMapping;

/** The subnets that a load balancer is to have: of one VPC, one in a zone. */
final class BalancerSubnets {

  /** A subnet with the address that is asked for there. */
  record At(Subnet subnet, SubnetMapping mapping) {}

  private BalancerSubnets() {}

  static List<At> of(CatalogView view, List<String> subnets, List<SubnetMapping> given) {
    if (subnets.isEmpty() == given.isEmpty()) {
      throw BalancingError.VALIDATION_ERROR.with(
          "You must specify either subnets or subnet mappings");
    }
    List<SubnetMapping> mappings =
        given.isEmpty()
            ? subnets.stream().map(id -> SubnetMapping.builder().subnetId(id).build()).toList()
            : given;
    List<At> found = new ArrayList<>();
    Set<String> zones = new HashSet<>();
    for (SubnetMapping mapping : mappings) {
      Subnet subnet = subnet(view, mapping.subnetId());
      if (!zones.add(subnet.availabilityZone())) {
        throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone");
      }
      found.add(new At(subnet, mapping));
    }
    if (found.stream().map(at -> at.subnet().vpcId()).distinct().count() > 1) {
      throw BalancingError.INVALID_CONFIGURATION_REQUEST.with(
          "All subnets of a load balancer must belong to one VPC");
    }
    return found;
  }

  private static Subnet subnet(CatalogView view, @Nullable String id) {
    Subnet subnet = id == null ? null : view.find(Kinds.SUBNET, id);
    if (subnet == null) {
      throw BalancingError.SUBNET_NOT_FOUND.with(String.valueOf(id));
    }
    return subnet;
  }
}
