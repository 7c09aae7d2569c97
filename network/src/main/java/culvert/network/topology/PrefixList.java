package culvert.network.topology;

import culvert.network.address.IpPrefix;
import java.util.List;

/** A managed prefix list in its current version. */
public record PrefixList(String id, String name, List<IpPrefix> entries) implements Component {}
