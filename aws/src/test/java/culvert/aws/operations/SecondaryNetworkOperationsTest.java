package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Lifecycles.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecondaryNetwork;
import software.amazon.awssdk.services.ec2.model.SecondarySubnet;

class SecondaryNetworkOperationsTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private String network(String block) {
    return network(ec2, block);
  }

  private static String network(Ec2Client client, String block) {
    return client
        .createSecondaryNetwork(r -> r.ipv4CidrBlock(block).networkType("rdma"))
        .secondaryNetwork()
        .secondaryNetworkId();
  }

  private SecondarySubnet subnet(String network, String block) {
    return ec2.createSecondarySubnet(
            r -> r.secondaryNetworkId(network).ipv4CidrBlock(block).availabilityZone("us-east-1b"))
        .secondarySubnet();
  }

  private SecondaryNetwork described(Ec2Client client, String id) {
    return client
        .describeSecondaryNetworks(r -> r.secondaryNetworkIds(id))
        .secondaryNetworks()
        .getFirst();
  }

  @Test
  void a_network_and_its_subnets_are_made_and_go_in_their_order() {
    String network = network("10.0.0.0/12");
    assertThat(described(ec2, network).stateAsString()).isEqualTo("create-complete");
    SecondarySubnet made = subnet(network, "10.1.0.0/24");
    assertThat(made.availabilityZoneId()).isEqualTo("use1-az2");
    assertThat(made.secondaryNetworkTypeAsString()).isEqualTo("rdma");
    SecondarySubnet described =
        ec2.describeSecondarySubnets(r -> r.secondarySubnetIds(made.secondarySubnetId()))
            .secondarySubnets()
            .getFirst();
    assertThat(described.stateAsString()).isEqualTo("create-complete");
    assertThat(described.ipv4CidrBlockAssociations())
        .extracting(block -> block.stateAsString())
        .containsExactly("associated");
    refused(
        () -> ec2.deleteSecondaryNetwork(r -> r.secondaryNetworkId(network)),
        "DependencyViolation");
    ec2.deleteSecondarySubnet(r -> r.secondarySubnetId(made.secondarySubnetId()));
    ec2.deleteSecondaryNetwork(r -> r.secondaryNetworkId(network));
    refused(() -> described(ec2, network), "InvalidSecondaryNetworkId.NotFound", network);
    assertThat(ec2.describeSecondarySubnets(r -> {}).secondarySubnets()).isEmpty();
  }

  @Test
  void it_takes_aws_a_while() {
    try (TestCloud slow = new TestCloud(Timing.AWS, Quotas.raised())) {
      Ec2Client client = slow.ec2();
      String network = network(client, "10.0.0.0/16");
      assertThat(described(client, network).stateAsString()).isEqualTo("create-in-progress");
      refused(
          () ->
              client.createSecondarySubnet(r ->
                  r.secondaryNetworkId(network)
                      .ipv4CidrBlock("10.0.0.0/24")
                      .availabilityZone("us-east-1a")),
          "IncorrectState");
      slow.timeline().advance(SecondaryNetworkOperations.WORK);
      assertThat(described(client, network).stateAsString()).isEqualTo("create-complete");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/11, InvalidParameterValue",
    "10.0.0.0/29, InvalidParameterValue",
    "banana, InvalidParameterValue",
    "2001:db8::/56, InvalidParameterValue",
  })
  void a_block_has_its_bounds(String block, String code) {
    refused(() -> network(block), code, block);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/20, InvalidSubnet.Conflict",
    "10.1.0.0/24, InvalidSubnet.Range",
    "10.0.0.0/29, InvalidParameterValue",
  })
  void a_subnet_lies_in_its_network_and_on_no_other(String block, String code) {
    String network = network("10.0.0.0/16");
    subnet(network, "10.0.1.0/24");
    refused(() -> subnet(network, block), code, block);
  }

  @Test
  void wrong_ids_and_types_are_refused() {
    refused(
        () -> subnet("sn-0123456789abcdef0", "10.0.0.0/24"), "InvalidSecondaryNetworkId.NotFound");
    refused(() -> subnet("vpc-1", "10.0.0.0/24"), "InvalidSecondaryNetworkId.Malformed");
    refused(
        () -> ec2.createSecondaryNetwork(r -> r.ipv4CidrBlock("10.0.0.0/16").networkType("tcp")),
        "InvalidParameterValue",
        "tcp");
    refused(
        () -> ec2.deleteSecondarySubnet(r -> r.secondarySubnetId("ss-0123456789abcdef0")),
        "InvalidSecondarySubnetId.NotFound");
  }
}
