package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

class PeeringOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ours = cloud.ec2();
  private final Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
  private final Ec2Client abroad = cloud.ec2(TestCloud.ACCOUNT, "eu-west-1");

  @AfterEach
  void close() {
    cloud.close();
  }

  private static String vpc(Ec2Client client, String cidr) {
    return client.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  private static String request(Ec2Client from, String vpc, String peer) {
    return from.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(peer))
        .vpcPeeringConnection()
        .vpcPeeringConnectionId();
  }

  private String requestTheirs(String vpc, String peer) {
    return ours.createVpcPeeringConnection(
            r -> r.vpcId(vpc).peerVpcId(peer).peerOwnerId(TestCloud.OTHER_ACCOUNT))
        .vpcPeeringConnection()
        .vpcPeeringConnectionId();
  }

  private String requestAbroad(String vpc, String peer) {
    return ours.createVpcPeeringConnection(
            r -> r.vpcId(vpc).peerVpcId(peer).peerRegion("eu-west-1"))
        .vpcPeeringConnection()
        .vpcPeeringConnectionId();
  }

  private static void accept(Ec2Client client, String id) {
    client.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
  }

  private static void delete(Ec2Client client, String id) {
    client.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
  }

  private static VpcPeeringConnection described(Ec2Client client, String id) {
    return client
        .describeVpcPeeringConnections(r -> r.vpcPeeringConnectionIds(id))
        .vpcPeeringConnections()
        .getFirst();
  }

  private static String state(Ec2Client client, String id) {
    return described(client, id).status().codeAsString();
  }

  private static void gone(Ec2Client client, String id) {
    refused(() -> state(client, id), "InvalidVpcPeeringConnectionID.NotFound");
  }

  @Test
  void r3_1_2_a_request_is_initiated_then_pending_then_active() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(ours, "10.2.0.0/16");
    VpcPeeringConnection made =
        ours.createVpcPeeringConnection(r -> r.vpcId(one).peerVpcId(other)).vpcPeeringConnection();
    String id = made.vpcPeeringConnectionId();
    assertThat(made.status().codeAsString()).isEqualTo("initiating-request");
    assertThat(state(ours, id)).isEqualTo("pending-acceptance");
    assertThat(
            ours.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id))
                .vpcPeeringConnection()
                .status()
                .codeAsString())
        .isEqualTo("provisioning");
    assertThat(state(ours, id)).isEqualTo("active");
  }

  @Test
  void r3_1_1_a_peering_across_regions_passes_every_state_in_aws_time() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client here = slow.ec2();
      Ec2Client there = slow.ec2(TestCloud.ACCOUNT, "eu-west-1");
      String one = vpc(here, "10.1.0.0/16");
      String other = vpc(there, "10.2.0.0/16");
      slow.timeline().advance(Duration.ofMinutes(1));
      String id =
          here.createVpcPeeringConnection(
                  r -> r.vpcId(one).peerVpcId(other).peerRegion("eu-west-1"))
              .vpcPeeringConnection()
              .vpcPeeringConnectionId();
      assertThat(state(here, id)).isEqualTo("initiating-request");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(state(here, id)).isEqualTo("pending-acceptance");
      accept(there, id);
      assertThat(state(there, id)).isEqualTo("provisioning");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(state(there, id)).isEqualTo("active");
      delete(here, id);
      assertThat(state(here, id)).isEqualTo("deleting");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(state(there, id)).isEqualTo("deleted");
    }
  }

  @Test
  void r3_1_3_what_cannot_be_fails_afterwards() {
    String one = vpc(ours, "10.1.0.0/16");
    String overlapping = vpc(ours, "10.1.128.0/17");
    String theirVpc = vpc(theirs, "10.2.0.0/16");
    for (String peer : new String[] {overlapping, one, theirVpc, "vpc-0123456789abcdef0"}) {
      String id = request(ours, one, peer);
      assertThat(state(ours, id)).isEqualTo("failed");
      assertThat(described(ours, id).status().message())
          .isEqualTo("Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range");
    }
    refused(() -> request(ours, "vpc-0123456789abcdef0", one), "InvalidVpcID.NotFound");
  }

  @Test
  void r3_2_1_any_overlapping_block_fails() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(ours, "10.2.0.0/16");
    ours.associateVpcCidrBlock(r -> r.vpcId(other).cidrBlock("100.64.0.0/16"));
    ours.associateVpcCidrBlock(r -> r.vpcId(one).cidrBlock("100.64.128.0/17"));
    assertThat(state(ours, request(ours, one, other))).isEqualTo("failed");
  }

  @Test
  void r3_2_4_an_ipv6_block_of_its_own_does_not_help() {
    String one =
        ours.createVpc(r -> r.cidrBlock("10.1.0.0/16").amazonProvidedIpv6CidrBlock(true))
            .vpc()
            .vpcId();
    String other =
        ours.createVpc(r -> r.cidrBlock("10.1.0.0/16").amazonProvidedIpv6CidrBlock(true))
            .vpc()
            .vpcId();
    assertThat(state(ours, request(ours, one, other))).isEqualTo("failed");
  }

  @Test
  void r3_5_6_r3_2_1_vpcs_with_overlapping_blocks_are_never_peers() {
    String one = vpc(ours, "10.1.0.0/16");
    String id = request(ours, one, vpc(ours, "10.1.0.0/16"));
    assertThat(state(ours, id)).isEqualTo("failed");
    refused(() -> accept(ours, id), "InvalidStateTransition");
  }

  @Test
  void r3_2_2_peers_of_a_third_may_overlap() {
    String hub = vpc(ours, "10.0.0.0/16");
    accept(ours, request(ours, hub, vpc(ours, "10.1.0.0/16")));
    String second = request(ours, hub, vpc(ours, "10.1.0.0/16"));
    assertThat(state(ours, second)).isEqualTo("pending-acceptance");
  }

  @Test
  void r3_1_5_only_the_accepter_accepts_and_rejects() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    refused(() -> accept(ours, id), "OperationNotPermitted", TestCloud.ACCOUNT);
    refused(
        () -> ours.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id)),
        "OperationNotPermitted");
    accept(theirs, id);
    assertThat(state(ours, id)).isEqualTo("active");
    assertThat(state(theirs, id)).isEqualTo("active");
  }

  @Test
  void r3_1_6_the_requester_deletes_a_pending_one_and_the_accepter_rejects_it() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    refused(() -> delete(theirs, id), "OperationNotPermitted");
    theirs.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    assertThat(state(ours, id)).isEqualTo("rejected");
    refused(() -> delete(ours, id), "InvalidStateTransition", id, "rejected");
    refused(() -> accept(theirs, id), "InvalidStateTransition");
    String failed = request(ours, vpc(ours, "10.3.0.0/16"), "vpc-0123456789abcdef0");
    refused(() -> delete(ours, failed), "InvalidStateTransition", "failed");
  }

  @Test
  void r3_1_6_an_active_one_is_deleted_by_either_and_rejected_by_none() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    accept(theirs, id);
    refused(
        () -> theirs.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id)),
        "InvalidStateTransition");
    delete(theirs, id);
    assertThat(state(ours, id)).isEqualTo("deleted");
  }

  @Test
  void r3_1_7_across_regions_it_is_accepted_where_the_accepter_is() {
    String id = requestAbroad(vpc(ours, "10.1.0.0/16"), vpc(abroad, "10.2.0.0/16"));
    refused(
        () -> accept(ours, id), "OperationNotPermitted", "must be accepted in region eu-west-1");
    accept(abroad, id);
    assertThat(state(ours, id)).isEqualTo("active");
    assertThat(state(abroad, id)).isEqualTo("active");
  }

  @Test
  void r3_1_2_r3_1_4_a_request_expires_after_seven_days_and_both_see_it_for_two_more() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    cloud.timeline().advance(Duration.ofDays(7).plusSeconds(1));
    assertThat(state(ours, id)).isEqualTo("expired");
    assertThat(state(theirs, id)).isEqualTo("expired");
    refused(() -> accept(theirs, id), "InvalidStateTransition");
    cloud.timeline().advance(Duration.ofDays(2));
    gone(ours, id);
    gone(theirs, id);
  }

  @Test
  void r3_1_4_a_failed_one_is_seen_for_two_hours_by_the_requester() {
    String id = request(ours, vpc(ours, "10.1.0.0/16"), "vpc-0123456789abcdef0");
    cloud.timeline().advance(Duration.ofMinutes(119));
    assertThat(state(ours, id)).isEqualTo("failed");
    cloud.timeline().advance(Duration.ofMinutes(2));
    gone(ours, id);
  }

  @Test
  void r3_1_4_a_rejected_one_is_seen_two_days_by_the_requester_two_hours_by_the_accepter() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    theirs.rejectVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    cloud.timeline().advance(Duration.ofHours(3));
    gone(theirs, id);
    assertThat(state(ours, id)).isEqualTo("rejected");
    cloud.timeline().advance(Duration.ofDays(2));
    gone(ours, id);
  }

  @Test
  void r3_1_4_a_deleted_one_is_seen_two_hours_by_the_deleter_two_days_by_the_other() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    accept(theirs, id);
    delete(ours, id);
    cloud.timeline().advance(Duration.ofHours(3));
    gone(ours, id);
    assertThat(state(theirs, id)).isEqualTo("deleted");
    cloud.timeline().advance(Duration.ofDays(2));
    gone(theirs, id);
  }

  @Test
  void r3_1_8_a_pair_is_peered_once() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(ours, "10.2.0.0/16");
    String id = request(ours, one, other);
    refused(() -> request(ours, other, one), "VpcPeeringConnectionAlreadyExists", id);
    delete(ours, id);
    request(ours, other, one);
  }

  @Test
  void r3_1_9_a_vpc_takes_its_peerings_along_but_not_a_strangers_request() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(theirs, "10.2.0.0/16");
    String id = requestTheirs(one, other);
    refused(() -> theirs.deleteVpc(r -> r.vpcId(other)), "DependencyViolation");
    accept(theirs, id);
    theirs.deleteVpc(r -> r.vpcId(other));
    assertThat(state(ours, id)).isEqualTo("deleted");
  }

  @Test
  void r3_1_11_quotas_of_a_new_account() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, quotas(2, 3))) {
      Ec2Client client = small.ec2();
      String hub = vpc(client, "10.0.0.0/16");
      for (int i = 1; i <= 3; i++) {
        String id = request(client, hub, vpc(client, "10." + i + ".0.0/16"));
        if (i <= 2) {
          accept(client, id);
        } else {
          refused(() -> accept(client, id), "ActiveVpcPeeringConnectionPerVpcLimitExceeded", hub);
        }
      }
      request(client, hub, vpc(client, "10.4.0.0/16"));
      request(client, hub, vpc(client, "10.5.0.0/16"));
      refused(
          () -> request(client, hub, vpc(client, "10.6.0.0/16")),
          "OutstandingVpcPeeringConnectionLimitExceeded");
    }
    assertThat(Quotas.defaults().activePeeringsPerVpc()).isEqualTo(50);
    assertThat(Quotas.defaults().outstandingPeeringsPerAccount()).isEqualTo(25);
  }

  private static Quotas quotas(int active, int outstanding) {
    return Quotas.raised().withPeerings(active, outstanding);
  }

  @Test
  void r3_1_12_each_side_has_its_own_tags() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    ours.createTags(r -> r.resources(id).tags(t -> t.key("Name").value("to them")));
    assertThat(described(ours, id).tags()).hasSize(1);
    assertThat(described(theirs, id).tags()).isEmpty();
  }

  @Test
  void r3_2_3_a_new_block_of_a_vpc_shows_in_its_peerings() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(theirs, "10.2.0.0/16");
    String id = requestTheirs(one, other);
    accept(theirs, id);
    theirs.associateVpcCidrBlock(r -> r.vpcId(other).cidrBlock("100.64.0.0/16"));
    assertThat(described(ours, id).accepterVpcInfo().cidrBlockSet())
        .extracting(CidrBlock::cidrBlock)
        .containsExactly("10.2.0.0/16", "100.64.0.0/16");
  }

  private static void dnsHostnames(Ec2Client client, String vpc) {
    client.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(v -> v.value(true)));
  }

  @Test
  void r3_4_1_r3_4_2_dns_options_need_an_active_peering_and_names() {
    String one = vpc(ours, "10.1.0.0/16");
    String other = vpc(ours, "10.2.0.0/16");
    String id = request(ours, one, other);
    refused(() -> dns(ours, id, true), "OperationNotPermitted", "active");
    accept(ours, id);
    refused(
        () -> dns(ours, id, true), "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled", one);
    dnsHostnames(ours, one);
    dnsHostnames(ours, other);
    dns(ours, id, true);
    VpcPeeringConnection now = described(ours, id);
    assertThat(now.requesterVpcInfo().peeringOptions().allowDnsResolutionFromRemoteVpc()).isTrue();
    assertThat(now.accepterVpcInfo().peeringOptions().allowDnsResolutionFromRemoteVpc()).isFalse();
    dns(ours, id, false);
    assertThat(
            described(ours, id)
                .requesterVpcInfo()
                .peeringOptions()
                .allowDnsResolutionFromRemoteVpc())
        .isFalse();
    refused(
        () -> ours.modifyVpcPeeringConnectionOptions(r -> r.vpcPeeringConnectionId(id)),
        "MissingParameter");
  }

  private static void dns(Ec2Client client, String id, boolean allow) {
    client.modifyVpcPeeringConnectionOptions(r ->
        r.vpcPeeringConnectionId(id)
            .requesterPeeringConnectionOptions(o -> o.allowDnsResolutionFromRemoteVpc(allow)));
  }

  @Test
  void r3_4_3_each_owner_sets_its_own_side() {
    String id = requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    accept(theirs, id);
    refused(() -> dns(theirs, id, false), "OperationNotPermitted", TestCloud.OTHER_ACCOUNT);
    dns(ours, id, false);
  }

  @ParameterizedTest
  @CsvSource({
    "accepter-vpc-info.cidr-block, 10.2.0.0/16, 1",
    "accepter-vpc-info.owner-id, 222222222222, 1",
    "accepter-vpc-info.vpc-id, vpc-*, 1",
    "expiration-time, 2026-01-08T*, 1",
    "requester-vpc-info.cidr-block, 10.1.0.0/16, 1",
    "requester-vpc-info.owner-id, 111111111111, 1",
    "requester-vpc-info.vpc-id, vpc-*, 1",
    "status-code, pending-acceptance, 1",
    "status-code, active, 0",
    "status-message, Pending*, 1",
    "vpc-peering-connection-id, pcx-*, 1",
    "tag-key, Name, 0",
  })
  void filters(String name, String value, int found) {
    requestTheirs(vpc(ours, "10.1.0.0/16"), vpc(theirs, "10.2.0.0/16"));
    assertThat(
            ours.describeVpcPeeringConnections(r -> r.filters(Filtered.by(name, value)))
                .vpcPeeringConnections())
        .hasSize(found);
  }
}
