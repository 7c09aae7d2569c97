package culvert.network.collection;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable hash map whose changes share what they do not touch: a compressed trie of 32-way
 * nodes (CHAMP: Steindorfer and Vinju, 2015). In the no-change case a change is the same map.
 *
 * <pre>
 *   slots:  k0 v0 k1 v1 …            | … n1 n0
 *           one pair a bit of pairs  | one node a bit of nodes, from the end
 * </pre>
 */
public final class HashTrie<K, V> {

  private static final int BITS = 5;
  private static final int MASK = 31;
  private static final HashTrie<?, ?> EMPTY = new HashTrie<>(new Node(0, 0, new Object[0]), 0);

  private final Node root;
  private final int size;

  private HashTrie(Node root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked")
  public static <K, V> HashTrie<K, V> empty() {
    return (HashTrie<K, V>) EMPTY;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** The value of the key, or null. */
  @SuppressWarnings("unchecked")
  public @Nullable V get(K key) {
    return (V) root.get(key, spread(key), 0);
  }

  public HashTrie<K, V> plus(K key, V value) {
    Change change = new Change();
    Node changed = root.plus(key, value, spread(key), 0, change);
    return changed == root ? this : new HashTrie<>(changed, change.grown ? size + 1 : size);
  }

  public HashTrie<K, V> minus(K key) {
    Node changed = root.minus(key, spread(key), 0);
    return changed == root ? this : new HashTrie<>(changed, size - 1);
  }

  @SuppressWarnings("unchecked")
  public void forEach(BiConsumer<K, V> action) {
    root.forEach((key, value) -> action.accept((K) key, (V) value));
  }

  /** Told of a key that has another value, or none, in one of two maps. */
  public interface ChangeConsumer<K, V> {

    /**
     * @param before null where it has none in the other map
     * @param after null where it has none in this one
     */
    void changed(K key, @Nullable V before, @Nullable V after);
  }

  /** What is not the same object as in another map; what both share is not looked at. */
  @SuppressWarnings("unchecked")
  public void forEachChangeSince(HashTrie<K, V> before, ChangeConsumer<K, V> action) {
    root.forEachChangeSince(
        before.root, 0, (key, old, now) -> action.changed((K) key, (V) old, (V) now));
  }

  /** With the class, as records of two classes that hold the same have the same hash. */
  private static int spread(Object key) {
    int hash = key.hashCode() * 31 + key.getClass().getName().hashCode();
    return hash ^ hash >>> 16;
  }

  private static final class Change {
    private boolean grown;
  }

  /** A node; below the last bits of the hash its pairs are searched one by one. */
  private static final class Node {

    private final int pairs;
    private final int nodes;
    private final Object[] slots;

    Node(int pairs, int nodes, Object[] slots) {
      this.pairs = pairs;
      this.nodes = nodes;
      this.slots = slots;
    }

    private static boolean isCollision(int shift) {
      return shift >= Integer.SIZE;
    }

    private static int bit(int hash, int shift) {
      return 1 << (hash >>> shift & MASK);
    }

    private int pairAt(int bit) {
      return 2 * Integer.bitCount(pairs & bit - 1);
    }

    private int nodeAt(int bit) {
      return slots.length - 1 - Integer.bitCount(nodes & bit - 1);
    }

    @Nullable Object get(Object key, int hash, int shift) {
      Node node = this;
      int at = shift;
      while (!isCollision(at)) {
        int bit = bit(hash, at);
        if ((node.pairs & bit) != 0) {
          int pair = node.pairAt(bit);
          return node.slots[pair].equals(key) ? node.slots[pair + 1] : null;
        }
        if ((node.nodes & bit) == 0) {
          return null;
        }
        node = (Node) node.slots[node.nodeAt(bit)];
        at += BITS;
      }
      int found = node.search(key);
      return found < 0 ? null : node.slots[found + 1];
    }

    private int search(Object key) {
      for (int i = 0; i < slots.length; i += 2) {
        if (slots[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }

    Node plus(Object key, Object value, int hash, int shift, Change change) {
      if (isCollision(shift)) {
        return plusColliding(key, value, change);
      }
      int bit = bit(hash, shift);
      if ((nodes & bit) != 0) {
        int at = nodeAt(bit);
        Node below = (Node) slots[at];
        Node changed = below.plus(key, value, hash, shift + BITS, change);
        return changed == below ? this : new Node(pairs, nodes, replaced(at, changed));
      }
      int at = pairAt(bit);
      if ((pairs & bit) == 0) {
        change.grown = true;
        return new Node(pairs | bit, nodes, inserted(at, key, value));
      }
      if (slots[at].equals(key)) {
        return slots[at + 1] == value ? this : new Node(pairs, nodes, replaced(at + 1, value));
      }
      change.grown = true;
      Node below =
          both(slots[at], slots[at + 1], spread(slots[at]), key, value, hash, shift + BITS);
      return pairToNode(bit, at, below);
    }

    private Node plusColliding(Object key, Object value, Change change) {
      int found = search(key);
      if (found >= 0) {
        return slots[found + 1] == value ? this : new Node(0, 0, replaced(found + 1, value));
      }
      change.grown = true;
      return new Node(0, 0, inserted(slots.length, key, value));
    }

    private static Node both(
        Object key1, Object value1, int hash1, Object key2, Object value2, int hash2, int shift) {
      if (isCollision(shift)) {
        return new Node(0, 0, new Object[] {key1, value1, key2, value2});
      }
      int bit1 = bit(hash1, shift);
      int bit2 = bit(hash2, shift);
      if (bit1 == bit2) {
        Node below = both(key1, value1, hash1, key2, value2, hash2, shift + BITS);
        return new Node(0, bit1, new Object[] {below});
      }
      boolean firstFirst = Integer.compareUnsigned(bit1, bit2) < 0;
      return new Node(
          bit1 | bit2,
          0,
          firstFirst
              ? new Object[] {key1, value1, key2, value2}
              : new Object[] {key2, value2, key1, value1});
    }

    private Object[] replaced(int at, Object value) {
      Object[] copy = slots.clone();
      copy[at] = value;
      return copy;
    }

    private Object[] inserted(int at, Object key, Object value) {
      Object[] copy = new Object[slots.length + 2];
      System.arraycopy(slots, 0, copy, 0, at);
      copy[at] = key;
      copy[at + 1] = value;
      System.arraycopy(slots, at, copy, at + 2, slots.length - at);
      return copy;
    }

    private Node pairToNode(int bit, int pair, Node below) {
      Object[] copy = new Object[slots.length - 1];
      int node = slots.length - 2 - Integer.bitCount(nodes & bit - 1);
      System.arraycopy(slots, 0, copy, 0, pair);
      System.arraycopy(slots, pair + 2, copy, pair, node - pair);
      copy[node] = below;
      System.arraycopy(slots, node + 2, copy, node + 1, slots.length - node - 2);
      return new Node(pairs ^ bit, nodes | bit, copy);
    }

    /** Keeps a node that has become a single pair: found all the same, and rare. */
    Node minus(Object key, int hash, int shift) {
      if (isCollision(shift)) {
        int found = search(key);
        return found < 0 ? this : new Node(0, 0, removed(found, 2));
      }
      int bit = bit(hash, shift);
      if ((nodes & bit) != 0) {
        int at = nodeAt(bit);
        Node below = (Node) slots[at];
        Node changed = below.minus(key, hash, shift + BITS);
        if (changed == below) {
          return this;
        }
        return changed.slots.length == 0
            ? new Node(pairs, nodes ^ bit, removed(at, 1))
            : new Node(pairs, nodes, replaced(at, changed));
      }
      int at = pairAt(bit);
      return (pairs & bit) != 0 && slots[at].equals(key)
          ? new Node(pairs ^ bit, nodes, removed(at, 2))
          : this;
    }

    private Object[] removed(int at, int count) {
      Object[] copy = Arrays.copyOf(slots, slots.length - count);
      System.arraycopy(slots, at + count, copy, at, slots.length - at - count);
      return copy;
    }

    void forEachChangeSince(Node before, int shift, ChangeConsumer<Object, Object> action) {
      if (this == before) {
        return;
      }
      int below = isCollision(shift) ? 0 : nodes & before.nodes;
      before.forEachOutside(
          below,
          (key, old) -> {
            Object now = get(key, spread(key), shift);
            if (now != old) {
              action.changed(key, old, now);
            }
          });
      forEachOutside(
          below,
          (key, now) -> {
            if (before.get(key, spread(key), shift) == null) {
              action.changed(key, null, now);
            }
          });
      for (int left = below; left != 0; left &= left - 1) {
        int bit = Integer.lowestOneBit(left);
        Node node = (Node) slots[nodeAt(bit)];
        Node old = (Node) before.slots[before.nodeAt(bit)];
        node.forEachChangeSince(old, shift + BITS, action);
      }
    }

    /** All but what is in the nodes of those bits. */
    private void forEachOutside(int bits, BiConsumer<Object, Object> action) {
      int pairSlots = nodes == 0 ? slots.length : 2 * Integer.bitCount(pairs);
      for (int i = 0; i < pairSlots; i += 2) {
        action.accept(slots[i], slots[i + 1]);
      }
      for (int left = nodes & ~bits; left != 0; left &= left - 1) {
        ((Node) slots[nodeAt(Integer.lowestOneBit(left))]).forEach(action);
      }
    }

    void forEach(BiConsumer<Object, Object> action) {
      int pairSlots = nodes == 0 ? slots.length : 2 * Integer.bitCount(pairs);
      for (int i = 0; i < pairSlots; i += 2) {
        action.accept(slots[i], slots[i + 1]);
      }
      for (int i = pairSlots; i < slots.length; i++) {
        ((Node) slots[i]).forEach(action);
      }
    }
  }
}
