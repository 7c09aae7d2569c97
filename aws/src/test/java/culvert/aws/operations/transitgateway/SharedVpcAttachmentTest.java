package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

/** An attachment of one account's VPC to another's gateway, as each of them sees it. */
class SharedVpcAttachmentTest {

  private static final String ID = "tgw-attach-0123456789abcdef0";
  private static final Scope THERE = new Scope(TestCloud.OTHER_ACCOUNT, "us-east-1");

  private final TestCloud cloud = new TestCloud();
  private final Hub owner = new Hub(cloud, cloud.ec2());
  private final Hub guest = new Hub(cloud, cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1"));
  private final String gateway = owner.gateway();
  private final String vpc = guest.vpc("10.1.0.0/16");
  private final String subnet = guest.subnet(vpc, "10.1.0.0/24", "us-east-1a");

  @AfterEach
  void close() {
    cloud.close();
  }

  /** As the guest's CreateTransitGatewayVpcAttachment leaves it. */
  private void request() {
    cloud
        .api()
        .catalog()
        .write(
            THERE,
            transaction -> {
              VpcAttachments.add(
                  transaction,
                  TransitGatewayAttachment.builder()
                      .transitGatewayAttachmentId(ID)
                      .transitGatewayId(gateway)
                      .transitGatewayOwnerId(TestCloud.ACCOUNT)
                      .resourceType(TransitGatewayAttachmentResourceType.VPC)
                      .resourceId(vpc)
                      .resourceOwnerId(TestCloud.OTHER_ACCOUNT)
                      .state(TransitGatewayAttachmentState.PENDING_ACCEPTANCE)
                      .creationTime(Instant.EPOCH)
                      .tags(t -> t.key("Name").value("guest"))
                      .build(),
                  TransitGatewayVpcAttachment.builder()
                      .transitGatewayAttachmentId(ID)
                      .transitGatewayId(gateway)
                      .vpcId(vpc)
                      .vpcOwnerId(TestCloud.OTHER_ACCOUNT)
                      .subnetIds(subnet)
                      .options(VpcAttachmentOptions.of(null))
                      .build());
              return "requested";
            });
  }

  private List<String> states() {
    return List.of(
        owner.vpcAttachment(ID).stateAsString(),
        owner.attachment(ID).stateAsString(),
        guest.vpcAttachment(ID).stateAsString(),
        guest.attachment(ID).stateAsString());
  }

  private int interfaces() {
    return guest
        .ec2
        .describeNetworkInterfaces(r -> r.filters(Hub.by("interface-type", "transit_gateway")))
        .networkInterfaces()
        .size();
  }

  @Test
  void r4_3_12_the_gateways_owner_accepts_what_waits_and_both_see_it() {
    request();
    assertThat(states()).containsOnly("pendingAcceptance");
    assertThat(interfaces()).isZero();
    refused(
        () -> guest.ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID)),
        "OperationNotPermitted");
    assertThat(
            owner
                .ec2
                .acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID))
                .transitGatewayVpcAttachment()
                .stateAsString())
        .isEqualTo("pending");
    assertThat(states()).containsOnly("available");
    assertThat(interfaces()).isOne();
    assertThat(owner.associations(owner.defaultTable(gateway))).containsExactly(ID + " associated");
    assertThat(owner.routes(owner.defaultTable(gateway)))
        .containsExactly("10.1.0.0/16 propagated active " + ID);
    refused(
        () -> owner.ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID)),
        "IncorrectState",
        ID + " is in invalid state");
  }

  @Test
  void r4_3_12_the_vpcs_owner_sees_no_table_and_keeps_its_own_tags() {
    request();
    owner.ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID));
    assertThat(guest.attachment(ID).association()).isNull();
    assertThat(owner.attachment(ID).association()).isNotNull();
    assertThat(guest.attachment(ID).tags()).hasSize(1);
    assertThat(owner.attachment(ID).tags()).isEmpty();
    refused(() -> guest.associations(owner.defaultTable(gateway)), "InvalidRouteTableID.NotFound");
  }

  @Test
  void r4_4_12_nothing_is_tied_to_one_that_waits() {
    request();
    String table = owner.defaultTable(gateway);
    refused(
        () -> owner.lead(table, "10.9.0.0/16", ID), "IncorrectState", ID + " is in invalid state");
    refused(() -> owner.associate(table, ID), "IncorrectState");
    refused(() -> owner.propagate(table, ID), "IncorrectState");
    refused(
        () -> owner.ec2.deleteTransitGateway(r -> r.transitGatewayId(gateway)),
        "IncorrectState",
        ID);
  }

  @Test
  void r4_2_14_a_rejected_one_is_over_for_both() {
    request();
    assertThat(
            owner
                .ec2
                .rejectTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID))
                .transitGatewayVpcAttachment()
                .stateAsString())
        .isEqualTo("rejecting");
    assertThat(states()).containsOnly("rejected");
    refused(() -> guest.delete(ID), "IncorrectState");
    cloud.timeline().advance(Duration.ofHours(2));
    refused(() -> owner.attachment(ID), "InvalidTransitGatewayAttachmentID.NotFound");
    refused(() -> guest.vpcAttachment(ID), "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void r4_2_14_a_waiting_one_is_taken_back_and_keeps_its_vpc_until_then() {
    request();
    refused(() -> guest.ec2.deleteSubnet(r -> r.subnetId(subnet)), "DependencyViolation");
    guest.delete(ID);
    assertThat(states()).containsOnly("deleted");
    guest.ec2.deleteSubnet(r -> r.subnetId(subnet));
  }

  @Test
  void the_vpcs_owner_modifies_it_and_either_deletes_it() {
    request();
    owner.ec2.acceptTransitGatewayVpcAttachment(r -> r.transitGatewayAttachmentId(ID));
    refused(
        () ->
            owner.ec2.modifyTransitGatewayVpcAttachment(
                r -> r.transitGatewayAttachmentId(ID).options(o -> o.dnsSupport("disable"))),
        "OperationNotPermitted");
    guest.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(ID).options(o -> o.dnsSupport("disable")));
    assertThat(owner.vpcAttachment(ID).options().dnsSupportAsString()).isEqualTo("disable");
    guest.route(guest.mainTable(vpc), "0.0.0.0/0", gateway);
    owner.delete(ID);
    assertThat(states()).containsOnly("deleted");
    assertThat(interfaces()).isZero();
    assertThat(owner.associations(owner.defaultTable(gateway))).isEmpty();
  }
}
