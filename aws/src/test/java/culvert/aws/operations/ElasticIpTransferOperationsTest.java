package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressTransfer;

class ElasticIpTransferOperationsTest {

  private static final Duration WEEK = Duration.ofDays(7);

  private final TestCloud cloud = new TestCloud();
  private final TestVpc vpc = new TestVpc(cloud);
  private final Ec2Client ours = vpc.ec2;
  private final Ec2Client theirs = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
  private final String allocation = vpc.elasticIp();
  private final String publicIp = vpc.describedAddress(allocation).publicIp();

  @AfterEach
  void close() {
    cloud.close();
  }

  private AddressTransfer enable() {
    return ours.enableAddressTransfer(
            r -> r.allocationId(allocation).transferAccountId(TestCloud.OTHER_ACCOUNT))
        .addressTransfer();
  }

  private AddressTransfer accept() {
    return theirs.acceptAddressTransfer(r -> r.address(publicIp)).addressTransfer();
  }

  private List<AddressTransfer> transfers() {
    return ours.describeAddressTransfers(r -> {}).addressTransfers();
  }

  @Test
  void an_offered_address_becomes_the_other_accounts_without_its_tags() {
    ours.createTags(r -> r.resources(allocation).tags(t -> t.key("Name").value("door")));
    AddressTransfer offer = enable();
    assertThat(offer.addressTransferStatusAsString()).isEqualTo("pending");
    assertThat(offer.transferOfferExpirationTimestamp())
        .isEqualTo(cloud.timeline().now().plus(WEEK));
    assertThat(transfers()).containsExactly(offer);
    assertThat(theirs.describeAddressTransfers(r -> {}).addressTransfers()).isEmpty();
    AddressTransfer accepted = accept();
    assertThat(accepted.addressTransferStatusAsString()).isEqualTo("accepted");
    assertThat(accepted.transferOfferAcceptedTimestamp()).isEqualTo(cloud.timeline().now());
    assertThat(ours.describeAddresses().addresses()).isEmpty();
    Address held = theirs.describeAddresses().addresses().getFirst();
    assertThat(held.publicIp()).isEqualTo(publicIp);
    assertThat(held.tags()).isEmpty();
    assertThat(transfers()).containsExactly(accepted);
    vpc.assertKept(Kinds.ELASTIC_IP_TRANSFER);
    cloud.timeline().advance(Duration.ofDays(14).minusSeconds(1));
    assertThat(transfers()).hasSize(1);
    cloud.timeline().advance(Duration.ofSeconds(1));
    assertThat(transfers()).isEmpty();
  }

  @Test
  void an_offer_ends_after_seven_days() {
    enable();
    cloud.timeline().advance(WEEK.minusSeconds(1));
    assertThat(transfers()).hasSize(1);
    cloud.timeline().advance(Duration.ofSeconds(1));
    assertThat(transfers()).isEmpty();
    refused(this::accept, "InvalidAddress.NotFound");
    assertThat(vpc.describedAddress(allocation).publicIp()).isEqualTo(publicIp);
  }

  @Test
  void a_second_offer_takes_the_place_of_the_first() {
    enable();
    cloud.timeline().advance(Duration.ofDays(5));
    ours.enableAddressTransfer(r -> r.allocationId(allocation).transferAccountId("333333333333"));
    cloud.timeline().advance(Duration.ofDays(5));
    assertThat(transfers())
        .singleElement()
        .satisfies(offer -> assertThat(offer.transferAccountId()).isEqualTo("333333333333"));
    refused(this::accept, "InvalidAddress.NotFound");
  }

  @Test
  void a_withdrawn_offer_is_none() {
    enable();
    assertThat(
            ours.disableAddressTransfer(r -> r.allocationId(allocation))
                .addressTransfer()
                .addressTransferStatusAsString())
        .isEqualTo("disabled");
    assertThat(transfers()).isEmpty();
    refused(this::accept, "InvalidAddress.NotFound");
    refused(() -> ours.disableAddressTransfer(r -> r.allocationId(allocation)), "IncorrectState");
  }

  @Test
  void an_address_in_use_or_with_a_name_is_offered_but_not_accepted() {
    vpc.internetGateway();
    String id = vpc.networkInterface(vpc.subnet("10.0.1.0/24"));
    String association =
        ours.associateAddress(r -> r.allocationId(allocation).networkInterfaceId(id))
            .associationId();
    enable();
    refused(this::accept, "InvalidTransfer.AddressAssociated");
    ours.disassociateAddress(r -> r.associationId(association));
    ours.modifyAddressAttribute(r -> r.allocationId(allocation).domainName("a.example.com"));
    refused(this::accept, "InvalidTransfer.AddressCustomPtrSet");
    ours.resetAddressAttribute(r -> r.allocationId(allocation).attribute("domain-name"));
    accept();
  }

  @Test
  void r1_1_13_the_accepting_accounts_quota_holds() {
    try (TestCloud small = new TestCloud(Timing.INSTANT, Quotas.defaults())) {
      Ec2Client giver = small.ec2();
      Ec2Client taker = small.ec2(TestCloud.OTHER_ACCOUNT, "us-east-1");
      for (int i = 0; i < 5; i++) {
        taker.allocateAddress(r -> {});
      }
      var given = giver.allocateAddress(r -> {});
      giver.enableAddressTransfer(
          r -> r.allocationId(given.allocationId()).transferAccountId(TestCloud.OTHER_ACCOUNT));
      refused(
          () -> taker.acceptAddressTransfer(r -> r.address(given.publicIp())),
          "AddressLimitExceeded");
    }
  }

  @Test
  void an_offer_is_to_another_account_in_the_same_region() {
    refused(
        () ->
            ours.enableAddressTransfer(
                r -> r.allocationId(allocation).transferAccountId(TestCloud.ACCOUNT)),
        "InvalidParameterValue");
    refused(
        () ->
            ours.enableAddressTransfer(r -> r.allocationId(allocation).transferAccountId("nobody")),
        "InvalidParameterValue");
    refused(
        () -> ours.enableAddressTransfer(r -> r.allocationId(allocation)),
        "MissingParameter",
        "TransferAccountId");
    enable();
    Ec2Client faraway = cloud.ec2(TestCloud.OTHER_ACCOUNT, "us-west-2");
    refused(
        () -> faraway.acceptAddressTransfer(r -> r.address(publicIp)), "InvalidAddress.NotFound");
    refused(() -> theirs.acceptAddressTransfer(r -> r.address("here")), "InvalidAddress.Malformed");
    refused(() -> theirs.acceptAddressTransfer(r -> {}), "MissingParameter", "Address");
    refused(
        () -> ours.describeAddressTransfers(r -> r.allocationIds("eipalloc-00000000000000001")),
        "InvalidAllocationID.NotFound");
  }

  @Test
  void a_released_address_is_offered_no_more() {
    enable();
    ours.releaseAddress(r -> r.allocationId(allocation));
    assertThat(transfers()).isEmpty();
    refused(this::accept, "InvalidAddress.NotFound");
  }
}
