package culvert.aws.snapshot;

import culvert.aws.catalog.Catalog;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.AwsPrefixLists;
import culvert.aws.operations.Registry;
import culvert.aws.reading.TopologyReader;
import culvert.aws.snapshot.Gathering.Gathered;
import culvert.network.why.BadQuestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/**
 * Loads snapshots into the catalog and dumps the catalog as one.
 *
 * <p>A snapshot is JSON: {@code {"files": {PATH: CONTENT, …}}}, each path {@code
 * aws_configs/[accounts/ID/][REGION/]NAME.json} and each content what {@code aws … describe-…
 * --output json} prints.
 */
public final class Snapshots {

  private final Catalog catalog;
  private final Registry registry;

  /** Those of a catalog whose resources are shown as the registry's operations do. */
  public Snapshots(Catalog catalog, Registry registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  /**
   * Adds what the files hold to the catalog, all of it or nothing.
   *
   * @param assumed whose what is whose nothing says
   * @throws BadQuestion naming what does not fit, or what is there already
   */
  public Loaded load(byte[] snapshot, Assumed assumed) {
    SnapshotReader files = SnapshotReader.read(snapshot);
    Gathering gathering = gather(files.elements(), assumed);
    List<Loaded.Missing> missing =
        catalog.write(Scope.OWN, transaction -> add(gathering, transaction));
    return new Loaded(files.counts(), files.unknown(), missing);
  }

  /** Everything in the catalog but what {@link Corrections#LEFT_OUT} names. */
  public byte[] dump() {
    View view = catalog.view(Scope.OWN);
    return Dump.of(new Shown(view.snapshot(), view.now(), registry));
  }

  /** What the elements come to. */
  static Gathering gather(List<Unplaced> elements, Assumed assumed) {
    Placement placement = new Placement(elements, assumed);
    Gathering gathering = new Gathering();
    for (Unplaced each : elements) {
      each.section().put().put(each.element(), placement.of(each), each.origin(), gathering);
    }
    Set<Scope> scopes =
        elements.stream()
            .filter(each -> !each.section().isOwn())
            .map(placement::of)
            .collect(Collectors.toSet());
    Derivations.complete(gathering, scopes);
    gathering.takeCorrections();
    return gathering;
  }

  private static List<Loaded.Missing> add(Gathering gathering, Transaction transaction) {
    gathering.all().forEach(each -> add(each, transaction));
    transaction.prepare();
    Snapshot all = transaction.snapshot();
    Optional<BadQuestion> refused =
        gathering.all().parallel().flatMap(each -> refusal(each, all).stream()).findFirst();
    if (refused.isPresent()) {
      throw refused.get();
    }
    return References.missing(gathering, all);
  }

  private static <T> void add(Gathered<T> gathered, Transaction transaction) {
    if (transaction.snapshot().find(gathered.scope(), gathered.kind(), gathered.id()) == null) {
      transaction.add(
          gathered.scope(), gathered.kind(), gathered.id(), gathered.shape(), gathered.due());
    } else if (!isEverybodys(gathered)) {
      throw refused(
          gathered.origin(), "there is a %s %s already".formatted(gathered.kind(), gathered.id()));
    }
  }

  /** What AWS has in a Region for every account alike. */
  private static boolean isEverybodys(Gathered<?> gathered) {
    return gathered.kind() == Kinds.OPENED_REGION
        || gathered.kind() == Kinds.PREFIX_LIST_VERSION && gathered.id().endsWith("/0")
        || gathered.shape() instanceof ManagedPrefixList list && AwsPrefixLists.isOne(list);
  }

  private static <T> Optional<BadQuestion> refusal(Gathered<T> gathered, Snapshot all) {
    Resource<T> added = all.find(gathered.scope(), gathered.kind(), gathered.id());
    if (added != null) {
      try {
        TopologyReader.check(added, all);
      } catch (RuntimeException e) {
        return Optional.of(
            refused(
                gathered.origin(),
                "%s %s cannot be used: %s"
                    .formatted(gathered.kind(), gathered.id(), e.getMessage())));
      }
    }
    return Optional.empty();
  }

  private static BadQuestion refused(@Nullable Origin origin, String why) {
    return origin == null ? new BadQuestion(why) : origin.refused(why);
  }
}
