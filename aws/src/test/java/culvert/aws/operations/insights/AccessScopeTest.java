package culvert.aws.operations.insights;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.insights.InsightsLab.Net;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AccessScopeAnalysisFinding;
import software.amazon.awssdk.services.ec2.model.AccessScopePathRequest;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInsightsAccessScopeResponse;
import software.amazon.awssdk.services.ec2.model.FindingsFound;
import software.amazon.awssdk.services.ec2.model.GetNetworkInsightsAccessScopeAnalysisFindingsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeAnalysis;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAccessScopeContent;
import software.amazon.awssdk.services.ec2.model.PacketHeaderStatementRequest;
import software.amazon.awssdk.services.ec2.model.PathComponent;
import software.amazon.awssdk.services.ec2.model.PathStatementRequest;
import software.amazon.awssdk.services.ec2.model.Protocol;
import software.amazon.awssdk.services.ec2.model.ResourceStatementRequest;

class AccessScopeTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final InsightsLab lab = new InsightsLab(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  private static Consumer<PathStatementRequest.Builder> types(String... types) {
    return end -> end.resourceStatement(r -> r.resourceTypes(types));
  }

  private static Consumer<PathStatementRequest.Builder> resources(String... resources) {
    return end -> end.resourceStatement(r -> r.resources(resources));
  }

  private static Consumer<PathStatementRequest.Builder> header(
      Consumer<PacketHeaderStatementRequest.Builder> header) {
    return end -> end.packetHeaderStatement(header);
  }

  private static Consumer<ResourceStatementRequest.Builder> of(String... types) {
    return statement -> statement.resourceTypes(types);
  }

  private String scope(Consumer<AccessScopePathRequest.Builder> match) {
    return scope(List.of(match), List.of());
  }

  private String scope(
      List<Consumer<AccessScopePathRequest.Builder>> matches,
      List<Consumer<AccessScopePathRequest.Builder>> excludes) {
    return created(matches, excludes).networkInsightsAccessScope().networkInsightsAccessScopeId();
  }

  private CreateNetworkInsightsAccessScopeResponse created(
      List<Consumer<AccessScopePathRequest.Builder>> matches,
      List<Consumer<AccessScopePathRequest.Builder>> excludes) {
    return ec2.createNetworkInsightsAccessScope(
        r -> r.matchPaths(built(matches)).excludePaths(built(excludes)));
  }

  private static List<AccessScopePathRequest> built(
      List<Consumer<AccessScopePathRequest.Builder>> paths) {
    return paths.stream()
        .map(each -> AccessScopePathRequest.builder().applyMutation(each).build())
        .toList();
  }

  private NetworkInsightsAccessScopeAnalysis analyze(String scope) {
    String id =
        ec2.startNetworkInsightsAccessScopeAnalysis(r -> r.networkInsightsAccessScopeId(scope))
            .networkInsightsAccessScopeAnalysis()
            .networkInsightsAccessScopeAnalysisId();
    return analysis(ec2, id);
  }

  private static NetworkInsightsAccessScopeAnalysis analysis(Ec2Client ec2, String id) {
    return ec2.describeNetworkInsightsAccessScopeAnalyses(
            r -> r.networkInsightsAccessScopeAnalysisIds(id))
        .networkInsightsAccessScopeAnalyses()
        .getFirst();
  }

  private List<AccessScopeAnalysisFinding> findings(NetworkInsightsAccessScopeAnalysis analysis) {
    return ec2.getNetworkInsightsAccessScopeAnalysisFindings(r ->
            r.networkInsightsAccessScopeAnalysisId(analysis.networkInsightsAccessScopeAnalysisId()))
        .analysisFindings();
  }

  /** What the scope finds: the first and the last component of each finding. */
  private List<String> found(
      List<Consumer<AccessScopePathRequest.Builder>> matches,
      List<Consumer<AccessScopePathRequest.Builder>> excludes) {
    return findings(analyze(scope(matches, excludes))).stream()
        .map(finding -> InsightsLab.ids(finding.findingComponents()))
        .map(ids -> ids.getFirst() + " -> " + ids.getLast())
        .toList();
  }

  private List<String> found(Consumer<AccessScopePathRequest.Builder> match) {
    return found(List.of(match), List.of());
  }

  @Test
  void a_scope_is_kept_as_it_was_created() {
    CreateNetworkInsightsAccessScopeResponse made =
        created(
            List.of(path ->
                path.source(types("AWS::EC2::InternetGateway"))
                    .destination(end ->
                        end.packetHeaderStatement(h ->
                                h.protocols(Protocol.TCP)
                                    .destinationPorts("22", "3389-3390")
                                    .sourceAddresses("0.0.0.0/0"))
                            .resourceStatement(r -> r.resources("vpc-0123456789abcdef0")))),
            List.of(path ->
                path.throughResources(t -> t.resourceStatement(of("AWS::EC2::NatGateway")))));
    String id = made.networkInsightsAccessScope().networkInsightsAccessScopeId();
    assertThat(id).matches("nis-[0-9a-f]{17}");
    assertThat(made.networkInsightsAccessScope().networkInsightsAccessScopeArn())
        .isEqualTo("arn:aws:ec2:us-east-1:111111111111:network-insights-access-scope/" + id);
    NetworkInsightsAccessScopeContent content =
        ec2.getNetworkInsightsAccessScopeContent(r -> r.networkInsightsAccessScopeId(id))
            .networkInsightsAccessScopeContent();
    assertThat(content).isEqualTo(made.networkInsightsAccessScopeContent());
    assertThat(content.matchPaths().getFirst().source().resourceStatement().resourceTypes())
        .containsExactly("AWS::EC2::InternetGateway");
    assertThat(
            content
                .matchPaths()
                .getFirst()
                .destination()
                .packetHeaderStatement()
                .destinationPorts())
        .containsExactly("22", "3389-3390");
    assertThat(
            content
                .excludePaths()
                .getFirst()
                .throughResources()
                .getFirst()
                .resourceStatement()
                .resourceTypes())
        .containsExactly("AWS::EC2::NatGateway");
    assertThat(
            ec2.describeNetworkInsightsAccessScopes(r -> r.networkInsightsAccessScopeIds(id))
                .networkInsightsAccessScopes())
        .containsExactly(made.networkInsightsAccessScope());
  }

  @Test
  void what_is_wrong_with_a_statement_is_said() {
    refused(() -> scope(List.of(), List.of()), "MissingParameter", "MatchPath");
    refused(
        () -> scope(p -> p.source(types("AWS::EC2::NatGateway"))),
        "InvalidParameterValue",
        "MatchPath.Source.ResourceStatement.ResourceType");
    refused(
        () ->
            scope(p ->
                p.source(e ->
                    e.resourceStatement(r ->
                        r.resources("eni-0123456789abcdef0")
                            .resourceTypes("AWS::EC2::InternetGateway")))),
        "InvalidParameterCombination");
    refused(
        () -> scope(p -> p.source(resources("rtb-0123456789abcdef0"))),
        "InvalidParameterValue",
        "Resource");
    refused(
        () -> scope(p -> p.source(header(h -> h.destinationPorts("90-80")))),
        "InvalidParameterValue",
        "DestinationPort");
    refused(
        () -> scope(p -> p.source(header(h -> h.sourceAddresses("10.0.0.0/33")))),
        "InvalidParameterValue",
        "SourceAddress");
    refused(
        () ->
            scope(p ->
                p.source(header(h -> h.sourceAddresses("10.0.0.0/8").sourcePrefixLists("pl-1")))),
        "InvalidParameterCombination");
  }

  @Test
  void what_the_internet_reaches_is_found() {
    Net net = lab.net(0);
    String gateway = lab.internetGateway(net);
    String open = lab.group(net);
    lab.allow(open, 22, 22, "0.0.0.0/0");
    String host = lab.instance(net, open);
    lab.publicAddress(host);
    lab.instance(net, open);
    String closed = lab.instance(net, lab.group(net));
    lab.publicAddress(closed);
    NetworkInsightsAccessScopeAnalysis analysis =
        analyze(scope(p -> p.source(types("AWS::EC2::InternetGateway"))));
    assertThat(analysis.status()).isEqualTo(AnalysisStatus.SUCCEEDED);
    assertThat(analysis.findingsFound()).isEqualTo(FindingsFound.TRUE);
    assertThat(analysis.analyzedEniCount()).isEqualTo(3);
    assertThat(analysis.endDate()).isNotNull();
    List<AccessScopeAnalysisFinding> findings = findings(analysis);
    assertThat(findings).hasSize(1);
    AccessScopeAnalysisFinding finding = findings.getFirst();
    assertThat(finding.findingId()).isEqualTo("AnalysisFinding-1");
    assertThat(finding.networkInsightsAccessScopeId())
        .isEqualTo(analysis.networkInsightsAccessScopeId());
    List<PathComponent> way = finding.findingComponents();
    String eni = lab.interfaceOf(host);
    assertThat(InsightsLab.ids(way)).containsExactly(gateway, net.acl(), open, eni);
    assertThat(way.getFirst().inboundHeader().destinationPortRanges().getFirst().from())
        .isEqualTo(22);
    assertThat(way.getLast().attachedTo().id()).isEqualTo(host);
    assertThat(way.getLast().inboundHeader().protocol()).isEqualTo("6");
  }

  @Test
  void what_no_way_leads_to_is_not_found() {
    Net net = lab.net(0);
    lab.internetGateway(net);
    lab.publicAddress(lab.instance(net, lab.group(net)));
    NetworkInsightsAccessScopeAnalysis analysis =
        analyze(scope(p -> p.source(types("AWS::EC2::InternetGateway"))));
    assertThat(analysis.findingsFound()).isEqualTo(FindingsFound.FALSE);
    assertThat(findings(analysis)).isEmpty();
  }

  @Test
  void headers_narrow_what_is_found() {
    Net net = lab.net(0);
    String gateway = lab.internetGateway(net);
    String group = lab.group(net);
    lab.allow(group, 80, 90, "192.0.2.0/24");
    String host = lab.instance(net, group);
    lab.publicAddress(host);
    String way = gateway + " -> " + lab.interfaceOf(host);
    assertThat(found(p -> p.source(header(h -> h.destinationPorts("22"))))).noneMatch(way::equals);
    assertThat(
            found(p ->
                p.source(types("AWS::EC2::InternetGateway"))
                    .destination(header(h -> h.destinationPorts("85", "22")))))
        .containsExactly(way);
    assertThat(
            found(p ->
                p.source(types("AWS::EC2::InternetGateway"))
                    .destination(header(h -> h.destinationPorts("91-95")))))
        .isEmpty();
    assertThat(
            found(p ->
                p.source(end ->
                    end.resourceStatement(of("AWS::EC2::InternetGateway"))
                        .packetHeaderStatement(h -> h.sourceAddresses("192.0.2.77")))))
        .containsExactly(way);
    assertThat(
            found(p ->
                p.source(end ->
                    end.resourceStatement(of("AWS::EC2::InternetGateway"))
                        .packetHeaderStatement(h -> h.sourceAddresses("203.0.113.0/24")))))
        .isEmpty();
    assertThat(
            found(p ->
                p.source(end ->
                    end.resourceStatement(of("AWS::EC2::InternetGateway"))
                        .packetHeaderStatement(h -> h.protocols(Protocol.UDP)))))
        .isEmpty();
  }

  @Test
  void what_an_exclude_path_means_is_no_finding() {
    Net net = lab.net(0);
    lab.internetGateway(net);
    String group = lab.group(net);
    lab.allow(group, 80, 80, "0.0.0.0/0");
    lab.allow(group, 22, 22, "0.0.0.0/0");
    String web = lab.instance(net, group);
    String other = lab.instance(net, group);
    lab.publicAddress(web);
    lab.publicAddress(other);
    Consumer<AccessScopePathRequest.Builder> internet =
        p -> p.source(types("AWS::EC2::InternetGateway"));
    assertThat(found(internet)).hasSize(2);
    assertThat(found(List.of(internet), List.of(p -> p.destination(resources(web)))))
        .singleElement()
        .asString()
        .endsWith(lab.interfaceOf(other));
    List<Consumer<AccessScopePathRequest.Builder>> allButSsh =
        List.of(p -> p.destination(header(h -> h.destinationPorts("0-21", "23-65535"))));
    assertThat(
            findings(analyze(scope(List.of(internet), allButSsh))).stream()
                .map(each -> each.findingComponents().getLast().inboundHeader())
                .map(each -> each.destinationPortRanges().getFirst().from()))
        .as("port 22 is left of both")
        .containsExactly(22, 22);
    assertThat(found(List.of(internet), List.of(p -> p.destination(resources(net.vpc())))))
        .isEmpty();
  }

  @Test
  void ends_are_named_by_instance_subnet_vpc_group_and_arn() {
    Net net = lab.net(0);
    String servers = lab.group(net);
    lab.allow(servers, 443, 443, "10.0.0.0/16");
    String server = lab.instance(net, servers);
    String clients = lab.group(net);
    String client = lab.instance(net, clients);
    String way = lab.interfaceOf(client) + " -> " + lab.interfaceOf(server);
    assertThat(found(p -> p.source(resources(client)).destination(resources(server))))
        .containsExactly(way);
    assertThat(found(p -> p.source(resources(clients)).destination(resources(servers))))
        .containsExactly(way);
    assertThat(found(p -> p.source(resources(client)).destination(resources(net.subnet()))))
        .containsExactly(way);
    assertThat(found(p -> p.source(resources(net.vpc())).destination(resources(net.vpc()))))
        .containsExactly(way);
    assertThat(
            found(p ->
                p.source(resources("arn:aws:ec2:us-east-1:111111111111:instance/" + client))
                    .destination(types("AWS::EC2::NetworkInterface"))))
        .containsExactly(way);
    assertThat(found(p -> p.source(resources(server)).destination(resources(client)))).isEmpty();
  }

  @Test
  void ways_must_pass_what_is_between() {
    Net net = lab.net(0);
    Net other = lab.net(1);
    String peering = lab.peering(net, other);
    lab.route(net, "10.1.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    lab.route(other, "10.0.0.0/16", r -> r.vpcPeeringConnectionId(peering));
    String group = lab.group(other);
    lab.allow(group, 443, 443, "10.0.0.0/8");
    String server = lab.instance(other, group);
    String near = lab.instance(other, lab.group(other));
    String far = lab.instance(net, lab.group(net));
    String toServer = " -> " + lab.interfaceOf(server);
    assertThat(found(p -> p.destination(resources(server))))
        .containsExactlyInAnyOrder(
            lab.interfaceOf(near) + toServer, lab.interfaceOf(far) + toServer);
    assertThat(
            found(p ->
                p.destination(resources(server))
                    .throughResources(
                        t -> t.resourceStatement(of("AWS::EC2::VPCPeeringConnection")))))
        .containsExactly(lab.interfaceOf(far) + toServer);
    assertThat(
            found(
                List.of(p -> p.destination(resources(server))),
                List.of(
                    p -> p.throughResources(t -> t.resourceStatement(r -> r.resources(peering))))))
        .containsExactly(lab.interfaceOf(near) + toServer);
    assertThat(found(p -> p.source(resources(peering)).destination(resources(server))))
        .as("a peering may be an end")
        .containsExactly(peering + toServer);
  }

  @Test
  void attachments_and_sites_are_ends_by_their_gateways() {
    Net net = lab.net(0);
    Net other = lab.net(1);
    String gateway = lab.transitGateway();
    String attachment = lab.attach(gateway, net);
    lab.attach(gateway, other);
    String vpn = lab.vpnGateway(other, "office", "192.168.0.0/16");
    String group = lab.group(net);
    lab.allow(group, 443, 443, "0.0.0.0/0");
    String server = lab.instance(net, group);
    String client = lab.instance(other, lab.group(other));
    assertThat(
            found(p ->
                p.source(types("AWS::EC2::TransitGatewayAttachment"))
                    .destination(resources(server))))
        .containsExactly(attachment + " -> " + lab.interfaceOf(server));
    assertThat(found(p -> p.destination(types("AWS::EC2::VPNGateway"))))
        .containsExactly(lab.interfaceOf(client) + " -> " + vpn);
  }

  @Test
  void findings_stay_and_come_by_the_page() {
    Net net = lab.net(0);
    String gateway = lab.internetGateway(net);
    String group = lab.group(net);
    lab.allow(group, 80, 80, "0.0.0.0/0");
    for (int i = 0; i < 3; i++) {
      lab.publicAddress(lab.instance(net, group));
    }
    NetworkInsightsAccessScopeAnalysis analysis = analyze(scope(p -> p.source(resources(gateway))));
    ec2.revokeSecurityGroupIngress(r ->
        r.groupId(group)
            .ipPermissions(p ->
                p.ipProtocol("tcp").fromPort(80).toPort(80).ipRanges(i -> i.cidrIp("0.0.0.0/0"))));
    String id = analysis.networkInsightsAccessScopeAnalysisId();
    GetNetworkInsightsAccessScopeAnalysisFindingsResponse first =
        ec2.getNetworkInsightsAccessScopeAnalysisFindings(
            r -> r.networkInsightsAccessScopeAnalysisId(id).maxResults(2));
    assertThat(first.analysisStatus()).isEqualTo(AnalysisStatus.SUCCEEDED);
    assertThat(first.analysisFindings())
        .extracting(AccessScopeAnalysisFinding::findingId)
        .containsExactly("AnalysisFinding-1", "AnalysisFinding-2");
    GetNetworkInsightsAccessScopeAnalysisFindingsResponse second =
        ec2.getNetworkInsightsAccessScopeAnalysisFindings(r ->
            r.networkInsightsAccessScopeAnalysisId(id).maxResults(2).nextToken(first.nextToken()));
    assertThat(second.analysisFindings())
        .extracting(AccessScopeAnalysisFinding::findingId)
        .containsExactly("AnalysisFinding-3");
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void another_accounts_interfaces_are_not_analyzed() {
    Net theirs = InsightsLab.net(cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"), 1);
    Ec2Client there = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    for (int i = 0; i < 2; i++) {
      there.runInstances(r -> r.imageId("ami-1").minCount(1).maxCount(1).subnetId(theirs.subnet()));
    }
    NetworkInsightsAccessScopeAnalysis analysis =
        analyze(scope(p -> p.source(types("AWS::EC2::NetworkInterface"))));
    assertThat(analysis.analyzedEniCount()).isZero();
    assertThat(analysis.findingsFound()).isEqualTo(FindingsFound.FALSE);
  }

  @Test
  void an_analysis_of_a_scope_runs_for_a_while_in_the_time_of_aws() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client there = slow.ec2();
      String scope =
          there
              .createNetworkInsightsAccessScope(
                  r -> r.matchPaths(p -> p.source(types("AWS::EC2::InternetGateway"))))
              .networkInsightsAccessScope()
              .networkInsightsAccessScopeId();
      String id =
          there
              .startNetworkInsightsAccessScopeAnalysis(r -> r.networkInsightsAccessScopeId(scope))
              .networkInsightsAccessScopeAnalysis()
              .networkInsightsAccessScopeAnalysisId();
      assertThat(analysis(there, id).status()).isEqualTo(AnalysisStatus.RUNNING);
      assertThat(analysis(there, id).endDate()).isNull();
      assertThat(
              there
                  .getNetworkInsightsAccessScopeAnalysisFindings(
                      r -> r.networkInsightsAccessScopeAnalysisId(id))
                  .analysisStatus())
          .isEqualTo(AnalysisStatus.RUNNING);
      slow.timeline().advance(InsightsFamilies.WORK);
      assertThat(analysis(there, id).status()).isEqualTo(AnalysisStatus.SUCCEEDED);
      assertThat(Duration.between(analysis(there, id).startDate(), analysis(there, id).endDate()))
          .isEqualTo(InsightsFamilies.WORK);
    }
  }

  @Test
  void a_scope_goes_when_its_analyses_have_gone() {
    String scope = scope(p -> p.source(types("AWS::EC2::InternetGateway")));
    String id = analyze(scope).networkInsightsAccessScopeAnalysisId();
    refused(
        () -> ec2.deleteNetworkInsightsAccessScope(r -> r.networkInsightsAccessScopeId(scope)),
        "AnalysisExistsForNetworkInsightsAccessScope",
        scope);
    assertThat(
            ec2.describeNetworkInsightsAccessScopeAnalyses(
                    r -> r.networkInsightsAccessScopeId(scope))
                .networkInsightsAccessScopeAnalyses())
        .hasSize(1);
    ec2.deleteNetworkInsightsAccessScopeAnalysis(r -> r.networkInsightsAccessScopeAnalysisId(id));
    refused(() -> analysis(ec2, id), "InvalidNetworkInsightsAccessScopeAnalysisId.NotFound", id);
    ec2.deleteNetworkInsightsAccessScope(r -> r.networkInsightsAccessScopeId(scope));
    refused(
        () -> ec2.getNetworkInsightsAccessScopeContent(r -> r.networkInsightsAccessScopeId(scope)),
        "InvalidNetworkInsightsAccessScopeId.NotFound");
    refused(() -> analyze(scope), "InvalidNetworkInsightsAccessScopeId.NotFound");
  }
}
