package culvert.aws.operations.vpn;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.View;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Registry;
import culvert.aws.reading.TunnelProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CustomerGateway;
import software.amazon.awssdk.services.ec2.model.GetVpnConnectionDeviceSampleConfigurationRequest;
import software.amazon.awssdk.services.ec2.model.GetVpnConnectionDeviceSampleConfigurationResponse;
import software.amazon.awssdk.services.ec2.model.GetVpnConnectionDeviceTypesRequest;
import software.amazon.awssdk.services.ec2.model.GetVpnConnectionDeviceTypesResponse;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpnConnection;
import software.amazon.awssdk.services.ec2.model.VpnConnectionDeviceType;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;

/** Configurations for the customer's router, of the kinds that free software reads (A13). */
final class DeviceConfigurationOperations implements OperationFamily {

  private static final String COMPATIBILITY = "compatibility";
  private static final String RECOMMENDED = "recommended";
  private static final String EVERYTHING_V4 = "0.0.0.0/0";

  /** A kind of router. */
  private record Device(
      String id, String software, Function<RouterConnection, String> configuration) {

    VpnConnectionDeviceType type() {
      return VpnConnectionDeviceType.builder()
          .vpnConnectionDeviceTypeId(id)
          .vendor("Strongswan")
          .platform("Linux")
          .software(software)
          .build();
    }
  }

  private static final List<Device> DEVICES =
      List.of(
          new Device("c0de0001", "strongSwan 5.9+ with BIRD 2", RouterScript::withBird),
          new Device("c0de0002", "strongSwan 5.9+ with FRRouting 8+", RouterScript::withFrr));

  @Override
  public void register(Registry registry) {
    registry.read(
        "GetVpnConnectionDeviceTypes",
        GetVpnConnectionDeviceTypesRequest::builder,
        DeviceConfigurationOperations::types);
    registry.read(
        "GetVpnConnectionDeviceSampleConfiguration",
        GetVpnConnectionDeviceSampleConfigurationRequest::builder,
        DeviceConfigurationOperations::sample);
  }

  private static GetVpnConnectionDeviceTypesResponse types(
      GetVpnConnectionDeviceTypesRequest request, View view) {
    Listing<VpnConnectionDeviceType> page =
        Listing.page(DEVICES.stream().map(Device::type).toList(), request);
    return GetVpnConnectionDeviceTypesResponse.builder()
        .vpnConnectionDeviceTypes(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static GetVpnConnectionDeviceSampleConfigurationResponse sample(
      GetVpnConnectionDeviceSampleConfigurationRequest request, View view) {
    VpnConnection connection = VpnConnections.get(view, request.vpnConnectionId());
    Device device =
        DEVICES.stream()
            .filter(each -> each.id().equals(request.vpnConnectionDeviceTypeId()))
            .findFirst()
            .orElseThrow(
                () -> invalid(request.vpnConnectionDeviceTypeId(), "vpnConnectionDeviceTypeId"));
    return GetVpnConnectionDeviceSampleConfigurationResponse.builder()
        .vpnConnectionDeviceSampleConfiguration(
            device
                .configuration()
                .apply(
                    router(
                        view,
                        connection,
                        request.internetKeyExchangeVersion(),
                        request.sampleType())))
        .build();
  }

  private static RuntimeException invalid(@Nullable String value, String parameter) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + value + ") for parameter " + parameter + " is invalid.");
  }

  private static RouterConnection router(
      CatalogView view,
      VpnConnection connection,
      @Nullable String ikeVersion,
      @Nullable String sampleType) {
    CustomerGateway customer = VpnConnections.customer(view, connection);
    if (customer.certificateArn() != null || connection.preSharedKeyArn() != null) {
      throw Ec2Error.UNSUPPORTED_OPERATION.with(
          "There are sample configurations for pre-shared keys that the connection itself has");
    }
    VpnConnectionOptions options = connection.options();
    boolean ipv6 = ConnectionOptions.isIpv6(options);
    List<RouterTunnel> tunnels = new ArrayList<>();
    for (TunnelOption tunnel : options.tunnelOptions()) {
      tunnels.add(
          RouterTunnel.of(
              tunnels.size() + 1,
              tunnel,
              proposal(tunnel, ikeVersion, sampleType),
              options.enableAcceleration()));
    }
    return new RouterConnection(
        connection.vpnConnectionId(),
        customer.ipAddress(),
        CustomerGateways.asn(customer),
        ConnectionTarget.of(view, connection).asn(),
        !options.staticRoutesOnly(),
        ipv6,
        destinations(view, connection),
        ipv6 ? options.localIpv6NetworkCidr() : options.localIpv4NetworkCidr(),
        ipv6 ? options.remoteIpv6NetworkCidr() : options.remoteIpv4NetworkCidr(),
        tunnels);
  }

  /** What most routers can do, or the strongest; by the IKE version that is asked for. */
  private static TunnelProposal proposal(
      TunnelOption tunnel, @Nullable String ikeVersion, @Nullable String sampleType) {
    TunnelProposal proposal =
        switch (Objects.requireNonNullElse(sampleType, COMPATIBILITY)) {
          case COMPATIBILITY -> TunnelProposal.weakest(tunnel);
          case RECOMMENDED -> TunnelProposal.strongest(tunnel);
          default -> throw invalid(sampleType, "sampleType");
        };
    if (ikeVersion == null) {
      return proposal;
    }
    if (!TunnelProposal.ikeVersions(tunnel).contains(ikeVersion)) {
      throw invalid(ikeVersion, "internetKeyExchangeVersion");
    }
    return new TunnelProposal(ikeVersion, proposal.phase1(), proposal.phase2());
  }

  /** What is on AWS's side, as far as is known without BGP. */
  private static List<String> destinations(CatalogView view, VpnConnection connection) {
    String remote = connection.options().remoteIpv4NetworkCidr();
    if (remote != null && !remote.equals(EVERYTHING_V4)) {
      return List.of(remote);
    }
    var gateway = ConnectionTarget.of(view, connection).vpnGateway();
    VpcAttachment attachment = gateway == null ? null : VpnGateways.attachment(gateway);
    var vpc = attachment == null ? null : view.find(Kinds.VPC, attachment.vpcId());
    return vpc == null
        ? List.of()
        : vpc.cidrBlockAssociationSet().stream().map(VpcCidrBlockAssociation::cidrBlock).toList();
  }
}
