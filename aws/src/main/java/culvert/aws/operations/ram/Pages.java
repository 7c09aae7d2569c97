package culvert.aws.operations.ram;

import culvert.aws.operations.Listing;
import culvert.aws.operations.PageToken;
import culvert.aws.operations.Paging;
import culvert.aws.wire.WireException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages as RAM has them. */
final class Pages {

  private static final int MOST = 500;

  private Pages() {}

  static <T> Listing<T> of(
      String call, List<T> all, @Nullable Integer maxResults, @Nullable String nextToken) {
    if (maxResults != null && (maxResults < 1 || maxResults > MOST)) {
      throw RamError.INVALID_PARAMETER.with("maxResults must be between 1 and " + MOST + ".");
    }
    return Listing.page(
        all, new Paging(call, maxResults == null ? MOST : maxResults, after(call, nextToken)));
  }

  private static long after(String call, @Nullable String nextToken) {
    try {
      return PageToken.read(call, nextToken);
    } catch (WireException ofEc2) {
      throw RamError.INVALID_NEXT_TOKEN.with();
    }
  }
}
