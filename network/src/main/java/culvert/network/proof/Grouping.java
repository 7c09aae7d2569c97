package culvert.network.proof;

import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Site;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import java.util.Map;

/** What members belong together by. */
public sealed interface Grouping {

  /** Instances of a VPC; every other member by itself. */
  record ByVpc() implements Grouping {}

  /** Instances of a subnet. */
  record BySubnet() implements Grouping {}

  /** Nobody. */
  record ByInstance() implements Grouping {}

  /** Instances of VPCs of an account. */
  record ByAccount() implements Grouping {}

  /**
   * Instances that have the same value of a tag.
   *
   * @param values by instance; those without the tag are by themselves
   */
  record ByTag(String key, Map<String, String> values) implements Grouping {}

  /** Members that belong together. */
  record Key(String id, String name) {}

  /** {@code vpc}, {@code tag:Environment}. */
  default String label() {
    return switch (this) {
      case ByVpc _ -> "vpc";
      case BySubnet _ -> "subnet";
      case ByInstance _ -> "instance";
      case ByAccount _ -> "account";
      case ByTag by -> "tag:" + by.key;
    };
  }

  /** What a member belongs to. */
  default Key of(Member member, Topology topology) {
    Instance instance = topology.find(Instance.class, member.id());
    if (instance == null || topology.find(Site.class, member.id()) != null) {
      return new Key(member.id(), member.name());
    }
    NetworkInterface at = topology.get(NetworkInterface.class, instance.interfaces().getFirst());
    Vpc vpc = topology.get(Vpc.class, at.vpc());
    return switch (this) {
      case ByVpc _ -> new Key(vpc.id(), vpc.name());
      case BySubnet _ -> new Key(at.subnet(), topology.get(Subnet.class, at.subnet()).name());
      case ByInstance _ -> new Key(instance.id(), instance.name());
      case ByAccount _ -> new Key(vpc.account(), "");
      case ByTag by -> {
        String value = by.values.get(instance.id());
        yield value == null
            ? new Key(instance.id(), instance.name())
            : new Key(by.key + "=" + value, "");
      }
    };
  }
}
