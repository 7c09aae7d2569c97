package culvert.aws.operations;

import culvert.network.time.Timeline;
import java.util.List;

/** Every family of EC2's operations that has no room of its own, and STS's. */
public final class Ec2Families {

  private Ec2Families() {}

  public static OperationFamily of(Quotas quotas, LearnedRoutes learned) {
    return new Families(
        List.of(
            new VpcOperations(quotas),
            new VpcAttributeOperations(),
            new VpcCidrOperations(quotas),
            new DhcpOptionsOperations(),
            new RegionOperations(quotas),
            new ZoneOperations(),
            new DescribeTagsOperation(),
            new StsOperations(Timeline.wall()),
            new SubnetOperations(quotas),
            new SecondaryNetworkOperations(),
            new SecondarySubnetOperations(),
            new SubnetCidrOperations(),
            new SubnetCidrReservationOperations(),
            new DefaultNetworkOperations(),
            new InternetGatewayOperations(quotas),
            new RouteTableOperations(quotas, learned),
            new RouteOperations(quotas),
            new SecurityGroupOperations(quotas),
            new SecurityGroupRuleOperations(quotas),
            new SecurityGroupReferenceOperations(),
            new SecurityGroupVpcOperations(),
            new NetworkAclOperations(quotas),
            new PrefixListOperations(quotas),
            new PrefixListContents(),
            new EgressOnlyInternetGatewayOperations(quotas),
            new FlowLogOperations(),
            new FlowLogIntegrationOperation(),
            new EncryptionEnforcementOperation(),
            new PeeringOperations(quotas),
            new PeeringOptionsOperation(),
            new NetworkInterfaceOperations(quotas),
            new NetworkInterfaceAttributeOperations(quotas),
            new NetworkInterfaceAttachmentOperations(),
            new NetworkInterfaceAddressOperations(),
            new NetworkInterfacePermissionOperations(),
            new ElasticIpOperations(quotas),
            new ElasticIpAssociationOperations(),
            new ElasticIpAttributeOperations(),
            new MovingAddressOperations(),
            new ElasticIpTransferOperations(quotas),
            new NatGatewayOperations(quotas),
            new NatGatewayAddressOperations(quotas),
            new InstanceOperations(),
            new InstanceStateOperations(),
            new InstanceStatusOperations(),
            new InstanceAttributeOperations(),
            new InstanceOptionOperations(),
            new InstanceCreditOperations(),
            new InstanceTypeOperations(),
            new InstanceProfileOperations(),
            new ImageOperations(),
            new KeyPairOperations(),
            new VolumeOperations(),
            new TagOperations()));
  }
}
