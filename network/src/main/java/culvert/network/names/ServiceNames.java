package culvert.network.names;

import culvert.network.address.IpPrefix;
import culvert.network.names.Resolution.Source;
import culvert.network.topology.PrefixList;
import culvert.network.topology.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The public names of AWS's services. */
final class ServiceNames {

  private static final String DOMAIN = ".amazonaws.com";
  private static final String OLDEST_REGION = "us-east-1";

  private final Topology topology;

  ServiceNames(Topology topology) {
    this.topology = topology;
  }

  /** {@code s3.us-east-1.amazonaws.com}, {@code bucket.s3.amazonaws.com}, … or null. */
  @Nullable Resolution resolve(String name) {
    if (!name.endsWith(DOMAIN) || name.contains(".compute.") || name.contains(".compute-1.")) {
      return null;
    }
    String service = name.substring(0, name.length() - DOMAIN.length());
    for (PrefixList list : topology.all(PrefixList.class)) {
      if (isNameOf(list.name(), service)) {
        return new Resolution(
            name,
            Source.AWS_SERVICE,
            list.entries().stream().limit(1).map(IpPrefix::firstHost).toList(),
            list.id(),
            "a public address of %s, one of %s".formatted(list.name(), list.id()));
      }
    }
    return new Resolution(
        name,
        Source.AWS_SERVICE,
        List.of(),
        null,
        "a public address of AWS's, which Culvert cannot know; routes to the internet lead to it");
  }

  /**
   * Whether {@code s3.us-east-1}, or what stands before it, names {@code
   * com.amazonaws.us-east-1.s3}.
   */
  private static boolean isNameOf(String list, String service) {
    String[] words = list.split("\\.");
    if (words.length != 4 || !list.startsWith(PrefixList.SERVICE)) {
      return false;
    }
    String full = words[3] + "." + words[2];
    boolean regional = service.equals(full) || service.endsWith("." + full);
    boolean global =
        words[2].equals(OLDEST_REGION)
            && (service.equals(words[3]) || service.endsWith("." + words[3]));
    return regional || global;
  }
}
