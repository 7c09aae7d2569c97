package culvert.network.why;

import culvert.network.forwarding.Kind;
import java.util.Map;

/** One component that a packet meets, with what mattered there, in order. */
public record PathElement(String component, Kind kind, Map<String, String> detail) {}
