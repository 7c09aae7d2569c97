package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateIamInstanceProfileRequest;
import software.amazon.awssdk.services.ec2.model.AssociateIamInstanceProfileResponse;
import software.amazon.awssdk.services.ec2.model.DescribeIamInstanceProfileAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeIamInstanceProfileAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateIamInstanceProfileRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateIamInstanceProfileResponse;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociation;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ReplaceIamInstanceProfileAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceIamInstanceProfileAssociationResponse;

/** The IAM instance profile of an instance. There is no IAM here, so any profile will do. */
final class InstanceProfileOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.write(
        "AssociateIamInstanceProfile",
        AssociateIamInstanceProfileRequest::builder,
        InstanceProfileOperations::associate);
    registry.write(
        "DisassociateIamInstanceProfile",
        DisassociateIamInstanceProfileRequest::builder,
        InstanceProfileOperations::disassociate);
    registry.write(
        "ReplaceIamInstanceProfileAssociation",
        ReplaceIamInstanceProfileAssociationRequest::builder,
        InstanceProfileOperations::replace);
    registry.describe(
        "DescribeIamInstanceProfileAssociations",
        new Describe<>(
                Kinds.INSTANCE_PROFILE_ASSOCIATION,
                DescribeIamInstanceProfileAssociationsRequest::builder,
                DescribeIamInstanceProfileAssociationsResponse::builder,
                "IamInstanceProfileAssociations",
                new Filters<IamInstanceProfileAssociation>()
                    .onReference("instance-id", IamInstanceProfileAssociation::instanceId)
                    .at("state", "State"))
            .ids("AssociationIds", Lookup.INSTANCE_PROFILE_ASSOCIATION));
  }

  private static AssociateIamInstanceProfileResponse associate(
      AssociateIamInstanceProfileRequest request, Transaction transaction) {
    Instance instance = Lookup.INSTANCE.get(transaction, request.instanceId(), "InstanceId");
    if (instance.state().name() != InstanceStateName.RUNNING
        && instance.state().name() != InstanceStateName.STOPPED) {
      throw Ec2Error.INCORRECT_INSTANCE_STATE.with(
          "The instance '"
              + instance.instanceId()
              + "' is not in the 'running' or 'stopped' state.");
    }
    return AssociateIamInstanceProfileResponse.builder()
        .iamInstanceProfileAssociation(
            answered(give(transaction, instance, request.iamInstanceProfile()), "associating"))
        .build();
  }

  static IamInstanceProfileAssociation give(
      Transaction transaction, Instance instance, @Nullable IamInstanceProfileSpecification asked) {
    String id = instance.instanceId();
    if (transaction.referring(Kinds.INSTANCE_PROFILE_ASSOCIATION, id).findAny().isPresent()) {
      throw Ec2Error.INCORRECT_STATE.with("There is an existing association for instance " + id);
    }
    IamInstanceProfile profile = profile(transaction, asked);
    transaction.replace(Kinds.INSTANCE, instance.toBuilder().iamInstanceProfile(profile).build());
    return transaction.add(
        Kinds.INSTANCE_PROFILE_ASSOCIATION,
        IamInstanceProfileAssociation.builder()
            .associationId(Ids.next("iip-assoc"))
            .instanceId(id)
            .iamInstanceProfile(profile)
            .state("associated")
            .timestamp(transaction.now())
            .build());
  }

  private static IamInstanceProfile profile(
      Transaction transaction, @Nullable IamInstanceProfileSpecification asked) {
    if (asked == null || (asked.arn() == null && asked.name() == null)) {
      throw Ec2Error.MISSING_PARAMETER.with("IamInstanceProfile");
    }
    String arn =
        asked.arn() != null
            ? asked.arn()
            : "arn:aws:iam::" + transaction.scope().account() + ":instance-profile/" + asked.name();
    if (!arn.matches("arn:aws[a-z-]*:iam::\\d{12}:instance-profile/.+")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + arn + ") for parameter iamInstanceProfile.arn is invalid.");
    }
    return IamInstanceProfile.builder().arn(arn).id(idOf(arn)).build();
  }

  /** IAM's own id of a profile, the same for the same profile each time. */
  private static String idOf(String arn) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(arn.getBytes(StandardCharsets.UTF_8));
      return "AIPA" + HexFormat.of().formatHex(digest).substring(0, 17).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IamInstanceProfileAssociation answered(
      IamInstanceProfileAssociation association, String state) {
    return association.toBuilder().state(state).build();
  }

  private static IamInstanceProfileAssociation remove(
      Transaction transaction, @Nullable String associationId) {
    IamInstanceProfileAssociation found =
        Lookup.INSTANCE_PROFILE_ASSOCIATION.get(transaction, associationId, "AssociationId");
    transaction.remove(Kinds.INSTANCE_PROFILE_ASSOCIATION, found.associationId());
    transaction.update(
        Kinds.INSTANCE,
        found.instanceId(),
        instance -> instance.toBuilder().iamInstanceProfile((IamInstanceProfile) null).build());
    return found;
  }

  private static DisassociateIamInstanceProfileResponse disassociate(
      DisassociateIamInstanceProfileRequest request, Transaction transaction) {
    return DisassociateIamInstanceProfileResponse.builder()
        .iamInstanceProfileAssociation(
            answered(remove(transaction, request.associationId()), "disassociating"))
        .build();
  }

  private static ReplaceIamInstanceProfileAssociationResponse replace(
      ReplaceIamInstanceProfileAssociationRequest request, Transaction transaction) {
    String instanceId = remove(transaction, request.associationId()).instanceId();
    Instance instance = Lookup.INSTANCE.get(transaction, instanceId, "InstanceId");
    return ReplaceIamInstanceProfileAssociationResponse.builder()
        .iamInstanceProfileAssociation(
            answered(give(transaction, instance, request.iamInstanceProfile()), "associating"))
        .build();
  }

  /** What a terminated instance leaves. */
  static void release(Transaction transaction, String instanceId) {
    List<IamInstanceProfileAssociation> held =
        transaction.referring(Kinds.INSTANCE_PROFILE_ASSOCIATION, instanceId).toList();
    held.forEach(association ->
        transaction.remove(Kinds.INSTANCE_PROFILE_ASSOCIATION, association.associationId()));
  }
}
