package culvert.network.forwarding;

import org.jspecify.annotations.Nullable;

/**
 * What stateful components remember: the flows they let pass and the translations they made. Each
 * component has its own memory, named by its id.
 */
public interface Flows {

  void note(String at, Packet packet);

  /** Whether the packet answers one that was noted there. */
  boolean isReply(String at, Packet packet);

  /** Keeps the binding by which replies to {@code after} become replies to {@code before}. */
  void bind(String at, Packet before, Packet after);

  /** The reply with the translation undone, or null where there is no binding. */
  @Nullable Packet restore(String at, Packet reply);
}
