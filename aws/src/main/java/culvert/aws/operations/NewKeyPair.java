package culvert.aws.operations;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key pair that was just generated, with its private half as the two formats write it. */
record NewKeyPair(KeyPair pair, KeyMaterial material, String name) {

  private static final int RSA_BITS = 2048;

  static NewKeyPair generate(String name, boolean ed25519) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ed25519 ? "Ed25519" : "RSA");
      if (!ed25519) {
        generator.initialize(RSA_BITS);
      }
      KeyPair pair = generator.generateKeyPair();
      return new NewKeyPair(pair, new KeyMaterial(pair.getPublic()), name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For an RSA key, the SHA-1 digest of the private key's DER (PKCS #8). */
  String fingerprint() {
    return material.isRsa()
        ? KeyMaterial.colons("SHA-1", pair.getPrivate().getEncoded())
        : material.fingerprint();
  }

  /** As AWS gives it: PKCS #1 for RSA, OpenSSH's own format for ED25519. */
  String pem() {
    return material.isRsa()
        ? armoured("RSA PRIVATE KEY", 64, rsaPkcs1())
        : armoured("OPENSSH PRIVATE KEY", 70, openSsh());
  }

  private static String armoured(String type, int width, byte[] bytes) {
    Base64.Encoder lines = Base64.getMimeEncoder(width / 4 * 4, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----"
        .formatted(type, lines.encodeToString(bytes), type);
  }

  /** PKCS #8 wraps PKCS #1 in its last field, an octet string (04) with a length of two bytes. */
  private byte[] rsaPkcs1() {
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    for (int i = 4; i < pkcs8.length - 4; i++) {
      boolean octets = pkcs8[i] == 0x04 && (pkcs8[i + 1] & 0xff) == 0x82;
      int length = ByteBuffer.wrap(pkcs8).getShort(i + 2) & 0xffff;
      if (octets && i + 4 + length == pkcs8.length) {
        return Arrays.copyOfRange(pkcs8, i + 4, pkcs8.length);
      }
    }
    throw new IllegalStateException("no PKCS #1 key within the PKCS #8 key");
  }

  private byte[] seed() {
    return ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
  }

  /** OpenSSH's PROTOCOL.key, without encryption. */
  private byte[] openSsh() {
    byte[] blob = material.blob();
    byte[] point = Arrays.copyOfRange(blob, blob.length - 32, blob.length);
    byte[] seedAndPoint = ByteBuffer.allocate(64).put(seed()).put(point).array();
    byte[] check = Arrays.copyOf(point, 4);
    byte[] secret =
        concat(
            check,
            check,
            KeyMaterial.fields(ascii(material.algorithm()), point, seedAndPoint, ascii(name)));
    byte[] padded = Arrays.copyOf(secret, (secret.length + 7) / 8 * 8);
    for (int i = secret.length; i < padded.length; i++) {
      padded[i] = (byte) (i - secret.length + 1);
    }
    return concat(
        ascii("openssh-key-v1\0"),
        KeyMaterial.fields(ascii("none"), ascii("none"), new byte[0]),
        new byte[] {0, 0, 0, 1},
        KeyMaterial.fields(blob, padded));
  }

  /** PuTTY's format, version 2, without encryption. */
  String ppk() {
    byte[] secret = ppkSecret();
    byte[] authenticated =
        KeyMaterial.fields(
            ascii(material.algorithm()), ascii("none"), ascii(name), material.blob(), secret);
    return "PuTTY-User-Key-File-2: %s\nEncryption: none\nComment: %s\n%s%sPrivate-MAC: %s\n"
        .formatted(
            material.algorithm(),
            name,
            ppkLines("Public-Lines", material.blob()),
            ppkLines("Private-Lines", secret),
            ppkMac(authenticated));
  }

  private byte[] ppkSecret() {
    if (pair.getPrivate() instanceof RSAPrivateCrtKey rsa) {
      return KeyMaterial.fields(
          rsa.getPrivateExponent().toByteArray(),
          rsa.getPrimeP().toByteArray(),
          rsa.getPrimeQ().toByteArray(),
          rsa.getCrtCoefficient().toByteArray());
    }
    return KeyMaterial.fields(seed());
  }

  private static String ppkLines(String name, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return name + ": " + body.lines().count() + "\n" + body + "\n";
  }

  private static String ppkMac(byte[] authenticated) {
    try {
      byte[] key =
          java.security.MessageDigest.getInstance("SHA-1")
              .digest(ascii("putty-private-key-file-mac-key"));
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(authenticated));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }
}
