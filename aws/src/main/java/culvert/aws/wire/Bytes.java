package culvert.aws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of UTF-8. */
final class Bytes {

  private byte[] buffer;
  private int length;

  Bytes(int capacity) {
    buffer = new byte[capacity];
  }

  Bytes raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Text that is known to be ASCII and to need no escaping. */
  Bytes ascii(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      buffer[length + i] = (byte) text.charAt(i);
    }
    length += count;
    return this;
  }

  /** Text with what XML reserves, and what it cannot carry, replaced. */
  Bytes escaped(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return slow(text, i);
      }
      switch (c) {
        case '&' -> ascii("&amp;").reserve(count - i);
        case '<' -> ascii("&lt;").reserve(count - i);
        case '>' -> ascii("&gt;").reserve(count - i);
        case '"' -> ascii("&quot;").reserve(count - i);
        case '\r' -> ascii("&#13;").reserve(count - i);
        default -> buffer[length++] = (byte) (c < ' ' && c != '\n' && c != '\t' ? '?' : c);
      }
    }
    return this;
  }

  /** From the first character that is not ASCII, as code points. */
  private Bytes slow(String text, int from) {
    text.substring(from)
        .codePoints()
        .forEach(point -> {
          if (point < 0x80) {
            escaped(Character.toString(point));
          } else {
            boolean carried =
                point < 0xfffe && (point < 0xd800 || point > 0xdfff) || point > 0xffff;
            raw(Character.toString(carried ? point : '?').getBytes(StandardCharsets.UTF_8));
          }
        });
    return this;
  }

  private void reserve(int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer, length);
  }
}
