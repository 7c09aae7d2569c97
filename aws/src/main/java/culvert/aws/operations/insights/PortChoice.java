package culvert.aws.operations.insights;

import culvert.network.proof.TrafficKinds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.FilterPortRange;

/**
 * Ports of one end that an analysis may choose from.
 *
 * @param usual which is taken first where it is one of them
 */
record PortChoice(int from, int to, int usual) {

  private static final int MAX_PORT = 65535;

  static PortChoice of(@Nullable FilterPortRange range, int usual) {
    return range == null
        ? new PortChoice(0, MAX_PORT, usual)
        : new PortChoice(range.fromPort(), range.toPort(), usual);
  }

  static PortChoice only(int port) {
    return new PortChoice(port, port, port);
  }

  boolean has(int port) {
    return from <= port && port <= to;
  }

  int first() {
    return has(usual) ? usual : from;
  }

  /** One of each range that no rule tells apart, the first of all excepted. */
  List<Integer> others(List<TrafficKinds.Kind> kinds, ToIntFunction<TrafficKinds.Kind> start) {
    Set<Integer> ports = new LinkedHashSet<>();
    ports.add(from);
    kinds.stream().mapToInt(start).filter(this::has).sorted().forEach(ports::add);
    ports.remove(first());
    return List.copyOf(ports);
  }
}
