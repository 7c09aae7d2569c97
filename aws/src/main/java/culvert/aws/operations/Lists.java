package culvert.aws.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes of the lists in immutable shapes. */
public final class Lists {

  private Lists() {}

  /** With one more at the end. */
  public static <T> List<T> plus(List<T> list, T added) {
    List<T> all = new ArrayList<>(list);
    all.add(added);
    return all;
  }

  /** Without those that match. */
  public static <T> List<T> without(List<T> list, Predicate<T> removed) {
    return list.stream().filter(removed.negate()).toList();
  }

  /** With those that match replaced. */
  public static <T> List<T> replacing(List<T> list, Predicate<T> wanted, UnaryOperator<T> change) {
    return list.stream().map(each -> wanted.test(each) ? change.apply(each) : each).toList();
  }
}
