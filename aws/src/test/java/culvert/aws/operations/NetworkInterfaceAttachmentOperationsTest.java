package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.network.topology.NetworkInterface.InstanceHolder;
import culvert.network.topology.NetworkInterface.Unattached;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

class NetworkInterfaceAttachmentOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ec2 = vpc.ec2;
  private final String subnet = vpc.subnet("10.0.1.0/24");
  private final String instance = vpc.instance(subnet);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void an_attached_interface_is_the_instances() {
    String id = vpc.networkInterface(subnet);
    String attachment = vpc.attach(id, instance, 1);
    NetworkInterface held = vpc.described(id);
    assertThat(held.status()).isEqualTo(NetworkInterfaceStatus.IN_USE);
    assertThat(held.attachment().attachmentId()).isEqualTo(attachment).startsWith("eni-attach-");
    assertThat(held.attachment().status()).isEqualTo(AttachmentStatus.ATTACHED);
    assertThat(held.attachment().deleteOnTermination()).isFalse();
    assertThat(vpc.describedInstance(instance).networkInterfaces())
        .extracting(InstanceNetworkInterface::networkInterfaceId)
        .containsExactly(vpc.firstInterface(instance), id);
    assertThat(vpc.why(vpc.firstInterface(vpc.instance(subnet)), id).reachable()).isTrue();
  }

  @Test
  void attaching_and_detaching_take_their_time() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      TestVpc inside = new TestVpc(slow);
      String place = inside.subnet("10.0.1.0/24");
      String host = inside.instance(place);
      String id = inside.networkInterface(place);
      refused(() -> inside.attach(id, host, 1), "IncorrectInstanceState");
      slow.timeline().advance(Duration.ofMinutes(1));
      String attachment = inside.attach(id, host, 1);
      assertThat(inside.described(id).attachment().status()).isEqualTo(AttachmentStatus.ATTACHING);
      assertThat(holder(inside, id)).isInstanceOf(Unattached.class);
      slow.timeline().advance(Duration.ofMinutes(1));
      assertThat(inside.described(id).attachment().status()).isEqualTo(AttachmentStatus.ATTACHED);
      assertThat(holder(inside, id)).isEqualTo(new InstanceHolder(host));
      inside.ec2.detachNetworkInterface(r -> r.attachmentId(attachment));
      assertThat(inside.described(id).attachment().status()).isEqualTo(AttachmentStatus.DETACHING);
      assertThat(inside.described(id).status()).isEqualTo(NetworkInterfaceStatus.IN_USE);
      refused(
          () -> inside.ec2.detachNetworkInterface(r -> r.attachmentId(attachment)),
          "IncorrectState");
      inside.ec2.detachNetworkInterface(r -> r.attachmentId(attachment).force(true));
      assertThat(inside.described(id).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
      assertThat(inside.described(id).attachment()).isNull();
    }
  }

  private static culvert.network.topology.NetworkInterface.Holder holder(TestVpc vpc, String id) {
    return vpc.topology().get(culvert.network.topology.NetworkInterface.class, id).holder();
  }

  @Test
  void a_detached_interface_is_free_and_keeps_its_elastic_ip() {
    vpc.internetGateway();
    String id = vpc.networkInterface(subnet);
    String allocation = vpc.elasticIp();
    ec2.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(id));
    assertThat(vpc.describedAddress(allocation).instanceId()).isNull();
    String attachment = vpc.attach(id, instance, 1);
    assertThat(vpc.describedAddress(allocation).instanceId()).isEqualTo(instance);
    ec2.detachNetworkInterface(r -> r.attachmentId(attachment));
    assertThat(vpc.described(id).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    assertThat(vpc.describedAddress(allocation).instanceId()).isNull();
    assertThat(vpc.describedAddress(allocation).networkInterfaceId()).isEqualTo(id);
    refused(
        () -> ec2.detachNetworkInterface(r -> r.attachmentId(attachment)),
        "InvalidAttachmentID.NotFound");
  }

  @Test
  void r5_1_3_the_first_interface_is_not_detached() {
    String attachment = vpc.described(vpc.firstInterface(instance)).attachment().attachmentId();
    refused(
        () -> ec2.detachNetworkInterface(r -> r.attachmentId(attachment).force(true)),
        "OperationNotPermitted",
        "The network interface at device index 0 and networkCard index 0 cannot be detached.");
  }

  @Test
  void a_device_index_is_taken_once_a_card() {
    String id = vpc.networkInterface(subnet);
    refused(
        () -> vpc.attach(id, instance, 0),
        "InvalidParameterValue",
        "Instance '" + instance + "' already has an interface attached at device index '0'.");
    refused(() -> vpc.attach(id, instance, -1), "InvalidParameterValue");
    assertThat(
            ec2.attachNetworkInterface(r ->
                    r.networkInterfaceId(id)
                        .instanceId(instance)
                        .deviceIndex(0)
                        .networkCardIndex(1))
                .networkCardIndex())
        .isEqualTo(1);
    refused(
        () -> vpc.attach(id, vpc.instance(subnet), 1),
        "InvalidNetworkInterface.InUse",
        "Interface: [" + id + "] in use.");
  }

  @Test
  void interface_and_instance_share_an_availability_zone() {
    String elsewhere = vpc.subnet("10.0.2.0/24", "us-east-1b", 1);
    refused(
        () -> vpc.attach(vpc.networkInterface(elsewhere), instance, 1),
        "InvalidParameterCombination",
        "not in the same availability zone");
    String beside = vpc.subnet("10.0.3.0/24", "us-east-1a", 2);
    vpc.attach(vpc.networkInterface(beside), instance, 1);
  }

  @Test
  void a_terminated_instance_takes_no_interface_and_frees_those_it_had() {
    vpc.internetGateway();
    String first = vpc.firstInterface(instance);
    String kept = vpc.networkInterface(subnet);
    vpc.attach(kept, instance, 1);
    String onFirst = vpc.elasticIp();
    String onKept = vpc.elasticIp();
    ec2.associateAddress(r -> r.allocationId(onFirst).networkInterfaceId(first));
    ec2.associateAddress(r -> r.allocationId(onKept).networkInterfaceId(kept));
    ec2.terminateInstances(r -> r.instanceIds(instance));
    refused(() -> vpc.described(first), "InvalidNetworkInterfaceID.NotFound");
    assertThat(vpc.described(kept).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
    assertThat(vpc.describedAddress(onFirst).associationId()).isNull();
    assertThat(vpc.describedAddress(onKept).networkInterfaceId()).isEqualTo(kept);
    assertThat(vpc.describedAddress(onKept).instanceId()).isNull();
    refused(() -> vpc.attach(kept, instance, 1), "IncorrectInstanceState");
  }

  @ParameterizedTest
  @CsvSource({
    "eni-00000000000000001,InvalidNetworkInterfaceAttachmentId.Malformed",
    "eni-attach-1,InvalidNetworkInterfaceAttachmentId.Malformed",
    "eni-attach-00000000000000001,InvalidAttachmentID.NotFound",
    ",MissingParameter"
  })
  void r5_1_4_an_attachment_is_named_by_its_own_id(String attachment, String code) {
    refused(() -> ec2.detachNetworkInterface(r -> r.attachmentId(attachment)), code);
  }

  @Test
  void the_attachment_of_a_service_is_not_the_accounts_to_manage() {
    ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"));
    NetworkInterface held =
        ec2.describeNetworkInterfaces(r -> r.filters(Filtered.by("interface-type", "nat_gateway")))
            .networkInterfaces()
            .getFirst();
    assertThat(held.status()).isEqualTo(NetworkInterfaceStatus.IN_USE);
    refused(
        () -> ec2.detachNetworkInterface(r -> r.attachmentId(held.attachment().attachmentId())),
        "OperationNotPermitted",
        "You are not allowed to manage 'ela-attach' attachments.");
    String id = held.networkInterfaceId();
    refused(() -> vpc.attach(id, instance, 1), "InvalidNetworkInterface.InUse");
    refused(
        () ->
            ec2.modifyNetworkInterfaceAttribute(
                r -> r.networkInterfaceId(id).description(d -> d.value("mine"))),
        "AuthFailure");
    refused(
        () ->
            ec2.assignPrivateIpAddresses(
                r -> r.networkInterfaceId(id).secondaryPrivateIpAddressCount(1)),
        "AuthFailure");
  }

  private NetworkInterfacePermission permit(String id, String what) {
    return ec2.createNetworkInterfacePermission(
            r -> r.networkInterfaceId(id).awsAccountId(TestCloud.OTHER_ACCOUNT).permission(what))
        .interfacePermission();
  }

  @Test
  void a_permitted_account_attaches_the_interface_to_its_own_instance() {
    Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    String host =
        theirs
            .runInstances(r -> r.imageId("ami-1").minCount(1).maxCount(1))
            .instances()
            .getFirst()
            .instanceId();
    String id = vpc.networkInterface(subnet);
    Runnable attach =
        () ->
            theirs.attachNetworkInterface(
                r -> r.networkInterfaceId(id).instanceId(host).deviceIndex(1));
    refused(attach::run, "InvalidNetworkInterfaceID.NotFound");
    NetworkInterfacePermission permission = permit(id, "INSTANCE-ATTACH");
    assertThat(permission.permissionState().stateAsString()).isEqualTo("granted");
    attach.run();
    assertThat(vpc.described(id).attachment().instanceOwnerId()).isEqualTo(TestCloud.OTHER_ACCOUNT);
    assertThat(holder(vpc, id)).isEqualTo(new InstanceHolder(host));
    String granted = permission.networkInterfacePermissionId();
    refused(
        () -> ec2.deleteNetworkInterfacePermission(r -> r.networkInterfacePermissionId(granted)),
        "OperationNotPermitted");
    assertThat(
            ec2.deleteNetworkInterfacePermission(
                    r -> r.networkInterfacePermissionId(granted).force(true))
                .returnValue())
        .isTrue();
    theirs.terminateInstances(r -> r.instanceIds(host));
    assertThat(vpc.described(id).status()).isEqualTo(NetworkInterfaceStatus.AVAILABLE);
  }

  @Test
  void a_permitted_account_associates_its_elastic_ip() {
    vpc.internetGateway();
    Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
    String allocation = theirs.allocateAddress(r -> {}).allocationId();
    String id = vpc.networkInterface(subnet);
    permit(id, "INSTANCE-ATTACH");
    refused(
        () -> theirs.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(id)),
        "InvalidNetworkInterfaceID.NotFound");
    permit(id, "EIP-ASSOCIATE");
    String association =
        theirs
            .associateAddress(r -> r.allocationId(allocation).networkInterfaceId(id))
            .associationId();
    assertThat(vpc.described(id).association().ipOwnerId()).isEqualTo(TestCloud.OTHER_ACCOUNT);
    theirs.disassociateAddress(r -> r.associationId(association));
    assertThat(vpc.described(id).association()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "network-interface-permission.aws-account-id,222222222222",
    "network-interface-permission.permission,INSTANCE-ATTACH",
    "network-interface-permission.network-interface-permission-id,eni-perm-*",
    "network-interface-permission.network-interface-id,eni-*"
  })
  void r5_1_5_permissions_are_filtered(String name, String value) {
    permit(vpc.networkInterface(subnet), "INSTANCE-ATTACH");
    assertThat(permissions(name, value)).hasSize(1);
    assertThat(permissions(name, "nothing")).isEmpty();
    assertThat(permissions("network-interface-permission.aws-service", "*")).isEmpty();
    vpc.assertKept(Kinds.NETWORK_INTERFACE_PERMISSION);
  }

  private List<NetworkInterfacePermission> permissions(String filter, String value) {
    return ec2.describeNetworkInterfacePermissions(r -> r.filters(Filtered.by(filter, value)))
        .networkInterfacePermissions();
  }

  @Test
  void a_permission_is_for_another_account() {
    String id = vpc.networkInterface(subnet);
    refused(
        () ->
            ec2.createNetworkInterfacePermission(r ->
                r.networkInterfaceId(id)
                    .awsAccountId(TestCloud.ACCOUNT)
                    .permission("INSTANCE-ATTACH")),
        "InvalidParameterValue",
        "owns the network interface");
    refused(
        () ->
            ec2.createNetworkInterfacePermission(
                r -> r.networkInterfaceId(id).awsAccountId("12").permission("INSTANCE-ATTACH")),
        "InvalidParameterValue");
    refused(
        () ->
            ec2.createNetworkInterfacePermission(
                r -> r.networkInterfaceId(id).awsAccountId(TestCloud.OTHER_ACCOUNT)),
        "MissingParameter",
        "Permission");
    refused(
        () ->
            ec2.deleteNetworkInterfacePermission(r -> r.networkInterfacePermissionId("eni-perm-1")),
        "InvalidNetworkInterfacePermissionID.Malformed");
  }
}
