package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcTenancyResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The attributes that AWS keeps beside a VPC: DNS, address usage metrics; and its tenancy. */
final class VpcAttributeOperations implements OperationFamily {

  @Override
  public void register(Registry registry) {
    registry.read(
        "DescribeVpcAttribute",
        DescribeVpcAttributeRequest::builder,
        VpcAttributeOperations::describe);
    registry.write(
        "ModifyVpcAttribute", ModifyVpcAttributeRequest::builder, VpcAttributeOperations::modify);
    registry.write(
        "ModifyVpcTenancy", ModifyVpcTenancyRequest::builder, VpcAttributeOperations::tenancy);
  }

  private static DescribeVpcAttributeResponse describe(
      DescribeVpcAttributeRequest request, View view) {
    Vpc vpc = Lookup.VPC.get(view, request.vpcId(), "VpcId");
    DescribeVpcAttributeResponse all =
        Objects.requireNonNull(view.find(Kinds.VPC_ATTRIBUTES, vpc.vpcId()));
    DescribeVpcAttributeResponse.Builder answer =
        DescribeVpcAttributeResponse.builder().vpcId(vpc.vpcId());
    return switch (request.attribute()) {
      case ENABLE_DNS_SUPPORT -> answer.enableDnsSupport(all.enableDnsSupport()).build();
      case ENABLE_DNS_HOSTNAMES -> answer.enableDnsHostnames(all.enableDnsHostnames()).build();
      case ENABLE_NETWORK_ADDRESS_USAGE_METRICS ->
          answer.enableNetworkAddressUsageMetrics(all.enableNetworkAddressUsageMetrics()).build();
      case null, default -> throw Ec2Error.MISSING_PARAMETER.with("Attribute");
    };
  }

  /** One attribute a call. */
  private static ModifyVpcAttributeResponse modify(
      ModifyVpcAttributeRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    int given =
        count(request.enableDnsSupport())
            + count(request.enableDnsHostnames())
            + count(request.enableNetworkAddressUsageMetrics());
    if (given != 1) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "Exactly one attribute must be specified for modification");
    }
    transaction.update(
        Kinds.VPC_ATTRIBUTES,
        vpc.vpcId(),
        all ->
            all.toBuilder()
                .enableDnsSupport(orElse(request.enableDnsSupport(), all.enableDnsSupport()))
                .enableDnsHostnames(orElse(request.enableDnsHostnames(), all.enableDnsHostnames()))
                .enableNetworkAddressUsageMetrics(
                    orElse(
                        request.enableNetworkAddressUsageMetrics(),
                        all.enableNetworkAddressUsageMetrics()))
                .build());
    return ModifyVpcAttributeResponse.builder().build();
  }

  private static int count(@Nullable AttributeBooleanValue value) {
    return value == null || value.value() == null ? 0 : 1;
  }

  private static AttributeBooleanValue orElse(
      @Nullable AttributeBooleanValue given, AttributeBooleanValue present) {
    return given == null || given.value() == null ? present : given;
  }

  /** A VPC's tenancy can only become default. */
  private static ModifyVpcTenancyResponse tenancy(
      ModifyVpcTenancyRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (!"default".equals(request.instanceTenancyAsString())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ("
              + request.instanceTenancyAsString()
              + ") for parameter instanceTenancy is"
              + " invalid. Valid values: default");
    }
    transaction.replace(Kinds.VPC, vpc.toBuilder().instanceTenancy("default").build());
    return ModifyVpcTenancyResponse.builder().returnValue(true).build();
  }
}
