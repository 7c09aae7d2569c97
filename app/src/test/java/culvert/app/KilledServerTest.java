package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server in the middle of its work, again and again, and looks for what it had answered.
 * Each round's writers are an account of their own. {@code -Dculvert.seed} replays the choices,
 * {@code -Dculvert.kills} changes how often.
 */
class KilledServerTest {

  private static final int KILLS = Integer.getInteger("culvert.kills", 100);
  private static final int WRITERS = 4;
  private static final int MOST_MILLIS = 400;
  private static final long SEED = Long.getLong("culvert.seed", System.nanoTime());

  @TempDir private Path data;

  /**
   * What a round's writers know: VPCs whose creation, and whose deletion, was answered or tried.
   */
  private static final class Round {
    private final String account;
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();

    Round(int number) {
      account = String.format("%012d", 100_000 + number);
    }
  }

  @Test
  void what_was_answered_is_there_after_a_kill_and_no_half_of_anything() throws Exception {
    System.out.println("KilledServerTest: -Dculvert.seed=" + SEED);
    Random random = new Random(SEED);
    List<Round> rounds = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Round round = new Round(kill);
      try (ServerProcess server = ServerProcess.up("--data", data.toString())) {
        if (kill > 0) {
          check(server, rounds.getLast());
        }
        write(server, round, random.nextLong(), 20 + random.nextInt(MOST_MILLIS));
      }
      rounds.add(round);
    }
    int created = rounds.stream().mapToInt(round -> round.created.size()).sum();
    System.out.println(
        "KilledServerTest: " + KILLS + " kills, " + created + " answered calls of CreateVpc");
    assertThat(created).isGreaterThan(KILLS);
    try (ServerProcess server = ServerProcess.up("--data", data.toString())) {
      for (Round round : rounds) {
        check(server, round);
      }
    }
  }

  /** Lets writers work until the server is killed under them. */
  private static void write(ServerProcess server, Round round, long seed, int millis)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        HttpClient http = HttpClient.newHttpClient()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        Random random = new Random(seed + w);
        QueryClient client = new QueryClient(http, server.port(), round.account);
        writers.add(threads.submit(() -> writeUntilItEnds(client, round, random)));
      }
      Thread.sleep(millis);
      server.kill();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private static void writeUntilItEnds(QueryClient client, Round round, Random random) {
    try {
      while (true) {
        String id =
            QueryClient.texts(client.call("Action=CreateVpc&CidrBlock=10.0.0.0/16"), "vpcId")
                .getFirst();
        round.created.add(id);
        if (random.nextBoolean()) {
          round.deleting.add(id);
          client.call("Action=DeleteVpc&VpcId=" + id);
          round.deleted.add(id);
        }
        Thread.sleep(random.nextInt(15));
      }
    } catch (IOException e) {
      // The server is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void check(ServerProcess server, Round round) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      QueryClient client = new QueryClient(http, server.port(), round.account);
      List<String> present = QueryClient.texts(client.call("Action=DescribeVpcs"), "vpcId");
      Set<String> wanted = new HashSet<>(round.created);
      wanted.removeAll(round.deleting);
      assertThat(present).as("seed " + SEED).containsAll(wanted);
      assertThat(present).as("seed " + SEED).noneMatch(round.deleted::contains);
      // A VPC comes and goes with its main table, its default ACL and its default group.
      for (String what : new String[] {"RouteTables", "NetworkAcls", "SecurityGroups"}) {
        assertThat(QueryClient.texts(client.call("Action=Describe" + what), "vpcId"))
            .as(what + ", seed " + SEED)
            .filteredOn(id -> !id.isEmpty())
            .containsAll(present)
            .allMatch(present::contains);
      }
    }
  }
}
