package culvert.aws.billing;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.cost.Meter;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/**
 * Public IPv4 addresses of Amazon's, in use or idle (C1); those that a customer has brought are
 * free.
 */
final class AddressMeters {

  private static final String AMAZONS = "amazon";

  private static final Set<InstanceStateName> RUNNING =
      Set.of(InstanceStateName.PENDING, InstanceStateName.RUNNING);

  private AddressMeters() {}

  static void elasticIp(Address address, Metered metered) {
    if (address.publicIpv4Pool() == null || address.publicIpv4Pool().equals(AMAZONS)) {
      metered.runs(
          isUsed(address, metered) ? Meter.PUBLIC_IPV4_IN_USE_HOUR : Meter.PUBLIC_IPV4_IDLE_HOUR);
    }
  }

  /**
   * One at an interface that is attached to nothing, or to an instance that does not run, is idle
   * as AWS says it. A service's interface, such as a NAT gateway's, is in use.
   */
  private static boolean isUsed(Address address, Metered metered) {
    if (address.associationId() == null) {
      return false;
    }
    String region = metered.scope().region();
    Resource<NetworkInterface> held =
        address.networkInterfaceId() == null
            ? null
            : metered
                .at()
                .find(
                    new Scope(address.networkInterfaceOwnerId(), region),
                    Kinds.NETWORK_INTERFACE,
                    address.networkInterfaceId());
    if (held == null) {
      return true;
    }
    var attachment = held.shape().attachment();
    if (attachment == null || attachment.instanceId() == null) {
      return attachment != null;
    }
    Resource<Instance> instance =
        metered
            .at()
            .find(
                new Scope(attachment.instanceOwnerId(), region),
                Kinds.INSTANCE,
                attachment.instanceId());
    return instance == null || RUNNING.contains(instance.shape().state().name());
  }

  /** The addresses that Amazon lends an interface, as at launch. */
  static void networkInterface(NetworkInterface held, Metered metered) {
    associations(held)
        .filter(AddressMeters::isLent)
        .map(NetworkInterfaceAssociation::publicIp)
        .distinct()
        .forEach(address -> metered.runs(address, Meter.PUBLIC_IPV4_IN_USE_HOUR, ""));
  }

  private static Stream<NetworkInterfaceAssociation> associations(NetworkInterface held) {
    return Stream.concat(
            Stream.of(held.association()),
            held.privateIpAddresses().stream().map(NetworkInterfacePrivateIpAddress::association))
        .filter(Objects::nonNull);
  }

  /** Amazon is not an account: {@code amazon}, {@code amazon-elb}. */
  private static boolean isLent(NetworkInterfaceAssociation association) {
    String owner = association.ipOwnerId();
    return association.publicIp() != null
        && association.allocationId() == null
        && owner != null
        && owner.startsWith(AMAZONS);
  }

  /**
   * The Elastic addresses at an interface or of an instance: whether it is attached, and whether it
   * runs, decides whether they are in use.
   */
  static Stream<Resource<Address>> elasticIps(String id, Snapshot at) {
    return at.referringAnywhere(Kinds.ELASTIC_IP, id);
  }
}
