package culvert.aws.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;

/**
 * That a call with a client token was answered, and how (R5.1.6).
 *
 * @param operation {@code CreateNatGateway}
 * @param token the client's
 * @param parameters a digest of everything else in the request
 * @param answer the response, as JSON
 */
public record ClientToken(String operation, String token, String parameters, byte[] answer) {

  /** What a token is found by. */
  public static String id(String operation, String token) {
    return operation + "/" + token;
  }

  String id() {
    return id(operation, token);
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(operation);
      out.writeUTF(token);
      out.writeUTF(parameters);
      out.write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ClientToken decode(byte[] body) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      return new ClientToken(in.readUTF(), in.readUTF(), in.readUTF(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientToken that
        && id().equals(that.id())
        && parameters.equals(that.parameters)
        && Arrays.equals(answer, that.answer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(operation, token, parameters);
  }

  /** Without the answer, which may hold secrets. */
  @Override
  public String toString() {
    return "ClientToken[" + id() + "]";
  }
}
