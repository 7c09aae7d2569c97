package culvert.aws.operations.transitgateway;

import static culvert.aws.Refused.refused;
import static culvert.aws.operations.transitgateway.Hub.by;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.transitgateway.Hub.Spoke;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayVpcAttachment;

class VpcAttachmentOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Hub hub = new Hub(cloud, cloud.ec2());
  private final String gateway = hub.gateway();
  private final String vpc = hub.vpc("10.1.0.0/16");
  private final String subnet = hub.subnet(vpc, "10.1.0.0/24", "us-east-1a");
  private final String inB = hub.subnet(vpc, "10.1.1.0/24", "us-east-1b");

  @AfterEach
  void close() {
    cloud.close();
  }

  private List<NetworkInterface> interfaces() {
    return hub.ec2
        .describeNetworkInterfaces(r -> r.filters(by("interface-type", "transit_gateway")))
        .networkInterfaces();
  }

  private void modify(String attachment, List<String> added, List<String> removed) {
    hub.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(attachment).addSubnetIds(added).removeSubnetIds(removed));
  }

  @Test
  void r4_2_4_an_attachment_has_its_defaults_and_the_default_tables() {
    TransitGatewayVpcAttachment made =
        hub.ec2
            .createTransitGatewayVpcAttachment(r ->
                r.transitGatewayId(gateway)
                    .vpcId(vpc)
                    .subnetIds(subnet)
                    .tagSpecifications(t ->
                        t.resourceType("transit-gateway-attachment")
                            .tags(tag -> tag.key("Name").value("shop"))))
            .transitGatewayVpcAttachment();
    assertThat(made.stateAsString()).isEqualTo("pending");
    assertThat(made.tags()).hasSize(1);
    TransitGatewayVpcAttachment now = hub.vpcAttachment(made.transitGatewayAttachmentId());
    assertThat(now.stateAsString()).isEqualTo("available");
    assertThat(now.vpcId()).isEqualTo(vpc);
    assertThat(now.vpcOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(now.subnetIds()).containsExactly(subnet);
    assertThat(now.options().dnsSupportAsString()).isEqualTo("enable");
    assertThat(now.options().securityGroupReferencingSupportAsString()).isEqualTo("enable");
    assertThat(now.options().ipv6SupportAsString()).isEqualTo("disable");
    assertThat(now.options().applianceModeSupportAsString()).isEqualTo("disable");
    TransitGatewayAttachment common = hub.attachment(made.transitGatewayAttachmentId());
    assertThat(common.resourceTypeAsString()).isEqualTo("vpc");
    assertThat(common.resourceId()).isEqualTo(vpc);
    assertThat(common.resourceOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(common.transitGatewayOwnerId()).isEqualTo(TestCloud.ACCOUNT);
    assertThat(common.association().transitGatewayRouteTableId())
        .isEqualTo(hub.defaultTable(gateway));
    assertThat(common.association().stateAsString()).isEqualTo("associated");
    assertThat(
            hub.ec2
                .getTransitGatewayAttachmentPropagations(
                    r -> r.transitGatewayAttachmentId(made.transitGatewayAttachmentId()))
                .transitGatewayAttachmentPropagations())
        .singleElement()
        .satisfies(propagation -> {
          assertThat(propagation.transitGatewayRouteTableId()).isEqualTo(hub.defaultTable(gateway));
          assertThat(propagation.stateAsString()).isEqualTo("enabled");
        });
  }

  @Test
  void r4_2_1_a_vpc_is_attached_to_a_gateway_once() {
    String first = hub.attach(gateway, vpc, subnet);
    refused(
        () -> hub.attach(gateway, vpc, inB),
        "DuplicateTransitGatewayAttachment",
        gateway + " has non-deleted Transit Gateway Attachments with same VPC ID.");
    hub.delete(first);
    assertThat(hub.attach(gateway, vpc, inB)).isNotEqualTo(first);
  }

  @Test
  void r4_2_1_a_vpc_is_attached_to_at_most_five_gateways() {
    for (int i = 0; i < 5; i++) {
      hub.attach(hub.gateway(), vpc, subnet);
    }
    refused(() -> hub.attach(gateway, vpc, subnet), "TransitGatewayAttachmentLimitExceeded", "5");
  }

  @Test
  void r4_2_2_one_subnet_a_zone_of_the_same_vpc() {
    String sameZone = hub.subnet(vpc, "10.1.2.0/24", "us-east-1a");
    refused(
        () -> hub.attach(gateway, vpc, subnet, sameZone),
        "DuplicateSubnetsInSameZone",
        "Duplicate Subnets for same AZ");
    String foreign = hub.subnet(hub.vpc("10.2.0.0/16"), "10.2.0.0/24", "us-east-1c");
    refused(
        () -> hub.attach(gateway, vpc, subnet, foreign),
        "InvalidSubnetID.NotFound",
        "Subnet " + foreign + " was deleted or does not exist.");
    refused(() -> hub.attach(gateway, vpc), "MissingParameter");
    refused(() -> hub.attach(gateway, vpc, "subnet-x"), "InvalidSubnetID.Malformed");
    refused(() -> hub.attach(gateway, "vpc-00000000000000000", subnet), "InvalidVpcID.NotFound");
  }

  @Test
  void r4_2_2_the_gateway_has_an_interface_in_every_subnet() {
    String attachment = hub.attach(gateway, vpc, subnet, inB);
    assertThat(interfaces())
        .allSatisfy(held -> {
          assertThat(held.requesterManaged()).isTrue();
          assertThat(held.statusAsString()).isEqualTo("in-use");
          assertThat(held.groups()).isEmpty();
          assertThat(held.description())
              .isEqualTo("Network Interface for Transit Gateway Attachment " + attachment);
        })
        .extracting(NetworkInterface::subnetId)
        .containsExactlyInAnyOrder(subnet, inB);
    refused(
        () ->
            hub.ec2.deleteNetworkInterface(
                r -> r.networkInterfaceId(interfaces().getFirst().networkInterfaceId())),
        "InvalidParameterValue");
    hub.delete(attachment);
    assertThat(interfaces()).isEmpty();
  }

  @Test
  void r4_2_2_subnets_come_and_go_but_not_the_last() {
    String attachment = hub.attach(gateway, vpc, subnet);
    modify(attachment, List.of(inB), List.of());
    assertThat(hub.vpcAttachment(attachment).subnetIds()).containsExactly(subnet, inB);
    modify(attachment, List.of(), List.of(subnet));
    assertThat(hub.vpcAttachment(attachment).subnetIds()).containsExactly(inB);
    assertThat(interfaces()).extracting(NetworkInterface::subnetId).containsExactly(inB);
    refused(
        () -> modify(attachment, List.of(subnet), List.of(inB)),
        "InsufficientSubnetsException",
        "Insufficient Subnets");
    refused(
        () -> modify(attachment, List.of(), List.of(subnet)),
        "InvalidSubnetID.NotFound",
        subnet + " is not attached but supplied in RemoveSubnets");
    String sameZone = hub.subnet(vpc, "10.1.2.0/24", "us-east-1b");
    refused(() -> modify(attachment, List.of(sameZone), List.of()), "DuplicateSubnetsInSameZone");
    assertThat(interfaces()).hasSize(1);
  }

  @Test
  void r4_2_3_an_ipv6_only_subnet_is_not_attached() {
    String dual =
        hub.ec2
            .createVpc(r -> r.cidrBlock("10.7.0.0/16").amazonProvidedIpv6CidrBlock(true))
            .vpc()
            .vpcId();
    String block =
        hub.ec2
            .describeVpcs(r -> r.vpcIds(dual))
            .vpcs()
            .getFirst()
            .ipv6CidrBlockAssociationSet()
            .getFirst()
            .ipv6CidrBlock();
    String only =
        hub.ec2
            .createSubnet(r ->
                r.vpcId(dual)
                    .ipv6Native(true)
                    .ipv6CidrBlock(block.replace("/56", "/64"))
                    .availabilityZone("us-east-1a"))
            .subnet()
            .subnetId();
    refused(() -> hub.attach(gateway, dual, only), "InvalidParameterValue", only);
  }

  @Test
  void r4_2_3_a_subnet_of_a_local_zone_is_not_attached() {
    hub.ec2.modifyAvailabilityZoneGroup(
        r -> r.groupName("us-east-1-bos-1").optInStatus("opted-in"));
    String vpc = hub.vpc("10.0.0.0/16");
    String local = hub.subnet(vpc, "10.0.1.0/24", "us-east-1-bos-1a");
    String gateway = hub.gateway();
    refused(() -> hub.attach(gateway, vpc, local), "InvalidParameterValue", "us-east-1-bos-1a");
    String attachment = hub.attach(gateway, vpc, hub.subnet(vpc, "10.0.0.0/24", "us-east-1a"));
    refused(() -> modify(attachment, List.of(local), List.of()), "InvalidParameterValue", local);
    assertThat(hub.vpcAttachment(attachment).subnetIds()).hasSize(1);
  }

  @Test
  void options_are_modified_by_themselves() {
    String attachment = hub.attach(gateway, vpc, subnet);
    TransitGatewayVpcAttachment answer =
        hub.ec2
            .modifyTransitGatewayVpcAttachment(r ->
                r.transitGatewayAttachmentId(attachment)
                    .options(o -> o.applianceModeSupport("enable").ipv6Support("enable")))
            .transitGatewayVpcAttachment();
    assertThat(answer.stateAsString()).isEqualTo("modifying");
    TransitGatewayVpcAttachment now = hub.vpcAttachment(attachment);
    assertThat(now.stateAsString()).isEqualTo("available");
    assertThat(now.options().applianceModeSupportAsString()).isEqualTo("enable");
    assertThat(now.options().ipv6SupportAsString()).isEqualTo("enable");
    assertThat(now.options().dnsSupportAsString()).isEqualTo("enable");
    assertThat(now.subnetIds()).containsExactly(subnet);
  }

  @Test
  void r4_2_8_a_route_to_a_gateway_that_is_not_attached_is_refused() {
    String table = hub.mainTable(vpc);
    refused(
        () -> hub.route(table, "0.0.0.0/0", gateway),
        "InvalidTransitGatewayID.NotFound",
        "The transitGateway ID '" + gateway + "' does not exist");
    String attachment = hub.attach(gateway, vpc, subnet);
    hub.route(table, "0.0.0.0/0", gateway);
    hub.ec2.replaceRoute(
        r -> r.routeTableId(table).destinationCidrBlock("0.0.0.0/0").transitGatewayId(gateway));
    assertThat(route(table)).isEqualTo(gateway + " active");
    hub.delete(attachment);
    assertThat(route(table)).isEqualTo(gateway + " blackhole");
  }

  @Test
  void r5_4_5_nor_is_there_a_gateway_before_its_attachment_is_available() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.defaults())) {
      Hub slowly = new Hub(slow, slow.ec2());
      String pending = slowly.gateway();
      String of = slowly.vpc("10.1.0.0/16");
      String in = slowly.subnet(of, "10.1.0.0/24", "us-east-1a");
      refused(
          () -> slowly.attach(pending, of, in), "IncorrectState", pending + " is in invalid state");
      slow.timeline().advance(Duration.ofMinutes(1));
      String attachment = slowly.attach(pending, of, in);
      refused(
          () -> slowly.route(slowly.mainTable(of), "0.0.0.0/0", pending),
          "InvalidTransitGatewayID.NotFound");
      refused(() -> slowly.delete(attachment), "IncorrectState", attachment);
      slow.timeline().advance(Duration.ofMinutes(1));
      slowly.route(slowly.mainTable(of), "0.0.0.0/0", pending);
    }
  }

  private String route(String table) {
    Route route =
        hub
            .ec2
            .describeRouteTables(r -> r.routeTableIds(table))
            .routeTables()
            .getFirst()
            .routes()
            .stream()
            .filter(each -> "0.0.0.0/0".equals(each.destinationCidrBlock()))
            .findFirst()
            .orElseThrow();
    return route.transitGatewayId() + " " + route.stateAsString();
  }

  @Test
  void r4_2_13_what_is_attached_stays() {
    String attachment = hub.attach(gateway, vpc, subnet);
    refused(() -> hub.ec2.deleteSubnet(r -> r.subnetId(subnet)), "DependencyViolation", subnet);
    hub.ec2.deleteSubnet(r -> r.subnetId(inB));
    refused(() -> hub.ec2.deleteVpc(r -> r.vpcId(vpc)), "DependencyViolation", vpc);
    hub.delete(attachment);
    hub.ec2.deleteSubnet(r -> r.subnetId(subnet));
    hub.ec2.deleteVpc(r -> r.vpcId(vpc));
  }

  @Test
  void r4_2_14_what_is_deleted_is_described_for_two_hours() {
    String attachment = hub.attach(gateway, vpc, subnet);
    hub.delete(attachment);
    assertThat(hub.vpcAttachment(attachment).stateAsString()).isEqualTo("deleted");
    assertThat(hub.attachment(attachment).stateAsString()).isEqualTo("deleted");
    refused(
        () -> hub.delete(attachment),
        "InvalidTransitGatewayAttachmentID.NotFound",
        "Transit Gateway Attachment " + attachment + " was deleted or does not exist.");
    refused(
        () -> modify(attachment, List.of(inB), List.of()),
        "InvalidTransitGatewayAttachmentID.NotFound");
    cloud.timeline().advance(Duration.ofHours(2));
    refused(() -> hub.vpcAttachment(attachment), "InvalidTransitGatewayAttachmentID.NotFound");
    refused(() -> hub.attachment(attachment), "InvalidTransitGatewayAttachmentID.NotFound");
  }

  @Test
  void r4_2_14_an_attachment_whose_subnet_has_filled_up_fails() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.defaults())) {
      Hub slowly = new Hub(slow, slow.ec2());
      String to = slowly.gateway();
      String of = slowly.vpc("10.1.0.0/16");
      String small = slowly.subnet(of, "10.1.0.0/28", "us-east-1a");
      slow.timeline().advance(Duration.ofMinutes(1));
      String attachment = slowly.attach(to, of, small);
      for (int i = 0; i < 11; i++) {
        slowly.ec2.createNetworkInterface(r -> r.subnetId(small));
      }
      String full = slowly.vpcAttachment(attachment).stateAsString();
      assertThat(full).isEqualTo("pending");
      slow.timeline().advance(Duration.ofSeconds(30));
      assertThat(slowly.vpcAttachment(attachment).stateAsString()).isEqualTo("failing");
      slow.timeline().advance(Duration.ofSeconds(30));
      assertThat(slowly.vpcAttachment(attachment).stateAsString()).isEqualTo("failed");
      refused(() -> slowly.delete(attachment), "IncorrectState");
      refused(() -> slowly.attach(to, of, small), "InsufficientFreeAddressesInSubnet");
    }
  }

  @Test
  void r4_2_15_deletion_leaves_static_routes_as_blackholes_and_nothing_else() {
    Spoke spoke = hub.spoke(gateway, "10.2");
    String table = hub.defaultTable(gateway);
    hub.lead(table, "10.9.0.0/16", spoke.attachment());
    hub.delete(spoke.attachment());
    assertThat(hub.routes(table)).containsExactly("10.9.0.0/16 static blackhole");
    assertThat(hub.associations(table)).isEmpty();
    assertThat(hub.propagations(table)).isEmpty();
  }

  @Test
  void r4_2_16_cidrs_that_the_vpc_gets_later_propagate() {
    String attachment = hub.attach(gateway, vpc, subnet);
    String table = hub.defaultTable(gateway);
    String added =
        hub.ec2
            .associateVpcCidrBlock(r -> r.vpcId(vpc).cidrBlock("10.5.0.0/16"))
            .cidrBlockAssociation()
            .associationId();
    hub.ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).amazonProvidedIpv6CidrBlock(true));
    assertThat(hub.routes(table))
        .containsExactly(
            "10.1.0.0/16 propagated active " + attachment,
            "10.5.0.0/16 propagated active " + attachment);
    hub.ec2.disassociateVpcCidrBlock(r -> r.associationId(added));
    assertThat(hub.routes(table)).containsExactly("10.1.0.0/16 propagated active " + attachment);
    hub.ec2.modifyTransitGatewayVpcAttachment(
        r -> r.transitGatewayAttachmentId(attachment).options(o -> o.ipv6Support("enable")));
    assertThat(hub.routes(table)).hasSize(2);
  }

  @Test
  void attachments_are_filtered() {
    String one = hub.attach(gateway, vpc, subnet);
    Spoke other = hub.spoke(hub.gateway(), "10.2");
    assertThat(
            hub.ec2
                .describeTransitGatewayVpcAttachments(r -> r.filters(by("vpc-id", vpc)))
                .transitGatewayVpcAttachments())
        .extracting(TransitGatewayVpcAttachment::transitGatewayAttachmentId)
        .containsExactly(one);
    assertThat(
            hub.ec2
                .describeTransitGatewayAttachments(r ->
                    r.filters(
                        by("resource-id", other.vpc()), by("association.state", "associated")))
                .transitGatewayAttachments())
        .extracting(TransitGatewayAttachment::transitGatewayAttachmentId)
        .containsExactly(other.attachment());
    assertThat(
            hub.ec2
                .describeTransitGatewayAttachments(r ->
                    r.filters(
                        by(
                            "association.transit-gateway-route-table-id",
                            hub.defaultTable(gateway))))
                .transitGatewayAttachments())
        .extracting(TransitGatewayAttachment::transitGatewayAttachmentId)
        .containsExactly(one);
  }

  @Test
  void r5_6_ids_that_name_no_attachment() {
    refused(
        () -> hub.vpcAttachment("tgw-attach-x"),
        "InvalidTransitGatewayAttachmentID.Malformed",
        "Invalid Transit Gateway Attachment id.");
    refused(() -> hub.delete(Hub.NO_ATTACHMENT), "InvalidTransitGatewayAttachmentID.NotFound");
  }
}
