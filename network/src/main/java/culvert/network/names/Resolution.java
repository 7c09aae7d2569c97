package culvert.network.names;

import culvert.network.address.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question for a name.
 *
 * @param addresses empty where there is no answer, or none that Culvert can know
 * @param component whose addresses they are, or what is in the way; null where nothing is known
 * @param explanation in a sentence, why it is this answer
 */
public record Resolution(
    String name,
    Source source,
    List<IpAddress> addresses,
    @Nullable String component,
    String explanation) {

  /** Who answers. */
  public enum Source {
    /** The hidden zone that an interface endpoint brings to its VPC (R2.2.6). */
    ENDPOINT_PRIVATE_DNS("endpoint-private-dns"),
    /** The endpoint's own public name, which has private addresses (R2.2.8). */
    ENDPOINT_NAME("endpoint-name"),
    /** The name of a private address. */
    PRIVATE_HOSTNAME("private-hostname"),
    /** The name of a public address, which answers the private one inside (R3.4.1, R4.6.5). */
    PUBLIC_HOSTNAME("public-hostname"),
    /** Public DNS, for a service of AWS's. */
    AWS_SERVICE("aws-service"),
    /** Nobody: there is no such name, or nobody to ask. */
    NONE("none");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    /** As answers spell it. */
    public String label() {
      return label;
    }
  }
}
