package culvert.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Some connections that call as fast as they are answered. */
final class Load implements AutoCloseable {

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService threads;

  /** Whether a connection makes another call. */
  private interface Going {
    boolean on();
  }

  Load(Served server, String region, int connections) {
    for (int i = 0; i < connections; i++) {
      this.connections.add(server.connect(region));
    }
    threads = Executors.newFixedThreadPool(connections);
  }

  /** Calls for that long; returns the calls answered per second. */
  double callsPerSecond(String action, Duration window) throws IOException, InterruptedException {
    long end = System.nanoTime() + window.toNanos();
    return run(action, () -> System.nanoTime() < end);
  }

  /** Makes that many calls. */
  void calls(String action, int calls) throws IOException, InterruptedException {
    AtomicInteger left = new AtomicInteger(calls);
    run(action, () -> left.getAndDecrement() > 0);
  }

  private double run(String action, Going going) throws IOException, InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (Connection connection : connections) {
      running.add(
          threads.submit(() -> {
            while (going.on()) {
              connection.answer(action);
              answered.incrementAndGet();
            }
            return null;
          }));
    }
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      }
    }
    return answered.get() * 1e9 / (System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    threads.close();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
