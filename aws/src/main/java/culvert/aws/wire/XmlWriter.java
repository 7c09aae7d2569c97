package culvert.aws.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Writes shapes as the XML of the EC2 and Query protocols. An unset member is absent, an empty list
 * is an empty element.
 */
final class XmlWriter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Bytes out;

  XmlWriter(Bytes out) {
    this.out = out;
  }

  /** The element {@code <name>…</name>} that holds the shape, as bytes of its own. */
  static byte[] element(String name, SdkPojo shape) {
    Bytes bytes = new Bytes(1024);
    new XmlWriter(bytes).structure(name, shape);
    return bytes.toArray();
  }

  XmlWriter open(String name) {
    out.ascii("<").ascii(name).ascii(">");
    return this;
  }

  XmlWriter close(String name) {
    out.ascii("</").ascii(name).ascii(">");
    return this;
  }

  XmlWriter text(String name, String value) {
    open(name);
    out.escaped(value);
    return close(name);
  }

  private void structure(String name, SdkPojo shape) {
    open(name);
    members(shape);
    close(name);
  }

  /** The members of a shape, without an element around them. */
  void members(SdkPojo shape) {
    for (Member member : Shape.of(shape).members()) {
      Object value = member.get(shape);
      if (value != null) {
        value(member.responseName(), member, value);
      }
    }
  }

  private void value(String name, Member member, Object value) {
    switch (value) {
      case SdkPojo structure -> structure(name, structure);
      case List<?> list -> list(name, member, list);
      case Map<?, ?> map -> map(name, member, map);
      case String text -> text(name, text);
      case Instant instant -> open(name).ascii(TIME.format(instant)).close(name);
      case SdkBytes bytes -> text(name, base64(bytes));
      default -> open(name).ascii(value.toString()).close(name);
    }
  }

  private XmlWriter ascii(String text) {
    out.ascii(text);
    return this;
  }

  private static String base64(SdkBytes bytes) {
    return new String(
        java.util.Base64.getEncoder().encode(bytes.asByteArray()), StandardCharsets.US_ASCII);
  }

  private void list(String name, Member member, List<?> list) {
    Member element = java.util.Objects.requireNonNull(member.element());
    open(name);
    for (Object value : list) {
      value(elementName(member), element, value);
    }
    close(name);
  }

  /** What the elements of a list are called in XML: {@code item}, or {@code member}. */
  static String elementName(Member list) {
    String name =
        list.field()
            .getTrait(software.amazon.awssdk.core.traits.ListTrait.class)
            .memberLocationName();
    return name == null ? "member" : name;
  }

  private void map(String name, Member member, Map<?, ?> map) {
    Member element = java.util.Objects.requireNonNull(member.element());
    open(name);
    map.forEach((key, value) -> {
      open("entry");
      text("key", key.toString());
      value("value", element, value);
      close("entry");
    });
    close(name);
  }

  /** Bytes that are XML already. */
  XmlWriter raw(byte[] xml) {
    out.raw(xml);
    return this;
  }
}
