package culvert.app.server;

import culvert.aws.region.Regions;
import culvert.aws.snapshot.Assumed;
import culvert.aws.snapshot.Loaded;
import culvert.aws.snapshot.Snapshots;
import culvert.network.why.BadQuestion;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Networks as files: {@code POST /_culvert/snapshots} loads one, {@code GET} dumps the present one,
 * both as {@code {"files": {PATH: CONTENT, …}}}. The server reads and writes no files for it.
 */
public final class SnapshotResources {

  /** The largest snapshot that is taken. */
  static final int MAX_BYTES = 512 << 20;

  static final String PATH = "/_culvert/snapshots";

  private static final List<String> LOAD = List.of("account", "region");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

  private final Snapshots snapshots;
  private final String account;

  /**
   * @param account whose what is whose nothing says
   */
  SnapshotResources(Snapshots snapshots, String account) {
    this.snapshots = snapshots;
    this.account = account;
  }

  void route(HttpRouting.Builder routing) {
    routing.post(PATH, Answering.with(this::load));
    routing.get(PATH, Answering.raw(this::dump));
  }

  private ObjectNode load(ServerRequest request) {
    Assumed assumed = assumed(new Query(request, LOAD));
    return json(snapshots.load(Bodies.read(request, MAX_BYTES), assumed));
  }

  /** Whose what is whose nothing says, by {@code account} and {@code region} of a query. */
  Assumed assumed(Query query) {
    return assumed(
        Objects.requireNonNullElse(query.value("account"), account), query.value("region"));
  }

  /**
   * Whose what is whose nothing says.
   *
   * @param region null for us-east-1
   * @throws BadQuestion naming what is none
   */
  public static Assumed assumed(String account, @Nullable String region) {
    Assumed assumed = new Assumed(account, Objects.requireNonNullElse(region, "us-east-1"));
    if (!ACCOUNT.matcher(assumed.account()).matches()) {
      throw new BadQuestion("account takes 12 digits, not " + assumed.account());
    }
    if (!Regions.exists(assumed.region())) {
      throw new BadQuestion("region takes a Region of AWS's, not " + assumed.region());
    }
    return assumed;
  }

  private static ObjectNode json(Loaded loaded) {
    ObjectNode json = Json.object();
    ObjectNode counts = json.putObject("loaded");
    loaded.counts().forEach(counts::put);
    ArrayNode unknown = json.putArray("unknown");
    loaded
        .unknown()
        .forEach(each ->
            unknown
                .addObject()
                .put("file", each.file())
                .put("key", each.key())
                .put("count", each.count()));
    ArrayNode missing = json.putArray("missing");
    loaded
        .missing()
        .forEach(each ->
            missing
                .addObject()
                .put("id", each.id())
                .put("by", each.by())
                .put("count", each.count()));
    return json;
  }

  private byte[] dump(ServerRequest request) {
    new Query(request, List.of());
    return snapshots.dump();
  }
}
