package culvert.aws.operations.transitgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.EveryPair;
import culvert.aws.TestCloud;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import culvert.network.forwarding.Reason;
import culvert.network.topology.TransitGatewayPeering;
import culvert.network.why.Blocker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGatewayPeeringAttachment;

/** Peered gateways, declared through the API and asked of the engine (R4.3.6 to R4.3.8). */
class PeeredHubsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());

  @AfterEach
  void close() {
    cloud.close();
  }

  private TransitGatewayPeeringAttachment peered(String one, String two) {
    TransitGatewayPeeringAttachment asked = hub.peer(one, two, TestCloud.ACCOUNT, "us-east-1");
    hub.acceptPeering(asked.accepterTransitGatewayAttachmentId());
    return asked;
  }

  /** The guide's design {@code tgw-peered}; the far network is a VPC. */
  @Test
  void r4_3_6_static_routes_both_ways_join_peered_gateways() {
    String one = hub.gateway();
    String two = hub.gateway();
    Spoke a = hub.spoke(one, "10.0");
    Spoke b = hub.spoke(one, "10.2");
    Spoke far = hub.spoke(two, "10.8");
    TransitGatewayPeeringAttachment peering = peered(one, two);
    String near = peering.transitGatewayAttachmentId();
    String there = peering.accepterTransitGatewayAttachmentId();
    hub.lead(hub.defaultTable(one), "0.0.0.0/0", near);
    hub.lead(hub.defaultTable(two), "10.0.0.0/16", there);
    hub.lead(hub.defaultTable(two), "10.2.0.0/16", there);
    EveryPair pairs =
        new EveryPair(cloud).end("a", a.host()).end("b", b.host()).end("far", far.host());
    assertThat(pairs.asked())
        .containsExactly("a -> b", "a -> far", "b -> a", "b -> far", "far -> a", "far -> b");
    assertThat(hub.why(a.host(), far.host()).forward().path())
        .extracting(element -> element.component())
        .containsSubsequence(
            a.attachment(), hub.defaultTable(one), near, hub.defaultTable(two), far.attachment());
    hub.ec2.deleteTransitGatewayPeeringAttachment(r -> r.transitGatewayAttachmentId(near));
    assertThat(hub.why(a.host(), far.host()).blockers())
        .extracting(Blocker::code, Blocker::component)
        .contains(tuple(Reason.TGW_RTB_BAD_STATE_ROUTE, hub.defaultTable(one)));
  }

  /** {@code tgw-peered-one-side}. */
  @Test
  void r4_3_6_without_routes_back_nothing_is_reachable() {
    String one = hub.gateway();
    String two = hub.gateway();
    Spoke a = hub.spoke(one, "10.0");
    Spoke b = hub.spoke(one, "10.2");
    Spoke far = hub.spoke(two, "10.8");
    TransitGatewayPeeringAttachment peering = peered(one, two);
    hub.lead(hub.defaultTable(one), "0.0.0.0/0", peering.transitGatewayAttachmentId());
    String lost = " TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT second";
    assertThat(
            new EveryPair(cloud)
                .end("a", a.host())
                .end("b", b.host())
                .end("far", far.host())
                .named("second", hub.defaultTable(two))
                .asked())
        .containsExactly(
            "a -> b",
            "a -> far: return" + lost,
            "b -> a",
            "b -> far: return" + lost,
            "far -> a: forward" + lost,
            "far -> b: forward" + lost);
  }

  @Test
  void r4_3_6_a_side_without_an_association_drops_what_comes_in() {
    String one = hub.gateway();
    String two = hub.bareGateway();
    Spoke a = hub.spoke(one, "10.0");
    Spoke far = hub.spoke(two, "10.8");
    TransitGatewayPeeringAttachment peering = peered(one, two);
    String there = peering.accepterTransitGatewayAttachmentId();
    String table = hub.table(two);
    hub.associate(table, far.attachment());
    hub.propagate(table, far.attachment());
    hub.lead(table, "10.0.0.0/16", there);
    hub.lead(hub.defaultTable(one), "0.0.0.0/0", peering.transitGatewayAttachmentId());
    assertThat(hub.why(a.host(), far.host()).blockers())
        .extracting(Blocker::code, Blocker::component)
        .containsExactly(tuple(Reason.TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION, there));
    hub.associate(table, there);
    assertThat(hub.reaches(a, far)).isTrue();
  }

  @Test
  void r4_3_8_peerings_chain_across_regions_and_accounts() {
    Hub europe = new Hub(cloud, cloud.ec2(TestCloud.ACCOUNT, "eu-west-1"));
    Hub other = new Hub(cloud, cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"));
    String one = hub.gateway();
    String middle = europe.gateway();
    String three = other.gateway();
    Spoke a = hub.spoke(one, "10.0");
    Spoke c = other.spoke(three, "10.8");
    String first =
        hub.peer(one, middle, TestCloud.ACCOUNT, "eu-west-1").transitGatewayAttachmentId();
    europe.acceptPeering(first);
    String second =
        other.peer(three, middle, TestCloud.ACCOUNT, "eu-west-1").transitGatewayAttachmentId();
    assertThat(hub.topology().all(TransitGatewayPeering.class)).hasSize(1);
    europe.acceptPeering(second);
    hub.lead(hub.defaultTable(one), "10.8.0.0/16", first);
    europe.lead(europe.defaultTable(middle), "10.8.0.0/16", second);
    europe.lead(europe.defaultTable(middle), "10.0.0.0/16", first);
    assertThat(hub.reaches(a, c)).isFalse();
    other.lead(other.defaultTable(three), "10.0.0.0/16", second);
    assertThat(hub.reaches(a, c)).isTrue();
    assertThat(hub.topology().find(TransitGatewayPeering.class, second))
        .satisfies(peering -> {
          assertThat(peering.crossesRegions()).isTrue();
          assertThat(peering.requester().transitGateway()).isEqualTo(three);
          assertThat(peering.accepter().attachment()).isEqualTo(second);
        });
  }
}
