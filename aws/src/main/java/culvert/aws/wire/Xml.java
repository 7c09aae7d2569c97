package culvert.aws.wire;

import software.amazon.awssdk.core.SdkPojo;

/** The XML of one element of a described list. */
public final class Xml {

  private Xml() {}

  /** {@code <item>…</item>}, as EC2's lists hold their elements. */
  public static byte[] item(SdkPojo shape) {
    return XmlWriter.element("item", shape);
  }
}
