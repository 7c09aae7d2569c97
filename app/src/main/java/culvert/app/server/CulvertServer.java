package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.operations.Buckets;
import culvert.aws.own.Clock;
import culvert.aws.signature.AccessKeys;
import culvert.aws.wire.ApiService;
import culvert.aws.wire.Credentials;
import culvert.network.time.Timeline;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A running Culvert. */
public final class CulvertServer implements AutoCloseable {

  /** What a client may send and hold; more is refused, in AWS's form. */
  private static final int MAX_BODY_BYTES = SnapshotResources.MAX_BYTES;

  private static final int MAX_HEADER_BYTES = 64 << 10;
  private static final int MAX_REQUEST_LINE_BYTES = 64 << 10;
  private static final int MAX_CONNECTIONS = 2048;
  private static final Duration IDLE = Duration.ofMinutes(2);

  /** Helidon logs every request that it cannot read, with a stack trace; the client is told. */
  private static final Logger UNREADABLE =
      Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  /** Helidon logs why it cannot listen, with a stack trace; {@link #start} throws it. */
  private static final Logger UNSTARTED = Logger.getLogger("io.helidon.webserver.LoomServer");

  static {
    UNREADABLE.setLevel(Level.SEVERE);
    UNSTARTED.setLevel(Level.OFF);
  }

  private final AwsApi api;
  private final WebServer web;

  private CulvertServer(AwsApi api, WebServer web) {
    this.api = api;
    this.web = web;
  }

  /**
   * Starts a server.
   *
   * @throws culvert.aws.catalog.StoreException where the data directory cannot be opened
   * @throws IllegalArgumentException where the key file is wrong
   * @throws UncheckedIOException where it cannot listen at the address and port
   */
  public static CulvertServer start(Settings settings) {
    Timeline timeline =
        settings.virtualClock()
            ? Timeline.virtual(Instant.parse("2026-01-01T00:00:00Z"))
            : Timeline.wall();
    Path data = settings.data();
    AwsApi api =
        AwsApi.over(
            settings.timing(),
            settings.virtualClock() || settings.timing() == Timing.AWS,
            settings.quotas(),
            data == null ? Buckets.none() : Buckets.in(data.resolve("s3")),
            lifecycles ->
                data == null
                    ? Catalog.ephemeral(lifecycles, timeline)
                    : Catalog.in(data, lifecycles, timeline));
    try {
      FailureResources failures =
          new FailureResources(
              api.sites(), api.failures(), new Clock(api.catalog(), timeline), api);
      SnapshotResources snapshots = new SnapshotResources(api.snapshots(), settings.account());
      OwnResources own = new OwnResources(api, failures, snapshots);
      return new CulvertServer(api, web(settings, api, own));
    } catch (RuntimeException e) {
      api.catalog().close();
      throw e;
    }
  }

  private static WebServer web(Settings settings, AwsApi api, OwnResources own) {
    ApiService service = api.service(keys(settings, api));
    AwsHandler aws = new AwsHandler(service);
    Refusals refusals = new Refusals();
    WebServer web =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .backlog(1024)
            .maxPayloadSize(MAX_BODY_BYTES)
            .maxTcpConnections(MAX_CONNECTIONS)
            .idleConnectionTimeout(IDLE)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(2))
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(MAX_HEADER_BYTES)
                    .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                    .build())
            .directHandlers(handlers -> {
              for (EventType type : EventType.values()) {
                handlers.addHandler(type, refusals);
              }
            })
            .routing(routing -> {
              routing.addFilter(CulvertServer::close);
              own.route(routing);
              routing.any(aws);
            })
            .build();
    web.start();
    if (!web.isRunning()) {
      throw new UncheckedIOException(whyNot(settings));
    }
    return web;
  }

  /**
   * Ends the connection of a client that said {@code Connection: close}: it reads to the end.
   * Helidon before 4.5.4 says so too, and goes on waiting (its issue 12324).
   */
  private static void close(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (response.isSent() && request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the client wants it closed");
    }
  }

  /** Helidon keeps to itself what kept it from listening; the system says it again. */
  private static IOException whyNot(Settings settings) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(settings.host(), settings.port()));
      return new IOException("Helidon did not start");
    } catch (IOException e) {
      return e;
    }
  }

  /** Signers go by the wall clock, whatever the network's clock is. */
  private static Credentials keys(Settings settings, AwsApi api) {
    Path file = settings.keys();
    return file == null
        ? AccessKeys.any(api.catalog(), settings.account())
        : AccessKeys.of(file, api.catalog(), settings.account(), Timeline.wall()::now);
  }

  /** The port that it listens at. */
  public int port() {
    return web.port();
  }

  /** {@code http://127.0.0.1:4566}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public AwsApi api() {
    return api;
  }

  /** Takes no new calls, finishes those under way, closes the catalog. */
  @Override
  public void close() {
    web.stop();
    api.catalog().close();
  }
}
