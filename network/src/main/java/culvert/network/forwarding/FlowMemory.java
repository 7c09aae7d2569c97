package culvert.network.forwarding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory of the few flows of one question. */
public final class FlowMemory implements Flows {

  private final List<Noted> noted = new ArrayList<>(4);
  private final List<Binding> bindings = new ArrayList<>(1);
  private boolean trusting;

  private record Noted(String at, Packet reply) {}

  private record Binding(String at, Packet reply, Packet restored) {}

  /** From now on takes every packet for the reply of a flow that it has noted. */
  public void trustReplies() {
    trusting = true;
  }

  @Override
  public void note(String at, Packet packet) {
    noted.add(new Noted(at, packet.reverse()));
  }

  @Override
  public boolean isReply(String at, Packet packet) {
    if (trusting) {
      return true;
    }
    for (Noted flow : noted) {
      if (flow.at.equals(at) && flow.reply.equals(packet)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void bind(String at, Packet before, Packet after) {
    bindings.add(new Binding(at, after.reverse(), before.reverse()));
  }

  @Override
  public @Nullable Packet restore(String at, Packet reply) {
    for (Binding binding : bindings) {
      if (binding.at.equals(at) && binding.reply.equals(reply)) {
        return binding.restored;
      }
    }
    return null;
  }
}
