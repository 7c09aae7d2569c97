package culvert.network.proof;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * An immutable set of small numbers: the words between the first and the last that are not empty.
 */
public final class Bits {

  private static final int FEW = 4;

  /** Of so many words one counts for the mark. */
  private static final int MARKED = 16;

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  static final Bits NONE = new Bits(0, new long[0]);

  private final int offset;
  private final long[] words;

  private Bits(int offset, long[] words) {
    this.offset = offset;
    this.words = words;
  }

  /** Takes a range of an array, whose words it copies. */
  private static Bits trimmed(int offset, long[] words, int from, int to) {
    int first = from;
    int end = to;
    while (first < end && words[first] == 0) {
      first++;
    }
    while (end > first && words[end - 1] == 0) {
      end--;
    }
    return first == end
        ? NONE
        : first == 0 && end == words.length
            ? new Bits(offset, words)
            : new Bits(offset + first, Arrays.copyOfRange(words, first, end));
  }

  static Bits of(int bit) {
    return new Bits(bit >> 6, new long[] {1L << bit});
  }

  /** The numbers from {@code from} to before {@code to}. */
  static Bits range(int from, int to) {
    if (from >= to) {
      return NONE;
    }
    int first = from >> 6;
    int last = to - 1 >> 6;
    long[] words = new long[last - first + 1];
    Arrays.fill(words, -1L);
    words[0] &= -1L << from;
    words[words.length - 1] &= -1L >>> -to;
    return new Bits(first, words);
  }

  /** Numbers given one by one. */
  static final class Builder {

    private final long[] words;

    /**
     * @param size above every number
     */
    Builder(int size) {
      words = new long[size + 63 >> 6];
    }

    void add(int bit) {
      words[bit >> 6] |= 1L << bit;
    }

    void addRange(int from, int to) {
      if (from < to) {
        add(range(from, to));
      }
    }

    void add(Bits more) {
      for (int i = 0; i < more.words.length; i++) {
        words[more.offset + i] |= more.words[i];
      }
    }

    /** The builder is not to be used again. */
    Bits build() {
      return trimmed(0, words, 0, words.length);
    }
  }

  public boolean isEmpty() {
    return words.length == 0;
  }

  public boolean contains(int bit) {
    int word = (bit >> 6) - offset;
    return word >= 0 && word < words.length && (words[word] >>> bit & 1) != 0;
  }

  /** How many numbers there are. */
  public int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /** Whether it is worth looking at its numbers one by one. */
  boolean isFew() {
    return words.length <= 1 && size() <= FEW;
  }

  /** The lowest number. */
  int first() {
    return (offset << 6) + Long.numberOfTrailingZeros(words[0]);
  }

  /** The highest number. */
  int last() {
    return (end() << 6) - 1 - Long.numberOfLeadingZeros(words[words.length - 1]);
  }

  /** How many runs of numbers there are that follow one another. */
  int runs() {
    int runs = 0;
    long before = 0;
    for (long word : words) {
      runs += Long.bitCount(word & ~(word << 1 | before >>> 63));
      before = word;
    }
    return runs;
  }

  /** Only the numbers from {@code from} to before {@code to}. */
  Bits within(int from, int to) {
    int first = Math.max(from >> 6, offset);
    int end = Math.min(to + 63 >> 6, end());
    if (from >= to || first >= end) {
      return NONE;
    }
    if (from <= offset << 6 && to >= end() << 6) {
      return this;
    }
    long[] some = Arrays.copyOfRange(words, first - offset, end - offset);
    if (first == from >> 6) {
      some[0] &= -1L << from;
    }
    if (end == to + 63 >> 6) {
      some[some.length - 1] &= -1L >>> -to;
    }
    return trimmed(first, some, 0, some.length);
  }

  private int end() {
    return offset + words.length;
  }

  private long word(int index) {
    int at = index - offset;
    return at >= 0 && at < words.length ? words[at] : 0;
  }

  Bits or(Bits other) {
    if (isEmpty() || this == other) {
      return other;
    }
    return other.isEmpty() ? this : union(List.of(this, other));
  }

  /** As {@link #or}; this same set where the other is within. */
  Bits plus(Bits other) {
    return other.isWithin(this) ? this : or(other);
  }

  /** How many words it is kept in. */
  int words() {
    return words.length;
  }

  /** A number that sets share which differ by a few numbers, mostly. */
  long mark() {
    long mark = 0;
    for (int i = offset + MARKED - 1 & -MARKED; i < end(); i += MARKED) {
      mark = (mark + i) * PRIME ^ words[i - offset];
    }
    return mark;
  }

  static Bits union(List<Bits> all) {
    int[] every = new int[all.size()];
    for (int i = 0; i < every.length; i++) {
      every[i] = i;
    }
    return union(all.toArray(Bits[]::new), every, every.length);
  }

  /** Of those of the sets whose places the first {@code count} numbers name. */
  static Bits union(Bits[] sets, int[] places, int count) {
    if (count == 1) {
      return sets[places[0]];
    }
    int from = Integer.MAX_VALUE;
    int to = 0;
    for (int i = 0; i < count; i++) {
      Bits each = sets[places[i]];
      if (!each.isEmpty()) {
        from = Math.min(from, each.offset);
        to = Math.max(to, each.end());
      }
    }
    if (from >= to) {
      return NONE;
    }
    long[] words = new long[to - from];
    for (int i = 0; i < count; i++) {
      Bits each = sets[places[i]];
      int shift = each.offset - from;
      for (int word = 0; word < each.words.length; word++) {
        words[shift + word] |= each.words[word];
      }
    }
    return new Bits(from, words);
  }

  /** The words that any of some sets have anything in. */
  static final class Span {

    private int from = Integer.MAX_VALUE;
    private int to;

    void add(Bits more) {
      from = Math.min(from, more.offset);
      to = Math.max(to, more.end());
    }
  }

  /** What sets add up to, one after the other. */
  static final class Sum {

    private final Bits first;
    private int offset;
    private long[] words;

    Sum(Bits first) {
      this.first = first;
      offset = first.offset;
      words = first.words;
    }

    /**
     * @param span of all that is ever added, and of the first
     */
    void add(Bits more, Span span) {
      if (words == first.words) {
        words = new long[span.to - span.from];
        System.arraycopy(first.words, 0, words, offset - span.from, first.words.length);
        offset = span.from;
      }
      int shift = more.offset - offset;
      for (int i = 0; i < more.words.length; i++) {
        words[shift + i] |= more.words[i];
      }
    }

    /** The sum is not to be used again. */
    Bits build() {
      return words == first.words ? first : trimmed(offset, words, 0, words.length);
    }
  }

  /** What both have; this same set where it is all in the other. */
  Bits and(Bits other) {
    int from = Math.max(offset, other.offset);
    int to = Math.min(end(), other.end());
    if (from >= to) {
      return NONE;
    }
    if (from == offset && to == end() && isWithin(other)) {
      return this;
    }
    long[] both = new long[to - from];
    for (int i = from; i < to; i++) {
      both[i - from] = words[i - offset] & other.words[i - other.offset];
    }
    return trimmed(from, both, 0, both.length);
  }

  /** Whether any number is in both. */
  boolean meets(Bits other) {
    int from = Math.max(offset, other.offset);
    int to = Math.min(end(), other.end());
    for (int i = from; i < to; i++) {
      if ((word(i) & other.word(i)) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isWithin(Bits other) {
    for (int i = 0; i < words.length; i++) {
      if ((words[i] & ~other.word(offset + i)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Without what the other has; this same set where that is nothing. */
  Bits minus(Bits other) {
    int from = Math.max(offset, other.offset);
    int to = Math.min(end(), other.end());
    long common = 0;
    for (int i = from; i < to; i++) {
      common |= words[i - offset] & other.words[i - other.offset];
    }
    if (common == 0) {
      return this;
    }
    long[] left = words.clone();
    for (int i = from; i < to; i++) {
      left[i - offset] &= ~other.words[i - other.offset];
    }
    return trimmed(offset, left, 0, left.length);
  }

  void forEach(IntConsumer action) {
    for (int i = 0; i < words.length; i++) {
      long word = words[i];
      while (word != 0) {
        action.accept((offset + i << 6) + Long.numberOfTrailingZeros(word));
        word &= word - 1;
      }
    }
  }

  /** Told of numbers that follow one another. */
  interface RunConsumer {
    void run(int from, int to);
  }

  /** Every run of numbers that follow one another, in order. */
  void forEachRun(RunConsumer action) {
    int from = next(0, true);
    while (from >= 0) {
      int to = next(from, false);
      int end = to < 0 ? end() << 6 : to;
      action.run(from, end);
      from = to < 0 ? -1 : next(to, true);
    }
  }

  /** The first number from there on, or -1. */
  int next(int from) {
    return next(from, true);
  }

  /** The first number from there on that is in the set, or is not; -1 where there is none left. */
  private int next(int from, boolean in) {
    int word = Math.max((from >> 6) - offset, 0);
    long mask = from >> 6 >= offset ? -1L << from : -1L;
    for (int i = word; i < words.length; i++) {
      long found = (in ? words[i] : ~words[i]) & mask;
      if (found != 0) {
        return (offset + i << 6) + Long.numberOfTrailingZeros(found);
      }
      mask = -1L;
    }
    return -1;
  }

  /** Bits as a matrix: row by row, and back column by column. */
  static Bits[] transposed(int[] rows, Bits[] bits, int size) {
    int words = size + 63 >> 6;
    long[][] columns = new long[size][];
    long[] block = new long[64];
    int at = 0;
    while (at < rows.length) {
      int rowWord = rows[at] >> 6;
      int next = at;
      int from = Integer.MAX_VALUE;
      int to = 0;
      while (next < rows.length && rows[next] >> 6 == rowWord) {
        if (!bits[next].isEmpty()) {
          from = Math.min(from, bits[next].offset);
          to = Math.max(to, bits[next].end());
        }
        next++;
      }
      for (int word = from; word < to; word++) {
        Arrays.fill(block, 0);
        for (int i = at; i < next; i++) {
          block[rows[i] & 63] = bits[i].word(word);
        }
        transpose(block);
        for (int i = 0; i < 64; i++) {
          if (block[i] != 0) {
            int column = (word << 6) + i;
            if (columns[column] == null) {
              columns[column] = new long[words];
            }
            columns[column][rowWord] = block[i];
          }
        }
      }
      at = next;
    }
    Bits[] result = new Bits[size];
    for (int i = 0; i < size; i++) {
      result[i] = columns[i] == null ? NONE : trimmed(0, columns[i], 0, words);
    }
    return result;
  }

  /** Transposes 64 by 64 bits in place (Hacker's Delight, 7-3). */
  private static void transpose(long[] block) {
    long mask = 0x00000000FFFFFFFFL;
    for (int width = 32; width != 0; width >>= 1, mask ^= mask << width) {
      for (int i = 0; i < 64; i = (i + width + 1) & ~width) {
        long swap = (block[i] >>> width ^ block[i + width]) & mask;
        block[i + width] ^= swap;
        block[i] ^= swap << width;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Bits bits && offset == bits.offset && Arrays.equals(words, bits.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words) * 31 + offset;
  }

  /** {@code {1-3, 7}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEachRun((from, to) -> {
      text.append(text.length() > 1 ? ", " : "").append(from);
      if (to - from > 1) {
        text.append('-').append(to - 1);
      }
    });
    return text.append('}').toString();
  }
}
