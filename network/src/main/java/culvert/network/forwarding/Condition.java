package culvert.network.forwarding;

import culvert.network.address.Traffic;
import java.util.List;
import java.util.Set;

/** What can be asked of one packet. */
public sealed interface Condition {

  record SourceIn(AddressSet addresses) implements Condition {}

  record DestinationIn(AddressSet addresses) implements Condition {}

  record ProtocolIn(Set<Integer> protocols) implements Condition {}

  /** It is of one of these kinds. */
  record TrafficIn(List<Traffic> traffic) implements Condition {}

  /** It is the first packet of a flow. */
  record OpensFlow() implements Condition {}

  /** It opens a flow, or belongs to one that was noted there. */
  record FlowKnown(String at) implements Condition {}

  record Not(Condition condition) implements Condition {}

  /** Nothing passes: what should do it is not working. */
  record Never() implements Condition {}
}
