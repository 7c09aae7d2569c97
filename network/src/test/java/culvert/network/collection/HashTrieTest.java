package culvert.network.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashTrieTest {

  /** A key of which many have one hash. */
  private record Key(int number) {

    @Override
    public int hashCode() {
      return number % 7 == 0 ? 42 : number * 0x9E3779B9;
    }
  }

  private static Set<String> expected(Map<Key, Integer> one, Map<Key, Integer> other) {
    Set<Key> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    Set<String> differences = new HashSet<>();
    for (Key key : keys) {
      Integer here = one.get(key);
      Integer there = other.get(key);
      if (here == null || !here.equals(there)) {
        differences.add(key + " " + here + " " + there);
      }
    }
    return differences;
  }

  private static Set<String> differences(HashTrie<Key, Integer> one, HashTrie<Key, Integer> other) {
    Set<String> differences = new HashSet<>();
    other.forEachChangeSince(
        one,
        (key, here, there) -> assertThat(differences.add(key + " " + here + " " + there)).isTrue());
    return differences;
  }

  /** Whether they were made from one another or not. */
  @Test
  void two_maps_differ_in_what_their_entries_say() {
    long seed = Long.getLong("culvert.seed", new Random().nextLong());
    System.out.println("HashTrieTest: -Dculvert.seed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      HashTrie<Key, Integer> trie = HashTrie.empty();
      Map<Key, Integer> map = new HashMap<>();
      HashTrie<Key, Integer> before = trie;
      Map<Key, Integer> was = Map.of();
      int steps = 1 + random.nextInt(400);
      int kept = random.nextInt(steps);
      for (int step = 0; step < steps; step++) {
        Key key = new Key(random.nextInt(120));
        if (random.nextInt(3) == 0) {
          trie = trie.minus(key);
          map.remove(key);
        } else {
          int value = random.nextInt(4);
          trie = trie.plus(key, value);
          map.put(key, value);
        }
        if (step == kept) {
          before = trie;
          was = new HashMap<>(map);
        }
      }
      HashTrie<Key, Integer> anew = HashTrie.empty();
      for (Map.Entry<Key, Integer> each : map.entrySet()) {
        anew = anew.plus(each.getKey(), each.getValue());
      }
      assertThat(differences(before, trie)).isEqualTo(expected(was, map));
      assertThat(differences(trie, before)).isEqualTo(expected(map, was));
      assertThat(differences(before, anew)).isEqualTo(expected(was, map));
      assertThat(differences(trie, anew)).isEmpty();
      assertThat(differences(HashTrie.empty(), trie)).hasSize(map.size());
    }
  }
}
