package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** DHCP option sets: what a VPC tells its hosts of names and time. A set never changes. */
final class DhcpOptionsOperations implements OperationFamily {

  /** The id that takes a VPC back to no options at all. */
  private static final String NONE = "default";

  @Override
  public void register(Registry registry) {
    registry.write(
        "CreateDhcpOptions", CreateDhcpOptionsRequest::builder, DhcpOptionsOperations::create);
    registry.write(
        "DeleteDhcpOptions", DeleteDhcpOptionsRequest::builder, DhcpOptionsOperations::delete);
    registry.write(
        "AssociateDhcpOptions",
        AssociateDhcpOptionsRequest::builder,
        DhcpOptionsOperations::associate);
    registry.describe(
        "DescribeDhcpOptions",
        new Describe<>(
                Kinds.DHCP_OPTIONS,
                DescribeDhcpOptionsRequest::builder,
                DescribeDhcpOptionsResponse::builder,
                "DhcpOptions",
                filters())
            .ids("DhcpOptionsIds", Lookup.DHCP_OPTIONS));
  }

  private static Filters<DhcpOptions> filters() {
    return new Filters<DhcpOptions>()
        .on("dhcp-options-id", DhcpOptions::dhcpOptionsId)
        .onEach("key", o -> o.dhcpConfigurations().stream().map(DhcpConfiguration::key))
        .onEach("value", DhcpOptionsOperations::values)
        .on("owner-id", DhcpOptions::ownerId)
        .onTags();
  }

  private static Stream<String> values(DhcpOptions options) {
    return options.dhcpConfigurations().stream()
        .flatMap(configuration -> configuration.values().stream())
        .map(AttributeValue::value);
  }

  private static CreateDhcpOptionsResponse create(
      CreateDhcpOptionsRequest request, Transaction transaction) {
    DhcpOptions made =
        transaction.add(
            Kinds.DHCP_OPTIONS,
            DhcpOptions.builder()
                .dhcpOptionsId(Ids.next("dopt"))
                .ownerId(transaction.scope().account())
                .dhcpConfigurations(DhcpOption.read(request.dhcpConfigurations()))
                .tags(Tags.of(request.tagSpecifications(), "dhcp-options"))
                .build());
    return CreateDhcpOptionsResponse.builder().dhcpOptions(made).build();
  }

  private static DeleteDhcpOptionsResponse delete(
      DeleteDhcpOptionsRequest request, Transaction transaction) {
    String id =
        Lookup.DHCP_OPTIONS
            .get(transaction, request.dhcpOptionsId(), "DhcpOptionsId")
            .dhcpOptionsId();
    if (transaction.referring(Kinds.VPC, id).findAny().isPresent()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The dhcpOptions '" + id + "' has dependencies and cannot be deleted.");
    }
    transaction.remove(Kinds.DHCP_OPTIONS, id);
    return DeleteDhcpOptionsResponse.builder().build();
  }

  private static AssociateDhcpOptionsResponse associate(
      AssociateDhcpOptionsRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    String id = request.dhcpOptionsId();
    if (!NONE.equals(id)) {
      Lookup.DHCP_OPTIONS.get(transaction, id, "DhcpOptionsId");
    }
    transaction.replace(Kinds.VPC, vpc.toBuilder().dhcpOptionsId(id).build());
    return AssociateDhcpOptionsResponse.builder().build();
  }
}
