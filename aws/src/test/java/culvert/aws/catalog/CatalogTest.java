package culvert.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.network.time.Timeline;
import culvert.network.time.VirtualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;

@Timeout(60)
class CatalogTest {

  private static final Scope HERE = new Scope("111111111111", "us-east-1");
  private static final Scope THERE = new Scope("111111111111", "eu-west-1");

  @TempDir private Path directory;
  private final VirtualTimeline timeline = Timeline.virtual(Instant.parse("2026-01-01T00:00:00Z"));

  private static Lifecycles lifecycles(Timing timing) {
    Lifecycles lifecycles = new Lifecycles(timing);
    lifecycles.add(
        Kinds.VPC,
        vpc ->
            vpc.state() == VpcState.PENDING
                ? Step.work(
                    "pending",
                    Duration.ofSeconds(5),
                    (transaction, pending) ->
                        transaction.replace(
                            Kinds.VPC, pending.toBuilder().state(VpcState.AVAILABLE).build()))
                : null);
    return lifecycles;
  }

  private Catalog ephemeral() {
    return Catalog.ephemeral(lifecycles(Timing.AWS), timeline);
  }

  private Catalog durable(Timing timing) {
    return Catalog.in(directory, lifecycles(timing), timeline);
  }

  private static Vpc vpc(String id) {
    return Vpc.builder().vpcId(id).state(VpcState.PENDING).build();
  }

  private static Vpc add(Catalog catalog, String id) {
    return catalog.write(HERE, transaction -> transaction.add(Kinds.VPC, vpc(id)));
  }

  private static VpcState state(Catalog catalog, String id) {
    Vpc found = catalog.view(HERE).find(Kinds.VPC, id);
    assertThat(found).isNotNull();
    return found.state();
  }

  @Test
  void a_call_that_throws_has_changed_nothing() {
    try (Catalog catalog = durable(Timing.AWS)) {
      add(catalog, "vpc-1");
      assertThatThrownBy(() ->
              catalog.write(
                  HERE,
                  transaction -> {
                    transaction.add(Kinds.VPC, vpc("vpc-2"));
                    transaction.remove(Kinds.VPC, "vpc-1");
                    throw new IllegalArgumentException("no");
                  }))
          .hasMessage("no");
      assertThat(catalog.view(HERE).all(Kinds.VPC)).extracting(Vpc::vpcId).containsExactly("vpc-1");
    }
  }

  @Test
  void scopes_do_not_see_each_other() {
    try (Catalog catalog = ephemeral()) {
      add(catalog, "vpc-1");
      assertThat(catalog.view(THERE).find(Kinds.VPC, "vpc-1")).isNull();
      assertThat(catalog.snapshot().byId(Kinds.VPC, "vpc-1")).hasSize(1);
    }
  }

  @Test
  void a_snapshot_stays_as_it_is() {
    try (Catalog catalog = ephemeral()) {
      add(catalog, "vpc-1");
      Snapshot before = catalog.snapshot();
      add(catalog, "vpc-2");
      assertThat(before.all(HERE, Kinds.VPC)).hasSize(1);
      assertThat(catalog.snapshot().all(HERE, Kinds.VPC)).hasSize(2);
    }
  }

  @Test
  void what_ids_a_shape_names_finds_it() {
    try (Catalog catalog = ephemeral()) {
      Subnet subnet =
          Subnet.builder()
              .subnetId("subnet-0123456789abcdef0")
              .vpcId("vpc-0123456789abcdef0")
              .build();
      catalog.write(HERE, transaction -> transaction.add(Kinds.SUBNET, subnet));
      assertThat(catalog.view(HERE).referring(Kinds.SUBNET, "vpc-0123456789abcdef0"))
          .containsExactly(subnet);
      catalog.write(
          HERE,
          transaction ->
              transaction.replace(
                  Kinds.SUBNET, subnet.toBuilder().vpcId("vpc-0123456789abcdef1").build()));
      assertThat(catalog.view(HERE).referring(Kinds.SUBNET, "vpc-0123456789abcdef0")).isEmpty();
    }
  }

  @Test
  void a_step_is_taken_when_it_is_due() {
    try (Catalog catalog = ephemeral()) {
      add(catalog, "vpc-1");
      timeline.advance(Duration.ofSeconds(4));
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.PENDING);
      timeline.advance(Duration.ofSeconds(1));
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.AVAILABLE);
    }
  }

  @Test
  void with_instant_timing_work_is_done_by_the_next_call() {
    try (Catalog catalog = Catalog.ephemeral(lifecycles(Timing.INSTANT), timeline)) {
      assertThat(add(catalog, "vpc-1").state()).isEqualTo(VpcState.PENDING);
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.AVAILABLE);
    }
  }

  @Test
  void a_restart_goes_on_where_the_lifecycle_was() {
    try (Catalog catalog = durable(Timing.AWS)) {
      add(catalog, "vpc-1");
    }
    timeline.advance(Duration.ofSeconds(3));
    try (Catalog catalog = durable(Timing.AWS)) {
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.PENDING);
      timeline.advance(Duration.ofSeconds(2));
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.AVAILABLE);
    }
    try (Catalog catalog = durable(Timing.AWS)) {
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.AVAILABLE);
    }
  }

  @Test
  void sequences_go_on_after_a_restart() {
    try (Catalog catalog = durable(Timing.INSTANT)) {
      add(catalog, "vpc-1");
      add(catalog, "vpc-2");
    }
    try (Catalog catalog = durable(Timing.INSTANT)) {
      add(catalog, "vpc-3");
    }
    try (Catalog catalog = durable(Timing.INSTANT)) {
      assertThat(catalog.view(HERE).all(Kinds.VPC))
          .extracting(Vpc::vpcId)
          .containsExactly("vpc-1", "vpc-2", "vpc-3");
    }
  }

  /** Every writer adds a VPC and its subnet in one call: a reader never sees one alone. */
  @Test
  void readers_see_whole_calls_while_writers_write() throws Exception {
    try (Catalog catalog = durable(Timing.AWS);
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      AtomicBoolean writing = new AtomicBoolean(true);
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        int writer = w;
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < 100; i++) {
                String id = writer + "-" + i;
                catalog.write(
                    HERE,
                    transaction -> {
                      transaction.add(Kinds.VPC, vpc("vpc-" + id));
                      return transaction.add(
                          Kinds.SUBNET, Subnet.builder().subnetId("subnet-" + id).build());
                    });
                assertThat(catalog.view(HERE).find(Kinds.VPC, "vpc-" + id)).isNotNull();
              }
            }));
      }
      Future<?> reader =
          threads.submit(() -> {
            while (writing.get()) {
              Snapshot snapshot = catalog.snapshot();
              assertThat(snapshot.count(HERE, Kinds.VPC))
                  .isEqualTo(snapshot.count(HERE, Kinds.SUBNET));
            }
          });
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing.set(false);
      reader.get();
      assertThat(catalog.snapshot().count(HERE, Kinds.VPC)).isEqualTo(400);
    }
    try (Catalog catalog = durable(Timing.AWS)) {
      assertThat(catalog.snapshot().count(HERE, Kinds.SUBNET)).isEqualTo(400);
    }
  }

  /** A store whose commits fail as long as it is told to. */
  private static final class FullDisk implements Store {
    private final AtomicBoolean full = new AtomicBoolean();

    @Override
    public boolean keeps() {
      return true;
    }

    @Override
    public void load(Consumer<Resource<?>> into) {}

    @Override
    public void commit(List<Change> changes) {
      if (full.get()) {
        throw new StoreException("the disk is full", null);
      }
    }

    @Override
    public void clear() {}

    @Override
    public void close() {}
  }

  @Test
  void a_call_that_cannot_be_kept_fails_and_is_not_seen() {
    FullDisk disk = new FullDisk();
    try (Catalog catalog = new Catalog(disk, lifecycles(Timing.AWS), timeline)) {
      add(catalog, "vpc-1");
      disk.full.set(true);
      assertThatThrownBy(() -> add(catalog, "vpc-2"))
          .isInstanceOf(StoreException.class)
          .hasMessage("the disk is full");
      assertThat(catalog.view(HERE).all(Kinds.VPC)).hasSize(1);
      disk.full.set(false);
      add(catalog, "vpc-2");
      assertThat(catalog.view(HERE).all(Kinds.VPC)).hasSize(2);
    }
  }

  @Test
  void a_cleared_catalog_is_empty_after_a_restart_too() {
    try (Catalog catalog = durable(Timing.AWS)) {
      add(catalog, "vpc-1");
      catalog.clear();
      assertThat(catalog.view(HERE).all(Kinds.VPC)).isEmpty();
      add(catalog, "vpc-2");
    }
    try (Catalog catalog = durable(Timing.AWS)) {
      assertThat(catalog.view(HERE).all(Kinds.VPC)).extracting(Vpc::vpcId).containsExactly("vpc-2");
    }
  }

  @Test
  void a_closed_catalog_takes_no_calls() {
    Catalog catalog = ephemeral();
    catalog.close();
    assertThatThrownBy(() -> add(catalog, "vpc-1")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void followers_are_told_of_their_kinds_in_order_and_see_what_those_before_them_did() {
    List<String> told = new ArrayList<>();
    Lifecycles lifecycles = lifecycles(Timing.AWS);
    lifecycles.follow(
        Set.of(Kinds.VPC),
        (transaction, before) -> {
          told.add("first " + before.count(HERE, Kinds.VPC));
          if (before.count(HERE, Kinds.VPC) == 0) {
            transaction.add(Kinds.SUBNET, Subnet.builder().subnetId("subnet-1").build());
          }
        });
    lifecycles.follow(
        Set.of(Kinds.SUBNET, Kinds.VPC),
        (transaction, _) -> told.add("second " + transaction.all(Kinds.SUBNET).count()));
    try (Catalog catalog = Catalog.ephemeral(lifecycles, timeline)) {
      add(catalog, "vpc-1");
      assertThat(told).containsExactly("first 0", "second 1");
      told.clear();
      catalog.write(
          HERE,
          transaction ->
              transaction.add(Kinds.SUBNET, Subnet.builder().subnetId("subnet-2").build()));
      assertThat(told).containsExactly("second 2");
      told.clear();
      timeline.advance(Duration.ofSeconds(5));
      assertThat(state(catalog, "vpc-1")).isEqualTo(VpcState.AVAILABLE);
      assertThat(told).as("of a step").containsExactly("first 1", "second 2");
      told.clear();
      catalog.view(HERE);
      assertThat(told).isEmpty();
    }
  }

  /** A follower of what another one writes is told, though the call did not write it. */
  @Test
  void a_follower_is_told_of_what_one_before_it_did() {
    List<String> told = new ArrayList<>();
    Lifecycles lifecycles = new Lifecycles(Timing.INSTANT);
    lifecycles.follow(
        Set.of(Kinds.VPC),
        (transaction, _) ->
            transaction.add(Kinds.SUBNET, Subnet.builder().subnetId("subnet-1").build()));
    lifecycles.follow(Set.of(Kinds.SUBNET), (_, _) -> told.add("of the subnet"));
    try (Catalog catalog = Catalog.ephemeral(lifecycles, timeline)) {
      add(catalog, "vpc-1");
      assertThat(told).containsExactly("of the subnet");
    }
  }
}
