package culvert.aws.operations;

import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Tags: their rules, and where each shape keeps them. */
public final class Tags {

  private static final int MOST = 50;
  private static final int KEY_LENGTH = 128;
  private static final int VALUE_LENGTH = 256;

  private Tags() {}

  /**
   * The tags that a request gives a resource of that type; a specification for another is refused.
   */
  public static List<Tag> of(Collection<TagSpecification> specifications, String resourceType) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    for (TagSpecification specification : specifications) {
      if (!resourceType.equals(specification.resourceTypeAsString())) {
        throw Ec2Error.INVALID_PARAMETER_VALUE.with(
            "'"
                + specification.resourceTypeAsString()
                + "' is not a valid taggable resource type for this operation.");
      }
      for (Tag tag : specification.tags()) {
        check(tag);
        if (tags.put(tag.key(), withValue(tag)) != null) {
          throw Ec2Error.INVALID_PARAMETER_VALUE.with(
              "Duplicate tag key '" + tag.key() + "' specified.");
        }
      }
    }
    checkCount(tags.size());
    return List.copyOf(tags.values());
  }

  /** Those with the new ones added, or in the place of the ones of the same key. */
  static List<Tag> plus(List<Tag> present, List<Tag> added) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    present.forEach(tag -> tags.put(tag.key(), tag));
    for (Tag tag : added) {
      check(tag);
      tags.put(tag.key(), withValue(tag));
    }
    checkCount(tags.size());
    return List.copyOf(tags.values());
  }

  /** Those without the named keys; a tag that names a value too goes only where that is equal. */
  static List<Tag> minus(List<Tag> present, List<Tag> removed) {
    List<Tag> left = new ArrayList<>(present);
    for (Tag tag : removed) {
      left.removeIf(held ->
          held.key().equals(tag.key())
              && (tag.value() == null || tag.value().equals(held.value())));
    }
    return left;
  }

  private static Tag withValue(Tag tag) {
    return tag.value() == null ? tag.toBuilder().value("").build() : tag;
  }

  private static void check(Tag tag) {
    if (tag.key() == null || tag.key().isEmpty()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("Tag key cannot be null or empty.");
    }
    if (tag.key().length() > KEY_LENGTH) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Tag key exceeds the maximum length of " + KEY_LENGTH + " characters");
    }
    if (tag.value() != null && tag.value().length() > VALUE_LENGTH) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Tag value exceeds the maximum length of " + VALUE_LENGTH + " characters");
    }
    if (tag.key().startsWith("aws:")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Tag keys starting with 'aws:' are reserved for internal use");
    }
  }

  private static void checkCount(int count) {
    if (count > MOST) {
      throw Ec2Error.TAG_LIMIT_EXCEEDED.with();
    }
  }

  /** The shapes of other services have tags of another class, which are not EC2's to show. */
  private static @Nullable Member member(SdkPojo shape) {
    if (!shape.getClass().getPackageName().equals(Tag.class.getPackageName())) {
      return null;
    }
    Member member = Shape.of(shape).member("Tags");
    return member == null ? Shape.of(shape).member("TagSet") : member;
  }

  /** Whether a shape has tags at all. */
  static boolean has(Object shape) {
    return shape instanceof SdkPojo pojo && member(pojo) != null;
  }

  /** The tags of a resource; none where its shape has no place for them. */
  @SuppressWarnings("unchecked")
  static List<Tag> in(Object shape) {
    Member member = shape instanceof SdkPojo pojo ? member(pojo) : null;
    Object tags = member == null ? null : member.get(shape);
    return tags == null ? List.of() : (List<Tag>) tags;
  }

  /** The resource with those tags. */
  @SuppressWarnings("unchecked")
  static <T> T with(T shape, List<Tag> tags) {
    SdkPojo pojo = (SdkPojo) shape;
    Member member = member(pojo);
    if (member == null) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("The resource cannot be tagged");
    }
    SdkPojo builder = Shape.copy(pojo);
    member.set(builder, tags);
    return (T) Shape.build(builder);
  }

  /** The value of a tag, or empty. */
  public static String value(Object shape, String key) {
    for (Tag tag : in(shape)) {
      if (tag.key().equals(key)) {
        return tag.value() == null ? "" : tag.value();
      }
    }
    return "";
  }
}
