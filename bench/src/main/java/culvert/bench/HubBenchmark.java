package culvert.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A large transit gateway, built through the API: how the time a call takes grows, the memory that
 * the process then holds, and whether a change shows in the next answer.
 */
record HubBenchmark(List<Subject> subjects, Effort effort) {

  /**
   * Where a small hub is built first, so that the first calls that count are those of warm code.
   */
  private static final String ELSEWHERE = "eu-west-1";

  void run() throws IOException, InterruptedException {
    for (Subject subject : subjects) {
      try (Served served = subject.start();
          Connection connection = served.connect(Served.REGION)) {
        warmUp(served);
        CallTimes times = new CallTimes(connection);
        HubNetwork hub = HubNetwork.build(times, effort.attachments());
        report(subject, times);
        changesShow(subject, served, connection, hub);
        System.out.printf(
            "hub       %-20s %d attachments: %d MiB RSS%n",
            subject.name(), effort.attachments(), served.residentMebibytes());
      }
    }
  }

  private void warmUp(Served served) throws IOException {
    long end = System.nanoTime() + effort.warmUp().toNanos();
    try (Connection connection = served.connect(ELSEWHERE)) {
      HubNetwork.build(connection, HubNetwork.LEAST);
      while (System.nanoTime() < end) {
        HubNetwork.build(connection, HubNetwork.LEAST);
      }
    }
  }

  private static void report(Subject subject, CallTimes times) {
    times
        .growth()
        .forEach((action, growth) ->
            System.out.printf(
                "hub       %-20s %-42s %6d calls: %.3f ms the first, %.3f ms the last, ratio %.2f%n",
                subject.name(),
                action,
                growth.calls(),
                growth.first(),
                growth.last(),
                growth.ratio()));
  }

  /** Each change is undone; the answer must follow it there and back. */
  private void changesShow(Subject subject, Served served, Connection ec2, HubNetwork hub)
      throws IOException, InterruptedException {
    List<Double> propagations = new ArrayList<>();
    List<Double> associations = new ArrayList<>();
    try (Asking asking = new Asking(served, hub.from(), hub.to())) {
      asking.expect(true);
      for (int round = 0; round < effort.rounds(); round++) {
        ec2.call(HubNetwork.stopPropagating(hub.table(), hub.toAttachment()));
        propagations.add(asking.expect(false));
        ec2.call(HubNetwork.propagate(hub.table(), hub.toAttachment()));
        propagations.add(asking.expect(true));
        ec2.call(HubNetwork.disassociate(hub.table(), hub.fromAttachment()));
        ec2.call(HubNetwork.associate(hub.otherTable(), hub.fromAttachment()));
        associations.add(asking.expect(false));
        ec2.call(HubNetwork.disassociate(hub.otherTable(), hub.fromAttachment()));
        ec2.call(HubNetwork.associate(hub.table(), hub.fromAttachment()));
        associations.add(asking.expect(true));
      }
    }
    System.out.printf(
        "hub       %-20s why over HTTP: %.1f ms after a propagation changed, %.1f ms after an association did%n",
        subject.name(), Effort.median(propagations), Effort.median(associations));
  }
}
