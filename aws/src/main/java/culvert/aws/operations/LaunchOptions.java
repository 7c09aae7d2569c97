package culvert.aws.operations;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.CpuOptionsRequest;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.LicenseConfiguration;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsResponse;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;

/** The options of a launch as an instance shows them: what is asked for, else AWS's defaults. */
final class LaunchOptions {

  private static final int MOST_HOPS = 64;

  private LaunchOptions() {}

  static Instance.Builder put(
      Instance.Builder instance, RunInstancesRequest request, Image image, Subnet subnet) {
    String type = NewInstances.type(request);
    return instance
        .cpuOptions(cpu(type, request.cpuOptions()))
        .metadataOptions(metadata(request, image))
        .privateDnsNameOptions(privateDns(request, subnet))
        .enclaveOptions(e ->
            e.enabled(
                request.enclaveOptions() != null
                    && Boolean.TRUE.equals(request.enclaveOptions().enabled())))
        .hibernationOptions(h ->
            h.configured(
                request.hibernationOptions() != null
                    && Boolean.TRUE.equals(request.hibernationOptions().configured())))
        .maintenanceOptions(m ->
            m.autoRecovery(
                request.maintenanceOptions() == null
                    ? "default"
                    : request.maintenanceOptions().autoRecoveryAsString()))
        .capacityReservationSpecification(c ->
            c.capacityReservationPreference(
                request.capacityReservationSpecification() == null
                    ? "open"
                    : request
                        .capacityReservationSpecification()
                        .capacityReservationPreferenceAsString()))
        .networkPerformanceOptions(n ->
            n.bandwidthWeighting(
                request.networkPerformanceOptions() == null
                    ? "default"
                    : request.networkPerformanceOptions().bandwidthWeightingAsString()))
        .licenses(
            request.licenseSpecifications().stream()
                .map(l ->
                    LicenseConfiguration.builder()
                        .licenseConfigurationArn(l.licenseConfigurationArn())
                        .build())
                .toList())
        .monitoring(m ->
            m.state(
                request.monitoring() != null && Boolean.TRUE.equals(request.monitoring().enabled())
                    ? "enabled"
                    : "disabled"));
  }

  /** The cores that are asked for, or all that the type has. */
  static CpuOptions cpu(String type, @Nullable CpuOptionsRequest asked) {
    InstanceTypeInfo info = Objects.requireNonNull(InstanceTypes.find(type));
    VCpuInfo cpus = info.vCpuInfo();
    if (asked == null || (asked.coreCount() == null && asked.threadsPerCore() == null)) {
      return CpuOptions.builder()
          .coreCount(cpus.defaultCores())
          .threadsPerCore(cpus.defaultThreadsPerCore())
          .amdSevSnp(asked == null ? null : asked.amdSevSnpAsString())
          .build();
    }
    if (asked.coreCount() == null || asked.threadsPerCore() == null) {
      throw Ec2Error.MISSING_PARAMETER.with(
          asked.coreCount() == null ? "CpuOptions.CoreCount" : "CpuOptions.ThreadsPerCore");
    }
    if (!allowed(cpus.validCores(), cpus.defaultCores(), asked.coreCount())
        || !allowed(
            cpus.validThreadsPerCore(), cpus.defaultThreadsPerCore(), asked.threadsPerCore())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CPU options of %d cores with %d threads are not valid for instance type %s."
              .formatted(asked.coreCount(), asked.threadsPerCore(), type));
    }
    return CpuOptions.builder()
        .coreCount(asked.coreCount())
        .threadsPerCore(asked.threadsPerCore())
        .amdSevSnp(asked.amdSevSnpAsString())
        .build();
  }

  private static boolean allowed(List<Integer> valid, int usual, int asked) {
    return valid.isEmpty() ? asked == usual : valid.contains(asked);
  }

  /** An image that says it can do without version 1 of the metadata service does. */
  private static InstanceMetadataOptionsResponse metadata(
      RunInstancesRequest request, Image image) {
    boolean version2 = "v2.0".equals(image.imdsSupportAsString());
    var asked = request.metadataOptions();
    InstanceMetadataOptionsResponse usual =
        InstanceMetadataOptionsResponse.builder()
            .state("applied")
            .httpTokens(version2 ? HttpTokensState.REQUIRED : HttpTokensState.OPTIONAL)
            .httpPutResponseHopLimit(version2 ? 2 : 1)
            .httpEndpoint("enabled")
            .httpProtocolIpv6("disabled")
            .instanceMetadataTags("disabled")
            .build();
    return asked == null
        ? usual
        : changed(
            usual,
            asked.httpTokensAsString(),
            asked.httpPutResponseHopLimit(),
            asked.httpEndpointAsString(),
            asked.httpProtocolIpv6AsString(),
            asked.instanceMetadataTagsAsString());
  }

  /** The options with those changed that are not null. */
  static InstanceMetadataOptionsResponse changed(
      InstanceMetadataOptionsResponse present,
      @Nullable String tokens,
      @Nullable Integer hops,
      @Nullable String endpoint,
      @Nullable String ipv6,
      @Nullable String tags) {
    if (hops != null && hops != -1 && (hops < 1 || hops > MOST_HOPS)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The HttpPutResponseHopLimit must be an integer between 1 and " + MOST_HOPS + ".");
    }
    return present.toBuilder()
        .state("applied")
        .httpTokens(tokens == null ? present.httpTokensAsString() : tokens)
        .httpPutResponseHopLimit(
            hops == null || hops == -1 ? present.httpPutResponseHopLimit() : hops)
        .httpEndpoint(endpoint == null ? present.httpEndpointAsString() : endpoint)
        .httpProtocolIpv6(ipv6 == null ? present.httpProtocolIpv6AsString() : ipv6)
        .instanceMetadataTags(tags == null ? present.instanceMetadataTagsAsString() : tags)
        .build();
  }

  private static PrivateDnsNameOptionsResponse privateDns(
      RunInstancesRequest request, Subnet subnet) {
    var asked = request.privateDnsNameOptions();
    var usual = subnet.privateDnsNameOptionsOnLaunch();
    String hostname = asked == null ? null : asked.hostnameTypeAsString();
    Boolean ipv4 = asked == null ? null : asked.enableResourceNameDnsARecord();
    Boolean ipv6 = asked == null ? null : asked.enableResourceNameDnsAAAARecord();
    return PrivateDnsNameOptionsResponse.builder()
        .hostnameType(
            hostname != null ? hostname : usual == null ? "ip-name" : usual.hostnameTypeAsString())
        .enableResourceNameDnsARecord(
            ipv4 != null ? ipv4 : usual != null && usual.enableResourceNameDnsARecord())
        .enableResourceNameDnsAAAARecord(
            ipv6 != null ? ipv6 : usual != null && usual.enableResourceNameDnsAAAARecord())
        .build();
  }

  /** Where it runs. There are neither placement groups nor hosts of one's own. */
  static Placement placement(@Nullable Placement asked, Subnet subnet, Tenancy ofVpc) {
    Placement.Builder placed =
        Placement.builder()
            .availabilityZone(subnet.availabilityZone())
            .availabilityZoneId(subnet.availabilityZoneId())
            .groupName("")
            .tenancy(ofVpc);
    if (asked == null) {
      return placed.build();
    }
    String group = said(asked.groupName(), asked.groupId());
    if (!group.isEmpty()) {
      throw Ec2Error.INVALID_PLACEMENT_GROUP_UNKNOWN.with(group);
    }
    String host = said(asked.hostId(), asked.hostResourceGroupArn());
    if (!host.isEmpty()) {
      throw Ec2Error.INVALID_HOST_ID_NOT_FOUND.with(host);
    }
    String zone = said(asked.availabilityZone(), asked.availabilityZoneId());
    if (!zone.isEmpty()
        && !zone.equals(subnet.availabilityZone())
        && !zone.equals(subnet.availabilityZoneId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The subnet '%s' is in the Availability Zone %s, not in %s."
              .formatted(subnet.subnetId(), subnet.availabilityZone(), zone));
    }
    if (asked.tenancy() == Tenancy.HOST) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with("Culvert has no dedicated hosts");
    }
    boolean dedicated = ofVpc == Tenancy.DEDICATED || asked.tenancy() == Tenancy.DEDICATED;
    return placed
        .tenancy(dedicated ? Tenancy.DEDICATED : Tenancy.DEFAULT)
        .partitionNumber(asked.partitionNumber())
        .build();
  }

  /** The first of two texts that says something; Terraform sends empty ones for none. */
  static String said(@Nullable String first, @Nullable String second) {
    return first != null && !first.isEmpty() ? first : Objects.requireNonNullElse(second, "");
  }
}
