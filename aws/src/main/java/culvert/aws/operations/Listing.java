package culvert.aws.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is made for the answer.
 *
 * @param nextToken null on the last page
 */
public record Listing<T>(List<T> elements, @Nullable String nextToken) {

  /** The page behind a token; all that is left where no number of results is asked for. */
  public static <T> Listing<T> page(
      List<T> all, @Nullable Integer maxResults, @Nullable String token) {
    if (maxResults != null && maxResults < 1) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ( " + maxResults + " ) for parameter maxResults is invalid.");
    }
    int from = (int) Math.min(PageToken.read(token), all.size());
    int to = maxResults == null ? all.size() : (int) Math.min((long) from + maxResults, all.size());
    return new Listing<>(all.subList(from, to), to < all.size() ? PageToken.write(to) : null);
  }
}
