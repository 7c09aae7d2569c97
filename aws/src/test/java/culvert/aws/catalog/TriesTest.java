package culvert.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.collection.HashTrie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Both tries beside the JDK's maps, through the same random changes; old versions stay as they
 * were.
 */
class TriesTest {

  /** Few hashes for many keys, so that nodes at every depth and collisions come up. */
  private record Clumsy(int number, int hashes) {
    @Override
    public int hashCode() {
      return number % hashes * 0x9e3779b9;
    }
  }

  private static Random random(String what) {
    long seed = Long.getLong("culvert.seed", System.nanoTime());
    System.out.println("TriesTest " + what + ": -Dculvert.seed=" + seed);
    return new Random(seed);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, Integer.MAX_VALUE})
  void a_hash_trie_is_a_hash_map(int hashes) {
    Random random = random("hashes " + hashes);
    HashTrie<Clumsy, Integer> trie = HashTrie.empty();
    Map<Clumsy, Integer> twin = new HashMap<>();
    List<HashTrie<Clumsy, Integer>> versions = new ArrayList<>();
    List<Map<Clumsy, Integer>> twins = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Clumsy key = new Clumsy(random.nextInt(300), hashes);
      if (random.nextInt(3) == 0) {
        trie = trie.minus(key);
        twin.remove(key);
      } else {
        trie = trie.plus(key, i);
        twin.put(key, i);
      }
      assertThat(trie.get(key)).isEqualTo(twin.get(key));
      assertThat(trie.size()).isEqualTo(twin.size());
      if (i % 500 == 0) {
        versions.add(trie);
        twins.add(Map.copyOf(twin));
      }
    }
    for (int i = 0; i < versions.size(); i++) {
      Map<Clumsy, Integer> content = new HashMap<>();
      versions.get(i).forEach(content::put);
      assertThat(content).isEqualTo(twins.get(i));
      for (int j = 0; j < versions.size(); j++) {
        Map<Clumsy, Integer> changed = new HashMap<>(twins.get(j));
        versions
            .get(i)
            .forEachChangeSince(
                versions.get(j),
                (key, before, after) -> {
                  assertThat(changed.get(key)).isEqualTo(before).isNotEqualTo(after);
                  if (after == null) {
                    changed.remove(key);
                  } else {
                    changed.put(key, after);
                  }
                });
        assertThat(changed).isEqualTo(twins.get(i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 3000, 2_000_000})
  void a_sequence_trie_is_a_tree_map(int range) {
    Random random = random("range " + range);
    SequenceTrie<String> trie = SequenceTrie.empty();
    TreeMap<Long, String> twin = new TreeMap<>();
    SequenceTrie<String> before = trie;
    for (int i = 0; i < 3000; i++) {
      long sequence = random.nextInt(range);
      if (random.nextInt(3) == 0) {
        trie = trie.minus(sequence);
        twin.remove(sequence);
      } else {
        trie = trie.plus(sequence, "v" + i);
        twin.put(sequence, "v" + i);
      }
      assertThat(trie.size()).isEqualTo(twin.size());
      assertThat(trie.get(sequence)).isEqualTo(twin.get(sequence));
      if (i % 50 == 0) {
        long from = random.nextInt(range + 50) - 1L;
        assertThat(trie.after(from)).containsExactlyElementsOf(twin.tailMap(from, false).values());
        assertThat(trie.after(-1)).containsExactlyElementsOf(twin.values());
        Set<String> changes = new HashSet<>(before.after(-1).toList());
        trie.since(
            before,
            (was, is) -> {
              assertThat(was).isNotEqualTo(is);
              assertThat(was == null || changes.remove(was)).isTrue();
              assertThat(is == null || changes.add(is)).isTrue();
            });
        assertThat(changes).containsExactlyInAnyOrderElementsOf(twin.values());
        before = random.nextInt(4) == 0 ? SequenceTrie.empty() : trie;
      }
    }
  }
}
