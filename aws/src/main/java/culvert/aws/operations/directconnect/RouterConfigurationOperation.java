package culvert.aws.operations.directconnect;

import culvert.aws.catalog.View;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.DescribeRouterConfigurationRequest;
import software.amazon.awssdk.services.directconnect.model.DescribeRouterConfigurationResponse;
import software.amazon.awssdk.services.directconnect.model.RouterType;
import software.amazon.awssdk.services.directconnect.model.VirtualInterface;

/** Sample configurations for customers' routers. */
final class RouterConfigurationOperation implements OperationFamily {

  /** A kind of router, and how it is configured. */
  private record Sample(
      String id,
      String vendor,
      String platform,
      String software,
      String template,
      Function<VirtualInterface, String> text) {}

  private static final String CISCO = "Cisco Systems, Inc.";
  private static final String CISCO_TEMPLATE = "customer-router-cisco-generic.xslt";
  private static final String JUNIPER = "Juniper Networks, Inc.";
  private static final String JUNIPER_TEMPLATE = "customer-router-juniper-generic.xslt";

  /** The first is what AWS answers where none is asked for. */
  private static final List<Sample> SAMPLES =
      List.of(
          new Sample(
              "CiscoSystemsInc-2900SeriesRouters-IOS124",
              CISCO,
              "2900 Series Routers",
              "IOS 12.4+",
              CISCO_TEMPLATE,
              RouterConfiguration::cisco),
          new Sample(
              "CiscoSystemsInc-7200SeriesRouters-IOS124",
              CISCO,
              "7200 Series Routers",
              "IOS 12.4+",
              CISCO_TEMPLATE,
              RouterConfiguration::cisco),
          new Sample(
              "CiscoSystemsInc-ASR1000Series-IOSXE",
              CISCO,
              "ASR 1000 Series",
              "IOS XE",
              CISCO_TEMPLATE,
              RouterConfiguration::cisco),
          new Sample(
              "JuniperNetworksInc-MXSeriesRouters-JunOS95",
              JUNIPER,
              "MX Series Routers",
              "JunOS 9.5+",
              JUNIPER_TEMPLATE,
              RouterConfiguration::junos),
          new Sample(
              "JuniperNetworksInc-SRXSeriesRouters-JunOS95",
              JUNIPER,
              "SRX Series Routers",
              "JunOS 9.5+",
              JUNIPER_TEMPLATE,
              RouterConfiguration::junos));

  @Override
  public void register(Registry registry) {
    new Calls(registry)
        .read(
            "DescribeRouterConfiguration",
            DescribeRouterConfigurationRequest::builder,
            RouterConfigurationOperation::describe);
  }

  private static DescribeRouterConfigurationResponse describe(
      DescribeRouterConfigurationRequest request, View view) {
    VirtualInterface of = VirtualInterfaces.own(view, request.virtualInterfaceId());
    if (of.amazonSideAsn() == null) {
      throw DirectConnectError.refused(of.virtualInterfaceId() + " is not confirmed.");
    }
    Sample sample = sample(request.routerTypeIdentifier());
    return DescribeRouterConfigurationResponse.builder()
        .virtualInterfaceId(of.virtualInterfaceId())
        .virtualInterfaceName(of.virtualInterfaceName())
        .customerRouterConfig(sample.text().apply(of))
        .router(
            RouterType.builder()
                .routerTypeIdentifier(sample.id())
                .vendor(sample.vendor())
                .platform(sample.platform())
                .software(sample.software())
                .xsltTemplateName(sample.template())
                .xsltTemplateNameForMacSec("")
                .build())
        .build();
  }

  private static Sample sample(@Nullable String id) {
    return id == null
        ? SAMPLES.getFirst()
        : SAMPLES.stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(() ->
                DirectConnectError.refused(
                    "There is no router type "
                        + id
                        + ". There are "
                        + SAMPLES.stream().map(Sample::id).collect(Collectors.joining(", "))
                        + "."));
  }
}
