package culvert.aws.catalog;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map from sequence numbers to values, in their order. Changes share what they do not
 * touch: a trie of 32-way arrays, as high as the largest number needs.
 */
final class SequenceTrie<V> {

  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final long MASK = WIDTH - 1L;
  private static final SequenceTrie<?> EMPTY = new SequenceTrie<>(null, 0, 0);

  /** An array of {@code WIDTH} arrays of the next lower level, or of values where shift is 0. */
  private final Object @Nullable [] root;

  private final int shift;
  private final int size;

  private SequenceTrie(Object @Nullable [] root, int shift, int size) {
    this.root = root;
    this.shift = shift;
    this.size = size;
  }

  @SuppressWarnings("unchecked")
  static <V> SequenceTrie<V> empty() {
    return (SequenceTrie<V>) EMPTY;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  private static boolean fits(long sequence, int shift) {
    return shift + BITS >= Long.SIZE || sequence >>> (shift + BITS) == 0;
  }

  /** With a value at a sequence, which is not negative. */
  SequenceTrie<V> plus(long sequence, V value) {
    int height = shift;
    while (!fits(sequence, height)) {
      height += BITS;
    }
    boolean present = get(sequence) != null;
    return new SequenceTrie<>(
        plus(raised(height), height, sequence, value), height, present ? size : size + 1);
  }

  private static Object[] plus(Object @Nullable [] node, int shift, long sequence, Object value) {
    Object[] copy = node == null ? new Object[WIDTH] : node.clone();
    int at = (int) (sequence >>> shift & MASK);
    copy[at] = shift == 0 ? value : plus((Object[]) copy[at], shift - BITS, sequence, value);
    return copy;
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(long sequence) {
    Object[] node = root;
    if (!fits(sequence, shift)) {
      return null;
    }
    for (int at = shift; node != null; at -= BITS) {
      Object found = node[(int) (sequence >>> at & MASK)];
      if (at == 0) {
        return (V) found;
      }
      node = (Object[]) found;
    }
    return null;
  }

  SequenceTrie<V> minus(long sequence) {
    if (get(sequence) == null || root == null) {
      return this;
    }
    return size == 1 ? empty() : new SequenceTrie<>(minus(root, shift, sequence), shift, size - 1);
  }

  private static Object @Nullable [] minus(Object[] node, int shift, long sequence) {
    Object[] copy = node.clone();
    int at = (int) (sequence >>> shift & MASK);
    copy[at] = shift == 0 ? null : minus((Object[]) copy[at], shift - BITS, sequence);
    for (Object slot : copy) {
      if (slot != null) {
        return copy;
      }
    }
    return null;
  }

  /**
   * Every value that is not the same one as before: the one before and the one now, of which one is
   * null where there was or is none. What the two share is not walked.
   */
  void since(SequenceTrie<V> before, BiConsumer<@Nullable V, @Nullable V> changed) {
    int height = Math.max(shift, before.shift);
    since(before.raised(height), raised(height), height, changed);
  }

  /** The root of the trie as it would be, were it that high. */
  private Object @Nullable [] raised(int height) {
    Object[] top = root;
    for (int at = shift; top != null && at < height; at += BITS) {
      Object[] above = new Object[WIDTH];
      above[0] = top;
      top = above;
    }
    return top;
  }

  @SuppressWarnings("unchecked")
  private static <V> void since(
      Object @Nullable [] before,
      Object @Nullable [] now,
      int shift,
      BiConsumer<@Nullable V, @Nullable V> changed) {
    for (int at = 0; at < WIDTH && before != now; at++) {
      Object was = before == null ? null : before[at];
      Object is = now == null ? null : now[at];
      if (was != is && shift == 0) {
        changed.accept((V) was, (V) is);
      } else if (was != is) {
        since((Object[]) was, (Object[]) is, shift - BITS, changed);
      }
    }
  }

  /** The values behind a sequence, in order. */
  Stream<V> after(long sequence) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Values<V>(this, sequence + 1), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** Walks the leaves from a sequence on. */
  private static final class Values<V> implements Iterator<V> {

    private final SequenceTrie<V> trie;
    private long next;
    private Object @Nullable [] leaf;
    private @Nullable V value;

    Values(SequenceTrie<V> trie, long from) {
      this.trie = trie;
      this.next = from;
      leaf = leafAt();
      advance();
    }

    /** The leaf that holds {@code next}, moving it to the first place that may have one. */
    private Object @Nullable [] leafAt() {
      while (trie.root != null && fits(next, trie.shift)) {
        Object[] node = trie.root;
        int at = trie.shift;
        while (at > 0) {
          Object below = node[(int) (next >>> at & MASK)];
          if (below == null) {
            break;
          }
          node = (Object[]) below;
          at -= BITS;
        }
        if (at == 0) {
          return node;
        }
        next = (next >>> at) + 1 << at;
      }
      return null;
    }

    @SuppressWarnings("unchecked")
    private void advance() {
      value = null;
      while (leaf != null && value == null) {
        value = (V) leaf[(int) (next & MASK)];
        next++;
        if ((next & MASK) == 0) {
          leaf = leafAt();
        }
      }
    }

    @Override
    public boolean hasNext() {
      return value != null;
    }

    @Override
    public V next() {
      V found = value;
      if (found == null) {
        throw new NoSuchElementException();
      }
      advance();
      return found;
    }
  }
}
