package culvert.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * What the AWS SDK says of one of its classes: the members, how they are named on each wire, and
 * what they hold. Read once for each class; the codecs know nothing else of any shape.
 */
public final class Shape {

  private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

  private final List<Member> members;
  private final List<Member> naming;
  private final Map<String, Member> byName;

  private Shape(SdkPojo pojo) {
    Class<?> type = modelClass(pojo);
    List<Member> found = new ArrayList<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      found.add(Member.of(field, type));
    }
    members = List.copyOf(found);
    naming = members.stream().filter(Member::mayName).toList();
    byName = members.stream().collect(Collectors.toMap(Member::name, Function.identity()));
  }

  /** The shape of an object of the SDK's, or of its builder. */
  public static Shape of(SdkPojo pojo) {
    Shape known = KNOWN.get(pojo.getClass());
    if (known == null) {
      known = new Shape(pojo);
      KNOWN.put(pojo.getClass(), known);
    }
    return known;
  }

  /** A builder is an inner class of what it builds. */
  private static Class<?> modelClass(SdkPojo pojo) {
    Class<?> enclosing = pojo.getClass().getEnclosingClass();
    return enclosing == null ? pojo.getClass() : enclosing;
  }

  public List<Member> members() {
    return members;
  }

  /** Those members that may name other resources. */
  List<Member> naming() {
    return naming;
  }

  /** The member of that name in AWS's model ({@code MaxResults}), or null. */
  public @Nullable Member member(String name) {
    return byName.get(name);
  }

  /** Builds what a builder of the SDK's was filled with. */
  public static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  /** A builder that holds what the object holds. */
  public static SdkPojo copy(SdkPojo pojo) {
    return (SdkPojo) ((ToCopyableBuilder<?, ?>) pojo).toBuilder();
  }
}
