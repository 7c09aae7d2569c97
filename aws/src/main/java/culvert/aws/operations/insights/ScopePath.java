package culvert.aws.operations.insights;

import culvert.aws.catalog.Scope;
import culvert.network.forwarding.Packet;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.PathElement;
import culvert.network.why.Question;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccessScopePath;

/**
 * A match or exclude path of a scope, ready to be held against ways.
 *
 * @param through what a way must pass, all of it
 */
record ScopePath(EndStatement source, EndStatement destination, List<ResourceSet> through) {

  static ScopePath of(AccessScopePath path, Topology topology, Scope scope) {
    return new ScopePath(
        EndStatement.of(path.source(), topology, scope),
        EndStatement.of(path.destination(), topology, scope),
        path.throughResources().stream()
            .flatMap(each -> Stream.ofNullable(ResourceSet.of(each.resourceStatement())))
            .toList());
  }

  /** Whether packets of that kind may be meant, which a load balancer may give another port. */
  boolean mayMean(Packet sent) {
    return source.header().admitsTraffic(sent);
  }

  /** The part of a way between the ends that are meant, if it passes what it must; else null. */
  @Nullable Stretch way(Question question, Answer answer) {
    List<PathElement> path = answer.forward().path();
    EndStatement.Cut from = source.cut(path, question.from());
    EndStatement.Cut to = destination.cut(path, question.to());
    if (from == null || to == null) {
      return null;
    }
    Stretch way = Stretch.of(path, List.of(), question.packet(), from.gateway(), to.gateway());
    return way.whole()
            && way.hops().size() > 1
            && through.stream().allMatch(each -> passes(way, each))
        ? way
        : null;
  }

  /** Whether the packet is meant, as it starts on that part of its way and as it ends there. */
  boolean admits(Stretch way) {
    return source.header().admits(way.hops().getFirst().arriving())
        && destination.header().admits(way.hops().getLast().arriving());
  }

  /** The part of a way that is meant, of a packet that is; else null. */
  @Nullable Stretch meant(Question question, Answer answer) {
    Stretch way = way(question, answer);
    return way != null && admits(way) ? way : null;
  }

  private static boolean passes(Stretch way, ResourceSet wanted) {
    return way.hops().stream().anyMatch(hop -> wanted.has(hop.element()));
  }
}
