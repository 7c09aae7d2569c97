package culvert.aws.operations;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/**
 * The public half of a key pair: read from what is imported, written as OpenSSH does, and its
 * fingerprint as AWS computes it.
 */
record KeyMaterial(PublicKey key) {

  private static final String RSA = "ssh-rsa";
  private static final String ED25519 = "ssh-ed25519";
  private static final Set<Integer> RSA_BITS = Set.of(1024, 2048, 4096);

  /** Reads an OpenSSH line, an SSH2 file (RFC 4716) or base64 of DER. */
  static KeyMaterial parse(byte[] given) {
    String text = new String(given, StandardCharsets.UTF_8).strip();
    try {
      if (text.startsWith(RSA + " ") || text.startsWith(ED25519 + " ")) {
        return ofBlob(Base64.getDecoder().decode(text.split("\\s+", -1)[1]));
      }
      if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY ----")) {
        return ofBlob(Base64.getMimeDecoder().decode(ssh2Body(text)));
      }
      byte[] der = Base64.getMimeDecoder().decode(text);
      return checked(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw Ec2Error.INVALID_KEY_FORMAT.with();
    }
  }

  /** The lines that are neither marks nor headers. */
  private static String ssh2Body(String text) {
    StringBuilder body = new StringBuilder();
    boolean header = false;
    for (String line : text.lines().toList()) {
      boolean starts = line.contains(":");
      if (!line.startsWith("----") && !starts && !header) {
        body.append(line.strip());
      }
      header = (starts || header) && line.endsWith("\\");
    }
    return body.toString();
  }

  private static KeyMaterial ofBlob(byte[] blob) throws GeneralSecurityException {
    ByteBuffer fields = ByteBuffer.wrap(blob);
    String type = new String(field(fields), StandardCharsets.US_ASCII);
    KeyMaterial read =
        switch (type) {
          case RSA -> {
            BigInteger exponent = new BigInteger(field(fields));
            BigInteger modulus = new BigInteger(field(fields));
            yield checked(
                KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent)));
          }
          case ED25519 -> new KeyMaterial(ed25519(field(fields)));
          default -> throw Ec2Error.INVALID_KEY_FORMAT.with();
        };
    if (fields.hasRemaining()) {
      throw Ec2Error.INVALID_KEY_FORMAT.with();
    }
    return read;
  }

  private static KeyMaterial checked(PublicKey key) {
    if (!RSA_BITS.contains(((RSAPublicKey) key).getModulus().bitLength())) {
      throw Ec2Error.INVALID_KEY_FORMAT.with();
    }
    return new KeyMaterial(key);
  }

  private static byte[] field(ByteBuffer fields) {
    byte[] field = new byte[fields.getInt()];
    fields.get(field);
    return field;
  }

  /** 32 bytes, little-endian, the highest bit of which is the parity of x (RFC 8032). */
  private static PublicKey ed25519(byte[] littleEndian) throws GeneralSecurityException {
    if (littleEndian.length != 32) {
      throw Ec2Error.INVALID_KEY_FORMAT.with();
    }
    byte[] bytes = reversed(littleEndian);
    boolean odd = (bytes[0] & 0x80) != 0;
    bytes[0] &= 0x7f;
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bytes))));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  boolean isRsa() {
    return key instanceof RSAPublicKey;
  }

  /** {@code ssh-rsa} or {@code ssh-ed25519}. */
  String algorithm() {
    return isRsa() ? RSA : ED25519;
  }

  /** The key as SSH's wire format has it (RFC 4253, RFC 8709). */
  byte[] blob() {
    return switch (key) {
      case RSAPublicKey rsa ->
          fields(
              RSA.getBytes(StandardCharsets.US_ASCII),
              rsa.getPublicExponent().toByteArray(),
              rsa.getModulus().toByteArray());
      case EdECPublicKey edward ->
          fields(ED25519.getBytes(StandardCharsets.US_ASCII), point(edward.getPoint()));
      default -> throw new IllegalStateException("a key of " + key.getAlgorithm());
    };
  }

  static byte[] point(EdECPoint point) {
    byte[] y = reversed(point.getY().toByteArray());
    byte[] bytes = Arrays.copyOf(y, 32);
    if (point.isXOdd()) {
      bytes[31] |= (byte) 0x80;
    }
    return bytes;
  }

  /** Fields, each with its length before it. */
  static byte[] fields(byte[]... fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
      out.writeBytes(field);
    }
    return out.toByteArray();
  }

  /** As a line of {@code authorized_keys}. */
  String openSsh(String comment) {
    return algorithm() + " " + Base64.getEncoder().encodeToString(blob()) + " " + comment;
  }

  /** What AWS shows for an imported key, and for an ED25519 key wherever it is from. */
  String fingerprint() {
    return isRsa()
        ? colons("MD5", key.getEncoded())
        : Base64.getEncoder().encodeToString(digest("SHA-256", blob()));
  }

  /** A digest as {@code 1f:51:ae:…}. */
  static String colons(String digest, byte[] bytes) {
    return HexFormat.ofDelimiter(":").formatHex(digest(digest, bytes));
  }

  private static byte[] digest(String name, byte[] bytes) {
    try {
      return MessageDigest.getInstance(name).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
