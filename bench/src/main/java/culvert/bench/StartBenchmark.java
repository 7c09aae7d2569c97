package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the start of a process to its first DescribeVpcs answered, and the memory it then holds. */
record StartBenchmark(List<Subject> subjects, Effort effort) {

  void run() throws IOException, InterruptedException {
    for (Subject subject : subjects) {
      List<Double> milliseconds = new ArrayList<>();
      List<Double> mebibytes = new ArrayList<>();
      for (int round = 0; round < effort.rounds() + 2; round++) {
        try (Served served = subject.start()) {
          milliseconds.add(served.toFirstAnswer().toNanos() / 1e6);
          mebibytes.add((double) served.residentMebibytes());
        }
      }
      System.out.printf(
          "start     %-20s %6.0f ms to the first DescribeVpcs  %4.0f MiB RSS%n",
          subject.name(), Effort.median(milliseconds), Effort.median(mebibytes));
    }
  }
}
