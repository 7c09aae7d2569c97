package culvert.aws.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One page of a list that is made for the answer.
 *
 * @param nextToken null on the last page
 */
public record Listing<T>(List<T> elements, @Nullable String nextToken) {

  /** The page that the request asks for. */
  public static <T> Listing<T> page(List<T> all, SdkPojo asked) {
    return page(all, Paging.of(asked, Paging.LEAST));
  }

  public static <T> Listing<T> page(List<T> all, Paging paging) {
    int from = (int) Math.min(paging.after(), all.size());
    int to = (int) Math.min((long) from + paging.most(), all.size());
    return new Listing<>(all.subList(from, to), to < all.size() ? paging.token(to) : null);
  }
}
