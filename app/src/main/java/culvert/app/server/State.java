package culvert.app.server;

import culvert.aws.AwsApi;
import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Lifecycles.Timing;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.View;
import culvert.aws.operations.Buckets;
import culvert.aws.operations.Quotas;
import culvert.aws.snapshot.Assumed;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.time.Timeline;
import culvert.network.why.BadQuestion;
import java.time.Instant;

/**
 * A network at one moment, to ask about.
 *
 * @param resources what AWS shows of it
 * @param now the moment
 */
public record State(Snapshot resources, ForwardingGraph graph, Instant now) {

  /** What there is now. */
  public static State of(AwsApi api) {
    View view = api.catalog().view(Scope.OWN);
    return new State(view.snapshot(), api.graph(), view.now());
  }

  /**
   * What the files of a snapshot hold; nothing of it is kept.
   *
   * @param name what errors call it by
   * @throws BadQuestion naming what does not fit
   */
  public static State of(String name, byte[] files, Assumed assumed) {
    AwsApi api =
        AwsApi.over(
            Timing.INSTANT,
            false,
            Quotas.raised(),
            Buckets.none(),
            lifecycles -> Catalog.ephemeral(lifecycles, Timeline.wall()));
    try (Catalog _ = api.catalog()) {
      api.snapshots().load(files, assumed);
      return of(api);
    } catch (BadQuestion e) {
      throw new BadQuestion(name + ": " + e.getMessage());
    }
  }
}
