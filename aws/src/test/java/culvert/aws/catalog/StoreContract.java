package culvert.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** What every store holds to. One that keeps nothing holds to it with nothing. */
abstract class StoreContract {

  static final Scope HERE = new Scope("111111111111", "us-east-1");
  static final Scope THERE = new Scope("222222222222", "eu-west-1");

  @TempDir Path directory;

  abstract Store open();

  private static Resource<Vpc> vpc(Scope scope, long sequence, String name) {
    Vpc shape =
        Vpc.builder()
            .vpcId("vpc-" + sequence)
            .cidrBlock("10.0.0.0/16")
            .tags(Tag.builder().key("Name").value(name).build())
            .build();
    return new Resource<>(Kinds.VPC, scope, shape.vpcId(), sequence, shape, null);
  }

  private static <T> Change written(
      Kind<T> kind, String id, long sequence, T shape, @Nullable Instant due) {
    return new Change.Written(new Resource<>(kind, HERE, id, sequence, shape, due));
  }

  private static List<Resource<?>> kept(Store store) {
    List<Resource<?>> kept = new ArrayList<>();
    store.load(kept::add);
    kept.sort(java.util.Comparator.comparingLong(Resource::sequence));
    return kept;
  }

  /** What another opening of the store finds of what should be there. */
  private List<Resource<?>> reopened(Store store, int expected) {
    boolean keeps = store.keeps();
    store.close();
    try (Store again = open()) {
      List<Resource<?>> found = kept(again);
      assertThat(found).hasSize(keeps ? expected : 0);
      return found;
    }
  }

  @Test
  void a_new_store_is_empty() {
    try (Store store = open()) {
      assertThat(kept(store)).isEmpty();
    }
  }

  @Test
  void what_was_committed_is_there_again() {
    Store store = open();
    store.commit(
        List.of(
            new Change.Written(vpc(HERE, 1, "ü\u0000 '\"\\")),
            new Change.Written(vpc(THERE, 2, ""))));
    for (Resource<?> found : reopened(store, 2)) {
      Resource<Vpc> wanted =
          found.sequence() == 1 ? vpc(HERE, 1, "ü\u0000 '\"\\") : vpc(THERE, 2, "");
      assertThat(found.shape()).isEqualTo(wanted.shape());
      assertThat(found.scope()).isEqualTo(wanted.scope());
      assertThat(found.kind()).isEqualTo(Kinds.VPC);
      assertThat(found.id()).isEqualTo(wanted.id());
    }
  }

  @Test
  void kinds_and_due_times_are_kept() {
    Store store = open();
    Instant due = Instant.parse("2026-01-01T00:00:00.123Z");
    ClientToken token =
        new ClientToken("CreateVpc", "token", "digest", new byte[] {0, 1, (byte) 0xff});
    store.commit(
        List.of(
            written(
                Kinds.SUBNET, "subnet-1", 1, Subnet.builder().subnetId("subnet-1").build(), due),
            written(Kinds.CLIENT_TOKEN, token.id(), 2, token, null),
            written(
                Kinds.OPENED_REGION,
                "us-east-1",
                3,
                Region.builder().regionName("us-east-1").build(),
                null)));
    List<Resource<?>> found = reopened(store, 3);
    if (!found.isEmpty()) {
      assertThat(found.get(0).due()).isEqualTo(due);
      assertThat(found.get(1).shape()).isEqualTo(token);
      assertThat(found.get(2).due()).isNull();
    }
  }

  @Test
  void the_last_change_of_a_resource_counts() {
    Store store = open();
    store.commit(List.of(new Change.Written(vpc(HERE, 1, "first"))));
    store.commit(
        List.of(
            new Change.Written(vpc(HERE, 1, "second")),
            new Change.Written(vpc(HERE, 2, "gone")),
            new Change.Removed(2)));
    for (Resource<?> found : reopened(store, 1)) {
      assertThat(found.shape()).isEqualTo(vpc(HERE, 1, "second").shape());
    }
  }

  @Test
  void what_was_removed_stays_removed() {
    Store store = open();
    store.commit(List.of(new Change.Written(vpc(HERE, 1, "a"))));
    store.commit(List.of(new Change.Removed(1), new Change.Removed(77)));
    assertThat(reopened(store, 0)).isEmpty();
  }

  @Test
  void a_cleared_store_is_empty_and_works_on() {
    Store store = open();
    store.commit(List.of(new Change.Written(vpc(HERE, 1, "a"))));
    store.clear();
    store.commit(List.of(new Change.Written(vpc(HERE, 5, "b"))));
    for (Resource<?> found : reopened(store, 1)) {
      assertThat(found.sequence()).isEqualTo(5);
    }
  }
}
