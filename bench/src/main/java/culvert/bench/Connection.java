package culvert.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server of EC2's API: writes a call, reads its answer, does nothing else, so
 * that what is measured is the server. Opened anew where the server has closed it.
 */
final class Connection implements Calls, AutoCloseable {

  private final int port;
  private final String region;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();
  private byte[] body = new byte[0];
  private int length;
  private boolean closing;

  Connection(int port, String region) {
    this.port = port;
    this.region = region;
  }

  @Override
  public String call(String action) throws IOException {
    answer(action);
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }

  /** Reads the answer to an action, which must be a 200, into a buffer that is used again. */
  void answer(String action) throws IOException {
    Socket to = socket == null ? open() : socket;
    to.getOutputStream().write(request("Version=2016-11-15&Action=" + action));
    String status = head();
    if (body.length < length) {
      body = new byte[length];
    }
    if (in.readNBytes(body, 0, length) < length) {
      throw new EOFException("the server has closed the connection");
    }
    if (closing) {
      close();
    }
    if (!status.startsWith("200")) {
      throw new IOException(
          action + ": " + status + " " + new String(body, 0, length, StandardCharsets.UTF_8));
    }
  }

  private Socket open() throws IOException {
    Socket opened = new Socket();
    opened.setTcpNoDelay(true);
    opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(opened.getInputStream(), 1 << 16);
    socket = opened;
    return opened;
  }

  /** Account and Region are those of the signature, which is not checked. */
  private byte[] request(String body) {
    return ("""
    POST / HTTP/1.1\r
    Host: ec2.%s.amazonaws.com\r
    Authorization: AWS4-HMAC-SHA256 Credential=123456789012/20260101/%s/ec2/aws4_request, SignedHeaders=host, Signature=0\r
    Content-Type: application/x-www-form-urlencoded\r
    Content-Length: %d\r
    \r
    """
                .formatted(region, region, body.length())
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the head of an answer and returns its status line from the code on. */
  private String head() throws IOException {
    String first = line();
    closing = first.startsWith("HTTP/1.0");
    length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      } else if (header.startsWith("connection:") && header.endsWith("close")) {
        closing = true;
      }
    }
    if (length < 0) {
      throw new IOException("an answer without Content-Length");
    }
    return first.substring(first.indexOf(' ') + 1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
