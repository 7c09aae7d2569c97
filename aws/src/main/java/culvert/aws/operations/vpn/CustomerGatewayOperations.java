package culvert.aws.operations.vpn;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Effect;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.catalog.Transaction;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Ids;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import culvert.aws.operations.Tags;
import culvert.network.address.IpAddress;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateCustomerGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateCustomerGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.DeleteCustomerGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteCustomerGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCustomerGatewaysResponse;

/** Customer gateways: what AWS is told of the routers of sites (A1). */
final class CustomerGatewayOperations implements OperationFamily {

  private static final Duration WORK = Duration.ofSeconds(10);
  private static final int DEFAULT_ASN = 65_000;
  private static final long FIRST_EXTENDED_ASN = 2_147_483_648L;
  private static final long LAST_EXTENDED_ASN = 4_294_967_295L;
  private static final int LONGEST_DEVICE_NAME = 255;

  private final Quotas.Vpn quotas;

  CustomerGatewayOperations(Quotas.Vpn quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateCustomerGateway", CreateCustomerGatewayRequest::builder, this::create);
    registry.write(
        "DeleteCustomerGateway",
        DeleteCustomerGatewayRequest::builder,
        CustomerGatewayOperations::delete);
    registry.describe(
        "DescribeCustomerGateways",
        new Describe<>(
                Kinds.CUSTOMER_GATEWAY,
                DescribeCustomerGatewaysRequest::builder,
                DescribeCustomerGatewaysResponse::builder,
                "CustomerGateways",
                new Filters<CustomerGateway>()
                    .on("bgp-asn", CustomerGateways::asn)
                    .on("customer-gateway-id", CustomerGateway::customerGatewayId)
                    .on("ip-address", CustomerGateway::ipAddress)
                    .on("state", CustomerGateway::state)
                    .on("type", CustomerGateway::type)
                    .onTags())
            .ids("CustomerGatewayIds", Lookup.CUSTOMER_GATEWAY));
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.CUSTOMER_GATEWAY, CustomerGatewayOperations::next);
  }

  private static @Nullable Step<CustomerGateway> next(CustomerGateway gateway) {
    String state = gateway.state();
    return switch (state) {
      case CustomerGateways.PENDING -> Step.work(state, WORK, to(CustomerGateways.AVAILABLE));
      case CustomerGateways.DELETING -> Step.work(state, WORK, to(CustomerGateways.DELETED));
      case CustomerGateways.DELETED ->
          Step.term(
              state,
              VpnFamilies.AFTERGLOW,
              (t, gone) -> t.remove(Kinds.CUSTOMER_GATEWAY, gone.customerGatewayId()));
      default -> null;
    };
  }

  private static Effect<CustomerGateway> to(String state) {
    return (transaction, gateway) ->
        transaction.replace(Kinds.CUSTOMER_GATEWAY, gateway.toBuilder().state(state).build());
  }

  private CreateCustomerGatewayResponse create(
      CreateCustomerGatewayRequest request, Transaction transaction) {
    CustomerGateway wanted =
        withAsn(CustomerGateway.builder(), request)
            .type(request.typeAsString())
            .ipAddress(address(request))
            .certificateArn(certificate(request))
            .deviceName(deviceName(request.deviceName()))
            .build();
    CustomerGateway present =
        transaction
            .all(Kinds.CUSTOMER_GATEWAY)
            .filter(each -> isUsable(each) && bare(each).equals(wanted))
            .findFirst()
            .orElse(null);
    if (present != null) {
      return CreateCustomerGatewayResponse.builder().customerGateway(present).build();
    }
    long count =
        transaction
            .all(Kinds.CUSTOMER_GATEWAY)
            .filter(each -> !CustomerGateways.isGone(each))
            .count();
    if (count >= quotas.customerGatewaysPerRegion()) {
      throw Ec2Error.CUSTOMER_GATEWAY_LIMIT_EXCEEDED.with();
    }
    CustomerGateway made =
        transaction.add(
            Kinds.CUSTOMER_GATEWAY,
            wanted.toBuilder()
                .customerGatewayId(Ids.next("cgw"))
                .state(CustomerGateways.PENDING)
                .tags(Tags.of(request.tagSpecifications(), "customer-gateway"))
                .build());
    return CreateCustomerGatewayResponse.builder().customerGateway(made).build();
  }

  private static boolean isUsable(CustomerGateway gateway) {
    return gateway.state().equals(CustomerGateways.PENDING)
        || gateway.state().equals(CustomerGateways.AVAILABLE);
  }

  /** What makes a customer gateway the same as another one. */
  private static CustomerGateway bare(CustomerGateway gateway) {
    return CustomerGateway.builder()
        .bgpAsn(gateway.bgpAsn())
        .bgpAsnExtended(gateway.bgpAsnExtended())
        .type(gateway.type())
        .ipAddress(gateway.ipAddress())
        .certificateArn(gateway.certificateArn())
        .deviceName(gateway.deviceName())
        .build();
  }

  private static CustomerGateway.Builder withAsn(
      CustomerGateway.Builder gateway, CreateCustomerGatewayRequest request) {
    Integer asn = request.bgpAsn();
    Long extended = request.bgpAsnExtended();
    if (asn != null && extended != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameters bgpAsn and bgpAsnExtended cannot be used together");
    }
    if (extended == null) {
      int plain = asn == null ? DEFAULT_ASN : asn;
      return gateway.bgpAsn(String.valueOf(checked(plain, 1, Integer.MAX_VALUE, "bgpAsn")));
    }
    return gateway.bgpAsnExtended(
        String.valueOf(checked(extended, FIRST_EXTENDED_ASN, LAST_EXTENDED_ASN, "bgpAsnExtended")));
  }

  private static long checked(long asn, long first, long last, String parameter) {
    if (asn < first || asn > last) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + asn
              + ") for parameter "
              + parameter
              + " is invalid. It must be between "
              + first
              + " and "
              + last
              + ".");
    }
    return asn;
  }

  /** A device without an address is known by its certificate. */
  private static @Nullable String address(CreateCustomerGatewayRequest request) {
    if (request.ipAddress() != null && request.publicIp() != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameters ipAddress and publicIp cannot be used together");
    }
    String given = request.ipAddress() != null ? request.ipAddress() : request.publicIp();
    if (given == null || given.isEmpty()) {
      if (certificate(request) == null) {
        throw Ec2Error.MISSING_PARAMETER.with("IpAddress");
      }
      return null;
    }
    IpAddress address = IpAddress.tryParse(given);
    if (address == null || !isUnicast(address)) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + given + ") for parameter ipAddress is invalid. Invalid IP address.");
    }
    return address.toString();
  }

  /** Neither unspecified, loopback, link-local nor multicast. */
  private static boolean isUnicast(IpAddress address) {
    return InsideCidrs.NO_OUTSIDE_ADDRESSES.stream().noneMatch(range -> range.contains(address));
  }

  private static @Nullable String certificate(CreateCustomerGatewayRequest request) {
    String arn = request.certificateArn();
    if (arn == null || arn.isEmpty()) {
      return null;
    }
    if (!arn.matches("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/.+")) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + arn + ") for parameter certificateArn is invalid.");
    }
    return arn;
  }

  private static @Nullable String deviceName(@Nullable String name) {
    if (name != null && name.length() > LONGEST_DEVICE_NAME) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "The parameter deviceName is longer than " + LONGEST_DEVICE_NAME + " characters.");
    }
    return name;
  }

  private static DeleteCustomerGatewayResponse delete(
      DeleteCustomerGatewayRequest request, Transaction transaction) {
    CustomerGateway gateway = CustomerGateways.get(transaction, request.customerGatewayId());
    String id = gateway.customerGatewayId();
    if (transaction
        .referring(Kinds.VPN_CONNECTION, id)
        .anyMatch(
            each -> Objects.equals(each.customerGatewayId(), id) && !VpnConnections.isGone(each))) {
      throw Ec2Error.INCORRECT_STATE.with("The customer gateway is in use.");
    }
    if (!gateway.state().equals(CustomerGateways.DELETING)) {
      transaction.replace(
          Kinds.CUSTOMER_GATEWAY, gateway.toBuilder().state(CustomerGateways.DELETING).build());
    }
    return DeleteCustomerGatewayResponse.builder().build();
  }
}
