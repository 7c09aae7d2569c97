package culvert.aws.operations.transitgateway;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.aws.operations.TransitGatewayTies;
import culvert.aws.operations.ram.SharedResources;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AutoAcceptSharedAssociationsValue;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayMulticastDomainRequest;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayMulticastDomainRequestOptions;
import software.amazon.awssdk.services.ec2.model.CreateTransitGatewayMulticastDomainResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayMulticastDomainRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTransitGatewayMulticastDomainResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayMulticastDomainsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTransitGatewayMulticastDomainsResponse;
import software.amazon.awssdk.services.ec2.model.Igmpv2SupportValue;
import software.amazon.awssdk.services.ec2.model.MulticastSupportValue;
import software.amazon.awssdk.services.ec2.model.StaticSourcesSupportValue;
import software.amazon.awssdk.services.ec2.model.TransitGateway;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomain;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainOptions;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;

/** Multicast domains of transit gateways and their lifecycle (R4.8.1, R4.8.9). */
final class MulticastDomainOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(20);

  private final Quotas.Multicast quotas;

  MulticastDomainOperations(Quotas.Multicast quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateTransitGatewayMulticastDomain",
        CreateTransitGatewayMulticastDomainRequest::builder,
        this::create);
    registry.write(
        "DeleteTransitGatewayMulticastDomain",
        DeleteTransitGatewayMulticastDomainRequest::builder,
        MulticastDomainOperations::delete);
    registry.describe(
        "DescribeTransitGatewayMulticastDomains",
        new Describe<>(
                Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
                DescribeTransitGatewayMulticastDomainsRequest::builder,
                DescribeTransitGatewayMulticastDomainsResponse::builder,
                "TransitGatewayMulticastDomains",
                new Filters<TransitGatewayMulticastDomain>()
                    .on("state", TransitGatewayMulticastDomain::stateAsString)
                    .onReference(
                        "transit-gateway-id", TransitGatewayMulticastDomain::transitGatewayId)
                    .on(
                        "transit-gateway-multicast-domain-id",
                        TransitGatewayMulticastDomain::transitGatewayMulticastDomainId)
                    .onTags())
            .ids("TransitGatewayMulticastDomainIds", Lookup.TRANSIT_GATEWAY_MULTICAST_DOMAIN)
            .shared(MulticastDomains::shared)
            .view(MulticastDomains::shown));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN, MulticastDomainOperations::next);
  }

  private static @Nullable Step<TransitGatewayMulticastDomain> next(
      TransitGatewayMulticastDomain domain) {
    String state = domain.stateAsString();
    return switch (domain.state()) {
      case PENDING ->
          Step.work(
              state,
              WORK,
              (t, made) ->
                  MulticastDomains.move(t, made, TransitGatewayMulticastDomainState.AVAILABLE));
      case DELETING -> Step.work(state, WORK, MulticastDomainOperations::finishDeleting);
      case DELETED ->
          Step.term(
              state,
              TransitGatewayOperations.AFTERGLOW,
              (t, gone) ->
                  t.remove(
                      Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
                      gone.transitGatewayMulticastDomainId()));
      case AVAILABLE, UNKNOWN_TO_SDK_VERSION -> null;
    };
  }

  /** What is left of it are associations that were rejected. */
  private static void finishDeleting(
      Transaction transaction, TransitGatewayMulticastDomain domain) {
    Kind<?> kind = Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION;
    transaction
        .snapshot()
        .referring(transaction.scope(), kind, domain.transitGatewayMulticastDomainId())
        .toList()
        .forEach(rejected -> transaction.remove(kind, rejected.id()));
    SharedResources.withdraw(transaction, domain.transitGatewayMulticastDomainArn());
    MulticastDomains.move(transaction, domain, TransitGatewayMulticastDomainState.DELETED);
  }

  private CreateTransitGatewayMulticastDomainResponse create(
      CreateTransitGatewayMulticastDomainRequest request, Transaction transaction) {
    TransitGateway gateway = TransitGateways.own(transaction, request.transitGatewayId());
    TransitGatewayMulticastDomainOptions options = options(request.options());
    TransitGateways.expectAvailable(gateway);
    String of = gateway.transitGatewayId();
    if (gateway.options().multicastSupport() != MulticastSupportValue.ENABLE) {
      throw Ec2Error.INCORRECT_STATE.with("Multicast support is not enabled on " + of);
    }
    if (MulticastDomains.ofGateway(transaction, of).size() >= quotas.domainsPerGateway()) {
      throw Ec2Error.TRANSIT_GATEWAY_MULTICAST_DOMAIN_LIMIT_EXCEEDED.with(
          quotas.domainsPerGateway());
    }
    String id = Ids.next("tgw-mcast-domain");
    return CreateTransitGatewayMulticastDomainResponse.builder()
        .transitGatewayMulticastDomain(
            transaction.add(
                Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
                TransitGatewayMulticastDomain.builder()
                    .transitGatewayMulticastDomainId(id)
                    .transitGatewayMulticastDomainArn(
                        Arns.of(transaction.scope(), "transit-gateway-multicast-domain", id))
                    .transitGatewayId(of)
                    .ownerId(transaction.scope().account())
                    .options(options)
                    .state(TransitGatewayMulticastDomainState.PENDING)
                    .creationTime(transaction.now())
                    .tags(Tags.of(request.tagSpecifications(), "transit-gateway-multicast-domain"))
                    .build()))
        .build();
  }

  /** All off unless asked for; static sources and IGMP exclude each other (R4.8.3). */
  private static TransitGatewayMulticastDomainOptions options(
      @Nullable CreateTransitGatewayMulticastDomainRequestOptions asked) {
    CreateTransitGatewayMulticastDomainRequestOptions given =
        asked == null ? CreateTransitGatewayMulticastDomainRequestOptions.builder().build() : asked;
    TransitGatewayMulticastDomainOptions options =
        TransitGatewayMulticastDomainOptions.builder()
            .igmpv2Support(
                Objects.requireNonNullElse(given.igmpv2Support(), Igmpv2SupportValue.DISABLE))
            .staticSourcesSupport(
                Objects.requireNonNullElse(
                    given.staticSourcesSupport(), StaticSourcesSupportValue.DISABLE))
            .autoAcceptSharedAssociations(
                Objects.requireNonNullElse(
                    given.autoAcceptSharedAssociations(),
                    AutoAcceptSharedAssociationsValue.DISABLE))
            .build();
    if (options.igmpv2Support() == Igmpv2SupportValue.ENABLE
        && options.staticSourcesSupport() == StaticSourcesSupportValue.ENABLE) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Igmpv2Support and StaticSourcesSupport cannot both be enabled");
    }
    return options;
  }

  private static DeleteTransitGatewayMulticastDomainResponse delete(
      DeleteTransitGatewayMulticastDomainRequest request, Transaction transaction) {
    TransitGatewayMulticastDomain domain =
        MulticastDomains.own(transaction, request.transitGatewayMulticastDomainId());
    MulticastDomains.expectAvailable(domain);
    String id = domain.transitGatewayMulticastDomainId();
    if (transaction
        .referring(Kinds.TRANSIT_GATEWAY_MULTICAST_ASSOCIATION, id)
        .anyMatch(each -> !TransitGatewayTies.isOver(each))) {
      throw Ec2Error.INCORRECT_STATE.with(id + " has associated subnets");
    }
    return DeleteTransitGatewayMulticastDomainResponse.builder()
        .transitGatewayMulticastDomain(
            MulticastDomains.move(transaction, domain, TransitGatewayMulticastDomainState.DELETING))
        .build();
  }
}
