package culvert.aws.operations.endpoint;

import culvert.aws.region.Regions;
import culvert.aws.table.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DnsNameState;
import software.amazon.awssdk.services.ec2.model.PrivateDnsDetails;
import software.amazon.awssdk.services.ec2.model.ServiceConnectivityType;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;

/** AWS's own endpoint services, from {@code services.tsv}. */
final class AwsServices {

  private record Row(String name, ServiceType type, String options, List<String> privateNames) {

    boolean has(char option) {
      return options.indexOf(option) >= 0;
    }
  }

  private static final List<Row> ROWS =
      Table.rows(AwsServices.class, "services.tsv").stream().map(AwsServices::row).toList();
  private static final Map<String, List<EndpointService>> BY_REGION = new ConcurrentHashMap<>();

  private AwsServices() {}

  private static Row row(List<String> columns) {
    return new Row(
        columns.get(0),
        columns.get(1).equals("G") ? ServiceType.GATEWAY : ServiceType.INTERFACE,
        columns.get(2),
        columns.get(3).equals("-") ? List.of() : List.of(columns.get(3).split(",", -1)));
  }

  /** Those of a Region; a service that has endpoints of two types is there twice, as on AWS. */
  static List<EndpointService> in(String region) {
    return BY_REGION.computeIfAbsent(
        region, in -> ROWS.stream().map(row -> service(row, in)).toList());
  }

  private static EndpointService service(Row row, String region) {
    String name = "com.amazonaws." + region + "." + row.name();
    List<String> names =
        row.privateNames().stream().map(each -> each.replace("{r}", region)).toList();
    List<Regions.Zone> zones = Regions.get(region).zones();
    ServiceDetail detail =
        ServiceDetail.builder()
            .serviceName(name)
            .serviceId("vpce-svc-" + EndpointNames.digest(name + row.type(), 16, 17))
            .serviceType(type -> type.serviceType(row.type()))
            .serviceRegion(region)
            .availabilityZones(zones.stream().map(Regions.Zone::name).toList())
            .availabilityZoneIds(zones.stream().map(Regions.Zone::id).toList())
            .owner("amazon")
            .baseEndpointDnsNames(base(row, region, names))
            .privateDnsName(names.isEmpty() ? null : names.getFirst())
            .privateDnsNames(
                names.stream()
                    .map(each -> PrivateDnsDetails.builder().privateDnsName(each).build())
                    .toList())
            .privateDnsNameVerificationState(names.isEmpty() ? null : DnsNameState.VERIFIED)
            .vpcEndpointPolicySupported(row.has('p'))
            .acceptanceRequired(false)
            .managesVpcEndpoints(false)
            .supportedIpAddressTypes(
                row.has('6')
                    ? List.of(ServiceConnectivityType.IPV4, ServiceConnectivityType.IPV6)
                    : List.of(ServiceConnectivityType.IPV4))
            .tags(List.of())
            .build();
    return new EndpointService(detail, null, row.has('x'), row.has('*'));
  }

  /** The first private name with {@code vpce} in it, as AWS makes it. */
  private static String base(Row row, String region, List<String> names) {
    if (row.type() == ServiceType.GATEWAY) {
      return row.name() + "." + region + ".amazonaws.com";
    }
    String first =
        Stream.concat(names.stream(), Stream.of(row.name() + "." + region + ".amazonaws.com"))
            .findFirst()
            .orElseThrow();
    String bare = first.startsWith("*.") ? first.substring(2) : first;
    return bare.substring(0, bare.indexOf("." + region)) + "." + region + ".vpce.amazonaws.com";
  }
}
