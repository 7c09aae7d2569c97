package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateNatGatewayAddressResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateNatGatewayAddressResponse;

/** The secondary addresses of NAT gateways: Elastic IP addresses of public ones (R1.5.8). */
final class NatGatewayAddressOperations implements OperationFamily {

  private static final int DRAIN_SECONDS = 350;
  private static final int LONGEST_DRAIN_SECONDS = 4000;
  private static final int MOST_AT_ONCE = 31;

  private final Quotas quotas;

  NatGatewayAddressOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateNatGatewayAddress", AssociateNatGatewayAddressRequest::builder, this::associate);
    registry.write(
        "DisassociateNatGatewayAddress",
        DisassociateNatGatewayAddressRequest::builder,
        NatGatewayAddressOperations::disassociate);
    registry.write(
        "AssignPrivateNatGatewayAddress",
        AssignPrivateNatGatewayAddressRequest::builder,
        NatGatewayAddressOperations::assign);
    registry.write(
        "UnassignPrivateNatGatewayAddress",
        UnassignPrivateNatGatewayAddressRequest::builder,
        NatGatewayAddressOperations::unassign);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.NAT_GATEWAY_DRAIN,
        drain ->
            Step.work(
                "draining",
                Duration.ofSeconds(drain.maxDrainDurationSeconds()),
                NatGatewayAddressOperations::drained));
  }

  /** Secondary addresses of a public gateway, all with private addresses of choice or none. */
  static List<NatGatewayAddress> secondary(
      Transaction transaction, List<String> allocations, List<String> privateIps) {
    if (!privateIps.isEmpty() && privateIps.size() != allocations.size()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "There must be as many private IP addresses as allocation IDs, or none");
    }
    allocations.forEach(id -> Lookup.ELASTIC_IP.get(transaction, id, "AllocationId"));
    return IntStream.range(0, allocations.size())
        .mapToObj(i ->
            NatGateways.wanted(
                allocations.get(i), privateIps.isEmpty() ? null : privateIps.get(i), false))
        .toList();
  }

  /** Secondary addresses of a private gateway: these, or so many. */
  static List<NatGatewayAddress> secondary(List<String> privateIps, @Nullable Integer count) {
    if (count != null && !privateIps.isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Private IP addresses and a number of them cannot both be specified");
    }
    if (count != null && (count < 1 || count > MOST_AT_ONCE)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + count + ") for the number of private IP addresses is invalid.");
    }
    return count == null
        ? privateIps.stream().distinct().map(ip -> NatGateways.wanted(null, ip, false)).toList()
        : IntStream.range(0, count).mapToObj(_ -> NatGateways.wanted(null, null, false)).toList();
  }

  private AssociateNatGatewayAddressResponse associate(
      AssociateNatGatewayAddressRequest request, Transaction transaction) {
    NatGateway gateway = changeable(transaction, request.natGatewayId(), true);
    if (request.allocationIds().isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("AllocationId");
    }
    if (request.availabilityZone() != null || request.availabilityZoneId() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "An Availability Zone can be specified for a regional NAT gateway only");
    }
    List<NatGatewayAddress> wanted =
        secondary(
            transaction,
            request.allocationIds().stream().distinct().toList(),
            request.privateIpAddresses());
    request.allocationIds().stream()
        .map(id -> Lookup.ELASTIC_IP.get(transaction, id, "AllocationId"))
        .forEach(ElasticIps::checkFree);
    NatGateways.checkCount(
        gateway.natGatewayAddresses().size() + wanted.size(), quotas.elasticIpsPerNatGateway());
    return AssociateNatGatewayAddressResponse.builder()
        .natGatewayId(gateway.natGatewayId())
        .natGatewayAddresses(NatGateways.add(transaction, gateway, wanted))
        .build();
  }

  private static AssignPrivateNatGatewayAddressResponse assign(
      AssignPrivateNatGatewayAddressRequest request, Transaction transaction) {
    NatGateway gateway = changeable(transaction, request.natGatewayId(), false);
    List<NatGatewayAddress> wanted =
        secondary(request.privateIpAddresses(), request.privateIpAddressCount());
    if (wanted.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with("PrivateIpAddress or PrivateIpAddressCount");
    }
    NatGateways.checkCount(gateway.natGatewayAddresses().size() + wanted.size(), Integer.MAX_VALUE);
    return AssignPrivateNatGatewayAddressResponse.builder()
        .natGatewayId(gateway.natGatewayId())
        .natGatewayAddresses(NatGateways.add(transaction, gateway, wanted))
        .build();
  }

  /** A gateway of that type whose addresses may change: one that gives some up is busy. */
  private static NatGateway changeable(
      Transaction transaction, @Nullable String id, boolean wantsPublic) {
    NatGateway gateway = Lookup.NAT_GATEWAY.get(transaction, id, "NatGatewayId");
    if (NatGateways.isPublic(gateway) != wantsPublic) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The NAT gateway " + id + " is not a " + (wantsPublic ? "public" : "private") + " one");
    }
    if (gateway.state() != NatGatewayState.AVAILABLE) {
      throw Ec2Error.INCORRECT_STATE.with(
          "The NAT gateway " + id + " is " + gateway.stateAsString());
    }
    if (transaction.find(Kinds.NAT_GATEWAY_DRAIN, gateway.natGatewayId()) != null) {
      throw Ec2Error.INCORRECT_STATE.with(
          "Connections of addresses of the NAT gateway " + id + " are being drained");
    }
    return gateway;
  }

  private static DisassociateNatGatewayAddressResponse disassociate(
      DisassociateNatGatewayAddressRequest request, Transaction transaction) {
    NatGateway gateway = changeable(transaction, request.natGatewayId(), true);
    List<NatGatewayAddress> leaving =
        named(
            gateway,
            request.associationIds(),
            "AssociationId",
            NatGatewayAddress::associationId,
            Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND::with);
    return DisassociateNatGatewayAddressResponse.builder()
        .natGatewayId(gateway.natGatewayId())
        .natGatewayAddresses(
            drain(
                transaction,
                gateway,
                leaving,
                NatGatewayAddressStatus.DISASSOCIATING,
                request.maxDrainDurationSeconds()))
        .build();
  }

  private static UnassignPrivateNatGatewayAddressResponse unassign(
      UnassignPrivateNatGatewayAddressRequest request, Transaction transaction) {
    NatGateway gateway = changeable(transaction, request.natGatewayId(), false);
    List<NatGatewayAddress> leaving =
        named(
            gateway,
            request.privateIpAddresses(),
            "PrivateIpAddress",
            NatGatewayAddress::privateIp,
            ip ->
                Ec2Error.INVALID_PARAMETER_VALUE.with(
                    "The private IP address "
                        + ip
                        + " is not assigned to the NAT gateway "
                        + gateway.natGatewayId()));
    return UnassignPrivateNatGatewayAddressResponse.builder()
        .natGatewayId(gateway.natGatewayId())
        .natGatewayAddresses(
            drain(
                transaction,
                gateway,
                leaving,
                NatGatewayAddressStatus.UNASSIGNING,
                request.maxDrainDurationSeconds()))
        .build();
  }

  /** The secondary addresses of a gateway that a call names in its way. */
  private static List<NatGatewayAddress> named(
      NatGateway gateway,
      List<String> names,
      String parameter,
      Function<NatGatewayAddress, @Nullable String> name,
      Function<String, RuntimeException> unknown) {
    if (names.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    List<NatGatewayAddress> found = new ArrayList<>();
    for (String each : new LinkedHashSet<>(names)) {
      NatGatewayAddress address =
          gateway.natGatewayAddresses().stream()
              .filter(held -> each.equals(name.apply(held)))
              .findFirst()
              .orElseThrow(() -> unknown.apply(each));
      if (address.isPrimary()) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "The primary address of a NAT gateway cannot be taken away: " + each);
      }
      found.add(address);
    }
    return found;
  }

  /** Has a gateway give addresses up once their connections have ended; answers those. */
  private static List<NatGatewayAddress> drain(
      Transaction transaction,
      NatGateway gateway,
      List<NatGatewayAddress> leaving,
      NatGatewayAddressStatus status,
      @Nullable Integer longestSeconds) {
    int seconds = Objects.requireNonNullElse(longestSeconds, DRAIN_SECONDS);
    if (seconds < 1 || seconds > LONGEST_DRAIN_SECONDS) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + seconds + ") for parameter maxDrainDurationSeconds is invalid.");
    }
    transaction.replace(
        Kinds.NAT_GATEWAY,
        gateway.toBuilder()
            .natGatewayAddresses(
                Lists.replacing(
                    gateway.natGatewayAddresses(),
                    leaving::contains,
                    each -> each.toBuilder().status(status).build()))
            .build());
    transaction.add(
        Kinds.NAT_GATEWAY_DRAIN,
        UnassignPrivateNatGatewayAddressRequest.builder()
            .natGatewayId(gateway.natGatewayId())
            .privateIpAddresses(leaving.stream().map(NatGatewayAddress::privateIp).toList())
            .maxDrainDurationSeconds(seconds)
            .build());
    return leaving.stream().map(each -> each.toBuilder().status(status).build()).toList();
  }

  private static void drained(
      Transaction transaction, UnassignPrivateNatGatewayAddressRequest drain) {
    transaction.remove(Kinds.NAT_GATEWAY_DRAIN, drain.natGatewayId());
    NatGateway gateway = transaction.find(Kinds.NAT_GATEWAY, drain.natGatewayId());
    if (gateway == null || gateway.state() != NatGatewayState.AVAILABLE) {
      return;
    }
    Set<String> gone = new HashSet<>(drain.privateIpAddresses());
    NetworkInterface held = NatGateways.interfaceOf(transaction, gateway);
    gone.forEach(address -> ElasticIps.release(transaction, held, address));
    transaction.update(
        Kinds.NETWORK_INTERFACE,
        held.networkInterfaceId(),
        now -> NetworkInterfaceAddresses.minusIpv4(now, gone, Set.of()));
    transaction.replace(
        Kinds.NAT_GATEWAY,
        gateway.toBuilder()
            .natGatewayAddresses(
                Lists.without(
                    gateway.natGatewayAddresses(), each -> gone.contains(each.privateIp())))
            .build());
  }
}
