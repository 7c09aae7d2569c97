package culvert.aws.operations.insights;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Filtered;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.insights.InsightsLab.Net;
import culvert.aws.snapshot.Assumed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AnalysisComponent;
import software.amazon.awssdk.services.ec2.model.AnalysisPacketHeader;
import software.amazon.awssdk.services.ec2.model.AnalysisStatus;
import software.amazon.awssdk.services.ec2.model.Explanation;
import software.amazon.awssdk.services.ec2.model.NetworkInsightsAnalysis;
import software.amazon.awssdk.services.ec2.model.PathComponent;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Two instances in one VPC, and an internet gateway. */
class AnalysisOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final InsightsLab lab = new InsightsLab(cloud);
  private Net net;
  private Net far;
  private String clients;
  private String servers;
  private String client;
  private String server;

  @BeforeEach
  void instances() {
    net = lab.net(0);
    far = net;
    clients = lab.group(net);
    servers = lab.group(net);
    client = lab.instance(net, clients);
    String subnet =
        ec2.createSubnet(r -> r.vpcId(net.vpc()).cidrBlock("10.0.1.0/24")).subnet().subnetId();
    far = new Net(net.vpc(), subnet, net.table(), net.acl());
    server = lab.instance(far, servers);
    ec2.createTags(r -> r.resources(server).tags(Tag.builder().key("Name").value("web").build()));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private static AnalysisPacketHeader header(String source, int from, String destination, int to) {
    return AnalysisPacketHeader.builder()
        .protocol("6")
        .sourceAddresses(source + "/32")
        .sourcePortRanges(p -> p.from(from).to(from))
        .destinationAddresses(destination + "/32")
        .destinationPortRanges(p -> p.from(to).to(to))
        .build();
  }

  @Test
  void a_path_is_shown_component_by_component_both_ways() {
    lab.allow(servers, 80, 90, "10.0.0.0/24");
    NetworkInsightsAnalysis found = lab.analyze(client, server, 80);
    assertThat(found.status()).isEqualTo(AnalysisStatus.SUCCEEDED);
    assertThat(found.networkPathFound()).isTrue();
    assertThat(found.explanations()).isEmpty();
    assertThat(found.warningMessage()).isNull();
    String from = lab.interfaceOf(client);
    String to = lab.interfaceOf(server);
    List<PathComponent> there = found.forwardPathComponents();
    assertThat(InsightsLab.ids(there))
        .containsExactly(
            client, from, clients, net.acl(), net.table(), net.acl(), servers, to, server);
    assertThat(there)
        .extracting(PathComponent::sequenceNumber)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(InsightsLab.ids(found.returnPathComponents()))
        .containsExactly(
            server, to, servers, net.acl(), net.table(), net.acl(), clients, from, client);
    String source = lab.described(client).privateIpAddress();
    String destination = lab.described(server).privateIpAddress();
    assertThat(there.getFirst().outboundHeader()).isEqualTo(header(source, 49152, destination, 80));
    assertThat(there.getFirst().inboundHeader()).isNull();
    assertThat(there.getLast().inboundHeader()).isEqualTo(header(source, 49152, destination, 80));
    assertThat(found.returnPathComponents().getFirst().outboundHeader())
        .isEqualTo(header(destination, 80, source, 49152));

    PathComponent at = there.get(7);
    assertThat(at.attachedTo())
        .isEqualTo(
            AnalysisComponent.builder()
                .id(server)
                .arn("arn:aws:ec2:us-east-1:111111111111:instance/" + server)
                .name("web")
                .build());
    assertThat(at.subnet().id()).isEqualTo(far.subnet());
    assertThat(at.vpc().id()).isEqualTo(net.vpc());

    assertThat(there.get(2).securityGroupRule().direction()).isEqualTo("egress");
    assertThat(there.get(2).securityGroupRule().protocol()).isEqualTo("all");
    assertThat(there.get(2).securityGroupRule().portRange()).isNull();
    assertThat(there.get(6).securityGroupRule().direction()).isEqualTo("ingress");
    assertThat(there.get(6).securityGroupRule().cidr()).isEqualTo("10.0.0.0/24");
    assertThat(there.get(6).securityGroupRule().protocol()).isEqualTo("tcp");
    assertThat(there.get(6).securityGroupRule().portRange().from()).isEqualTo(80);
    assertThat(there.get(6).securityGroupRule().portRange().to()).isEqualTo(90);
    assertThat(found.returnPathComponents().get(2).securityGroupRule())
        .as("what is known needs no rule")
        .isNull();
    assertThat(there.get(3).aclRule().egress()).isTrue();
    assertThat(there.get(3).aclRule().ruleNumber()).isEqualTo(100);
    assertThat(there.get(3).aclRule().ruleAction()).isEqualTo("allow");
    assertThat(there.get(3).aclRule().cidr()).isEqualTo("0.0.0.0/0");
    assertThat(there.get(5).aclRule().egress()).isFalse();
    assertThat(there.get(4).routeTableRoute().destinationCidr()).isEqualTo("10.0.0.0/16");
    assertThat(there.get(4).routeTableRoute().gatewayId()).isEqualTo("local");
    assertThat(there.get(4).routeTableRoute().origin()).isEqualTo("createroutetable");
    assertThat(there.get(4).routeTableRoute().state()).isEqualTo("active");
  }

  @Test
  void rules_name_groups_and_prefix_lists_as_they_do() {
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(servers)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(80)
                    .toPort(80)
                    .userIdGroupPairs(g -> g.groupId(clients))));
    String list =
        ec2.createManagedPrefixList(r ->
                r.prefixListName("p")
                    .addressFamily("IPv4")
                    .maxEntries(1)
                    .entries(e -> e.cidr("10.0.0.0/16")))
            .prefixList()
            .prefixListId();
    ec2.authorizeSecurityGroupIngress(r ->
        r.groupId(servers)
            .ipPermissions(p ->
                p.ipProtocol("tcp")
                    .fromPort(81)
                    .toPort(81)
                    .prefixListIds(l -> l.prefixListId(list))));
    PathComponent byGroup = lab.analyze(client, server, 80).forwardPathComponents().get(6);
    assertThat(byGroup.securityGroupRule().securityGroupId()).isEqualTo(clients);
    assertThat(byGroup.securityGroupRule().cidr()).isNull();
    PathComponent byList = lab.analyze(client, server, 81).forwardPathComponents().get(6);
    assertThat(byList.securityGroupRule().prefixListId()).isEqualTo(list);
  }

  @Test
  void everything_in_the_way_is_explained_in_both_directions() {
    deny(true, 100 - 1, 49152);
    NetworkInsightsAnalysis found = lab.analyze(path(80));
    assertThat(found.networkPathFound()).isFalse();
    assertThat(InsightsLab.codes(found))
        .containsExactly("SG_HAS_NO_RULES", "SUBNET_ACL_RESTRICTION");
    Explanation group = found.explanations().getFirst();
    assertThat(group.direction()).isEqualTo("ingress");
    assertThat(group.networkInterface().id()).isEqualTo(lab.interfaceOf(server));
    assertThat(group.attachedTo().name()).isEqualTo("web");
    assertThat(group.securityGroups()).extracting(AnalysisComponent::id).containsExactly(servers);
    assertThat(group.subnet().id()).isEqualTo(far.subnet());
    assertThat(group.vpc().id()).isEqualTo(net.vpc());
    assertThat(group.componentAccount()).isEqualTo("111111111111");
    assertThat(group.componentRegion()).isEqualTo("us-east-1");
    Explanation acl = found.explanations().get(1);
    assertThat(acl.direction()).isEqualTo("egress");
    assertThat(acl.acl().id()).isEqualTo(net.acl());
    assertThat(acl.subnet().id()).as("the reply leaves there").isEqualTo(far.subnet());
    List<PathComponent> there = found.forwardPathComponents();
    assertThat(there.get(6).explanations())
        .extracting(Explanation::explanationCode)
        .containsExactly("SG_HAS_NO_RULES");
  }

  /** A path that leaves the client's port to one, so that nothing gets around the entry. */
  private String path(int port) {
    return lab.path(r ->
        r.source(client)
            .destination(server)
            .filterAtSource(f ->
                f.sourcePortRange(p -> p.fromPort(49152).toPort(49152))
                    .destinationPortRange(p -> p.fromPort(port).toPort(port))));
  }

  private void deny(boolean egress, int number, int port) {
    ec2.createNetworkAclEntry(r ->
        r.networkAclId(net.acl())
            .egress(egress)
            .ruleNumber(number)
            .ruleAction("deny")
            .protocol("6")
            .portRange(p -> p.from(port).to(port))
            .cidrBlock("0.0.0.0/0"));
  }

  @Test
  void a_rule_that_does_not_match_is_another_code_than_no_rule() {
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    NetworkInsightsAnalysis found = lab.analyze(client, server, 443);
    assertThat(InsightsLab.codes(found)).containsExactly("ENI_SG_RULES_MISMATCH");
  }

  @Test
  void any_port_that_gets_through_is_a_path() {
    lab.allow(servers, 8080, 8080, "10.0.0.0/8");
    NetworkInsightsAnalysis found =
        lab.analyze(lab.path(r -> r.source(client).destination(server)));
    assertThat(found.networkPathFound()).isTrue();
    assertThat(found.forwardPathComponents().getFirst().outboundHeader().destinationPortRanges())
        .extracting(range -> range.from())
        .containsExactly(8080);
    NetworkInsightsAnalysis narrow =
        lab.analyze(
            lab.path(r ->
                r.source(client)
                    .destination(server)
                    .filterAtSource(f -> f.destinationPortRange(p -> p.fromPort(1).toPort(8079)))));
    assertThat(InsightsLab.codes(narrow)).containsExactly("ENI_SG_RULES_MISMATCH");
  }

  @Test
  void any_source_port_that_is_answered_is_a_path() {
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    deny(true, 99, 49152);
    NetworkInsightsAnalysis found = lab.analyze(client, server, 80);
    assertThat(found.networkPathFound()).isTrue();
    assertThat(found.forwardPathComponents().getFirst().outboundHeader().sourcePortRanges())
        .extracting(range -> range.from())
        .doesNotContain(49152);
    assertThat(InsightsLab.codes(lab.analyze(path(80)))).containsExactly("SUBNET_ACL_RESTRICTION");
  }

  @Test
  void an_analysis_keeps_its_answer() {
    NetworkInsightsAnalysis before = lab.analyze(client, server, 80);
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    assertThat(before.networkPathFound()).isFalse();
    assertThat(lab.analysis(before.networkInsightsAnalysisId())).isEqualTo(before);
    assertThat(lab.analyze(before.networkInsightsPathId()).networkPathFound()).isTrue();
    assertThat(lab.analysis(before.networkInsightsAnalysisId())).isEqualTo(before);
  }

  @Test
  void a_filter_at_the_destination_must_hold_there() {
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    String address = lab.described(client).privateIpAddress();
    assertThat(
            lab.analyze(
                    lab.path(r ->
                        r.source(client)
                            .destination(server)
                            .destinationPort(80)
                            .filterAtDestination(f -> f.sourceAddress(address))))
                .networkPathFound())
        .isTrue();
    NetworkInsightsAnalysis other =
        lab.analyze(
            lab.path(r ->
                r.source(client)
                    .destination(server)
                    .destinationPort(80)
                    .filterAtDestination(f -> f.sourceAddress("10.0.0.99"))));
    assertThat(other.networkPathFound()).isFalse();
    assertThat(InsightsLab.codes(other)).containsExactly("FILTER_AT_DESTINATION_SOURCE_ADDRESS");
  }

  @Test
  void another_source_address_than_its_own_is_not_let_out() {
    lab.allow(servers, 80, 80, "0.0.0.0/0");
    NetworkInsightsAnalysis found =
        lab.analyze(
            lab.path(r ->
                r.source(client).sourceIp("10.0.0.99").destination(server).destinationPort(80)));
    assertThat(InsightsLab.codes(found)).contains("ENI_SOURCE_DEST_CHECK_RESTRICTION");
  }

  @Test
  void components_that_a_path_must_or_must_not_pass() {
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    String path = lab.path(client, server, 80);
    String acl = "arn:aws:ec2:us-east-1:111111111111:network-acl/" + net.acl();
    String vpc = "arn:aws:ec2:us-east-1:111111111111:vpc/" + net.vpc();
    String nat = "arn:aws:ec2:us-east-1:111111111111:natgateway/nat-00000000000000001";
    assertThat(lab.analyze(path, r -> r.filterInArns(acl, vpc)).networkPathFound()).isTrue();
    assertThat(InsightsLab.codes(lab.analyze(path, r -> r.filterInArns(nat))))
        .containsExactly("COMPONENT_FILTER_RESTRICTION");
    NetworkInsightsAnalysis without = lab.analyze(path, r -> r.filterOutArns(acl));
    assertThat(without.networkPathFound()).isFalse();
    assertThat(without.filterOutArns()).containsExactly(acl);
    assertThat(without.explanations().getFirst().explanationCode())
        .isEqualTo("COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT");
    assertThat(without.explanations().getFirst().component().id()).isEqualTo(net.acl());
    refused(
        () -> lab.analyze(path, r -> r.filterInArns("nat")), "InvalidParameterValue", "FilterIn");
    refused(
        () -> lab.analyze(path, r -> r.additionalAccounts("me")),
        "InvalidParameterValue",
        "AdditionalAccount");
  }

  @Test
  void an_end_that_has_gone_is_said() {
    String path = lab.path(client, server, 80);
    ec2.terminateInstances(r -> r.instanceIds(server));
    NetworkInsightsAnalysis found = lab.analyze(path);
    assertThat(found.networkPathFound()).isFalse();
    assertThat(InsightsLab.codes(found)).containsExactly("NO_SOURCE_OR_DESTINATION");
    assertThat(found.explanations().getFirst().component().id()).isEqualTo(server);
  }

  @Test
  void a_stopped_instance_is_a_bad_state() {
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    ec2.stopInstances(r -> r.instanceIds(server));
    NetworkInsightsAnalysis found = lab.analyze(client, server, 80);
    assertThat(InsightsLab.codes(found)).contains("BAD_STATE");
    assertThat(found.explanations().getFirst().component().id()).isEqualTo(server);
  }

  @Test
  void analyses_are_found_by_path_time_and_outcome() {
    String path = lab.path(client, server, 80);
    String other = lab.path(server, client, 80);
    String first = lab.analyze(path).networkInsightsAnalysisId();
    Instant between = cloud.timeline().now().plusSeconds(1);
    cloud.timeline().advance(Duration.ofSeconds(2));
    lab.allow(servers, 80, 80, "10.0.0.0/8");
    String second = lab.analyze(path).networkInsightsAnalysisId();
    String third = lab.analyze(other).networkInsightsAnalysisId();
    assertThat(
            ids(
                ec2.describeNetworkInsightsAnalyses(r -> r.networkInsightsPathId(path))
                    .networkInsightsAnalyses()))
        .containsExactly(first, second);
    assertThat(
            ids(
                ec2.describeNetworkInsightsAnalyses(r -> r.analysisStartTime(between))
                    .networkInsightsAnalyses()))
        .containsExactly(second, third);
    assertThat(
            ids(
                ec2.describeNetworkInsightsAnalyses(r -> r.analysisEndTime(between))
                    .networkInsightsAnalyses()))
        .containsExactly(first);
    assertThat(
            ids(
                ec2.describeNetworkInsightsAnalyses(
                        r -> r.filters(Filtered.by("path-found", "true")))
                    .networkInsightsAnalyses()))
        .containsExactly(second);
    assertThat(
            ids(
                ec2.describeNetworkInsightsAnalyses(
                        r -> r.filters(Filtered.by("status", "running")))
                    .networkInsightsAnalyses()))
        .isEmpty();
  }

  private static List<String> ids(List<NetworkInsightsAnalysis> analyses) {
    return analyses.stream().map(NetworkInsightsAnalysis::networkInsightsAnalysisId).toList();
  }

  @Test
  void an_analysis_runs_for_a_while_in_the_time_of_aws() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      InsightsLab there = new InsightsLab(slow);
      Net own = there.net(0);
      String group = there.group(own);
      String instance = there.instance(own, group);
      slow.timeline().advance(Duration.ofMinutes(5));
      NetworkInsightsAnalysis running =
          there.analyze(instance, there.interfaceOf(there.instance(own, group)), 80);
      assertThat(running.status()).isEqualTo(AnalysisStatus.RUNNING);
      assertThat(running.networkPathFound()).isNull();
      assertThat(running.forwardPathComponents()).isEmpty();
      slow.timeline().advance(InsightsFamilies.WORK);
      NetworkInsightsAnalysis done = there.analysis(running.networkInsightsAnalysisId());
      assertThat(done.status()).isEqualTo(AnalysisStatus.SUCCEEDED);
      assertThat(done.networkPathFound()).isFalse();
      assertThat(done.startDate()).isEqualTo(running.startDate());
    }
  }

  @Test
  void an_analysis_is_deleted_after_120_days() {
    NetworkInsightsAnalysis found = lab.analyze(client, server, 80);
    cloud.timeline().advance(Duration.ofDays(119));
    assertThat(lab.analysis(found.networkInsightsAnalysisId())).isEqualTo(found);
    cloud.timeline().advance(Duration.ofDays(1));
    refused(
        () -> lab.analysis(found.networkInsightsAnalysisId()),
        "InvalidNetworkInsightsAnalysisId.NotFound");
  }

  @Test
  void an_analysis_whose_path_no_file_has_fails() {
    String files =
        """
        {"files": {"us-east-1/Insights.json": {
          "NetworkInsightsAnalyses": [{
            "NetworkInsightsAnalysisId": "nia-00000000000000001",
            "NetworkInsightsPathId": "nip-00000000000000001",
            "StartDate": "2026-01-01T00:00:00Z",
            "Status": "running"}],
          "NetworkInsightsAccessScopeAnalyses": [{
            "NetworkInsightsAccessScopeAnalysisId": "nisa-00000000000000001",
            "NetworkInsightsAccessScopeId": "nis-00000000000000001",
            "StartDate": "2026-01-01T00:00:00Z",
            "Status": "running"}]}}}
        """;
    cloud
        .api()
        .snapshots()
        .load(files.getBytes(StandardCharsets.UTF_8), new Assumed(TestCloud.ACCOUNT, "us-east-1"));
    NetworkInsightsAnalysis failed = lab.analysis("nia-00000000000000001");
    assertThat(failed.status()).isEqualTo(AnalysisStatus.FAILED);
    assertThat(failed.statusMessage()).endsWith("missing component nip-00000000000000001");
    assertThat(failed.networkPathFound()).isNull();
    assertThat(
            ec2.describeNetworkInsightsAccessScopeAnalyses(r -> {})
                .networkInsightsAccessScopeAnalyses())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.status()).isEqualTo(AnalysisStatus.FAILED);
          assertThat(each.findingsFoundAsString()).isEqualTo("unknown");
        });
  }
}
