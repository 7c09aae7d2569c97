package culvert.aws.operations;

import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** The filters of DescribeInstanceTypes. */
final class InstanceTypeFilters {

  private InstanceTypeFilters() {}

  static Filters<InstanceTypeInfo> all() {
    return new Filters<InstanceTypeInfo>()
        .at("auto-recovery-supported", "AutoRecoverySupported")
        .at("bare-metal", "BareMetal")
        .at("burstable-performance-supported", "BurstablePerformanceSupported")
        .at("current-generation", "CurrentGeneration")
        .at("dedicated-hosts-supported", "DedicatedHostsSupported")
        .at("ebs-info.attachment-limit-type", "EbsInfo.AttachmentLimitType")
        .at("ebs-info.maximum-ebs-attachments", "EbsInfo.MaximumEbsAttachments")
        .at(
            "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
            "EbsInfo.EbsOptimizedInfo.BaselineBandwidthInMbps")
        .at("ebs-info.ebs-optimized-info.baseline-iops", "EbsInfo.EbsOptimizedInfo.BaselineIops")
        .at(
            "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
            "EbsInfo.EbsOptimizedInfo.BaselineThroughputInMBps")
        .at(
            "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps",
            "EbsInfo.EbsOptimizedInfo.MaximumBandwidthInMbps")
        .at("ebs-info.ebs-optimized-info.maximum-iops", "EbsInfo.EbsOptimizedInfo.MaximumIops")
        .at(
            "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
            "EbsInfo.EbsOptimizedInfo.MaximumThroughputInMBps")
        .at("ebs-info.ebs-optimized-support", "EbsInfo.EbsOptimizedSupport")
        .at("ebs-info.encryption-support", "EbsInfo.EncryptionSupport")
        .at("ebs-info.nvme-support", "EbsInfo.NvmeSupport")
        .at("free-tier-eligible", "FreeTierEligible")
        .at("hibernation-supported", "HibernationSupported")
        .at("hypervisor", "Hypervisor")
        .at("instance-storage-info.disk.count", "InstanceStorageInfo.Disks.Count")
        .at("instance-storage-info.disk.size-in-gb", "InstanceStorageInfo.Disks.SizeInGB")
        .at("instance-storage-info.disk.type", "InstanceStorageInfo.Disks.Type")
        .at("instance-storage-info.encryption-support", "InstanceStorageInfo.EncryptionSupport")
        .at("instance-storage-info.nvme-support", "InstanceStorageInfo.NvmeSupport")
        .at("instance-storage-info.total-size-in-gb", "InstanceStorageInfo.TotalSizeInGB")
        .at("instance-storage-supported", "InstanceStorageSupported")
        .at("instance-type", "InstanceType")
        .at("memory-info.size-in-mib", "MemoryInfo.SizeInMiB")
        .at("network-info.bandwidth-weightings", "NetworkInfo.BandwidthWeightings")
        .at(
            "network-info.efa-info.maximum-efa-interfaces",
            "NetworkInfo.EfaInfo.MaximumEfaInterfaces")
        .at("network-info.efa-supported", "NetworkInfo.EfaSupported")
        .at("network-info.ena-support", "NetworkInfo.EnaSupport")
        .at("network-info.flexible-ena-queues-support", "NetworkInfo.FlexibleEnaQueuesSupport")
        .at(
            "network-info.encryption-in-transit-supported",
            "NetworkInfo.EncryptionInTransitSupported")
        .at("network-info.ipv4-addresses-per-interface", "NetworkInfo.Ipv4AddressesPerInterface")
        .at("network-info.ipv6-addresses-per-interface", "NetworkInfo.Ipv6AddressesPerInterface")
        .at("network-info.ipv6-supported", "NetworkInfo.Ipv6Supported")
        .at("network-info.maximum-network-cards", "NetworkInfo.MaximumNetworkCards")
        .at("network-info.maximum-network-interfaces", "NetworkInfo.MaximumNetworkInterfaces")
        .at("network-info.network-performance", "NetworkInfo.NetworkPerformance")
        .at("nitro-enclaves-support", "NitroEnclavesSupport")
        .at("nitro-tpm-support", "NitroTpmSupport")
        .at("nitro-tpm-info.supported-versions", "NitroTpmInfo.SupportedVersions")
        .at("processor-info.supported-architecture", "ProcessorInfo.SupportedArchitectures")
        .at("processor-info.sustained-clock-speed-in-ghz", "ProcessorInfo.SustainedClockSpeedInGhz")
        .at("processor-info.supported-features", "ProcessorInfo.SupportedFeatures")
        .at("reboot-migration-support", "RebootMigrationSupport")
        .at("supported-boot-mode", "SupportedBootModes")
        .at("supported-root-device-type", "SupportedRootDeviceTypes")
        .at("supported-usage-class", "SupportedUsageClasses")
        .at("supported-virtualization-type", "SupportedVirtualizationTypes")
        .at("vcpu-info.default-cores", "VCpuInfo.DefaultCores")
        .at("vcpu-info.default-threads-per-core", "VCpuInfo.DefaultThreadsPerCore")
        .at("vcpu-info.default-vcpus", "VCpuInfo.DefaultVCpus")
        .at("vcpu-info.valid-cores", "VCpuInfo.ValidCores")
        .at("vcpu-info.valid-threads-per-core", "VCpuInfo.ValidThreadsPerCore");
  }
}
