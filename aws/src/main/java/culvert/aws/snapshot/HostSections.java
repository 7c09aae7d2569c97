package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.as;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.InstanceView;
import culvert.aws.region.Regions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociation;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Instances, interfaces and addresses. */
final class HostSections {

  private HostSections() {}

  static List<Section> all() {
    return List.of(
        interfaces(),
        reservations(),
        as("NatGateways", Kinds.NAT_GATEWAY, NatGateway::builder),
        as("Addresses", Kinds.ELASTIC_IP, Address::builder),
        as(
            "NetworkInterfacePermissions",
            Kinds.NETWORK_INTERFACE_PERMISSION,
            NetworkInterfacePermission::builder),
        as("Volumes", Kinds.VOLUME, Volume::builder),
        as("KeyPairs", Kinds.KEY_PAIR, KeyPairInfo::builder),
        as(
            "IamInstanceProfileAssociations",
            Kinds.INSTANCE_PROFILE_ASSOCIATION,
            IamInstanceProfileAssociation::builder),
        as(
            "InstanceCreditSpecifications",
            Kinds.INSTANCE_CREDIT,
            InstanceCreditSpecification::builder));
  }

  /** That an interface has a name says that its VPC's have. */
  private static Section interfaces() {
    Section plain =
        as(
            "NetworkInterfaces",
            Kinds.NETWORK_INTERFACE,
            NetworkInterface::builder,
            HostSections::stored);
    return new Section(
        plain.key(),
        plain.read(),
        (element, scope, origin, into) -> {
          plain.put().put(element, scope, origin, into);
          NetworkInterface shown = (NetworkInterface) element.content();
          if (shown.privateDnsName() != null
              && !shown.privateDnsName().isEmpty()
              && shown.vpcId() != null) {
            into.namedVpcs().add(shown.vpcId());
          }
        },
        plain.write());
  }

  /** Names follow from addresses while the VPC has names; old answers have one address alone. */
  static NetworkInterface stored(NetworkInterface shown, Scope scope) {
    NetworkInterface.Builder stored =
        shown.toBuilder()
            .privateDnsName(null)
            .association(nameless(shown.association()))
            .privateIpAddresses(addresses(shown));
    if (shown.availabilityZoneId() == null && shown.availabilityZone() != null) {
      Regions.Zone zone = Regions.zone(scope.region(), shown.availabilityZone());
      stored.availabilityZoneId(zone == null ? null : zone.id());
    }
    if (shown.statusAsString() == null) {
      stored.status(shown.attachment() == null ? "available" : "in-use");
    }
    if (shown.attachment() != null && shown.attachment().statusAsString() == null) {
      stored.attachment(shown.attachment().toBuilder().status("attached").build());
    }
    return stored.build();
  }

  private static @Nullable NetworkInterfaceAssociation nameless(
      @Nullable NetworkInterfaceAssociation shown) {
    return shown == null ? null : shown.toBuilder().publicDnsName(null).build();
  }

  private static @Nullable Collection<NetworkInterfacePrivateIpAddress> addresses(
      NetworkInterface shown) {
    if (shown.hasPrivateIpAddresses() && !shown.privateIpAddresses().isEmpty()) {
      return shown.privateIpAddresses().stream()
          .map(each ->
              each.toBuilder()
                  .privateDnsName(null)
                  .association(nameless(each.association()))
                  .build())
          .toList();
    }
    if (shown.privateIpAddress() == null) {
      return shown.hasPrivateIpAddresses() ? List.of() : null;
    }
    return List.of(
        NetworkInterfacePrivateIpAddress.builder()
            .primary(true)
            .privateIpAddress(shown.privateIpAddress())
            .association(nameless(shown.association()))
            .build());
  }

  /** An instance is kept with its reservation, and its interfaces by themselves. */
  private static Section reservations() {
    return new Section(
        "Reservations",
        Described.reading(Reservation::builder),
        (element, scope, origin, into) -> {
          Reservation reservation = (Reservation) element.content();
          Scope owner = Described.owner(reservation, scope);
          for (Instance instance : reservation.instances()) {
            put(reservation, instance, owner, origin, into);
          }
        },
        HostSections::reservations);
  }

  private static void put(
      Reservation reservation, Instance shown, Scope owner, Origin origin, Gathering into) {
    String id = shown.instanceId();
    Instance instance = Usual.complete(Kinds.INSTANCE, stored(shown), owner);
    into.put(owner, Kinds.INSTANCE, id, instance, origin);
    String reservationId =
        reservation.reservationId() == null ? DerivedIds.of("r", id) : reservation.reservationId();
    into.derive(
        owner,
        Kinds.RESERVATION,
        id,
        RunInstancesResponse.builder().reservationId(reservationId).build());
    into.derive(owner, Kinds.INSTANCE_ATTRIBUTES, id, InstanceParts.attributes(id));
    into.afterwards(origin, gathered -> InstanceParts.interfaces(shown, owner, gathered));
  }

  /** Without what an instance shows of its interfaces. */
  private static Instance stored(Instance shown) {
    return shown.toBuilder()
        .privateIpAddress(null)
        .privateDnsName(null)
        .publicDnsName(null)
        .publicIpAddress(null)
        .ipv6Address(null)
        .securityGroups((Collection<GroupIdentifier>) null)
        .sourceDestCheck(null)
        .networkInterfaces((Collection<InstanceNetworkInterface>) null)
        .build();
  }

  private static Stream<Element> reservations(Scope scope, Shown shown) {
    var view = shown.view(scope);
    Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
    shown
        .stored(scope, Kinds.INSTANCE)
        .forEach(instance -> {
          RunInstancesResponse reservation = view.find(Kinds.RESERVATION, instance.id());
          byReservation
              .computeIfAbsent(
                  reservation == null
                      ? DerivedIds.of("r", instance.id())
                      : reservation.reservationId(),
                  _ -> new ArrayList<>())
              .add(InstanceView.shown(instance.shape(), view));
        });
    return byReservation.entrySet().stream()
        .map(each ->
            new Element(
                Reservation.builder()
                    .reservationId(each.getKey())
                    .ownerId(scope.account())
                    .groups(List.of())
                    .instances(each.getValue())
                    .build()));
  }
}
