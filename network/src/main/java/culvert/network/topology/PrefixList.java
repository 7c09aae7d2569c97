package culvert.network.topology;

import culvert.network.address.IpPrefix;
import java.util.List;

/** A managed prefix list in its current version. */
public record PrefixList(String id, String name, List<IpPrefix> entries) implements Component {

  /** What the names of lists of AWS's own services start with, before the Region. */
  public static final String SERVICE = "com.amazonaws.";

  /** Whether it has the addresses of a service of AWS's, as S3's and DynamoDB's do (R2.1.2). */
  public boolean isOfService() {
    return name.startsWith(SERVICE);
  }
}
