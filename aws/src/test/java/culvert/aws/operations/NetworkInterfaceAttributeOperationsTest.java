package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.network.forwarding.Reason;
import culvert.network.why.Blocker;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;

class NetworkInterfaceAttributeOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");
  private final String instance = vpc.instance(subnet);
  private final String id = vpc.firstInterface(instance);

  @AfterEach
  void close() {
    cloud.close();
  }

  private void modify(Consumer<ModifyNetworkInterfaceAttributeRequest.Builder> change) {
    ec2.modifyNetworkInterfaceAttribute(r -> change.accept(r.networkInterfaceId(id)));
  }

  private DescribeNetworkInterfaceAttributeResponse attribute(NetworkInterfaceAttribute name) {
    return ec2.describeNetworkInterfaceAttribute(r -> r.networkInterfaceId(id).attribute(name));
  }

  @Test
  void a_call_changes_one_attribute() {
    refused(() -> modify(r -> {}), "InvalidParameterCombination", "No attributes specified.");
    refused(
        () -> modify(r -> r.description(d -> d.value("x")).sourceDestCheck(c -> c.value(false))),
        "InvalidParameterCombination");
    assertThat(vpc.described(id).sourceDestCheck()).isTrue();
    refused(() -> modify(r -> r.associatedSubnetIds(subnet)), "UnsupportedOperation");
  }

  @Test
  void r1_8_1_the_check_is_turned_off_and_reset_and_why_sees_it() {
    String appliance = vpc.instance(subnet);
    String behind = vpc.subnet("10.0.2.0/24", "us-east-1a", 1);
    String far = vpc.instance(behind);
    String table = ec2.createRouteTable(r -> r.vpcId(vpc.id)).routeTable().routeTableId();
    ec2.createRoute(r ->
        r.routeTableId(table)
            .destinationCidrBlock("10.0.2.0/24")
            .networkInterfaceId(vpc.firstInterface(appliance)));
    ec2.associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
    assertThat(vpc.why(instance, far).blockers())
        .extracting(Blocker::code)
        .contains(Reason.ENI_SOURCE_DEST_CHECK_RESTRICTION);
    String of = vpc.firstInterface(appliance);
    ec2.modifyNetworkInterfaceAttribute(
        r -> r.networkInterfaceId(of).sourceDestCheck(c -> c.value(false)));
    assertThat(vpc.why(instance, far).blockers())
        .extracting(Blocker::code)
        .doesNotContain(Reason.ENI_SOURCE_DEST_CHECK_RESTRICTION);
    ec2.resetNetworkInterfaceAttribute(r -> r.networkInterfaceId(of).sourceDestCheck("true"));
    assertThat(vpc.described(of).sourceDestCheck()).isTrue();
    refused(
        () -> ec2.resetNetworkInterfaceAttribute(r -> r.networkInterfaceId(of)),
        "MissingParameter",
        "SourceDestCheck");
  }

  @Test
  void each_attribute_is_described_alone() {
    modify(r -> r.description(d -> d.value("front")));
    DescribeNetworkInterfaceAttributeResponse description =
        attribute(NetworkInterfaceAttribute.DESCRIPTION);
    assertThat(description.description().value()).isEqualTo("front");
    assertThat(description.networkInterfaceId()).isEqualTo(id);
    assertThat(description.sourceDestCheck()).isNull();
    assertThat(attribute(NetworkInterfaceAttribute.SOURCE_DEST_CHECK).sourceDestCheck().value())
        .isTrue();
    assertThat(attribute(NetworkInterfaceAttribute.GROUP_SET).groups()).hasSize(1);
    assertThat(attribute(NetworkInterfaceAttribute.ATTACHMENT).attachment().instanceId())
        .isEqualTo(instance);
    refused(
        () -> ec2.describeNetworkInterfaceAttribute(r -> r.networkInterfaceId(id)),
        "MissingParameter",
        "Attribute");
  }

  @Test
  void groups_are_replaced_by_groups_of_the_vpc() {
    String group =
        ec2.createSecurityGroup(r -> r.vpcId(vpc.id).groupName("web").description("web")).groupId();
    modify(r -> r.groups(group));
    assertThat(vpc.described(id).groups())
        .singleElement()
        .satisfies(held -> assertThat(held.groupId()).isEqualTo(group));
    String other = new TestVpc(cloud).id;
    String elsewhere =
        ec2.createSecurityGroup(r -> r.vpcId(other).groupName("x").description("x")).groupId();
    refused(() -> modify(r -> r.groups(elsewhere)), "InvalidParameterValue", "different networks");
  }

  @Test
  void an_attachment_is_changed_by_its_id() {
    String attachment = vpc.described(id).attachment().attachmentId();
    modify(r -> r.attachment(a -> a.attachmentId(attachment).deleteOnTermination(false)));
    assertThat(vpc.described(id).attachment().deleteOnTermination()).isFalse();
    modify(r -> r.attachment(a -> a.attachmentId(attachment).enaQueueCount(4)));
    assertThat(vpc.described(id).attachment().enaQueueCount()).isEqualTo(4);
    assertThat(vpc.described(id).attachment().deleteOnTermination()).isFalse();
    modify(r -> r.enaSrdSpecification(s -> s.enaSrdEnabled(true)));
    assertThat(vpc.described(id).attachment().enaSrdSpecification().enaSrdEnabled()).isTrue();
    refused(
        () ->
            modify(r ->
                r.attachment(
                    a -> a.attachmentId("eni-attach-00000000000000001").deleteOnTermination(true))),
        "InvalidAttachmentID.NotFound");
  }

  @Test
  void a_public_address_comes_and_goes_at_the_first_interface() {
    modify(r -> r.associatePublicIpAddress(true));
    assertThat(
            attribute(NetworkInterfaceAttribute.ASSOCIATE_PUBLIC_IP_ADDRESS)
                .associatePublicIpAddress())
        .isTrue();
    String address = vpc.described(id).association().publicIp();
    assertThat(vpc.describedInstance(instance).publicIpAddress()).isEqualTo(address);
    modify(r -> r.associatePublicIpAddress(false));
    assertThat(vpc.described(id).association()).isNull();
    assertThat(vpc.describedInstance(instance).publicIpAddress()).isNull();
  }

  @Test
  void a_primary_ipv6_address_stays() {
    refused(() -> modify(r -> r.enablePrimaryIpv6(true)), "InvalidParameterValue");
    String address =
        ec2.assignIpv6Addresses(r -> r.networkInterfaceId(id).ipv6AddressCount(1))
            .assignedIpv6Addresses()
            .getFirst();
    modify(r -> r.enablePrimaryIpv6(true));
    assertThat(vpc.described(id).ipv6Addresses().getFirst().isPrimaryIpv6()).isTrue();
    refused(() -> modify(r -> r.enablePrimaryIpv6(false)), "InvalidParameterValue", "disabled");
    refused(
        () -> ec2.unassignIpv6Addresses(r -> r.networkInterfaceId(id).ipv6Addresses(address)),
        "InvalidParameterValue",
        "primary IPv6");
  }

  @Test
  void connection_tracking_has_its_bounds() {
    modify(r -> r.connectionTrackingSpecification(t -> t.tcpEstablishedTimeout(600)));
    assertThat(vpc.described(id).connectionTrackingConfiguration().tcpEstablishedTimeout())
        .isEqualTo(600);
    refused(
        () -> modify(r -> r.connectionTrackingSpecification(t -> t.tcpEstablishedTimeout(59))),
        "InvalidParameterValue",
        "60 to 432000");
  }
}
