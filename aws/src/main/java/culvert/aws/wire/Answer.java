package culvert.aws.wire;

import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** What an operation answered, before it has a wire form. */
public sealed interface Answer {

  /** A response of the SDK's. */
  record Response(SdkPojo shape) implements Answer {}

  /**
   * A response whose list is long, with its elements in XML already.
   *
   * @param response the rest of the response
   * @param list the member that the elements belong to, {@code Vpcs}
   * @param elements each with the element around it, from {@link Xml#item}
   */
  record Page(SdkPojo response, String list, List<byte[]> elements) implements Answer {}
}
