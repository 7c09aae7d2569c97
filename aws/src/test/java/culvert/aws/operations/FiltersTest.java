package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.aws.wire.WireException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What filters mean, whatever they are of. */
class FiltersTest {

  private static final Filters<Subnet> FILTERS =
      new Filters<Subnet>()
          .on("cidr-block", Subnet::cidrBlock)
          .on("default-for-az", Subnet::defaultForAz)
          .on("available-ip-address-count", Subnet::availableIpAddressCount)
          .onEach("letter", subnet -> subnet.subnetId().chars().mapToObj(Character::toString))
          .onReference("vpc-id", Subnet::vpcId)
          .onTags();

  private static Subnet subnet(String id, Tag... tags) {
    return Subnet.builder()
        .subnetId(id)
        .vpcId("vpc-" + id)
        .defaultForAz(id.equals("a"))
        .availableIpAddressCount(251)
        .tags(tags)
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static final List<Subnet> SUBNETS =
      List.of(
          subnet("a", tag("Name", "web-1"), tag("Stage", "prod")),
          subnet("b", tag("Name", "web-2")),
          subnet("ab", tag("name", "prod")));

  private static String found(Filter... filters) {
    Predicate<Subnet> matching = FILTERS.matching(List.of(filters));
    return SUBNETS.stream().filter(matching).map(Subnet::subnetId).collect(Collectors.joining(" "));
  }

  private static void refused(Filter filter, String code, String says) {
    assertThatThrownBy(() -> found(filter))
        .isInstanceOfSatisfying(
            WireException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.message()).contains(says);
            });
  }

  @Test
  void all_filters_hold_and_of_each_one_value() {
    assertThat(found()).isEqualTo("a b ab");
    assertThat(found(Filtered.by("letter", "a", "b"))).isEqualTo("a b ab");
    assertThat(found(Filtered.by("letter", "a"), Filtered.by("letter", "b"))).isEqualTo("ab");
    assertThat(found(Filtered.by("letter", "a"), Filtered.by("tag:Stage", "prod"))).isEqualTo("a");
  }

  @Test
  void numbers_and_truth_are_compared_as_they_are_written() {
    assertThat(found(Filtered.by("default-for-az", "true"))).isEqualTo("a");
    assertThat(found(Filtered.by("default-for-az", "True"))).isEmpty();
    assertThat(found(Filtered.by("available-ip-address-count", "251"))).isEqualTo("a b ab");
    assertThat(found(Filtered.by("available-ip-address-count", "0251"))).isEmpty();
  }

  @Test
  void what_a_resource_does_not_have_matches_nothing() {
    assertThat(found(Filtered.by("cidr-block", "*"))).isEmpty();
    assertThat(found(Filtered.by("cidr-block", ""))).isEmpty();
  }

  @Test
  void tags_are_found_by_key_by_value_and_by_both() {
    assertThat(found(Filtered.by("tag:Name", "web-*"))).isEqualTo("a b");
    assertThat(found(Filtered.by("tag:Name", "web-1", "web-2"))).isEqualTo("a b");
    assertThat(found(Filtered.by("tag:name", "*"))).isEqualTo("ab");
    assertThat(found(Filtered.by("tag-key", "?ame"))).isEqualTo("a b ab");
    assertThat(found(Filtered.by("tag-key", "Name"))).isEqualTo("a b");
    assertThat(found(Filtered.by("tag-value", "prod"))).isEqualTo("a ab");
    assertThat(found(Filtered.by("tag:No*", "web-1"))).as("a key is no pattern").isEmpty();
  }

  @Test
  void r5_1_5_names_are_known_and_have_their_case() {
    refused(
        Filtered.by("colour", "red"), "InvalidParameterValue", "The filter 'colour' is invalid");
    refused(Filtered.by("Vpc-Id", "x"), "InvalidParameterValue", "'Vpc-Id'");
    refused(Filtered.by("tag", "x"), "InvalidParameterValue", "'tag'");
    refused(Filter.builder().values("x").build(), "InvalidParameterValue", "name is missing");
  }

  @Test
  void a_filter_has_one_to_200_values() {
    refused(Filtered.by("vpc-id"), "InvalidParameterValue", "at least one value");
    String[] values = IntStream.rangeClosed(1, 201).mapToObj(i -> "v" + i).toArray(String[]::new);
    refused(Filtered.by("vpc-id", values), "FilterLimitExceeded", "vpc-id");
    String[] enough =
        Stream.concat(Stream.of("vpc-a"), Stream.of(values).limit(199)).toArray(String[]::new);
    assertThat(found(Filtered.by("vpc-id", enough))).isEqualTo("a");
  }

  @Test
  void an_index_helps_where_one_plain_id_is_asked_for() {
    assertThat(FILTERS.reference(List.of(Filtered.by("vpc-id", "vpc-a")))).isEqualTo("vpc-a");
    assertThat(FILTERS.reference(List.of(Filtered.by("vpc-id", "vpc-a", "vpc-b")))).isNull();
    assertThat(FILTERS.reference(List.of(Filtered.by("vpc-id", "vpc-*")))).isNull();
    assertThat(FILTERS.reference(List.of(Filtered.by("cidr-block", "x")))).isNull();
  }
}
