package culvert.network.why;

import culvert.network.address.IpAddress;
import culvert.network.address.IpFamily;
import culvert.network.forwarding.ForwardingGraph;
import culvert.network.topology.Instance;
import culvert.network.topology.NetworkInterface;
import culvert.network.topology.Subnet;
import culvert.network.topology.Topology;
import culvert.network.topology.Vpc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who reaches whom.
 *
 * @param groups by name, then by id
 * @param cells by asking group, then by asked one; none for a group of one with itself
 */
public record Matrix(List<Group> groups, List<Cell> cells) {

  /** What instances are grouped by. */
  public enum By {
    VPC,
    SUBNET,
    INSTANCE
  }

  /** How many of the pairs reach each other. */
  public enum Reach {
    ALL,
    SOME,
    NONE
  }

  /** Instances that belong together. */
  public record Group(String id, String name, int instances) {}

  /**
   * One group asking another.
   *
   * @param example what is in the way of the first pair that does not reach each other, or null
   */
  public record Cell(String from, String to, Reach reach, @Nullable Blocker example) {}

  private static final Comparator<Group> GROUPS =
      Comparator.comparing(Group::name).thenComparing(Group::id);

  /** Asks for every pair of instances. */
  public static Matrix of(ForwardingGraph graph, By by, Spoken spoken) {
    Map<Group, List<NetworkInterface>> members = members(graph.topology(), by);
    List<Cell> cells = new ArrayList<>();
    members.forEach((from, askers) ->
        members.forEach((to, asked) -> {
          Cell cell = cell(graph, from.id(), askers, to.id(), asked, spoken);
          if (cell != null) {
            cells.add(cell);
          }
        }));
    return new Matrix(List.copyOf(members.keySet()), cells);
  }

  private static @Nullable Cell cell(
      ForwardingGraph graph,
      String from,
      List<NetworkInterface> askers,
      String to,
      List<NetworkInterface> asked,
      Spoken spoken) {
    int reached = 0;
    int pairs = 0;
    Question failed = null;
    for (NetworkInterface asker : askers) {
      for (NetworkInterface target : asked) {
        Question question = asker.id().equals(target.id()) ? null : question(asker, target, spoken);
        if (question != null) {
          pairs++;
          if (Reachability.holds(graph, question)) {
            reached++;
          } else if (failed == null) {
            failed = question;
          }
        }
      }
    }
    if (pairs == 0) {
      return null;
    }
    Blocker example = failed == null ? null : Why.ask(graph, failed).blockers().getFirst();
    Reach reach = reached == pairs ? Reach.ALL : reached == 0 ? Reach.NONE : Reach.SOME;
    return new Cell(from, to, reach, example);
  }

  private static @Nullable Question question(
      NetworkInterface asker, NetworkInterface target, Spoken spoken) {
    for (IpFamily family : IpFamily.values()) {
      IpAddress source = asker.address(family);
      IpAddress destination = target.address(family);
      if (source != null && destination != null) {
        return new Question(
            new End.AtInterface(asker.id(), source),
            new End.AtInterface(target.id(), destination),
            spoken.between(source, destination));
      }
    }
    return null;
  }

  /** The first interface of every instance, by group. */
  private static Map<Group, List<NetworkInterface>> members(Topology topology, By by) {
    Map<String, List<NetworkInterface>> members = new HashMap<>();
    List<Instance> instances = new ArrayList<>(topology.all(Instance.class));
    instances.sort(Comparator.comparing(Instance::id));
    for (Instance instance : instances) {
      if (!instance.interfaces().isEmpty()) {
        NetworkInterface first =
            topology.get(NetworkInterface.class, instance.interfaces().getFirst());
        String group =
            switch (by) {
              case VPC -> first.vpc();
              case SUBNET -> first.subnet();
              case INSTANCE -> instance.id();
            };
        members.computeIfAbsent(group, _ -> new ArrayList<>()).add(first);
      }
    }
    Map<Group, List<NetworkInterface>> groups = new TreeMap<>(GROUPS);
    members.forEach((id, ofGroup) ->
        groups.put(new Group(id, name(topology, by, id), ofGroup.size()), ofGroup));
    return groups;
  }

  private static String name(Topology topology, By by, String id) {
    return switch (by) {
      case VPC -> topology.get(Vpc.class, id).name();
      case SUBNET -> topology.get(Subnet.class, id).name();
      case INSTANCE -> topology.get(Instance.class, id).name();
    };
  }
}
