package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** How requests name security groups: by id, or, in the default VPC, by name. */
public final class SecurityGroups {

  private SecurityGroups() {}

  /** The group of that id, else of that name. */
  static SecurityGroup get(CatalogView view, @Nullable String id, @Nullable String name) {
    if (id == null && name != null) {
      return named(view, name);
    }
    return Lookup.SECURITY_GROUP.get(view, id, "GroupId");
  }

  /** The group of that name in the default VPC. */
  static SecurityGroup named(CatalogView view, String name) {
    Vpc vpc = DefaultNetwork.find(view);
    if (vpc == null) {
      throw Ec2Error.DEFAULT_VPC_DOES_NOT_EXIST.with();
    }
    return view.referring(Kinds.SECURITY_GROUP, vpc.vpcId())
        .filter(group -> group.groupName().equals(name))
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_GROUP_NOT_FOUND_IN_DEFAULT_VPC.with(name, vpc.vpcId()));
  }

  /** Whether a VPC may use a group: its own ones, and those associated with it. */
  public static boolean usable(CatalogView view, SecurityGroup group, String vpcId) {
    return group.vpcId().equals(vpcId)
        || view.find(
                Kinds.SECURITY_GROUP_VPC_ASSOCIATION,
                SecurityGroupVpcOperations.key(group.groupId(), vpcId))
            != null;
  }
}
