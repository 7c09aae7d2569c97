package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Transaction;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptAddressTransferRequest;
import software.amazon.awssdk.services.ec2.model.AcceptAddressTransferResponse;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressTransfer;
import software.amazon.awssdk.services.ec2.model.AddressTransferStatus;
import software.amazon.awssdk.services.ec2.model.DescribeAddressTransfersRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressTransfersResponse;
import software.amazon.awssdk.services.ec2.model.DisableAddressTransferRequest;
import software.amazon.awssdk.services.ec2.model.DisableAddressTransferResponse;
import software.amazon.awssdk.services.ec2.model.EnableAddressTransferRequest;
import software.amazon.awssdk.services.ec2.model.EnableAddressTransferResponse;

/** Elastic IP addresses handed to another account: offered by the one, accepted by the other. */
final class ElasticIpTransferOperations implements OperationFamily {

  private static final Duration OFFERED = Duration.ofDays(7);
  private static final Duration SHOWN = Duration.ofDays(14);

  private final Quotas quotas;

  ElasticIpTransferOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "EnableAddressTransfer",
        EnableAddressTransferRequest::builder,
        ElasticIpTransferOperations::enable);
    registry.write(
        "DisableAddressTransfer",
        DisableAddressTransferRequest::builder,
        ElasticIpTransferOperations::disable);
    registry.write("AcceptAddressTransfer", AcceptAddressTransferRequest::builder, this::accept);
    registry.describe(
        "DescribeAddressTransfers",
        new Describe<>(
                Kinds.ELASTIC_IP_TRANSFER,
                DescribeAddressTransfersRequest::builder,
                DescribeAddressTransfersResponse::builder,
                "AddressTransfers",
                new Filters<AddressTransfer>())
            .ids("AllocationIds", Lookup.ELASTIC_IP_TRANSFER));
  }

  /** An offer ends after seven days; what was accepted is shown to the giver for fourteen. */
  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(
        Kinds.ELASTIC_IP_TRANSFER,
        transfer ->
            Step.term(
                transfer.addressTransferStatusAsString()
                    + " until "
                    + transfer.transferOfferExpirationTimestamp(),
                isPending(transfer) ? OFFERED : SHOWN,
                (t, ended) -> forget(t, ended.allocationId())));
  }

  private static boolean isPending(AddressTransfer transfer) {
    return transfer.addressTransferStatus() == AddressTransferStatus.PENDING;
  }

  static void forget(Transaction transaction, String allocation) {
    transaction.remove(Kinds.ELASTIC_IP_TRANSFER, allocation);
  }

  /** A second offer takes the place of the first. */
  private static EnableAddressTransferResponse enable(
      EnableAddressTransferRequest request, Transaction transaction) {
    Address address = Lookup.ELASTIC_IP.get(transaction, request.allocationId(), "AllocationId");
    String account = AccountIds.check(request.transferAccountId(), "TransferAccountId");
    if (account.equals(transaction.scope().account())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The account " + account + " owns the address " + address.publicIp());
    }
    forget(transaction, address.allocationId());
    AddressTransfer offer =
        transaction.add(
            Kinds.ELASTIC_IP_TRANSFER,
            AddressTransfer.builder()
                .allocationId(address.allocationId())
                .publicIp(address.publicIp())
                .transferAccountId(account)
                .transferOfferExpirationTimestamp(transaction.now().plus(OFFERED))
                .addressTransferStatus(AddressTransferStatus.PENDING)
                .build());
    return EnableAddressTransferResponse.builder().addressTransfer(offer).build();
  }

  private static DisableAddressTransferResponse disable(
      DisableAddressTransferRequest request, Transaction transaction) {
    Address address = Lookup.ELASTIC_IP.get(transaction, request.allocationId(), "AllocationId");
    AddressTransfer offer = transaction.find(Kinds.ELASTIC_IP_TRANSFER, address.allocationId());
    if (offer == null) {
      throw Ec2Error.INCORRECT_STATE.with(
          "No transfer of the address " + address.publicIp() + " is enabled");
    }
    forget(transaction, address.allocationId());
    return DisableAddressTransferResponse.builder()
        .addressTransfer(
            offer.toBuilder().addressTransferStatus(AddressTransferStatus.DISABLED).build())
        .build();
  }

  private AcceptAddressTransferResponse accept(
      AcceptAddressTransferRequest request, Transaction transaction) {
    Resource<AddressTransfer> offer = offer(transaction, request.address());
    Resource<Address> given =
        Objects.requireNonNull(
            transaction.snapshot().find(offer.scope(), Kinds.ELASTIC_IP, offer.id()));
    ElasticIpOperations.checkQuota(transaction, quotas);
    if (given.shape().associationId() != null) {
      throw Ec2Error.INVALID_TRANSFER_ADDRESS_ASSOCIATED.with(request.address());
    }
    boolean named =
        transaction.snapshot().find(offer.scope(), Kinds.ELASTIC_IP_ATTRIBUTES, offer.id()) != null;
    if (named) {
      throw Ec2Error.INVALID_TRANSFER_ADDRESS_CUSTOM_PTR_SET.with(request.address());
    }
    transaction.remove(given.scope(), Kinds.ELASTIC_IP, given.id());
    transaction.add(
        Kinds.ELASTIC_IP,
        given.shape().toBuilder().tags(Tags.of(request.tagSpecifications(), "elastic-ip")).build());
    AddressTransfer accepted =
        transaction.replace(
            offer.scope(),
            offer.kind(),
            offer.id(),
            offer.shape().toBuilder()
                .addressTransferStatus(AddressTransferStatus.ACCEPTED)
                .transferOfferAcceptedTimestamp(transaction.now())
                .build());
    return AcceptAddressTransferResponse.builder().addressTransfer(accepted).build();
  }

  /** The offer of an address to the caller, in the caller's Region. */
  private static Resource<AddressTransfer> offer(
      Transaction transaction, @Nullable String publicIp) {
    if (publicIp == null) {
      throw Ec2Error.MISSING_PARAMETER.with("Address");
    }
    ElasticIpOperations.checkForm(publicIp);
    return transaction
        .snapshot()
        .everywhere(Kinds.ELASTIC_IP_TRANSFER)
        .filter(each -> each.scope().region().equals(transaction.scope().region()))
        .filter(each -> each.shape().publicIp().equals(publicIp) && isPending(each.shape()))
        .filter(each -> each.shape().transferAccountId().equals(transaction.scope().account()))
        .findFirst()
        .orElseThrow(() -> Ec2Error.INVALID_ADDRESS_NOT_FOUND.with(publicIp));
  }
}
