package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

class KeyPairOperationsTest {

  private static final String RSA =
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCVFIvIrpJlz+8yRZjn2sc+PTIWrTFVfsSV1z0frWaC"
          + "7WSyXh6BBr9W8tsRwJg1aJU+CkfdeH284830SDyLr9vwW/VlhmQoxAnBCt2jBNJkQzyKRVCcwSgEsH6h"
          + "TWAsH9iuHj9T4BCfZemx/R9NWmROS3f80OvPOE417L02/jZ+OF++Sd7UIwAPrYElneqbWRfOHgFAIpNH"
          + "M37ilYXROvNlR1w4qZES97AnfeJEVLlUKCTBsfMiQV3zv9gD9eQwP9S2Yiwy662rRihZ7tq8KV2rbrBI"
          + "jMYi/fHDPZU0X5YGRh4BWGrGG5mHGyvyiYwlI2SOmlr8p52MtUylg9xtoURR someone";
  private static final String RSA_MD5 = "ce:7e:82:7b:81:7e:9f:9a:35:d7:94:86:0e:8a:35:80";
  private static final String ED25519 =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOg6jkhRAZHWuyTgJzADfF7sualjszfgYsMce+ry9GMG someone";
  private static final String ED25519_SHA256 = "B1kPoA83b8D23P8+y9mFtSHLYTEf7qgkiUru5phF/v8=";

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private String imported(String name, String key) {
    return ec2.importKeyPair(r ->
            r.keyName(name).publicKeyMaterial(SdkBytes.fromString(key, StandardCharsets.UTF_8)))
        .keyFingerprint();
  }

  private KeyPairInfo described(String name) {
    return ec2.describeKeyPairs(r -> r.keyNames(name).includePublicKey(true)).keyPairs().getFirst();
  }

  @Test
  void fingerprints_of_imported_keys_are_those_that_openssl_and_openssh_compute() {
    assertThat(imported("rsa", RSA)).isEqualTo(RSA_MD5);
    assertThat(imported("ed", ED25519)).isEqualTo(ED25519_SHA256);
    assertThat(described("ed").publicKey()).isEqualTo(ED25519.replace("someone", "ed"));
    assertThat(described("rsa").keyTypeAsString()).isEqualTo("rsa");
  }

  @Test
  void an_ssh2_file_and_bare_der_are_read_too() {
    String blob = RSA.split(" ", -1)[1];
    assertThat(
            imported(
                "ssh2",
                "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"someone\"\n"
                    + blob
                    + "\n---- END SSH2 PUBLIC KEY ----\n"))
        .isEqualTo(RSA_MD5);
    byte[] der = KeyMaterial.parse(RSA.getBytes(StandardCharsets.UTF_8)).key().getEncoded();
    assertThat(imported("der", Base64.getMimeEncoder().encodeToString(der))).isEqualTo(RSA_MD5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-rsa",
        "ssh-rsa AAAA",
        "ssh-dss AAAAB3NzaC1kc3M=",
        "hello",
        "ssh-ed25519 !"
      })
  void what_is_no_key_is_refused(String text) {
    refused(() -> imported("bad", text), "InvalidKey.Format");
  }

  @Test
  void a_created_rsa_key_has_the_sha1_of_its_private_key_as_fingerprint() throws Exception {
    CreateKeyPairResponse made = ec2.createKeyPair(r -> r.keyName("admin"));
    assertThat(made.keyMaterial())
        .startsWith("-----BEGIN RSA PRIVATE KEY-----\n")
        .endsWith("\n-----END RSA PRIVATE KEY-----");
    byte[] pkcs1 =
        Base64.getMimeDecoder().decode(made.keyMaterial().replaceAll("-----[A-Z ]+-----", ""));
    RSAPrivateCrtKey key = Pkcs1.read(pkcs1);
    assertThat(KeyMaterial.colons("SHA-1", key.getEncoded())).isEqualTo(made.keyFingerprint());
    assertThat(key.getModulus().bitLength()).isEqualTo(2048);
    String inAuthorizedKeys = described("admin").publicKey();
    assertThat(inAuthorizedKeys).startsWith("ssh-rsa ").endsWith(" admin");
  }

  @Test
  void a_created_ed25519_key_is_in_openssh_format() {
    CreateKeyPairResponse made = ec2.createKeyPair(r -> r.keyName("ed").keyType("ed25519"));
    assertThat(made.keyMaterial()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    String body = made.keyMaterial().replaceAll("-----[A-Z ]+-----", "");
    String decoded = new String(Base64.getMimeDecoder().decode(body), StandardCharsets.ISO_8859_1);
    assertThat(decoded).startsWith("openssh-key-v1\0").contains("ssh-ed25519");
    KeyMaterial half =
        KeyMaterial.parse(described("ed").publicKey().getBytes(StandardCharsets.UTF_8));
    assertThat(half.fingerprint()).isEqualTo(made.keyFingerprint());
    assertThat(decoded).contains(new String(half.blob(), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ed25519"})
  void puttys_format_is_there_for_both(String type) {
    String ppk =
        ec2.createKeyPair(r -> r.keyName("putty").keyType(type).keyFormat("ppk")).keyMaterial();
    assertThat(ppk)
        .startsWith("PuTTY-User-Key-File-2: ssh-" + type)
        .contains("Encryption: none\nComment: putty\nPublic-Lines: ")
        .containsPattern("Private-MAC: [0-9a-f]{40}\n$");
  }

  @Test
  void a_name_stands_once_and_is_free_again_after_a_deletion() {
    String id = ec2.createKeyPair(r -> r.keyName("admin")).keyPairId();
    refused(
        () -> ec2.createKeyPair(r -> r.keyName("admin")),
        "InvalidKeyPair.Duplicate",
        "The keypair 'admin' already exists.");
    refused(() -> imported("admin", RSA), "InvalidKeyPair.Duplicate");
    assertThat(ec2.deleteKeyPair(r -> r.keyName("admin")).keyPairId()).isEqualTo(id);
    assertThat(ec2.deleteKeyPair(r -> r.keyName("admin")).returnValue()).isTrue();
    refused(
        () -> ec2.describeKeyPairs(r -> r.keyNames("admin")),
        "InvalidKeyPair.NotFound",
        "The key pair 'admin' does not exist");
    refused(() -> ec2.describeKeyPairs(r -> r.keyPairIds(id)), "InvalidKeyPair.NotFound");
    refused(() -> ec2.deleteKeyPair(r -> {}), "MissingParameter");
  }

  @Test
  void keys_are_found_by_filters_and_shown_only_on_demand() {
    String id = ec2.createKeyPair(r -> r.keyName("admin")).keyPairId();
    ec2.createTags(r -> r.resources(id).tags(t -> t.key("team").value("ops")));
    imported("ed", ED25519);
    assertThat(ec2.describeKeyPairs(r -> r.filters(Filtered.by("key-name", "adm*"))).keyPairs())
        .extracting(KeyPairInfo::keyPairId, KeyPairInfo::publicKey)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(id, null));
    assertThat(
            ec2.describeKeyPairs(r -> r.filters(Filtered.by("fingerprint", ED25519_SHA256)))
                .keyPairs())
        .hasSize(1);
    assertThat(ec2.describeKeyPairs(r -> r.filters(Filtered.by("tag:team", "ops"))).keyPairs())
        .hasSize(1);
  }

  /** PKCS #1 as Java reads it: in the envelope of PKCS #8. */
  private static final class Pkcs1 {

    private static final byte[] ENVELOPE = {
      0x30,
      (byte) 0x82,
      0,
      0,
      2,
      1,
      0,
      0x30,
      0x0d,
      6,
      9,
      0x2a,
      (byte) 0x86,
      0x48,
      (byte) 0x86,
      (byte) 0xf7,
      0x0d,
      1,
      1,
      1,
      5,
      0,
      4,
      (byte) 0x82,
      0,
      0
    };

    static RSAPrivateCrtKey read(byte[] pkcs1) throws Exception {
      byte[] all = new byte[ENVELOPE.length + pkcs1.length];
      System.arraycopy(ENVELOPE, 0, all, 0, ENVELOPE.length);
      System.arraycopy(pkcs1, 0, all, ENVELOPE.length, pkcs1.length);
      length(all, 2, all.length - 4);
      length(all, 24, pkcs1.length);
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(all));
    }

    private static void length(byte[] bytes, int at, int length) {
      bytes[at] = (byte) (length >> 8);
      bytes[at + 1] = (byte) length;
    }
  }
}
