package culvert.network.routing;

import java.util.Set;
import java.util.stream.Collectors;

/** The BGP communities that Direct Connect understands (B4). */
final class Communities {

  static final String LOW_PREFERENCE = "7224:7100";
  static final String MEDIUM_PREFERENCE = "7224:7200";
  static final String HIGH_PREFERENCE = "7224:7300";

  static final String TO_LOCAL_REGION = "7224:9100";
  static final String TO_CONTINENT = "7224:9200";
  static final String TO_EVERYWHERE = "7224:9300";

  static final String FROM_LOCAL_REGION = "7224:8100";
  static final String FROM_CONTINENT = "7224:8200";
  static final String NO_EXPORT = "NO_EXPORT";

  private static final int LOW = 100;
  private static final int LOWERED = 150;
  private static final int MEDIUM = 200;
  private static final int HIGH = 300;

  private static final String RESERVED = "7224:";
  private static final Set<String> OF_PREFERENCE =
      Set.of(LOW_PREFERENCE, MEDIUM_PREFERENCE, HIGH_PREFERENCE);
  private static final Set<String> OF_SCOPE = Set.of(TO_LOCAL_REGION, TO_CONTINENT, TO_EVERYWHERE);

  private Communities() {}

  /** AWS strips those of its own that mean nothing on a link. */
  static Set<String> understood(Link link, Set<String> said) {
    Set<String> known =
        link instanceof Link.OverVirtualInterface at
            ? at.isPublic() ? OF_SCOPE : OF_PREFERENCE
            : Set.of();
    return said.stream()
        .filter(each -> !each.startsWith(RESERVED) || known.contains(each))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The local preference in the Region of the link's location. AWS publishes the order, not the
   * numbers; of several communities the highest counts.
   */
  static int localPreference(Link link, Set<String> communities) {
    if (!(link instanceof Link.OverVirtualInterface)) {
      return LearnedRoute.LOCAL_PREFERENCE;
    }
    if (communities.contains(HIGH_PREFERENCE)) {
      return HIGH;
    }
    return communities.contains(LOW_PREFERENCE) && !communities.contains(MEDIUM_PREFERENCE)
        ? LOW
        : MEDIUM;
  }

  /** The same in another Region: without a community it is lowered, so that near locations win. */
  static LearnedRoute fromAnotherRegion(LearnedRoute route) {
    return route.communities().stream().anyMatch(OF_PREFERENCE::contains)
        ? route
        : route.withLocalPreference(LOWERED);
  }
}
