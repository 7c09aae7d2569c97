package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyAddressAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PtrUpdateStatus;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetAddressAttributeResponse;

/**
 * The reverse DNS names of Elastic IP addresses. AWS wants an address record that leads back to the
 * address; Culvert sees no DNS, and takes every name that is one.
 */
final class ElasticIpAttributeOperations implements OperationFamily {

  private static final String PENDING = "PENDING";
  private static final int LEAST_RESULTS = 1;
  private static final Duration UPDATING = Duration.ofMinutes(2);
  private static final Pattern NAME =
      Pattern.compile("(?=.{4,254}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}\\.?");

  @Override
  public void register(Registry registry) {
    registry.write(
        "ModifyAddressAttribute",
        ModifyAddressAttributeRequest::builder,
        ElasticIpAttributeOperations::modify);
    registry.write(
        "ResetAddressAttribute",
        ResetAddressAttributeRequest::builder,
        ElasticIpAttributeOperations::reset);
    registry.read(
        "DescribeAddressesAttribute",
        DescribeAddressesAttributeRequest::builder,
        ElasticIpAttributeOperations::describe);
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.ELASTIC_IP_ATTRIBUTES, ElasticIpAttributeOperations::next);
  }

  /** Each update has its own time. */
  private static @Nullable Step<AddressAttribute> next(AddressAttribute attribute) {
    PtrUpdateStatus update = attribute.ptrRecordUpdate();
    return update == null
        ? null
        : Step.work(
            "updating to " + update.value(), UPDATING, ElasticIpAttributeOperations::finish);
  }

  /** The name is the new one; without one there is nothing left to say of the address. */
  private static void finish(Transaction transaction, AddressAttribute attribute) {
    String name = attribute.ptrRecordUpdate().value();
    if (name == null) {
      transaction.remove(Kinds.ELASTIC_IP_ATTRIBUTES, attribute.allocationId());
      return;
    }
    transaction.replace(
        Kinds.ELASTIC_IP_ATTRIBUTES,
        attribute.toBuilder().ptrRecord(name).ptrRecordUpdate((PtrUpdateStatus) null).build());
  }

  private static ModifyAddressAttributeResponse modify(
      ModifyAddressAttributeRequest request, Transaction transaction) {
    Address address = Lookup.ELASTIC_IP.get(transaction, request.allocationId(), "AllocationId");
    String name = request.domainName();
    if (name == null) {
      throw Ec2Error.MISSING_PARAMETER.with("DomainName");
    }
    if (!NAME.matcher(name).matches()) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + name + ") for parameter domainName is invalid.");
    }
    String dotted = name.endsWith(".") ? name : name + ".";
    return ModifyAddressAttributeResponse.builder()
        .address(update(transaction, address, status -> status.value(dotted).status(PENDING)))
        .build();
  }

  private static ResetAddressAttributeResponse reset(
      ResetAddressAttributeRequest request, Transaction transaction) {
    Address address = Lookup.ELASTIC_IP.get(transaction, request.allocationId(), "AllocationId");
    if (request.attribute() == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Attribute");
    }
    AddressAttribute present = of(transaction, address);
    boolean unnamed = present.ptrRecord() == null && present.ptrRecordUpdate() == null;
    return ResetAddressAttributeResponse.builder()
        .address(unnamed ? present : update(transaction, address, status -> status.status(PENDING)))
        .build();
  }

  private static AddressAttribute update(
      Transaction transaction, Address address, Consumer<PtrUpdateStatus.Builder> update) {
    AddressAttribute after = of(transaction, address).toBuilder().ptrRecordUpdate(update).build();
    transaction.remove(Kinds.ELASTIC_IP_ATTRIBUTES, address.allocationId());
    return transaction.add(Kinds.ELASTIC_IP_ATTRIBUTES, after);
  }

  /** What is known of an address, which is little where it has no name. */
  private static AddressAttribute of(CatalogView view, Address address) {
    AddressAttribute known = view.find(Kinds.ELASTIC_IP_ATTRIBUTES, address.allocationId());
    return known == null
        ? AddressAttribute.builder()
            .allocationId(address.allocationId())
            .publicIp(address.publicIp())
            .build()
        : known;
  }

  private static DescribeAddressesAttributeResponse describe(
      DescribeAddressesAttributeRequest request, View view) {
    List<Address> wanted =
        request.allocationIds().isEmpty()
            ? view.all(Kinds.ELASTIC_IP).toList()
            : request.allocationIds().stream()
                .map(id -> Lookup.ELASTIC_IP.get(view, id, "AllocationId"))
                .toList();
    Listing<Address> page = Listing.page(wanted, Paging.of(request, LEAST_RESULTS));
    return DescribeAddressesAttributeResponse.builder()
        .addresses(page.elements().stream().map(address -> of(view, address)).toList())
        .nextToken(page.nextToken())
        .build();
  }
}
