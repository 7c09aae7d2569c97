package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.LocalZones;
import culvert.aws.operations.Lookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** The subnets of a VPC's attachment: at least one, and one a zone at most (R4.2.2, R4.2.3). */
final class AttachmentSubnets {

  private AttachmentSubnets() {}

  /** Those of a new attachment. */
  static List<String> of(CatalogView view, String vpc, List<String> ids) {
    if (ids.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("SubnetIds");
    }
    ids.forEach(id -> check(view, vpc, id));
    refuseSameZone(view, ids);
    return ids;
  }

  /** Those of an attachment after a modification, which takes away before it adds. */
  static List<String> changed(
      CatalogView view,
      TransitGatewayVpcAttachment attachment,
      List<String> removed,
      List<String> added) {
    List<String> subnets = new ArrayList<>(attachment.subnetIds());
    for (String id : removed) {
      Lookup.SUBNET.check(id);
      if (!subnets.remove(id)) {
        throw Ec2Error.TRANSIT_GATEWAY_SUBNET_NOT_ATTACHED.with(id);
      }
    }
    added.forEach(id -> check(view, attachment.vpcId(), id));
    if (subnets.isEmpty()) {
      throw Ec2Error.INSUFFICIENT_SUBNETS.with();
    }
    subnets.addAll(added);
    refuseSameZone(view, subnets);
    return subnets;
  }

  private static void check(CatalogView view, String vpc, String id) {
    Lookup.SUBNET.check(id);
    Subnet subnet = view.find(Kinds.SUBNET, id);
    if (subnet == null || !subnet.vpcId().equals(vpc)) {
      throw Ec2Error.TRANSIT_GATEWAY_SUBNET_NOT_FOUND.with(id);
    }
    if (LocalZones.isOne(view, subnet.availabilityZone())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The subnet "
              + id
              + " is in the Local Zone "
              + subnet.availabilityZone()
              + ", and cannot be attached to a transit gateway");
    }
    if (subnet.cidrBlock() == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The subnet " + id + " is IPv6-only, and cannot be attached to a transit gateway");
    }
  }

  private static void refuseSameZone(CatalogView view, List<String> ids) {
    Set<String> zones = new HashSet<>();
    for (String id : ids) {
      Subnet subnet = Objects.requireNonNull(view.find(Kinds.SUBNET, id));
      if (!zones.add(subnet.availabilityZoneId())) {
        throw Ec2Error.TRANSIT_GATEWAY_SUBNETS_IN_SAME_ZONE.with();
      }
    }
  }

  static void refuseFull(CatalogView view, List<String> ids) {
    if (!AttachmentInterfaces.fit(view, ids)) {
      throw Ec2Error.INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET.with();
    }
  }
}
