package culvert.app.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.directconnect.DirectConnectClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** The steps of building a network, as one account in one Region takes them with the AWS SDK. */
final class DemoAccount implements AutoCloseable {

  /** Any AMI id will do. */
  private static final String AMI = "ami-0c0ffee0c0ffee0c0";

  private final Ec2Client ec2;
  private final URI endpoint;
  private final StaticCredentialsProvider key;
  private final String account;
  private final String region;

  DemoAccount(String endpoint, String account, String region) {
    this.account = account;
    this.region = region;
    this.endpoint = URI.create(endpoint);
    key =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                account,
                Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.US_ASCII))));
    this.ec2 =
        Ec2Client.builder()
            .endpointOverride(this.endpoint)
            .region(Region.of(region))
            .credentialsProvider(key)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Direct Connect's API, which the caller closes. */
  DirectConnectClient directConnect() {
    return DirectConnectClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(key)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  Ec2Client ec2() {
    return ec2;
  }

  String account() {
    return account;
  }

  String region() {
    return region;
  }

  static TagSpecification name(ResourceType type, String name) {
    return TagSpecification.builder()
        .resourceType(type)
        .tags(Tag.builder().key("Name").value(name).build())
        .build();
  }

  String vpc(String name, String cidr) {
    return ec2.createVpc(r -> r.cidrBlock(cidr).tagSpecifications(name(ResourceType.VPC, name)))
        .vpc()
        .vpcId();
  }

  String subnet(String vpc, String name, String cidr, String zone) {
    return ec2.createSubnet(r ->
            r.vpcId(vpc)
                .cidrBlock(cidr)
                .availabilityZone(region + zone)
                .tagSpecifications(name(ResourceType.SUBNET, name)))
        .subnet()
        .subnetId();
  }

  /** Gives the hosts of a VPC names, which private DNS of endpoints needs. */
  void nameHosts(String vpc) {
    ec2.modifyVpcAttribute(r -> r.vpcId(vpc).enableDnsHostnames(v -> v.value(true)));
  }

  DemoTransitGateway transitGateway(String name) {
    return new DemoTransitGateway(this, name);
  }

  void gatewayEndpoint(String vpc, String service, String table) {
    ec2.createVpcEndpoint(r ->
        r.vpcEndpointType(VpcEndpointType.GATEWAY)
            .vpcId(vpc)
            .serviceName(serviceName(service))
            .routeTableIds(table));
  }

  String interfaceEndpoint(String vpc, String service, String subnet, String group) {
    return ec2.createVpcEndpoint(r ->
            r.vpcEndpointType(VpcEndpointType.INTERFACE)
                .vpcId(vpc)
                .serviceName(serviceName(service))
                .subnetIds(subnet)
                .securityGroupIds(group)
                .privateDnsEnabled(true)
                .tagSpecifications(name(ResourceType.VPC_ENDPOINT, service)))
        .vpcEndpoint()
        .vpcEndpointId();
  }

  private String serviceName(String service) {
    return "com.amazonaws." + region + "." + service;
  }

  String internetGateway(String vpc) {
    String id = ec2.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
    ec2.attachInternetGateway(r -> r.internetGatewayId(id).vpcId(vpc));
    return id;
  }

  String natGateway(String subnet) {
    String allocation = ec2.allocateAddress(r -> r.domain("vpc")).allocationId();
    return ec2.createNatGateway(r -> r.subnetId(subnet).allocationId(allocation))
        .natGateway()
        .natGatewayId();
  }

  /** A table that these subnets use. */
  String routeTable(String vpc, String name, String... subnets) {
    String id =
        ec2.createRouteTable(
                r -> r.vpcId(vpc).tagSpecifications(name(ResourceType.ROUTE_TABLE, name)))
            .routeTable()
            .routeTableId();
    for (String subnet : subnets) {
      ec2.associateRouteTable(r -> r.routeTableId(id).subnetId(subnet));
    }
    return id;
  }

  void routeToGateway(String table, String destination, String gateway) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).gatewayId(gateway));
  }

  void routeToNat(String table, String destination, String natGateway) {
    ec2.createRoute(
        r -> r.routeTableId(table).destinationCidrBlock(destination).natGatewayId(natGateway));
  }

  void routeToPeering(String table, String destination, String peering) {
    ec2.createRoute(r ->
        r.routeTableId(table).destinationCidrBlock(destination).vpcPeeringConnectionId(peering));
  }

  /** A group that lets these CIDR blocks in on one TCP port. */
  String securityGroup(String vpc, String name, int port, String... sources) {
    String id =
        ec2.createSecurityGroup(
                r -> r.vpcId(vpc).groupName(name).description("tcp " + port + " for " + name))
            .groupId();
    for (String source : sources) {
      ec2.authorizeSecurityGroupIngress(r ->
          r.groupId(id)
              .ipPermissions(
                  IpPermission.builder()
                      .ipProtocol("tcp")
                      .fromPort(port)
                      .toPort(port)
                      .ipRanges(IpRange.builder().cidrIp(source).build())
                      .build()));
    }
    return id;
  }

  String instance(String subnet, String name, String address, String group, boolean visible) {
    return ec2.runInstances(r ->
            r.imageId(AMI)
                .instanceType("t3.micro")
                .minCount(1)
                .maxCount(1)
                .networkInterfaces(
                    InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .subnetId(subnet)
                        .privateIpAddress(address)
                        .groups(group)
                        .associatePublicIpAddress(visible)
                        .build())
                .tagSpecifications(name(ResourceType.INSTANCE, name)))
        .instances()
        .getFirst()
        .instanceId();
  }

  /** An ACL of its own for a subnet, with one rule each way. */
  void networkAcl(String vpc, String subnet, String source, int port) {
    String acl = ec2.createNetworkAcl(r -> r.vpcId(vpc)).networkAcl().networkAclId();
    ec2.createNetworkAclEntry(r ->
        r.networkAclId(acl)
            .ruleNumber(100)
            .egress(false)
            .protocol("6")
            .ruleAction(RuleAction.ALLOW)
            .cidrBlock(source)
            .portRange(p -> p.from(port).to(port)));
    ec2.createNetworkAclEntry(r ->
        r.networkAclId(acl)
            .ruleNumber(100)
            .egress(true)
            .protocol("6")
            .ruleAction(RuleAction.ALLOW)
            .cidrBlock(source)
            .portRange(p -> p.from(1024).to(65535)));
    String association =
        ec2
            .describeNetworkAcls(r ->
                r.filters(Filter.builder().name("association.subnet-id").values(subnet).build()))
            .networkAcls()
            .getFirst()
            .associations()
            .stream()
            .filter(each -> each.subnetId().equals(subnet))
            .findFirst()
            .orElseThrow()
            .networkAclAssociationId();
    ec2.replaceNetworkAclAssociation(r -> r.associationId(association).networkAclId(acl));
  }

  /** Asks for a peering, which the other side accepts. */
  String peerWith(String vpc, DemoAccount other, String otherVpc) {
    String id =
        ec2.createVpcPeeringConnection(r ->
                r.vpcId(vpc)
                    .peerVpcId(otherVpc)
                    .peerOwnerId(other.account)
                    .peerRegion(other.region))
            .vpcPeeringConnection()
            .vpcPeeringConnectionId();
    other.ec2.acceptVpcPeeringConnection(r -> r.vpcPeeringConnectionId(id));
    return id;
  }

  @Override
  public void close() {
    ec2.close();
  }
}
