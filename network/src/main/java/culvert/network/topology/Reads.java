package culvert.network.topology;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What has been read, each thing by a number that it mostly has for itself: 4 bytes a read. So what
 * shares no number with what has changed is as it was. Not safe for concurrent use.
 */
public final class Reads {

  private static final int FEW = 16;

  private int[] numbers = new int[FEW];
  private int size;

  /** Notes that one thing has been read. */
  public void add(Object what) {
    add(what.hashCode());
  }

  private void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  void component(Class<?> kind, String id) {
    add(kind.hashCode() * 31 + id.hashCode());
  }

  void all(Class<?> kind) {
    add(kind);
  }

  void index(Index<?, ?> index, Object key) {
    add(index.hashCode() * 31 + key.hashCode());
  }

  /** The numbers of all that has been read. */
  public int[] numbers() {
    return Arrays.copyOf(numbers, size);
  }

  /** Finds out whether some of this has been read. */
  public static final class Changed {

    private static final int SIEVE = 1 << 16;

    private final Set<Integer> numbers = new HashSet<>();
    private final long[] sieve = new long[SIEVE / Long.SIZE];

    /** Adds all that was read so. */
    public void add(Reads reads) {
      for (int i = 0; i < reads.size; i++) {
        int place = place(reads.numbers[i]);
        numbers.add(reads.numbers[i]);
        sieve[place >> 6] |= 1L << place;
      }
    }

    /** Whether the number is among them. */
    public boolean has(int number) {
      int place = place(number);
      return (sieve[place >> 6] >>> place & 1) != 0 && numbers.contains(number);
    }

    private static int place(int number) {
      return (number ^ number >>> Short.SIZE) & SIEVE - 1;
    }
  }
}
