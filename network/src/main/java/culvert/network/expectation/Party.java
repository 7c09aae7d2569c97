package culvert.network.expectation;

import culvert.network.address.IpFamily;
import culvert.network.why.End;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a sentence means, and the ends that stand for it.
 *
 * @param id AWS's, {@code site:NAME}, {@code internet}, {@code service:s3}
 * @param kind what sort of party it is
 * @param usual by what it speaks as a rule: the ends that must reach and be reached
 * @param every all by what it could speak: the ends that must not
 * @param publicly by what the internet knows it: the first as a rule, all of them else
 * @param region where it is, or null
 */
record Party(
    String id,
    Kind kind,
    List<End> usual,
    List<End> every,
    List<End> publicly,
    @Nullable String region) {

  /** What sort of party it is. */
  enum Kind {
    /** An interface, or an instance by its own. */
    INSIDE,
    /** An endpoint, which answers and never asks. */
    ENDPOINT,
    SITE,
    INTERNET,
    /** A service of AWS's in one Region. */
    SERVICE
  }

  boolean asks() {
    return kind != Kind.ENDPOINT && kind != Kind.SERVICE;
  }

  boolean hasSeveralInterfaces() {
    return every.stream()
            .filter(End.AtInterface.class::isInstance)
            .map(end -> ((End.AtInterface) end).networkInterface())
            .distinct()
            .count()
        > 1;
  }

  /** Whether it has no place in the network. */
  boolean isOutside() {
    return kind == Kind.INTERNET || kind == Kind.SERVICE;
  }

  List<End> usual(IpFamily family) {
    return usual.stream().filter(end -> end.address().family() == family).toList();
  }
}
