package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls that are timed, by action, one after the other. */
final class CallTimes implements Calls {

  private static final int SPAN = 100;

  /**
   * How calls of one action went.
   *
   * @param first milliseconds a call, the median of the first hundred
   * @param last of the last hundred
   */
  record Growth(int calls, double first, double last) {

    double ratio() {
      return last / first;
    }
  }

  private final Calls calls;
  private final Map<String, List<Double>> milliseconds = new LinkedHashMap<>();

  CallTimes(Calls calls) {
    this.calls = calls;
  }

  @Override
  public String call(String action) throws IOException {
    int end = action.indexOf('&');
    long start = System.nanoTime();
    String answer = calls.call(action);
    double took = (System.nanoTime() - start) / 1e6;
    milliseconds
        .computeIfAbsent(end < 0 ? action : action.substring(0, end), _ -> new ArrayList<>())
        .add(took);
    return answer;
  }

  /**
   * By action; those that were called too seldom to have a first and a last hundred are left out.
   */
  Map<String, Growth> growth() {
    Map<String, Growth> growth = new LinkedHashMap<>();
    milliseconds.forEach((action, took) -> {
      int calls = took.size();
      if (calls >= 2 * SPAN) {
        growth.put(
            action,
            new Growth(
                calls,
                Effort.median(took.subList(0, SPAN)),
                Effort.median(took.subList(calls - SPAN, calls))));
      }
    });
    return growth;
  }
}
