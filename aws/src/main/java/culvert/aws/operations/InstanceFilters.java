package culvert.aws.operations;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The filters of DescribeInstances: on the instance, its reservation and its interfaces. */
final class InstanceFilters {

  /** What the filters look at. */
  record Described(
      Instance instance, String reservationId, String ownerId, List<NetworkInterface> interfaces) {}

  private final Filters<Described> filters = new Filters<>();

  private InstanceFilters() {}

  static Filters<Described> all() {
    InstanceFilters all = new InstanceFilters();
    all.ofInstance();
    all.ofInterfaces();
    return all.filters
        .on("owner-id", Described::ownerId)
        .on("requester-id", _ -> null)
        .on("reservation-id", Described::reservationId)
        .onTags(described -> described.instance().tags());
  }

  private void instance(String name, String path) {
    MemberPath members = MemberPath.of(path);
    filters.onEach(name, described -> members.in(described.instance()));
  }

  private void networkInterface(String name, String path) {
    MemberPath members = MemberPath.of(path);
    filters.onEach(
        "network-interface." + name,
        described -> described.interfaces().stream().flatMap(members::in));
  }

  private void ofInstance() {
    instance("affinity", "Placement.Affinity");
    instance("architecture", "Architecture");
    instance("availability-zone", "Placement.AvailabilityZone");
    instance("availability-zone-id", "Placement.AvailabilityZoneId");
    instance("block-device-mapping.attach-time", "BlockDeviceMappings.Ebs.AttachTime");
    instance(
        "block-device-mapping.delete-on-termination",
        "BlockDeviceMappings.Ebs.DeleteOnTermination");
    instance("block-device-mapping.device-name", "BlockDeviceMappings.DeviceName");
    instance("block-device-mapping.status", "BlockDeviceMappings.Ebs.Status");
    instance("block-device-mapping.volume-id", "BlockDeviceMappings.Ebs.VolumeId");
    instance("boot-mode", "BootMode");
    instance("capacity-reservation-id", "CapacityReservationId");
    instance(
        "capacity-reservation-specification.capacity-reservation-preference",
        "CapacityReservationSpecification.CapacityReservationPreference");
    instance(
        "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id",
        "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId");
    instance(
        "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn",
        "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationResourceGroupArn");
    instance("client-token", "ClientToken");
    instance("current-instance-boot-mode", "CurrentInstanceBootMode");
    instance("dns-name", "PublicDnsName");
    instance("ebs-optimized", "EbsOptimized");
    instance("ena-support", "EnaSupport");
    instance("enclave-options.enabled", "EnclaveOptions.Enabled");
    instance("hibernation-options.configured", "HibernationOptions.Configured");
    instance("host-id", "Placement.HostId");
    instance("hypervisor", "Hypervisor");
    instance("iam-instance-profile.arn", "IamInstanceProfile.Arn");
    instance("iam-instance-profile.id", "IamInstanceProfile.Id");
    instance("image-id", "ImageId");
    instance("instance-id", "InstanceId");
    instance("instance-lifecycle", "InstanceLifecycle");
    instance("instance-state-code", "State.Code");
    instance("instance-state-name", "State.Name");
    instance("instance-type", "InstanceType");
    instance("instance.group-id", "SecurityGroups.GroupId");
    instance("instance.group-name", "SecurityGroups.GroupName");
    instance("ip-address", "PublicIpAddress");
    instance("ipv6-address", "NetworkInterfaces.Ipv6Addresses.Ipv6Address");
    instance("kernel-id", "KernelId");
    instance("key-name", "KeyName");
    instance("launch-index", "AmiLaunchIndex");
    instance("launch-time", "LaunchTime");
    instance("maintenance-options.auto-recovery", "MaintenanceOptions.AutoRecovery");
    instance("metadata-options.http-endpoint", "MetadataOptions.HttpEndpoint");
    instance("metadata-options.http-protocol-ipv6", "MetadataOptions.HttpProtocolIpv6");
    instance(
        "metadata-options.http-put-response-hop-limit", "MetadataOptions.HttpPutResponseHopLimit");
    instance("metadata-options.http-tokens", "MetadataOptions.HttpTokens");
    instance("metadata-options.instance-metadata-tags", "MetadataOptions.InstanceMetadataTags");
    instance("metadata-options.state", "MetadataOptions.State");
    instance("monitoring-state", "Monitoring.State");
    instance(
        "network-performance-options.bandwidth-weighting",
        "NetworkPerformanceOptions.BandwidthWeighting");
    instance("operator.managed", "Operator.Managed");
    instance("operator.principal", "Operator.Principal");
    instance("outpost-arn", "OutpostArn");
    instance("placement-group-name", "Placement.GroupName");
    instance("placement-partition-number", "Placement.PartitionNumber");
    instance("platform", "Platform");
    instance("platform-details", "PlatformDetails");
    instance("private-dns-name", "PrivateDnsName");
    instance(
        "private-dns-name-options.enable-resource-name-dns-a-record",
        "PrivateDnsNameOptions.EnableResourceNameDnsARecord");
    instance(
        "private-dns-name-options.enable-resource-name-dns-aaaa-record",
        "PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord");
    instance("private-dns-name-options.hostname-type", "PrivateDnsNameOptions.HostnameType");
    instance("private-ip-address", "NetworkInterfaces.PrivateIpAddresses.PrivateIpAddress");
    instance("product-code", "ProductCodes.ProductCodeId");
    instance("product-code.type", "ProductCodes.ProductCodeType");
    instance("ramdisk-id", "RamdiskId");
    instance("reason", "StateTransitionReason");
    instance("root-device-name", "RootDeviceName");
    instance("root-device-type", "RootDeviceType");
    instance("source-dest-check", "SourceDestCheck");
    instance("spot-instance-request-id", "SpotInstanceRequestId");
    instance("state-reason-code", "StateReason.Code");
    instance("state-reason-message", "StateReason.Message");
    instance("subnet-id", "SubnetId");
    instance("tenancy", "Placement.Tenancy");
    instance("tpm-support", "TpmSupport");
    instance("usage-operation", "UsageOperation");
    instance("usage-operation-update-time", "UsageOperationUpdateTime");
    instance("virtualization-type", "VirtualizationType");
    instance("vpc-id", "VpcId");
    filters.onEach(
        "metadata-options.http-protocol-ipv4",
        described -> Stream.ofNullable(described.instance().metadataOptions()).map(_ -> "enabled"));
  }

  private void ofInterfaces() {
    networkInterface(
        "addresses.association.allocation-id", "PrivateIpAddresses.Association.AllocationId");
    networkInterface(
        "addresses.association.association-id", "PrivateIpAddresses.Association.AssociationId");
    networkInterface(
        "addresses.association.carrier-ip", "PrivateIpAddresses.Association.CarrierIp");
    networkInterface(
        "addresses.association.customer-owned-ip",
        "PrivateIpAddresses.Association.CustomerOwnedIp");
    networkInterface(
        "addresses.association.ip-owner-id", "PrivateIpAddresses.Association.IpOwnerId");
    networkInterface(
        "addresses.association.public-dns-name", "PrivateIpAddresses.Association.PublicDnsName");
    networkInterface("addresses.association.public-ip", "PrivateIpAddresses.Association.PublicIp");
    networkInterface("addresses.primary", "PrivateIpAddresses.Primary");
    networkInterface("addresses.private-dns-name", "PrivateIpAddresses.PrivateDnsName");
    networkInterface("addresses.private-ip-address", "PrivateIpAddresses.PrivateIpAddress");
    networkInterface("association.allocation-id", "Association.AllocationId");
    networkInterface("association.association-id", "Association.AssociationId");
    networkInterface("association.carrier-ip", "Association.CarrierIp");
    networkInterface("association.customer-owned-ip", "Association.CustomerOwnedIp");
    networkInterface("association.ip-owner-id", "Association.IpOwnerId");
    networkInterface("association.public-dns-name", "Association.PublicDnsName");
    networkInterface("association.public-ip", "Association.PublicIp");
    networkInterface("attachment.attach-time", "Attachment.AttachTime");
    networkInterface("attachment.attachment-id", "Attachment.AttachmentId");
    networkInterface("attachment.delete-on-termination", "Attachment.DeleteOnTermination");
    networkInterface("attachment.device-index", "Attachment.DeviceIndex");
    networkInterface("attachment.instance-id", "Attachment.InstanceId");
    networkInterface("attachment.instance-owner-id", "Attachment.InstanceOwnerId");
    networkInterface("attachment.network-card-index", "Attachment.NetworkCardIndex");
    networkInterface("attachment.status", "Attachment.Status");
    networkInterface("availability-zone", "AvailabilityZone");
    networkInterface("deny-all-igw-traffic", "DenyAllIgwTraffic");
    networkInterface("description", "Description");
    networkInterface("group-id", "Groups.GroupId");
    networkInterface("group-name", "Groups.GroupName");
    networkInterface("ipv4-prefixes.ipv4-prefix", "Ipv4Prefixes.Ipv4Prefix");
    networkInterface("ipv6-address", "Ipv6Addresses.Ipv6Address");
    networkInterface("ipv6-addresses.ipv6-address", "Ipv6Addresses.Ipv6Address");
    networkInterface("ipv6-addresses.is-primary-ipv6", "Ipv6Addresses.IsPrimaryIpv6");
    networkInterface("ipv6-native", "Ipv6Native");
    networkInterface("ipv6-prefixes.ipv6-prefix", "Ipv6Prefixes.Ipv6Prefix");
    networkInterface("mac-address", "MacAddress");
    networkInterface("network-interface-id", "NetworkInterfaceId");
    networkInterface("operator.managed", "Operator.Managed");
    networkInterface("operator.principal", "Operator.Principal");
    networkInterface("outpost-arn", "OutpostArn");
    networkInterface("owner-id", "OwnerId");
    networkInterface("private-dns-name", "PrivateDnsName");
    networkInterface("private-ip-address", "PrivateIpAddress");
    networkInterface("public-dns-name", "PublicDnsName");
    networkInterface("requester-id", "RequesterId");
    networkInterface("requester-managed", "RequesterManaged");
    networkInterface("status", "Status");
    networkInterface("source-dest-check", "SourceDestCheck");
    networkInterface("subnet-id", "SubnetId");
    networkInterface("vpc-id", "VpcId");
    filters
        .onEach("network-interface.tag-key", each -> tags(each).map(Tag::key))
        .onEach("network-interface.tag-value", each -> tags(each).map(Tag::value));
  }

  private static Stream<Tag> tags(Described described) {
    return described.interfaces().stream().flatMap(held -> held.tagSet().stream());
  }
}
