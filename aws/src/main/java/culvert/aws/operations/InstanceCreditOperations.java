package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.wire.WireException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.SuccessfulInstanceCreditSpecificationItem;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulInstanceCreditSpecificationItem;

/** The CPU credits of burstable instances. */
final class InstanceCreditOperations implements OperationFamily {

  private static final String STANDARD = "standard";
  private static final String UNLIMITED = "unlimited";

  private static final Filters<InstanceCreditSpecification> FILTERS =
      new Filters<InstanceCreditSpecification>().at("instance-id", "InstanceId");

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeInstanceCreditSpecifications",
        DescribeInstanceCreditSpecificationsRequest::builder,
        InstanceCreditOperations::describe);
    registry.write(
        "ModifyInstanceCreditSpecification",
        ModifyInstanceCreditSpecificationRequest::builder,
        InstanceCreditOperations::modify);
  }

  private static boolean isBurstable(Instance instance) {
    return Objects.requireNonNull(InstanceTypes.find(instance.instanceTypeAsString()))
        .burstablePerformanceSupported();
  }

  /** T2 is launched with standard credits, the others with unlimited ones. */
  private static String usual(Instance instance) {
    return instance.instanceTypeAsString().startsWith("t2.") ? STANDARD : UNLIMITED;
  }

  /** Gives a new instance what it asks for; one that does not burst may ask for nothing. */
  static void add(
      Transaction transaction, Instance instance, @Nullable CreditSpecificationRequest asked) {
    if (isBurstable(instance)) {
      put(transaction, instance, asked == null ? usual(instance) : asked.cpuCredits());
    } else if (asked != null) {
      throw notSupported(instance);
    }
  }

  /** An instance of another type than before has that type's credits. */
  static void follow(Transaction transaction, String instanceId) {
    Instance instance = Lookup.INSTANCE.get(transaction, instanceId, "InstanceId");
    if (!isBurstable(instance)) {
      transaction.remove(Kinds.INSTANCE_CREDIT, instanceId);
    } else if (transaction.find(Kinds.INSTANCE_CREDIT, instanceId) == null) {
      put(transaction, instance, usual(instance));
    }
  }

  private static void put(Transaction transaction, Instance instance, @Nullable String credits) {
    if (credits == null) {
      throw Ec2Error.MISSING_PARAMETER.with("CreditSpecification.CpuCredits");
    }
    if (!credits.equals(STANDARD) && !credits.equals(UNLIMITED)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The CPU credit specification '" + credits + "' is invalid: standard or unlimited.");
    }
    InstanceCreditSpecification specification =
        InstanceCreditSpecification.builder()
            .instanceId(instance.instanceId())
            .cpuCredits(credits)
            .build();
    if (transaction.find(Kinds.INSTANCE_CREDIT, instance.instanceId()) == null) {
      transaction.add(Kinds.INSTANCE_CREDIT, specification);
    } else {
      transaction.replace(Kinds.INSTANCE_CREDIT, specification);
    }
  }

  private static WireException notSupported(Instance instance) {
    return Ec2Error.INSTANCE_CREDIT_SPECIFICATION_NOT_SUPPORTED.with(
        instance.instanceTypeAsString());
  }

  /** Without ids, those with unlimited credits. */
  private static DescribeInstanceCreditSpecificationsResponse describe(
      DescribeInstanceCreditSpecificationsRequest request, View view) {
    Paging.refuseWithIds(request.maxResults(), !request.instanceIds().isEmpty(), "instanceIds");
    Stream<InstanceCreditSpecification> asked =
        request.instanceIds().isEmpty()
            ? view.all(Kinds.INSTANCE_CREDIT).filter(each -> each.cpuCredits().equals(UNLIMITED))
            : request.instanceIds().stream().map(id -> credits(view, id));
    Listing<InstanceCreditSpecification> page =
        Listing.page(
            asked.filter(FILTERS.matching(request.filters())).toList(),
            Paging.of(request, 5, 1000));
    return DescribeInstanceCreditSpecificationsResponse.builder()
        .instanceCreditSpecifications(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static InstanceCreditSpecification credits(CatalogView view, String id) {
    Instance instance = Lookup.INSTANCE.get(view, id, "InstanceId");
    InstanceCreditSpecification found = view.find(Kinds.INSTANCE_CREDIT, id);
    if (found == null) {
      throw notSupported(instance);
    }
    return found;
  }

  /** R5.1.9: what cannot be changed is listed, the rest is changed. */
  private static ModifyInstanceCreditSpecificationResponse modify(
      ModifyInstanceCreditSpecificationRequest request, Transaction transaction) {
    List<SuccessfulInstanceCreditSpecificationItem> done = new ArrayList<>();
    List<UnsuccessfulInstanceCreditSpecificationItem> left = new ArrayList<>();
    for (InstanceCreditSpecificationRequest each : request.instanceCreditSpecifications()) {
      try {
        credits(transaction, Objects.requireNonNullElse(each.instanceId(), ""));
        put(
            transaction,
            Lookup.INSTANCE.get(transaction, each.instanceId(), "InstanceId"),
            each.cpuCredits());
        done.add(
            SuccessfulInstanceCreditSpecificationItem.builder()
                .instanceId(each.instanceId())
                .build());
      } catch (WireException refused) {
        left.add(
            UnsuccessfulInstanceCreditSpecificationItem.builder()
                .instanceId(each.instanceId())
                .error(e -> e.code(refused.code()).message(refused.getMessage()))
                .build());
      }
    }
    return ModifyInstanceCreditSpecificationResponse.builder()
        .successfulInstanceCreditSpecifications(done)
        .unsuccessfulInstanceCreditSpecifications(left)
        .build();
  }
}
