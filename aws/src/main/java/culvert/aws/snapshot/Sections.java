package culvert.aws.snapshot;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every list that files of a snapshot may hold. */
final class Sections {

  static final List<Section> ALL =
      Stream.of(
              VpcSections.all(),
              HostSections.all(),
              TransitGatewaySections.all(),
              HybridSections.all(),
              EndpointSections.all(),
              InsightsSections.all(),
              OwnSections.all())
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Section> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Section::key, Function.identity()));

  private Sections() {}

  /** The section of that key, or null. */
  static @Nullable Section of(String key) {
    return BY_KEY.get(key);
  }
}
