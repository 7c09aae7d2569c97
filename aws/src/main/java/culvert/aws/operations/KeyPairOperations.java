package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.CreateKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.DeleteKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeKeyPairsResponse;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.ec2.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.ec2.model.KeyFormat;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Key pairs: generated or imported; only the public half is kept. */
final class KeyPairOperations implements OperationFamily {

  private static final int LONGEST_NAME = 255;

  private static final Filters<KeyPairInfo> FILTERS =
      new Filters<KeyPairInfo>()
          .at("key-pair-id", "KeyPairId")
          .at("fingerprint", "KeyFingerprint")
          .at("key-name", "KeyName")
          .onTags();

  @Override
  public void register(Registry registry) {
    registry.write("CreateKeyPair", CreateKeyPairRequest::builder, KeyPairOperations::create);
    registry.write("ImportKeyPair", ImportKeyPairRequest::builder, KeyPairOperations::imported);
    registry.write("DeleteKeyPair", DeleteKeyPairRequest::builder, KeyPairOperations::delete);
    registry.read(
        "DescribeKeyPairs", DescribeKeyPairsRequest::builder, KeyPairOperations::describe);
  }

  static @Nullable KeyPairInfo named(CatalogView view, @Nullable String name) {
    return view.all(Kinds.KEY_PAIR)
        .filter(pair -> pair.keyName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static CreateKeyPairResponse create(
      CreateKeyPairRequest request, Transaction transaction) {
    String name = freeName(transaction, request.keyName());
    NewKeyPair pair = NewKeyPair.generate(name, request.keyType() == KeyType.ED25519);
    KeyPairInfo made =
        add(
            transaction,
            name,
            pair.material(),
            pair.fingerprint(),
            tags(request.tagSpecifications()));
    return CreateKeyPairResponse.builder()
        .keyPairId(made.keyPairId())
        .keyName(name)
        .keyFingerprint(made.keyFingerprint())
        .keyMaterial(request.keyFormat() == KeyFormat.PPK ? pair.ppk() : pair.pem())
        .tags(made.tags())
        .build();
  }

  private static ImportKeyPairResponse imported(
      ImportKeyPairRequest request, Transaction transaction) {
    String name = freeName(transaction, request.keyName());
    if (request.publicKeyMaterial() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("PublicKeyMaterial");
    }
    KeyMaterial material = KeyMaterial.parse(request.publicKeyMaterial().asByteArray());
    KeyPairInfo made =
        add(transaction, name, material, material.fingerprint(), tags(request.tagSpecifications()));
    return ImportKeyPairResponse.builder()
        .keyPairId(made.keyPairId())
        .keyName(name)
        .keyFingerprint(made.keyFingerprint())
        .tags(made.tags())
        .build();
  }

  private static List<Tag> tags(List<TagSpecification> specifications) {
    return Tags.of(specifications, "key-pair");
  }

  private static String freeName(Transaction transaction, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw Ec2Error.MISSING_PARAMETER.with("KeyName");
    }
    if (name.length() > LONGEST_NAME) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + name + ") for parameter KeyName is invalid. Length exceeds maximum of 255.");
    }
    if (named(transaction, name) != null) {
      throw Ec2Error.INVALID_KEY_PAIR_DUPLICATE.with(name);
    }
    return name;
  }

  private static KeyPairInfo add(
      Transaction transaction,
      String name,
      KeyMaterial material,
      String fingerprint,
      List<Tag> tags) {
    return transaction.add(
        Kinds.KEY_PAIR,
        KeyPairInfo.builder()
            .keyPairId(Ids.next("key"))
            .keyName(name)
            .keyType(material.isRsa() ? KeyType.RSA : KeyType.ED25519)
            .keyFingerprint(fingerprint)
            .publicKey(material.openSsh(name))
            .createTime(transaction.now())
            .tags(tags)
            .build());
  }

  /** Deleting what is not there is no error, as on AWS. */
  private static DeleteKeyPairResponse delete(
      DeleteKeyPairRequest request, Transaction transaction) {
    if (request.keyName() == null && request.keyPairId() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("KeyName");
    }
    KeyPairInfo found;
    if (request.keyPairId() == null) {
      found = named(transaction, request.keyName());
    } else {
      Lookup.KEY_PAIR.check(request.keyPairId());
      found = transaction.find(Kinds.KEY_PAIR, request.keyPairId());
    }
    if (found != null) {
      transaction.remove(Kinds.KEY_PAIR, found.keyPairId());
    }
    return DeleteKeyPairResponse.builder()
        .returnValue(true)
        .keyPairId(found == null ? null : found.keyPairId())
        .build();
  }

  private static DescribeKeyPairsResponse describe(DescribeKeyPairsRequest request, View view) {
    boolean publicKeys = Boolean.TRUE.equals(request.includePublicKey());
    return DescribeKeyPairsResponse.builder()
        .keyPairs(
            asked(request, view)
                .filter(FILTERS.matching(request.filters()))
                .map(pair -> publicKeys ? pair : pair.toBuilder().publicKey(null).build())
                .toList())
        .build();
  }

  private static Stream<KeyPairInfo> asked(DescribeKeyPairsRequest request, View view) {
    if (request.keyNames().isEmpty() && request.keyPairIds().isEmpty()) {
      return view.all(Kinds.KEY_PAIR);
    }
    Stream<KeyPairInfo> byName =
        request.keyNames().stream()
            .map(name -> {
              KeyPairInfo found = named(view, name);
              if (found == null) {
                throw Lookup.KEY_PAIR.notFound(name);
              }
              return found;
            });
    Stream<KeyPairInfo> byId =
        request.keyPairIds().stream().map(id -> Lookup.KEY_PAIR.get(view, id, "KeyPairId"));
    return Stream.concat(byName, byId).distinct();
  }
}
