package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

class PeeringAttachmentOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final Hub europe = new Hub(cloud, cloud.ec2(TestCloud.ACCOUNT, "eu-west-1"));
  private final Hub other = new Hub(cloud, cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"));

  @AfterEach
  void close() {
    cloud.close();
  }

  private static List<TransitGatewayPeeringAttachment> described(Hub hub, Filter... filters) {
    return hub.ec2
        .describeTransitGatewayPeeringAttachments(r -> r.filters(filters))
        .transitGatewayPeeringAttachments();
  }

  private static List<String> states(Hub hub) {
    return described(hub).stream().map(TransitGatewayPeeringAttachment::stateAsString).toList();
  }

  @Test
  void r4_3_8b_within_a_region_each_side_has_an_id_of_its_own() {
    String requester = hub.gateway();
    String accepter = hub.gateway();
    TransitGatewayPeeringAttachment asked =
        hub.peer(requester, accepter, TestCloud.ACCOUNT, "us-east-1");
    String far = asked.accepterTransitGatewayAttachmentId();
    assertThat(far).isNotEqualTo(asked.transitGatewayAttachmentId());
    assertThat(described(hub, Hub.by("transit-gateway-id", accepter)))
        .extracting(TransitGatewayPeeringAttachment::transitGatewayAttachmentId)
        .containsExactly(far);
    TransitGatewayAttachment end = hub.attachment(far);
    assertThat(end.transitGatewayId()).isEqualTo(accepter);
    assertThat(end.resourceId()).isEqualTo(requester);
    assertThat(end.resourceTypeAsString()).isEqualTo("peering");
    hub.acceptPeering(far);
    assertThat(states(hub)).containsExactly("available", "available");
  }

  @Test
  void r4_3_8b_across_regions_both_sides_have_one_id() {
    String requester = hub.gateway();
    String accepter = europe.gateway();
    String id =
        hub.peer(requester, accepter, TestCloud.ACCOUNT, "eu-west-1").transitGatewayAttachmentId();
    assertThat(hub.attachment(id).transitGatewayId()).isEqualTo(requester);
    assertThat(europe.attachment(id).transitGatewayId()).isEqualTo(accepter);
    europe.acceptPeering(id);
    assertThat(states(hub)).containsExactly("available");
    assertThat(states(europe)).containsExactly("available");
    assertThat(hub.associations(hub.defaultTable(requester))).containsExactly(id + " associated");
    assertThat(europe.associations(europe.defaultTable(accepter)))
        .containsExactly(id + " associated");
    assertThat(hub.propagations(hub.defaultTable(requester))).isEmpty();
    assertThat(described(europe).getFirst().requesterTgwInfo().region()).isEqualTo("us-east-1");
  }

  @Test
  void r4_3_1_attachments_of_every_type_are_described_together() {
    String gateway = hub.gateway();
    Hub.Spoke spoke = hub.spoke(gateway, "10.1");
    String peering =
        hub.peer(gateway, europe.gateway(), TestCloud.ACCOUNT, "eu-west-1")
            .transitGatewayAttachmentId();
    String connect =
        hub.ec2
            .createTransitGatewayConnect(r ->
                r.transportTransitGatewayAttachmentId(spoke.attachment())
                    .options(o -> o.protocol("gre")))
            .transitGatewayConnect()
            .transitGatewayAttachmentId();
    assertThat(
            hub.ec2.describeTransitGatewayAttachments(r -> {}).transitGatewayAttachments().stream()
                .map(each -> each.transitGatewayAttachmentId() + " " + each.resourceTypeAsString()))
        .containsExactlyInAnyOrder(
            spoke.attachment() + " vpc", peering + " peering", connect + " connect");
    assertThat(
            hub.ec2
                .describeTransitGatewayAttachments(
                    r -> r.filters(Hub.by("resource-type", "connect", "vpn")))
                .transitGatewayAttachments())
        .extracting(TransitGatewayAttachment::transitGatewayAttachmentId)
        .containsExactly(connect);
    refused(
        () -> hub.vpcAttachment(peering), "InvalidTransitGatewayAttachmentID.NotFound", peering);
  }

  @Test
  void r4_4_19_routes_between_gateways_are_never_dynamic_without_cloud_wan() {
    String gateway = hub.gateway();
    String far = hub.gateway();
    refused(
        () ->
            hub.ec2.createTransitGatewayPeeringAttachment(r ->
                r.transitGatewayId(gateway)
                    .peerTransitGatewayId(far)
                    .peerAccountId(TestCloud.ACCOUNT)
                    .peerRegion("us-east-1")
                    .options(o -> o.dynamicRouting("enable"))),
        "UnsupportedOperation");
    assertThat(described(hub)).isEmpty();
    refused(
        () ->
            hub.ec2.enableTransitGatewayRouteTablePropagation(r ->
                r.transitGatewayRouteTableId(hub.defaultTable(gateway))
                    .transitGatewayRouteTableAnnouncementId(
                        "tgw-rtb-announcement-0123456789abcdef0")),
        "UnsupportedOperation",
        "announcements");
  }

  @Test
  void r4_3_7_the_requester_cannot_answer() {
    String id =
        hub.peer(hub.gateway(), other.gateway(), TestCloud.OTHER_ACCOUNT, "us-east-1")
            .transitGatewayAttachmentId();
    refused(
        () -> hub.acceptPeering(id),
        "InvalidParameterValue",
        "Cannot accept " + id + " as the source of the peering request.");
    refused(
        () -> hub.ec2.rejectTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(id)),
        "InvalidParameterValue",
        "Cannot reject " + id);
    assertThat(states(hub)).containsExactly("pendingAcceptance");
    assertThat(states(other)).containsExactly("pendingAcceptance");
    cloud.timeline().advance(Duration.ofDays(30));
    assertThat(states(other)).containsExactly("pendingAcceptance");
  }

  @Test
  void r4_3_7_two_gateways_have_one_peering_whoever_asks() {
    String one = hub.gateway();
    String two = other.gateway();
    TransitGatewayPeeringAttachment first =
        hub.peer(one, two, TestCloud.OTHER_ACCOUNT, "us-east-1");
    refused(
        () -> hub.peer(one, two, TestCloud.OTHER_ACCOUNT, "us-east-1"),
        "DuplicateTransitGatewayAttachment");
    refused(
        () -> other.peer(two, one, TestCloud.ACCOUNT, "us-east-1"),
        "DuplicateTransitGatewayAttachment");
    other.ec2.rejectTransitGatewayPeeringAttachment(
        r -> r.transitGatewayAttachmentId(first.accepterTransitGatewayAttachmentId()));
    assertThat(states(hub)).containsExactly("rejected");
    assertThat(states(other)).containsExactly("rejected");
    other.peer(two, one, TestCloud.ACCOUNT, "us-east-1");
    assertThat(states(hub)).containsExactly("rejected", "pendingAcceptance");
  }

  @Test
  void r4_3_7_a_gateway_has_so_many_requests_waiting() {
    try (TestCloud strict = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Hub asking = new Hub(strict, strict.ec2());
      String gateway = asking.gateway();
      for (int i = 0; i < 10; i++) {
        String account = "3000000000" + (10 + i);
        Hub far = new Hub(strict, strict.ec2(account, "us-east-1"));
        asking.peer(gateway, far.gateway(), account, "us-east-1");
      }
      refused(
          () -> asking.peer(gateway, Hub.NO_GATEWAY, TestCloud.OTHER_ACCOUNT, "us-east-1"),
          "TransitGatewayAttachmentLimitExceeded");
    }
  }

  @Test
  void r4_3_6_the_states_pass_as_aws_works_on_it() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Hub asking = new Hub(slow, slow.ec2());
      Hub asked = new Hub(slow, slow.ec2(TestCloud.ACCOUNT, "eu-west-1"));
      String one = asking.gateway();
      String two = asked.gateway();
      slow.timeline().advance(Duration.ofMinutes(5));
      String id =
          asking.peer(one, two, TestCloud.ACCOUNT, "eu-west-1").transitGatewayAttachmentId();
      assertThat(states(asking)).containsExactly("initiatingRequest");
      assertThat(states(asked)).isEmpty();
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(states(asked)).containsExactly("pendingAcceptance");
      asked.acceptPeering(id);
      assertThat(states(asking)).containsExactly("pending");
      refused(
          () ->
              asking.ec2.deleteTransitGatewayPeeringAttachment(
                  r -> r.transitGatewayAttachmentId(id)),
          "IncorrectState");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(states(asking)).containsExactly("available");
      asked.ec2.deleteTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(id));
      assertThat(states(asking)).containsExactly("deleting");
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(states(asking)).containsExactly("deleted");
      assertThat(states(asked)).containsExactly("deleted");
      slow.timeline().advance(Duration.ofHours(2));
      assertThat(states(asking)).isEmpty();
      assertThat(states(asked)).isEmpty();
    }
  }

  @Test
  void r4_3_6_a_request_to_no_gateway_fails_for_the_requester_alone() {
    hub.peer(hub.gateway(), Hub.NO_GATEWAY, TestCloud.OTHER_ACCOUNT, "us-east-1");
    assertThat(states(hub)).containsExactly("failed");
    assertThat(described(hub).getFirst().status().code()).isEqualTo("failed");
    assertThat(states(other)).isEmpty();
  }

  @Test
  void r4_3_6_it_propagates_nothing_and_takes_static_routes() {
    String gateway = hub.gateway();
    String id =
        hub.peer(gateway, europe.gateway(), TestCloud.ACCOUNT, "eu-west-1")
            .transitGatewayAttachmentId();
    String table = hub.defaultTable(gateway);
    refused(() -> hub.lead(table, "10.9.0.0/16", id), "IncorrectState");
    europe.acceptPeering(id);
    refused(
        () -> hub.propagate(table, id),
        "InvalidParameterCombination",
        "You cannot propagate a peering attachment");
    hub.lead(table, "10.9.0.0/16", id);
    assertThat(hub.routes(table)).containsExactly("10.9.0.0/16 static active " + id);
    refused(
        () -> hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "IncorrectState",
        "has non-deleted Transit Gateway Attachments: " + id);
    europe.ec2.deleteTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(id));
    assertThat(hub.routes(table)).containsExactly("10.9.0.0/16 static blackhole");
    assertThat(hub.associations(table)).isEmpty();
    hub.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway));
  }

  @Test
  void what_is_not_a_request_is_refused_and_leaves_nothing() {
    String gateway = hub.gateway();
    String far = other.gateway();
    refused(
        () -> hub.peer(gateway, gateway, TestCloud.ACCOUNT, "us-east-1"), "InvalidParameterValue");
    refused(
        () -> hub.peer(gateway, far, TestCloud.OTHER_ACCOUNT, "mars-1"),
        "InvalidParameterValue",
        "peerRegion");
    refused(() -> hub.peer(gateway, far, "1", "us-east-1"), "InvalidParameterValue");
    refused(
        () -> hub.peer(far, gateway, TestCloud.ACCOUNT, "us-east-1"),
        "InvalidTransitGatewayID.NotFound");
    refused(
        () -> hub.acceptPeering(Hub.NO_ATTACHMENT), "InvalidTransitGatewayAttachmentID.NotFound");
    assertThat(described(hub)).isEmpty();
    Hub.Spoke spoke = hub.spoke(gateway, "10.1");
    refused(
        () -> hub.acceptPeering(spoke.attachment()), "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void each_side_has_its_own_tags_and_filters() {
    String gateway = hub.gateway();
    TransitGatewayPeeringAttachment asked =
        hub.peer(gateway, other.gateway(), TestCloud.OTHER_ACCOUNT, "us-east-1");
    other.ec2.createTags(r ->
        r.resources(asked.accepterTransitGatewayAttachmentId())
            .tags(t -> t.key("Name").value("theirs")));
    assertThat(described(other, Hub.by("tag:Name", "theirs"))).hasSize(1);
    assertThat(described(hub, Hub.by("tag:Name", "theirs"))).isEmpty();
    assertThat(described(other, Hub.by("remote-owner-id", TestCloud.ACCOUNT))).hasSize(1);
    assertThat(described(other, Hub.by("local-owner-id", TestCloud.ACCOUNT))).isEmpty();
    assertThat(described(other, Hub.by("transit-gateway-id", gateway))).isEmpty();
  }
}
