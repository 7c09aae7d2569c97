package culvert.aws.operations.directconnect;

import culvert.aws.operations.Listing;
import culvert.aws.operations.PageToken;
import culvert.aws.operations.Paging;
import culvert.aws.wire.Member;
import culvert.aws.wire.Shape;
import culvert.aws.wire.WireException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Pages as Direct Connect has them: of 100 at most, however many are asked for. */
final class Pages {

  private static final int MOST = 100;

  private Pages() {}

  /** The page that the request's {@code maxResults} and {@code nextToken} ask for. */
  static <T> Listing<T> of(List<T> all, SdkPojo asked) {
    String call = asked.getClass().getSimpleName();
    Integer size = (Integer) value(asked, "maxResults");
    if (size != null && size < 1) {
      throw DirectConnectError.refused("maxResults must be at least 1, not " + size + ".");
    }
    int most = size == null ? MOST : Math.min(size, MOST);
    return Listing.page(all, new Paging(call, most, after(call, asked)));
  }

  private static @Nullable Object value(SdkPojo asked, String name) {
    Member member = Shape.of(asked).member(name);
    return member == null ? null : member.get(asked);
  }

  private static long after(String call, SdkPojo asked) {
    try {
      return PageToken.read(call, (String) value(asked, "nextToken"));
    } catch (WireException ofEc2) {
      throw DirectConnectError.refused("The value of nextToken is not valid.");
    }
  }
}
