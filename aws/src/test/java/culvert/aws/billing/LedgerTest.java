package culvert.aws.billing;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.snapshot.Assumed;
import culvert.network.cost.BilledHours;
import culvert.network.cost.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** When entries of the ledger are made, kept and forgotten. */
class LedgerTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

  @TempDir private Path directory;

  private static String subnet(Ec2Client ec2) {
    return ec2.describeSubnets().subnets().getFirst().subnetId();
  }

  /** A private NAT gateway. */
  private static String nat(Ec2Client ec2) {
    String subnet = subnet(ec2);
    return ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
        .natGateway()
        .natGatewayId();
  }

  private static void delete(Ec2Client ec2, String nat) {
    ec2.deleteNatGateway(r -> r.natGatewayId(nat));
  }

  private static long januaryHours(Books books, String resource) {
    return books
        .all()
        .filter(each -> each.resource().equals(resource))
        .mapToLong(each -> BilledHours.in(each, JANUARY, FEBRUARY))
        .sum();
  }

  @Test
  void where_aws_takes_no_time_a_meter_runs_from_the_call_on() {
    try (TestCloud cloud = new TestCloud()) {
      Books books = new Books(cloud);
      String nat = nat(cloud.ec2());
      assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 0s..");
    }
  }

  @Test
  void c2_what_is_deleted_within_the_hour_is_an_hour_on_the_bill() {
    try (TestCloud cloud = new TestCloud()) {
      Books books = new Books(cloud);
      String soon = nat(cloud.ec2());
      books.pass(Duration.ofSeconds(1));
      delete(cloud.ec2(), soon);
      String sooner = nat(cloud.ec2());
      delete(cloud.ec2(), sooner);
      books.pass(Duration.ofDays(3));
      assertThat(books.of(soon)).containsExactly("NAT_GATEWAY_HOUR 0s..1s");
      assertThat(januaryHours(books, soon)).isOne();
      assertThat(januaryHours(books, sooner)).isOne();
      assertThat(cloud.ec2().describeNatGateways().natGateways()).isEmpty();
    }
  }

  @Test
  void a_call_that_is_refused_or_only_tried_opens_no_meter() {
    try (TestCloud cloud = new TestCloud()) {
      Ec2Client ec2 = cloud.ec2();
      String subnet = subnet(ec2);
      List<Running> before = new Books(cloud).all().toList();
      refused(
          () ->
              ec2.createNatGateway(
                  r -> r.subnetId(subnet).connectivityType("private").dryRun(true)),
          "DryRunOperation");
      refused(
          () ->
              ec2.createNatGateway(
                  r -> r.subnetId(subnet).allocationId("eipalloc-00000000000000000")),
          "InvalidAllocationID.NotFound");
      assertThat(new Books(cloud).all()).isEqualTo(before);
    }
  }

  @Test
  void what_is_free_of_meters_writes_no_entry_and_what_runs_one_writes_one() {
    try (TestCloud cloud = new TestCloud()) {
      Ec2Client ec2 = cloud.ec2();
      String gateway = ec2.createTransitGateway(r -> {}).transitGateway().transitGatewayId();
      Snapshot before = cloud.api().catalog().snapshot();
      String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
      String subnet =
          ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
      assertThat(Metering.running(cloud.api().catalog().snapshot()))
          .isEqualTo(Metering.running(before).toList());
      ec2.createTransitGatewayVpcAttachment(
          r -> r.transitGatewayId(gateway).vpcId(vpc).subnetIds(subnet));
      assertThat(Metering.running(cloud.api().catalog().snapshot()))
          .hasSize(Metering.running(before).toList().size() + 1);
    }
  }

  @Test
  void meters_go_on_when_the_process_begins_anew() {
    String kept;
    String gone;
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.AWS)) {
      Books books = new Books(cloud);
      kept = nat(cloud.ec2());
      gone = nat(cloud.ec2());
      books.pass(Duration.ofHours(1));
      delete(cloud.ec2(), gone);
    }
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.AWS)) {
      Books books = new Books(cloud);
      books.pass(Duration.ofHours(5));
      assertThat(books.of(kept)).containsExactly("NAT_GATEWAY_HOUR 1m30s..");
      assertThat(books.of(gone)).containsExactly("NAT_GATEWAY_HOUR 1m30s..1h");
      delete(cloud.ec2(), kept);
    }
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.AWS)) {
      assertThat(new Books(cloud).of(kept)).containsExactly("NAT_GATEWAY_HOUR 1m30s..5h");
    }
  }

  @Test
  void a_step_that_was_due_while_no_process_ran_begins_its_meter_when_it_was_due() {
    String nat;
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.AWS)) {
      nat = nat(cloud.ec2());
      assertThat(new Books(cloud).of(nat)).isEmpty();
    }
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.AWS)) {
      Books books = new Books(cloud);
      books.pass(Duration.ofDays(1));
      assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 1m30s..");
    }
  }

  @Test
  void a_catalog_that_had_no_ledger_begins_to_bill_when_it_is_opened() {
    String nat;
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.INSTANT).unchecked()) {
      nat = nat(cloud.ec2());
      cloud
          .api()
          .catalog()
          .write(
              Scope.OWN,
              transaction -> {
                List<Resource<Running>> all =
                    transaction.snapshot().all(Scope.OWN, Kinds.HOUR_METER).toList();
                all.forEach(each -> transaction.remove(Scope.OWN, Kinds.HOUR_METER, each.id()));
                return "as an earlier one leaves it";
              });
      assertThat(new Books(cloud).all()).isEmpty();
    }
    try (TestCloud cloud = TestCloud.keptIn(directory, Timing.INSTANT)) {
      assertThat(new Books(cloud).of(nat)).containsExactly("NAT_GATEWAY_HOUR 0s..");
    }
  }

  @Test
  void what_is_loaded_begins_to_bill_when_it_is_loaded_and_what_had_ended_is_left() {
    try (TestCloud cloud = new TestCloud();
        TestCloud other = new TestCloud()) {
      String nat = nat(cloud.ec2());
      String gone = nat(cloud.ec2());
      delete(cloud.ec2(), gone);
      new Books(cloud).pass(Duration.ofHours(1));
      Books books = new Books(other);
      books.pass(Duration.ofDays(2));
      other
          .api()
          .snapshots()
          .load(cloud.api().snapshots().dump(), new Assumed("000000000000", "us-east-1"));
      assertThat(books.of(nat)).containsExactly("NAT_GATEWAY_HOUR 48h..");
      assertThat(books.of(gone)).isEmpty();
      assertThat(books.all().map(Ledger::id).sorted())
          .isEqualTo(
              new Books(cloud)
                  .all()
                  .filter(each -> each.to() == null)
                  .map(Ledger::id)
                  .sorted()
                  .toList());
    }
  }

  @Test
  void a_reset_empties_the_ledger() {
    try (TestCloud cloud = new TestCloud()) {
      nat(cloud.ec2());
      delete(cloud.ec2(), nat(cloud.ec2()));
      cloud.api().catalog().clear();
      assertThat(new Books(cloud).all()).isEmpty();
      String nat = nat(cloud.ec2());
      assertThat(new Books(cloud).of(nat)).containsExactly("NAT_GATEWAY_HOUR 0s..");
    }
  }

  @Test
  void what_ended_before_the_month_before_this_is_forgotten_when_others_end() {
    try (TestCloud cloud = new TestCloud()) {
      Books books = new Books(cloud);
      String old = nat(cloud.ec2());
      String last = nat(cloud.ec2());
      String lasting = nat(cloud.ec2());
      books.pass(Duration.ofDays(30));
      delete(cloud.ec2(), old);
      books.pass(Duration.ofDays(1));
      delete(cloud.ec2(), last);
      books.pass(Duration.ofDays(27));
      delete(cloud.ec2(), nat(cloud.ec2()));
      assertThat(books.of(old)).as("in February").hasSize(1);
      books.pass(Duration.ofDays(1));
      assertThat(books.of(old)).as("none has ended since").hasSize(1);
      delete(cloud.ec2(), nat(cloud.ec2()));
      assertThat(books.of(old)).as("in March").isEmpty();
      assertThat(books.of(last)).as("ended as February began").hasSize(1);
      assertThat(books.of(lasting)).containsExactly("NAT_GATEWAY_HOUR 0s..");
    }
  }

  @Test
  void what_ends_and_begins_again_in_a_moment_goes_on() {
    try (TestCloud cloud = new TestCloud()) {
      Books books = new Books(cloud);
      Ec2Client ec2 = cloud.ec2();
      String address = ec2.allocateAddress(r -> {}).allocationId();
      String held =
          ec2.runInstances(r ->
                  r.imageId("ami-0c0ffee0c0ffee001").minCount(1).maxCount(1).subnetId(subnet(ec2)))
              .instances()
              .getFirst()
              .networkInterfaces()
              .getFirst()
              .networkInterfaceId();
      for (int i = 0; i < 3; i++) {
        String tie =
            ec2.associateAddress(r -> r.allocationId(address).networkInterfaceId(held))
                .associationId();
        ec2.disassociateAddress(r -> r.associationId(tie));
      }
      books.pass(Duration.ofHours(3));
      assertThat(books.of(address)).containsExactly("PUBLIC_IPV4_IDLE_HOUR 0s..");
      ec2.releaseAddress(r -> r.allocationId(address));
      assertThat(januaryHours(books, address)).isEqualTo(3);
    }
  }

  @Test
  void what_a_file_does_not_say_of_a_port_does_not_keep_it_from_being_loaded() {
    String files =
        """
        {"files": {
          "aws_configs/us-east-1/Connections.json": {"connections": [
            {"connectionId": "dxcon-0aaaaaaa", "connectionState": "available",
             "ownerAccount": "111111111111", "region": "us-east-1", "location": "EqDC2"}]}
        }}
        """;
    try (TestCloud cloud = new TestCloud()) {
      cloud
          .api()
          .snapshots()
          .load(
              files.getBytes(StandardCharsets.UTF_8), new Assumed(TestCloud.ACCOUNT, "us-east-1"));
      assertThat(new Books(cloud).of("dxcon-0aaaaaaa"))
          .containsExactly("DIRECT_CONNECT_PORT_HOUR:@EqDC2 0s..");
    }
  }
}
