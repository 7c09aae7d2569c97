package culvert.aws.operations.endpoint;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Lifecycle.Step;
import culvert.aws.catalog.Lifecycles;
import culvert.aws.operations.Describe;
import culvert.aws.operations.Filters;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Quotas;
import culvert.aws.operations.Registry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints of every type: made, changed, described, deleted (R2.1, R2.2, R2.4). */
public final class VpcEndpointOperations implements OperationFamily {

  private static final Duration MAKING = Duration.ofSeconds(90);
  private static final Duration DELETING = Duration.ofSeconds(60);

  /** R2.3.4 gives no term; this is a peering's [MEM]. */
  private static final Duration EXPIRY = Duration.ofDays(7);

  private final Quotas quotas;

  public VpcEndpointOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    NewVpcEndpoint making = new NewVpcEndpoint(quotas);
    ModifyVpcEndpoint modifying = new ModifyVpcEndpoint(quotas);
    registry.write("CreateVpcEndpoint", CreateVpcEndpointRequest::builder, making::create);
    registry.write("ModifyVpcEndpoint", ModifyVpcEndpointRequest::builder, modifying::modify);
    registry.write(
        "DeleteVpcEndpoints", DeleteVpcEndpointsRequest::builder, DeleteVpcEndpoints::delete);
    registry.describe(
        "DescribeVpcEndpoints",
        new Describe<>(
                Kinds.VPC_ENDPOINT,
                DescribeVpcEndpointsRequest::builder,
                DescribeVpcEndpointsResponse::builder,
                "VpcEndpoints",
                filters())
            .ids("VpcEndpointIds", Lookup.VPC_ENDPOINT)
            .view(VpcEndpointOperations::shown));
  }

  private static Filters<VpcEndpoint> filters() {
    return new Filters<VpcEndpoint>()
        .on("ip-address-type", VpcEndpoint::ipAddressTypeAsString)
        .on("service-name", VpcEndpoint::serviceName)
        .on("service-region", VpcEndpoint::serviceRegion)
        .onReference("vpc-id", VpcEndpoint::vpcId)
        .on("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
        .on("vpc-endpoint-state", VpcEndpoint::stateAsString)
        .on("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString)
        .onTags();
  }

  /** With the tables that lead to it, which is what their routes say. */
  static VpcEndpoint shown(VpcEndpoint endpoint, CatalogView view) {
    return endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY
        ? endpoint.toBuilder()
            .routeTableIds(GatewayEndpoints.tables(view, endpoint.vpcEndpointId()))
            .build()
        : endpoint;
  }

  @Override
  public void lifecycles(Lifecycles lifecycles) {
    lifecycles.add(Kinds.VPC_ENDPOINT, VpcEndpointOperations::next);
  }

  private static @Nullable Step<VpcEndpoint> next(VpcEndpoint endpoint) {
    EndpointState state = EndpointState.of(endpoint);
    return switch (state) {
      case PENDING ->
          Step.work(
              state.toString(),
              MAKING,
              (t, e) -> EndpointConnections.move(t, t.scope(), e, EndpointState.AVAILABLE));
      case PENDING_ACCEPTANCE ->
          Step.term(
              state.toString(),
              EXPIRY,
              (t, e) -> EndpointConnections.move(t, t.scope(), e, EndpointState.EXPIRED));
      case DELETING -> Step.work(state.toString(), DELETING, DeleteVpcEndpoints::finish);
      case AVAILABLE, REJECTED, EXPIRED -> null;
    };
  }
}
