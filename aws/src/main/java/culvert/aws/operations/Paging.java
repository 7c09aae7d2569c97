package culvert.aws.operations;

import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The page that a request asks for with {@code MaxResults} and {@code NextToken}.
 *
 * @param call what is paged
 * @param most how many elements the page has at most
 * @param after the place that it starts behind
 */
public record Paging(String call, int most, long after) {

  /** The least that {@code MaxResults} may be in most calls. */
  public static final int LEAST = 5;

  private static final int MOST = 1000;
  private static final int MOST_MARKED = 400;

  /** All that is left where the request does not say how many. */
  public static Paging of(SdkPojo asked, int least) {
    return of(asked, least, MOST);
  }

  public static Paging of(SdkPojo asked, int least, int most) {
    Shape shape = Shape.of(asked);
    String token = (String) value(asked, shape.member("NextToken"));
    Integer size = (Integer) value(asked, shape.member("MaxResults"));
    return of(asked, size(size, least, most), token);
  }

  /** As load balancing names them: {@code PageSize} and {@code Marker}. */
  public static Paging marked(SdkPojo asked, @Nullable Integer pageSize, @Nullable String marker) {
    return of(asked, size(pageSize, 1, MOST_MARKED), marker);
  }

  private static Paging of(SdkPojo asked, int size, @Nullable String token) {
    String call = asked.getClass().getSimpleName();
    return new Paging(call, size, PageToken.read(call, token));
  }

  private static @Nullable Object value(SdkPojo asked, @Nullable Member member) {
    return member == null ? null : member.get(asked);
  }

  private static int size(@Nullable Integer given, int least, int most) {
    if (given == null) {
      return Integer.MAX_VALUE;
    }
    if (given < least) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ( "
              + given
              + " ) for parameter maxResults is invalid. Expecting a value greater than or equal to "
              + least
              + ".");
    }
    return Math.min(given, most);
  }

  /** As AWS has it where ids are named: then there are no pages. */
  static void refuseWithIds(@Nullable Integer maxResults, boolean ids, String parameter) {
    if (ids && maxResults != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter " + parameter + " cannot be used with the parameter maxResults");
    }
  }

  /** What the next page is asked for with. */
  public String token(long last) {
    return PageToken.write(call, last);
  }
}
