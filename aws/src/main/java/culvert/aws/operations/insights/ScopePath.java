package culvert.aws.operations.insights;

import culvert.aws.catalog.Scope;
import culvert.network.forwarding.Packet;
import culvert.network.topology.Topology;
import culvert.network.why.Answer;
import culvert.network.why.End;
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

  /** Whether ways between those ends may be meant. */
  boolean mayMean(End from, End to) {
    return source.mayMean(from) && destination.mayMean(to);
  }

  /** Whether packets of that kind may be meant, which a load balancer may give another port. */
  boolean mayMean(Packet sent) {
    return source.header().admitsTraffic(sent);
  }

  /** The part of the way that is meant; null where none is. */
  @Nullable Stretch meant(Question question, Answer answer) {
    List<PathElement> path = answer.forward().path();
    EndStatement.Cut from = source.cut(path, question.from());
    EndStatement.Cut to = destination.cut(path, question.to());
    if (from == null || to == null) {
      return null;
    }
    Stretch way = Stretch.of(path, List.of(), question.packet(), from.gateway(), to.gateway());
    if (!way.whole() || way.hops().size() < 2) {
      return null;
    }
    return source.header().admits(way.hops().getFirst().arriving())
            && destination.header().admits(way.hops().getLast().arriving())
            && through.stream().allMatch(each -> passes(way, each))
        ? way
        : null;
  }

  private static boolean passes(Stretch way, ResourceSet wanted) {
    return way.hops().stream().anyMatch(hop -> wanted.has(hop.element()));
  }
}
