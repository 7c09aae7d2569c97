package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.region.Regions;
import culvert.network.address.IpPrefix;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** CreateSubnet, DeleteSubnet, DescribeSubnets, ModifySubnetAttribute. */
final class SubnetOperations implements OperationFamily {

  private static final Duration PENDING = Duration.ofSeconds(2);

  private final Quotas quotas;

  SubnetOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateSubnet", CreateSubnetRequest::builder, this::create);
    registry.write("DeleteSubnet", DeleteSubnetRequest::builder, SubnetOperations::delete);
    registry.write(
        "ModifySubnetAttribute",
        ModifySubnetAttributeRequest::builder,
        SubnetOperations::modifyAttribute);
    registry.describe(
        "DescribeSubnets",
        new Describe<>(
                Kinds.SUBNET,
                DescribeSubnetsRequest::builder,
                DescribeSubnetsResponse::builder,
                "Subnets",
                filters())
            .ids("SubnetIds", Lookup.SUBNET)
            .view(SubnetOperations::withFreeAddresses));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.SUBNET,
        subnet ->
            subnet.state() == SubnetState.PENDING
                ? Step.work(
                    "pending",
                    PENDING,
                    (transaction, pending) ->
                        transaction.replace(
                            Kinds.SUBNET, pending.toBuilder().state(SubnetState.AVAILABLE).build()))
                : null);
  }

  private static Subnet withFreeAddresses(Subnet subnet, CatalogView view) {
    return subnet.toBuilder()
        .availableIpAddressCount(SubnetAddresses.of(view, subnet).free())
        .build();
  }

  private static Filters<Subnet> filters() {
    return new Filters<Subnet>()
        .on("availability-zone", Subnet::availabilityZone)
        .on("availabilityZone", Subnet::availabilityZone)
        .on("availability-zone-id", Subnet::availabilityZoneId)
        .on("availabilityZoneId", Subnet::availabilityZoneId)
        .on("available-ip-address-count", Subnet::availableIpAddressCount)
        .on("cidr-block", Subnet::cidrBlock)
        .on("cidr", Subnet::cidrBlock)
        .on("cidrBlock", Subnet::cidrBlock)
        .on("customer-owned-ipv4-pool", Subnet::customerOwnedIpv4Pool)
        .on("default-for-az", Subnet::defaultForAz)
        .on("defaultForAz", Subnet::defaultForAz)
        .on("enable-dns64", Subnet::enableDns64)
        .on("enable-lni-at-device-index", Subnet::enableLniAtDeviceIndex)
        .onEach(
            "ipv6-cidr-block-association.ipv6-cidr-block",
            s -> s.ipv6CidrBlockAssociationSet().stream().map(b -> b.ipv6CidrBlock()))
        .onEach(
            "ipv6-cidr-block-association.association-id",
            s -> s.ipv6CidrBlockAssociationSet().stream().map(b -> b.associationId()))
        .onEach(
            "ipv6-cidr-block-association.state",
            s ->
                s.ipv6CidrBlockAssociationSet().stream()
                    .map(b -> b.ipv6CidrBlockState().stateAsString()))
        .on("ipv6-native", Subnet::ipv6Native)
        .on("map-customer-owned-ip-on-launch", Subnet::mapCustomerOwnedIpOnLaunch)
        .on("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
        .on("outpost-arn", Subnet::outpostArn)
        .on("owner-id", Subnet::ownerId)
        .on(
            "private-dns-name-options-on-launch.hostname-type",
            s -> s.privateDnsNameOptionsOnLaunch().hostnameTypeAsString())
        .on(
            "private-dns-name-options-on-launch.enable-resource-name-dns-a-record",
            s -> s.privateDnsNameOptionsOnLaunch().enableResourceNameDnsARecord())
        .on(
            "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
            s -> s.privateDnsNameOptionsOnLaunch().enableResourceNameDnsAAAARecord())
        .on("state", Subnet::stateAsString)
        .on("subnet-arn", Subnet::subnetArn)
        .on("subnet-id", Subnet::subnetId)
        .onReference("vpc-id", Subnet::vpcId)
        .onTags();
  }

  private CreateSubnetResponse create(CreateSubnetRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    Regions.Zone zone =
        SubnetRanges.zone(
            transaction,
            request.availabilityZone() != null
                ? request.availabilityZone()
                : request.availabilityZoneId());
    boolean ipv6Native = Objects.equals(request.ipv6Native(), true);
    IpPrefix cidr = ipv6Native ? null : SubnetRanges.ipv4(transaction, vpc, request.cidrBlock());
    if (ipv6Native && request.ipv6CidrBlock() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Ipv6CidrBlock");
    }
    if (transaction.referring(Kinds.SUBNET, vpc.vpcId()).count() >= quotas.subnetsPerVpc()) {
      throw Ec2Error.SUBNET_LIMIT_EXCEEDED.with();
    }
    Subnet made =
        NewSubnet.in(vpc, zone, cidr)
            .ipv6(
                request.ipv6CidrBlock() == null
                    ? null
                    : SubnetCidrOperations.block(
                        SubnetRanges.ipv6(transaction, vpc, request.ipv6CidrBlock())))
            .ipv6Native(ipv6Native)
            .tags(Tags.of(request.tagSpecifications(), "subnet"))
            .create(transaction);
    return CreateSubnetResponse.builder().subnet(withFreeAddresses(made, transaction)).build();
  }

  private static DeleteSubnetResponse delete(DeleteSubnetRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    String id = subnet.subnetId();
    if (transaction.referring(Kinds.NETWORK_INTERFACE, id).findAny().isPresent()
        || TransitGatewayTies.attach(transaction, id)
        || TransitGatewayTies.multicast(transaction, id)) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The subnet '" + id + "' has dependencies and cannot be deleted.");
    }
    transaction
        .referring(Kinds.ROUTE_TABLE, id)
        .toList()
        .forEach(table ->
            transaction.replace(
                Kinds.ROUTE_TABLE,
                table.toBuilder()
                    .associations(Lists.without(table.associations(), a -> id.equals(a.subnetId())))
                    .build()));
    transaction
        .referring(Kinds.NETWORK_ACL, id)
        .toList()
        .forEach(acl ->
            transaction.replace(
                Kinds.NETWORK_ACL,
                acl.toBuilder()
                    .associations(Lists.without(acl.associations(), a -> id.equals(a.subnetId())))
                    .build()));
    transaction
        .referring(Kinds.SUBNET_CIDR_RESERVATION, id)
        .toList()
        .forEach(reservation ->
            transaction.remove(
                Kinds.SUBNET_CIDR_RESERVATION, reservation.subnetCidrReservationId()));
    transaction.remove(Kinds.SUBNET, id);
    return DeleteSubnetResponse.builder().build();
  }

  private static ModifySubnetAttributeResponse modifyAttribute(
      ModifySubnetAttributeRequest request, Transaction transaction) {
    Subnet subnet = Lookup.SUBNET.get(transaction, request.subnetId(), "SubnetId");
    Subnet.Builder changed = subnet.toBuilder();
    ifGiven(request.mapPublicIpOnLaunch(), changed::mapPublicIpOnLaunch);
    ifGiven(request.assignIpv6AddressOnCreation(), changed::assignIpv6AddressOnCreation);
    ifGiven(request.enableDns64(), changed::enableDns64);
    PrivateDnsNameOptionsOnLaunch.Builder names =
        subnet.privateDnsNameOptionsOnLaunch().toBuilder();
    ifGiven(request.enableResourceNameDnsARecordOnLaunch(), names::enableResourceNameDnsARecord);
    ifGiven(
        request.enableResourceNameDnsAAAARecordOnLaunch(), names::enableResourceNameDnsAAAARecord);
    if (request.privateDnsHostnameTypeOnLaunch() != null) {
      names.hostnameType(request.privateDnsHostnameTypeOnLaunch());
    }
    transaction.replace(Kinds.SUBNET, changed.privateDnsNameOptionsOnLaunch(names.build()).build());
    return ModifySubnetAttributeResponse.builder().build();
  }

  private static void ifGiven(
      @Nullable AttributeBooleanValue value, java.util.function.Consumer<Boolean> set) {
    if (value != null && value.value() != null) {
      set.accept(value.value());
    }
  }
}
