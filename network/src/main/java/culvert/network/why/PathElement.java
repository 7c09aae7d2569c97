package culvert.network.why;

import culvert.network.forwarding.Kind;
import culvert.network.forwarding.Packet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One component that a packet meets, with what mattered there, in order.
 *
 * @param packet as it goes on from there
 * @param choice by what the component let it pass or chose its way, or null
 * @param detail the same for people
 */
public record PathElement(
    String component,
    Kind kind,
    Packet packet,
    @Nullable Choice choice,
    Map<String, String> detail) {

  PathElement with(Packet changed) {
    return new PathElement(component, kind, changed, choice, detail);
  }

  PathElement with(Choice made) {
    return new PathElement(component, kind, packet, made, detail);
  }
}
