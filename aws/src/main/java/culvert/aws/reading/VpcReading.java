package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;

/** Reads VPCs and subnets. */
final class VpcReading {

  private VpcReading() {}

  static culvert.network.topology.Vpc vpc(Resource<Vpc> resource, Snapshot from) {
    Vpc vpc = resource.shape();
    List<IpPrefix> cidrs = new ArrayList<>();
    vpc.cidrBlockAssociationSet().stream()
        .filter(block -> block.cidrBlockState().state() == VpcCidrBlockStateCode.ASSOCIATED)
        .forEach(block -> cidrs.add(IpPrefix.parse(block.cidrBlock())));
    vpc.ipv6CidrBlockAssociationSet().stream()
        .filter(block -> block.ipv6CidrBlockState().state() == VpcCidrBlockStateCode.ASSOCIATED)
        .forEach(block -> cidrs.add(IpPrefix.parse(block.ipv6CidrBlock())));
    Resource<DescribeVpcAttributeResponse> attributes =
        from.find(resource.scope(), Kinds.VPC_ATTRIBUTES, vpc.vpcId());
    return new culvert.network.topology.Vpc(
        vpc.vpcId(),
        resource.scope().account(),
        resource.scope().region(),
        name(vpc.tags()),
        List.copyOf(cidrs),
        attributes != null && isOn(attributes.shape().enableDnsSupport()),
        attributes != null && isOn(attributes.shape().enableDnsHostnames()),
        nameServers(resource, from));
  }

  /** Option sets never change, and a VPC that gets another one does. */
  private static List<IpAddress> nameServers(Resource<Vpc> vpc, Snapshot from) {
    String id = vpc.shape().dhcpOptionsId();
    Resource<DhcpOptions> options =
        id == null ? null : from.find(vpc.scope(), Kinds.DHCP_OPTIONS, id);
    List<String> servers =
        options == null
            ? List.of()
            : options.shape().dhcpConfigurations().stream()
                .filter(option -> option.key().equals("domain-name-servers"))
                .flatMap(option -> option.values().stream())
                .map(AttributeValue::value)
                .toList();
    return servers.contains("AmazonProvidedDNS")
        ? List.of()
        : servers.stream().map(IpAddress::parse).toList();
  }

  private static boolean isOn(@Nullable AttributeBooleanValue value) {
    return value != null && Objects.equals(value.value(), true);
  }

  static culvert.network.topology.Subnet subnet(Subnet subnet) {
    List<IpPrefix> cidrs = new ArrayList<>();
    if (subnet.cidrBlock() != null) {
      cidrs.add(IpPrefix.parse(subnet.cidrBlock()));
    }
    subnet.ipv6CidrBlockAssociationSet().stream()
        .filter(block -> block.ipv6CidrBlockState().state() == SubnetCidrBlockStateCode.ASSOCIATED)
        .forEach(block -> cidrs.add(IpPrefix.parse(block.ipv6CidrBlock())));
    return new culvert.network.topology.Subnet(
        subnet.subnetId(),
        subnet.vpcId(),
        subnet.availabilityZoneId(),
        name(subnet.tags()),
        List.copyOf(cidrs));
  }

  /** The {@code Name} tag, or empty. */
  static String name(List<Tag> tags) {
    return value(tags, "Name");
  }

  /** The value of a tag, or empty. */
  static String value(List<Tag> tags, String key) {
    for (Tag tag : tags) {
      if (tag.key().equals(key)) {
        return tag.value();
      }
    }
    return "";
  }
}
