package culvert.app.server;

import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Quotas;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a server runs.
 *
 * @param host the address to listen at; loopback unless told otherwise
 * @param port the port, or 0 for any free one
 * @param data the directory that keeps the catalog, or null for one that ends with the process
 * @param virtualClock whether time stands still until it is moved
 * @param account the account of access keys that name none
 * @param keys the file with the access keys that signatures are checked against, or null for any
 */
public record Settings(
    String host,
    int port,
    @Nullable Path data,
    Timing timing,
    boolean virtualClock,
    String account,
    Quotas quotas,
    @Nullable Path keys) {

  public static final int DEFAULT_PORT = 4566;
  public static final String DEFAULT_ACCOUNT = "000000000000";

  /** A server of this process's own: any free port, nothing kept. */
  public static Settings ephemeral() {
    return new Settings(
        "127.0.0.1", 0, null, Timing.INSTANT, false, DEFAULT_ACCOUNT, Quotas.raised(), null);
  }

  /** The same with a catalog that a directory keeps. */
  public Settings keptIn(Path directory) {
    return new Settings(host, port, directory, timing, virtualClock, account, quotas, keys);
  }

  /** The same with a clock that stands still until it is moved. */
  public Settings onVirtualClock() {
    return new Settings(host, port, data, timing, true, account, quotas, keys);
  }

  /** The same where AWS's own work takes the time that it does. */
  public Settings inTimeOfAws() {
    return new Settings(host, port, data, Timing.AWS, virtualClock, account, quotas, keys);
  }

  /** The same for the account of access keys that name none. */
  public Settings of(String other) {
    return new Settings(host, port, data, timing, virtualClock, other, quotas, keys);
  }

  /** The same at another port. */
  public Settings atPort(int other) {
    return new Settings(host, other, data, timing, virtualClock, account, quotas, keys);
  }
}
