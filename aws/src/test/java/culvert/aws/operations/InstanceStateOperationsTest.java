package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;

class InstanceStateOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();
  private final Launches launches = new Launches(cloud);

  @AfterEach
  void close() {
    cloud.close();
  }

  @Test
  void r5_1_10_a_launch_answers_pending_and_a_stop_stopping() {
    Instance made = launches.launch(r -> {});
    assertThat(made.state().name()).isEqualTo(InstanceStateName.PENDING);
    assertThat(launches.described(made.instanceId()).state().name())
        .isEqualTo(InstanceStateName.RUNNING);
    var change = ec2.stopInstances(r -> r.instanceIds(made.instanceId())).stoppingInstances();
    assertThat(change.getFirst().previousState().code()).isEqualTo(16);
    assertThat(change.getFirst().currentState().code()).isEqualTo(64);
    Instance stopped = launches.described(made.instanceId());
    assertThat(stopped.state().code()).isEqualTo(80);
    assertThat(stopped.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
    assertThat(stopped.stateTransitionReason())
        .isEqualTo("User initiated (2026-01-01 00:00:00 GMT)");
  }

  @Test
  void a_public_address_of_amazons_goes_with_a_stop_and_another_comes_with_the_start() {
    String id = launches.id(r -> {});
    assertThat(launches.described(id).publicIpAddress()).isNotNull();
    launches.stop(id);
    assertThat(launches.described(id).publicIpAddress()).isNull();
    assertThat(launches.described(id).publicDnsName()).isEmpty();
    ec2.startInstances(r -> r.instanceIds(id));
    assertThat(launches.described(id).publicIpAddress()).startsWith("54.");
  }

  @Test
  void an_elastic_address_stays_through_a_stop() {
    String id = launches.id(r -> {});
    String allocation = ec2.allocateAddress(r -> {}).allocationId();
    ec2.associateAddress(r -> r.allocationId(allocation).instanceId(id));
    String elastic = launches.described(id).publicIpAddress();
    launches.stop(id);
    assertThat(launches.described(id).publicIpAddress()).isEqualTo(elastic);
    ec2.startInstances(r -> r.instanceIds(id));
    assertThat(launches.described(id).publicIpAddress()).isEqualTo(elastic);
  }

  @Test
  void protection_keeps_an_instance_from_termination_until_it_is_lifted() {
    String id = launches.id(r -> r.disableApiTermination(true));
    refused(
        () -> ec2.terminateInstances(r -> r.instanceIds(id)),
        "OperationNotPermitted",
        "The instance '"
            + id
            + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and"
            + " try again.");
    launches.stop(id);
    ec2.modifyInstanceAttribute(r -> r.instanceId(id).disableApiTermination(v -> v.value(false)));
    ec2.terminateInstances(r -> r.instanceIds(id));
    assertThat(launches.described(id).state().name()).isEqualTo(InstanceStateName.TERMINATED);
  }

  @Test
  void protection_from_stopping_keeps_it_from_termination_too() {
    String id = launches.id(r -> r.disableApiStop(true));
    refused(() -> launches.stop(id), "OperationNotPermitted", "'disableApiStop'");
    refused(
        () -> ec2.terminateInstances(r -> r.instanceIds(id)),
        "OperationNotPermitted",
        "'disableApiStop'");
  }

  @Test
  void one_protected_instance_keeps_all_of_a_call() {
    String free = launches.id(r -> {});
    String kept = launches.id(r -> r.disableApiTermination(true));
    refused(() -> ec2.terminateInstances(r -> r.instanceIds(free, kept)), "OperationNotPermitted");
    assertThat(launches.described(free).state().name()).isEqualTo(InstanceStateName.RUNNING);
  }

  @Test
  void only_what_runs_is_rebooted_and_only_what_is_stopped_started() {
    String id = launches.id(r -> {});
    String address = launches.described(id).publicIpAddress();
    ec2.rebootInstances(r -> r.instanceIds(id));
    assertThat(launches.described(id).publicIpAddress()).isEqualTo(address);
    launches.stop(id);
    refused(() -> ec2.rebootInstances(r -> r.instanceIds(id)), "IncorrectInstanceState");
    ec2.terminateInstances(r -> r.instanceIds(id));
    refused(() -> ec2.startInstances(r -> r.instanceIds(id)), "IncorrectInstanceState");
    refused(() -> ec2.startInstances(r -> {}), "MissingParameter");
  }

  @Test
  void a_terminated_instance_is_shown_for_an_hour_without_its_network() {
    String id = launches.id(r -> {});
    ec2.terminateInstances(r -> r.instanceIds(id));
    Instance gone = launches.described(id);
    assertThat(gone.vpcId()).isNull();
    assertThat(gone.networkInterfaces()).isEmpty();
    assertThat(gone.blockDeviceMappings()).isEmpty();
    assertThat(ec2.describeVolumes().volumes()).isEmpty();
    cloud.timeline().advance(Duration.ofHours(1));
    refused(() -> launches.described(id), "InvalidInstanceID.NotFound");
  }

  @Test
  void monitoring_is_switched_on_and_off() {
    String id = launches.id(r -> {});
    assertThat(
            ec2.monitorInstances(r -> r.instanceIds(id))
                .instanceMonitorings()
                .getFirst()
                .monitoring()
                .stateAsString())
        .isEqualTo("enabled");
    assertThat(launches.described(id).monitoring().stateAsString()).isEqualTo("enabled");
    ec2.unmonitorInstances(r -> r.instanceIds(id));
    assertThat(launches.described(id).monitoring().stateAsString()).isEqualTo("disabled");
  }

  @Test
  void the_status_is_of_those_that_run_unless_all_are_asked_for() {
    String running = launches.id(r -> {});
    String stopped = launches.id(r -> {});
    launches.stop(stopped);
    assertThat(ec2.describeInstanceStatus().instanceStatuses())
        .singleElement()
        .satisfies(status -> {
          assertThat(status.instanceId()).isEqualTo(running);
          assertThat(status.instanceStatus().status()).isEqualTo(SummaryStatus.OK);
          assertThat(status.systemStatus().details().getFirst().statusAsString())
              .isEqualTo("passed");
        });
    assertThat(
            ec2.describeInstanceStatus(r ->
                    r.includeAllInstances(true)
                        .filters(Filtered.by("instance-status.status", "not-applicable")))
                .instanceStatuses())
        .extracting(status -> status.instanceId())
        .containsExactly(stopped);
    refused(
        () -> ec2.describeInstanceStatus(r -> r.filters(Filtered.by("mood", "good"))),
        "InvalidParameterValue");
  }

  static Set<String> statusFilters() {
    return InstanceStatusOperations.FILTERS.names();
  }

  @ParameterizedTest
  @MethodSource("statusFilters")
  void every_filter_of_the_status_is_known(String name) {
    launches.id(r -> {});
    assertThat(
            ec2.describeInstanceStatus(r -> r.filters(Filtered.by(name, "strange")))
                .instanceStatuses())
        .isEmpty();
  }

  @Test
  void with_the_timing_of_aws_checks_are_initializing_first() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      String id = new Launches(slow).id(r -> {});
      assertThat(
              slow.ec2()
                  .describeInstanceStatus(r -> r.instanceIds(id).includeAllInstances(true))
                  .instanceStatuses()
                  .getFirst()
                  .instanceStatus()
                  .status())
          .isEqualTo(SummaryStatus.INITIALIZING);
      refused(() -> new Launches(slow).stop(id), "IncorrectInstanceState");
    }
  }

  @Test
  void a_console_has_said_nothing() {
    String id = launches.id(r -> {});
    assertThat(ec2.getConsoleOutput(r -> r.instanceId(id)).output()).isNull();
    String old = launches.id(r -> r.instanceType("t2.micro"));
    refused(
        () -> ec2.getConsoleOutput(r -> r.instanceId(old).latest(true)), "UnsupportedOperation");
  }
}
