package culvert.aws.operations.insights;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.QueryCall;
import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Filtered;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.insights.InsightsLab.Net;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsPath;
import software.amazon.awssdk.services.ec2.model.Protocol;
import software.amazon.awssdk.services.ec2.model.Tag;

class PathOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final InsightsLab lab = new InsightsLab(cloud);
  private String one;
  private String other;

  @BeforeEach
  void instances() {
    Net net = lab.net(0);
    String group = lab.group(net);
    one = lab.instance(net, group);
    other = lab.instance(net, group);
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private NetworkInsightsPath described(String id) {
    return ec2.describeNetworkInsightsPaths(r -> r.networkInsightsPathIds(id))
        .networkInsightsPaths()
        .getFirst();
  }

  @Test
  void a_path_is_described_as_it_was_created() {
    NetworkInsightsPath made =
        ec2.createNetworkInsightsPath(r ->
                r.source(one)
                    .destination(other)
                    .sourceIp("10.0.0.9")
                    .destinationIp("10.0.0.10")
                    .protocol(Protocol.TCP)
                    .destinationPort(22)
                    .tagSpecifications(t ->
                        t.resourceType("network-insights-path")
                            .tags(Tag.builder().key("Name").value("ssh").build())))
            .networkInsightsPath();
    assertThat(made.networkInsightsPathId()).matches("nip-[0-9a-f]{17}");
    assertThat(made.networkInsightsPathArn())
        .isEqualTo(
            "arn:aws:ec2:us-east-1:111111111111:network-insights-path/"
                + made.networkInsightsPathId());
    assertThat(made.source()).isEqualTo(one);
    assertThat(made.sourceArn()).isEqualTo("arn:aws:ec2:us-east-1:111111111111:instance/" + one);
    assertThat(made.destination()).isEqualTo(other);
    assertThat(made.sourceIp()).isEqualTo("10.0.0.9");
    assertThat(made.destinationIp()).isEqualTo("10.0.0.10");
    assertThat(made.destinationPort()).isEqualTo(22);
    assertThat(made.createdDate()).isEqualTo(cloud.timeline().now());
    assertThat(described(made.networkInsightsPathId())).isEqualTo(made);
  }

  @Test
  void ends_may_be_named_by_arn() {
    String eni = lab.interfaceOf(other);
    String path =
        lab.path(r ->
            r.source("arn:aws:ec2:us-east-1:111111111111:instance/" + one)
                .destination("arn:aws:ec2:us-east-1:111111111111:network-interface/" + eni));
    assertThat(described(path).source()).isEqualTo(one);
    assertThat(described(path).destination()).isEqualTo(eni);
  }

  @Test
  void the_end_of_another_account_is_named_by_its_arn_alone() {
    Net net = InsightsLab.net(cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"), 1);
    String gateway =
        cloud
            .ec2(TestCloud.OTHER_ACCOUNT, "us-east-1")
            .createInternetGateway()
            .internetGateway()
            .internetGatewayId();
    assertThat(net.vpc()).isNotEmpty();
    refused(() -> lab.path(one, gateway, 22), "InvalidInternetGatewayID.NotFound");
    String path =
        lab.path(r ->
            r.source(one)
                .destination("arn:aws:ec2:us-east-1:222222222222:internet-gateway/" + gateway));
    assertThat(described(path).destinationArn()).contains("222222222222");
  }

  @Test
  void what_is_wrong_with_an_end_is_said() {
    refused(() -> lab.path("i-00000000000000000", other, 22), "InvalidInstanceID.NotFound");
    refused(() -> lab.path("i-x", other, 22), "InvalidInstanceID.Malformed");
    refused(() -> lab.path("sg-00000000000000000", other, 22), "InvalidParameterValue", "Source");
    refused(
        () -> lab.path("arn:aws:ec2:eu-west-1:111111111111:instance/" + one, other, 22),
        "InvalidParameterValue",
        "us-east-1");
    refused(
        () -> lab.path("arn:aws:ec2:us-east-1:111111111111:vpc/" + one, other, 22),
        "InvalidParameterValue",
        "ARN");
    refused(
        () -> ec2.createNetworkInsightsPath(r -> r.source(one).protocol("tcp")),
        "MissingParameter",
        "Destination");
    refused(
        () -> ec2.createNetworkInsightsPath(r -> r.destination(one).protocol("tcp")),
        "MissingParameter",
        "Source");
    refused(
        () -> ec2.createNetworkInsightsPath(r -> r.source(one).destination(other)),
        "MissingParameter",
        "Protocol");
  }

  @Test
  void only_ipv4_and_ports_of_16_bits_are_analyzed() {
    refused(
        () -> lab.path(r -> r.source(one).destination(other).sourceIp("2001:db8::1")),
        "InvalidParameterValue",
        "IPv4");
    refused(() -> lab.path(one, other, 65536), "InvalidParameterValue", "DestinationPort");
    refused(
        () ->
            lab.path(r ->
                r.source(one)
                    .destination(other)
                    .filterAtSource(f -> f.sourcePortRange(p -> p.fromPort(9).toPort(8)))),
        "InvalidParameterValue",
        "FilterAtSource.SourcePortRange");
  }

  @Test
  void a_filter_does_not_go_with_what_it_stands_for() {
    refused(
        () ->
            lab.path(r ->
                r.source(one)
                    .destination(other)
                    .destinationPort(22)
                    .filterAtSource(f -> f.sourceAddress("10.0.0.9"))),
        "InvalidParameterCombination",
        "DestinationPort");
    refused(
        () ->
            lab.path(r ->
                r.source(one)
                    .sourceIp("10.0.0.9")
                    .destination(other)
                    .filterAtSource(f -> f.sourceAddress("10.0.0.9"))),
        "InvalidParameterCombination",
        "SourceIp");
    refused(
        () ->
            lab.path(r ->
                r.source(one)
                    .destination(other)
                    .destinationIp("10.0.0.10")
                    .filterAtDestination(f -> f.destinationAddress("10.0.0.10"))),
        "InvalidParameterCombination",
        "DestinationIp");
  }

  @Test
  void paths_are_found_by_filters_and_shown_by_the_page() {
    String plain = lab.path(one, other, 22);
    String filtered =
        lab.path(r ->
            r.source(other)
                .destination(one)
                .protocol("udp")
                .filterAtSource(f -> f.destinationPortRange(p -> p.fromPort(53).toPort(60)))
                .filterAtDestination(f -> f.sourceAddress("10.0.0.9")));
    assertThat(found("source", one)).containsExactly(plain);
    assertThat(found("destination", one)).containsExactly(filtered);
    assertThat(found("protocol", "udp")).containsExactly(filtered);
    assertThat(found("filter-at-source.destination-port-range", "53-60")).containsExactly(filtered);
    assertThat(found("filter-at-destination.source-address", "10.0.0.9")).containsExactly(filtered);
    var first = ec2.describeNetworkInsightsPaths(r -> r.maxResults(1));
    assertThat(first.networkInsightsPaths())
        .extracting(NetworkInsightsPath::networkInsightsPathId)
        .containsExactly(plain);
    assertThat(
            ec2.describeNetworkInsightsPaths(r -> r.maxResults(1).nextToken(first.nextToken()))
                .networkInsightsPaths())
        .extracting(NetworkInsightsPath::networkInsightsPathId)
        .containsExactly(filtered);
  }

  private List<String> found(String filter, String value) {
    return ec2
        .describeNetworkInsightsPaths(r -> r.filters(Filtered.by(filter, value)))
        .networkInsightsPaths()
        .stream()
        .map(NetworkInsightsPath::networkInsightsPathId)
        .toList();
  }

  @Test
  void r5_1_6_a_client_token_makes_the_path_once() {
    String made =
        lab.path(r -> r.source(one).destination(other).destinationPort(22).clientToken("t"));
    assertThat(lab.path(r -> r.source(one).destination(other).destinationPort(22).clientToken("t")))
        .isEqualTo(made);
    assertThat(ec2.describeNetworkInsightsPaths(r -> {}).networkInsightsPaths()).hasSize(1);
    refused(
        () -> lab.path(r -> r.source(other).destination(one).clientToken("t")),
        "IdempotentParameterMismatch");
  }

  @Test
  void r5_1_2_a_dry_run_makes_no_path() {
    QueryCall dry =
        QueryCall.of(
            cloud,
            "Action=CreateNetworkInsightsPath&DryRun=true&ClientToken=t&Protocol=tcp&Source="
                + one
                + "&Destination="
                + other);
    assertThat(dry.code()).isEqualTo("DryRunOperation");
    assertThat(ec2.describeNetworkInsightsPaths(r -> {}).networkInsightsPaths()).isEmpty();
  }

  @Test
  void a_path_goes_when_its_analyses_have_gone() {
    String path = lab.path(one, other, 22);
    String analysis = lab.analyze(path).networkInsightsAnalysisId();
    refused(
        () -> ec2.deleteNetworkInsightsPath(r -> r.networkInsightsPathId(path)),
        "AnalysisExistsForNetworkInsightsPath",
        path);
    ec2.deleteNetworkInsightsAnalysis(r -> r.networkInsightsAnalysisId(analysis));
    assertThat(
            ec2.deleteNetworkInsightsPath(r -> r.networkInsightsPathId(path))
                .networkInsightsPathId())
        .isEqualTo(path);
    refused(() -> described(path), "InvalidNetworkInsightsPathId.NotFound", path);
    refused(() -> lab.analyze(path), "InvalidNetworkInsightsPathId.NotFound");
    refused(() -> lab.analysis(analysis), "InvalidNetworkInsightsAnalysisId.NotFound");
  }

  @Test
  void tags_are_put_on_paths_afterwards() {
    String path = lab.path(one, other, 22);
    ec2.createTags(r -> r.resources(path).tags(Tag.builder().key("Name").value("later").build()));
    assertThat(described(path).tags()).extracting(Tag::value).containsExactly("later");
    assertThat(
            ec2.describeTags(r -> r.filters(Filtered.by("resource-type", "network-insights-path")))
                .tags())
        .hasSize(1);
  }

  @Test
  void a_new_account_has_a_thousand_paths() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      InsightsLab there = new InsightsLab(small);
      Net net = there.net(0);
      String instance = there.instance(net, there.group(net));
      String eni = there.interfaceOf(instance);
      for (int i = 0; i < 1000; i++) {
        there.path(instance, eni, i);
      }
      refused(() -> there.path(instance, eni, 1000), "NetworkInsightsPath.LimitExceeded");
    }
  }
}
