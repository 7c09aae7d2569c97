package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.network.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** A subnet that is about to be made; it starts with its VPC's default network ACL (R1.7.3). */
final class NewSubnet {

  private final Vpc vpc;
  private final Regions.Zone zone;
  private final @Nullable IpPrefix cidr;
  private @Nullable SubnetIpv6CidrBlockAssociation ipv6;
  private boolean isDefault;
  private boolean ipv6Native;
  private List<Tag> tags = List.of();

  private NewSubnet(Vpc vpc, Regions.Zone zone, @Nullable IpPrefix cidr) {
    this.vpc = vpc;
    this.zone = zone;
    this.cidr = cidr;
  }

  /** In that zone, with that IPv4 block; null for an IPv6-only subnet. */
  static NewSubnet in(Vpc vpc, Regions.Zone zone, @Nullable IpPrefix cidr) {
    return new NewSubnet(vpc, zone, cidr);
  }

  NewSubnet asDefault() {
    isDefault = true;
    return this;
  }

  NewSubnet ipv6(@Nullable SubnetIpv6CidrBlockAssociation block) {
    ipv6 = block;
    return this;
  }

  NewSubnet ipv6Native(boolean only) {
    ipv6Native = only;
    return this;
  }

  NewSubnet tags(List<Tag> given) {
    tags = given;
    return this;
  }

  Subnet create(Transaction transaction) {
    String id = Ids.next("subnet");
    Subnet.Builder subnet =
        Subnet.builder()
            .subnetId(id)
            .subnetArn(Arns.of(transaction.scope(), "subnet", id))
            .vpcId(vpc.vpcId())
            .ownerId(transaction.scope().account())
            .availabilityZone(zone.name())
            .availabilityZoneId(zone.id())
            .defaultForAz(isDefault)
            .mapPublicIpOnLaunch(isDefault)
            .assignIpv6AddressOnCreation(ipv6Native)
            .mapCustomerOwnedIpOnLaunch(false)
            .ipv6Native(ipv6Native)
            .enableDns64(false)
            .privateDnsNameOptionsOnLaunch(
                PrivateDnsNameOptionsOnLaunch.builder()
                    .hostnameType(ipv6Native ? "resource-name" : "ip-name")
                    .enableResourceNameDnsARecord(false)
                    .enableResourceNameDnsAAAARecord(false)
                    .build())
            .ipv6CidrBlockAssociationSet(
                ipv6 == null ? List.of() : List.<SubnetIpv6CidrBlockAssociation>of(ipv6))
            .state(SubnetState.PENDING)
            .tags(tags);
    if (cidr != null) {
      subnet.cidrBlock(cidr.toString());
    }
    Subnet made = transaction.add(Kinds.SUBNET, subnet.build());
    joinDefaultAcl(transaction, id);
    return made;
  }

  private void joinDefaultAcl(Transaction transaction, String subnetId) {
    NetworkAcl acl =
        transaction
            .referring(Kinds.NETWORK_ACL, vpc.vpcId())
            .filter(NetworkAcl::isDefault)
            .findFirst()
            .orElseThrow();
    transaction.replace(
        Kinds.NETWORK_ACL,
        acl.toBuilder()
            .associations(
                Lists.plus(
                    acl.associations(),
                    NetworkAclAssociation.builder()
                        .networkAclAssociationId(Ids.next("aclassoc"))
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnetId)
                        .build()))
            .build());
  }
}
