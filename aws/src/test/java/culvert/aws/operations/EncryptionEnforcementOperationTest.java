package culvert.aws.operations;

import static culvert.aws.Refused.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import culvert.aws.TestCloud;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.VpcEncryptionNonCompliantResource;

class EncryptionEnforcementOperationTest {

  private final TestCloud cloud = new TestCloud();
  private final Ec2Client ec2 = cloud.ec2();

  @AfterEach
  void close() {
    cloud.close();
  }

  private String vpc(String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr)).vpc().vpcId();
  }

  private List<VpcEncryptionNonCompliantResource> blocking(String vpc) {
    return ec2.getVpcResourcesBlockingEncryptionEnforcement(r -> r.vpcId(vpc))
        .nonCompliantResources();
  }

  @Test
  void nothing_of_a_new_vpc_is_in_the_way() {
    assertThat(blocking(vpc("10.0.0.0/16"))).isEmpty();
  }

  @Test
  void every_way_out_of_a_vpc_is_in_the_way_until_it_is_gone() {
    String vpc = vpc("10.0.0.0/16");
    String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    String egressOnly =
        ec2.createEgressOnlyInternetGateway(r -> r.vpcId(vpc))
            .egressOnlyInternetGateway()
            .egressOnlyInternetGatewayId();
    String subnet =
        ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    String nat =
        ec2.createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
            .natGateway()
            .natGatewayId();
    String other = vpc("10.1.0.0/16");
    String peering =
        ec2.createVpcPeeringConnection(r -> r.vpcId(vpc).peerVpcId(other))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    assertThat(blocking(other)).as("a peering that nobody accepted").isEmpty();
    ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(blocking(vpc))
        .extracting(
            VpcEncryptionNonCompliantResource::id,
            VpcEncryptionNonCompliantResource::type,
            VpcEncryptionNonCompliantResource::isExcludable)
        .containsExactly(
            tuple(gateway, "internet-gateway", true),
            tuple(egressOnly, "egress-only-internet-gateway", true),
            tuple(nat, "nat-gateway", true),
            tuple(peering, "vpc-peering-connection", true));
    assertThat(blocking(other)).hasSize(1);
    ec2.detachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
    ec2.deleteNatGateway(r -> r.natGatewayId(nat));
    ec2.deleteVpcPeeringConnection(r -> r.vpcPeeringConnectionId(peering));
    assertThat(blocking(vpc))
        .extracting(VpcEncryptionNonCompliantResource::id)
        .containsExactly(egressOnly);
  }

  @Test
  void the_vpc_must_be_there() {
    refused(() -> blocking("vpc-x"), "InvalidVpcID.Malformed");
    refused(() -> blocking("vpc-0123456789abcdef0"), "InvalidVpcID.NotFound");
    refused(
        () ->
            ec2.getVpcResourcesBlockingEncryptionEnforcement(
                r -> r.vpcId(vpc("10.0.0.0/16")).maxResults(4)),
        "InvalidParameterValue",
        "maxResults");
  }
}
