package culvert.aws.reading;

import culvert.aws.TestCloud;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.PrefixListState;

/**
 * Calls of two accounts, one after the other at random, with whatever ids there are. Many are
 * refused; those that are not make, change and delete everything that is read into the topology.
 */
public final class RandomCalls {

  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b");
  private static final String IMAGE = "ami-0c0ffee0c0ffee0c0";

  private static final int MOST = 5;

  private static final Map<String, Kind<?>> MADE =
      Map.of(
          "CreateVpc", Kinds.VPC,
          "CreateInternetGateway", Kinds.INTERNET_GATEWAY,
          "AllocateAddress", Kinds.ELASTIC_IP,
          "CreateTransitGateway", Kinds.TRANSIT_GATEWAY,
          "CreateTransitGatewayRouteTable", Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
          "CreateTransitGatewayMulticastDomain", Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN);

  private final TestCloud cloud;
  private final Random random;
  private final List<Ec2Client> accounts;
  private final Map<String, Consumer<Ec2Client>> calls = new LinkedHashMap<>();
  private final Map<String, Integer> done = new TreeMap<>();

  public RandomCalls(TestCloud cloud, Random random) {
    this.cloud = cloud;
    this.random = random;
    accounts =
        List.of(
            cloud.ec2("111111111111", "us-east-1"),
            cloud.ec2("111111111111", "us-east-1"),
            cloud.ec2("222222222222", "us-east-1"));
    vpcs();
    security();
    routes();
    gateways();
    hosts();
    peerings();
    transitGateways();
    transitGatewayTables();
    multicast();
    endpoints();
  }

  /** Makes one call; returns its name, and why it was refused if it was. */
  public String next() {
    List<String> names = new ArrayList<>(calls.keySet());
    String name = oneOf(names);
    while (isEnd(name) && random.nextInt(4) > 0 || isFull(name)) {
      name = oneOf(names);
    }
    cloud.timeline().advance(Duration.ofSeconds(random.nextInt(40)));
    try {
      calls.get(name).accept(oneOf(accounts));
      done.merge(name, 1, Integer::sum);
      return name;
    } catch (Ec2Exception refused) {
      if (refused.statusCode() >= 500) {
        throw refused;
      }
      return name + " (" + refused.awsErrorDetails().errorCode() + ")";
    }
  }

  /** Whether the call takes away what others need; there must be fewer of these. */
  private static boolean isEnd(String name) {
    return name.startsWith("Delete") || name.startsWith("Terminate");
  }

  /** Whether there are so many already that what is made of them would seldom belong together. */
  private boolean isFull(String name) {
    Kind<?> made = MADE.get(name);
    return made != null && cloud.api().catalog().snapshot().everywhere(made).count() >= MOST;
  }

  /** How often each call was done, not refused. */
  public Map<String, Integer> done() {
    return done;
  }

  /** The calls that there are. */
  List<String> names() {
    return List.copyOf(calls.keySet());
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean chance() {
    return random.nextBoolean();
  }

  /**
   * The id of a resource of a kind, or one that names nothing; often the newest, so that those of
   * several kinds belong together.
   */
  private String any(Kind<?> kind) {
    List<String> ids = cloud.api().catalog().snapshot().everywhere(kind).map(Resource::id).toList();
    return ids.isEmpty() ? "none" : chance() ? ids.getLast() : oneOf(ids);
  }

  private String host(String network) {
    return network + "." + random.nextInt(4) + "." + (10 + random.nextInt(200));
  }

  private void vpcs() {
    calls.put(
        "CreateVpc",
        ec2 ->
            ec2.createVpc(r ->
                r.cidrBlock("10." + random.nextInt(6) + ".0.0/16")
                    .amazonProvidedIpv6CidrBlock(chance())));
    calls.put("DeleteVpc", ec2 -> ec2.deleteVpc(r -> r.vpcId(any(Kinds.VPC))));
    calls.put(
        "AssociateVpcCidrBlock",
        ec2 ->
            ec2.associateVpcCidrBlock(
                r -> r.vpcId(any(Kinds.VPC)).cidrBlock("100.64." + random.nextInt(4) + ".0/24")));
    calls.put(
        "ModifyVpcAttribute",
        ec2 ->
            ec2.modifyVpcAttribute(
                r -> r.vpcId(any(Kinds.VPC)).enableDnsHostnames(v -> v.value(chance()))));
    calls.put(
        "CreateSubnet",
        ec2 -> {
          var vpcs = ec2.describeVpcs(r -> {}).vpcs();
          if (!vpcs.isEmpty()) {
            var vpc = oneOf(vpcs);
            String block = vpc.cidrBlock().replace(".0.0/16", "." + random.nextInt(8) + ".0/24");
            ec2.createSubnet(
                r -> r.vpcId(vpc.vpcId()).cidrBlock(block).availabilityZone(oneOf(ZONES)));
          }
        });
    calls.put("DeleteSubnet", ec2 -> ec2.deleteSubnet(r -> r.subnetId(any(Kinds.SUBNET))));
    calls.put(
        "CreateTags",
        ec2 -> {
          Kind<?> kind =
              oneOf(
                  List.of(
                      Kinds.VPC,
                      Kinds.SUBNET,
                      Kinds.ROUTE_TABLE,
                      Kinds.TRANSIT_GATEWAY,
                      Kinds.TRANSIT_GATEWAY_ROUTE_TABLE,
                      Kinds.TRANSIT_GATEWAY_ATTACHMENT));
          ec2.createTags(r ->
              r.resources(any(kind)).tags(t -> t.key("Name").value("n" + random.nextInt(100))));
        });
  }

  private void security() {
    calls.put(
        "CreateSecurityGroup",
        ec2 ->
            ec2.createSecurityGroup(r ->
                r.vpcId(any(Kinds.VPC)).groupName("g" + random.nextInt(1000)).description("d")));
    calls.put(
        "DeleteSecurityGroup",
        ec2 -> ec2.deleteSecurityGroup(r -> r.groupId(any(Kinds.SECURITY_GROUP))));
    calls.put(
        "AuthorizeSecurityGroupIngress",
        ec2 ->
            ec2.authorizeSecurityGroupIngress(
                r -> r.groupId(any(Kinds.SECURITY_GROUP)).ipPermissions(permission())));
    calls.put(
        "AuthorizeSecurityGroupEgress",
        ec2 ->
            ec2.authorizeSecurityGroupEgress(
                r -> r.groupId(any(Kinds.SECURITY_GROUP)).ipPermissions(permission())));
    calls.put(
        "RevokeSecurityGroupIngress",
        ec2 -> {
          var rules =
              ec2.describeSecurityGroupRules(r -> {}).securityGroupRules().stream()
                  .filter(rule -> !rule.isEgress())
                  .toList();
          if (!rules.isEmpty()) {
            var rule = oneOf(rules);
            ec2.revokeSecurityGroupIngress(
                r -> r.groupId(rule.groupId()).securityGroupRuleIds(rule.securityGroupRuleId()));
          }
        });
    calls.put("CreateNetworkAcl", ec2 -> ec2.createNetworkAcl(r -> r.vpcId(any(Kinds.VPC))));
    calls.put(
        "CreateNetworkAclEntry",
        ec2 ->
            ec2.createNetworkAclEntry(r ->
                r.networkAclId(any(Kinds.NETWORK_ACL))
                    .ruleNumber(1 + random.nextInt(50))
                    .protocol("-1")
                    .ruleAction(chance() ? "allow" : "deny")
                    .egress(chance())
                    .cidrBlock("10.0.0.0/8")));
    calls.put(
        "ReplaceNetworkAclAssociation",
        ec2 -> {
          var associations =
              ec2.describeNetworkAcls(r -> {}).networkAcls().stream()
                  .flatMap(acl -> acl.associations().stream())
                  .toList();
          if (!associations.isEmpty()) {
            String id = oneOf(associations).networkAclAssociationId();
            ec2.replaceNetworkAclAssociation(
                r -> r.associationId(id).networkAclId(any(Kinds.NETWORK_ACL)));
          }
        });
  }

  private IpPermission permission() {
    IpPermission.Builder permission =
        IpPermission.builder().ipProtocol("tcp").fromPort(random.nextInt(50)).toPort(100);
    return switch (random.nextInt(3)) {
      case 0 -> permission.ipRanges(i -> i.cidrIp("10.0.0.0/8")).build();
      case 1 -> permission.prefixListIds(p -> p.prefixListId(any(Kinds.PREFIX_LIST))).build();
      default -> permission.userIdGroupPairs(g -> g.groupId(any(Kinds.SECURITY_GROUP))).build();
    };
  }

  private void routes() {
    calls.put("CreateRouteTable", ec2 -> ec2.createRouteTable(r -> r.vpcId(any(Kinds.VPC))));
    calls.put(
        "AssociateRouteTable",
        ec2 ->
            ec2.associateRouteTable(
                r -> r.routeTableId(any(Kinds.ROUTE_TABLE)).subnetId(any(Kinds.SUBNET))));
    calls.put(
        "CreateRoute",
        ec2 -> {
          CreateRouteRequest.Builder route =
              CreateRouteRequest.builder()
                  .routeTableId(any(Kinds.ROUTE_TABLE))
                  .destinationCidrBlock("192.168." + random.nextInt(4) + ".0/24");
          ec2.createRoute(
              switch (random.nextInt(5)) {
                case 0 -> route.gatewayId(any(Kinds.INTERNET_GATEWAY)).build();
                case 1 -> route.natGatewayId(any(Kinds.NAT_GATEWAY)).build();
                case 2 -> route.transitGatewayId(any(Kinds.TRANSIT_GATEWAY)).build();
                case 3 -> route.networkInterfaceId(any(Kinds.NETWORK_INTERFACE)).build();
                default -> route.vpcPeeringConnectionId(any(Kinds.VPC_PEERING_CONNECTION)).build();
              });
        });
    calls.put(
        "DeleteRoute",
        ec2 ->
            ec2.deleteRoute(r ->
                r.routeTableId(any(Kinds.ROUTE_TABLE))
                    .destinationCidrBlock("192.168." + random.nextInt(4) + ".0/24")));
    calls.put(
        "CreateManagedPrefixList",
        ec2 ->
            ec2.createManagedPrefixList(r ->
                r.prefixListName("list")
                    .addressFamily("IPv4")
                    .maxEntries(10)
                    .entries(e -> e.cidr("10.9.0.0/16"))));
    calls.put(
        "ModifyManagedPrefixList",
        ec2 -> {
          var lists =
              ec2.describeManagedPrefixLists(r -> {}).prefixLists().stream()
                  .filter(list -> list.maxEntries() != null)
                  .filter(list -> list.state() != PrefixListState.DELETE_COMPLETE)
                  .toList();
          if (!lists.isEmpty()) {
            var list = oneOf(lists);
            ec2.modifyManagedPrefixList(r ->
                r.prefixListId(list.prefixListId())
                    .currentVersion(list.version())
                    .addEntries(e -> e.cidr("10." + random.nextInt(9) + ".0.0/16")));
          }
        });
    calls.put(
        "DeleteManagedPrefixList",
        ec2 -> ec2.deleteManagedPrefixList(r -> r.prefixListId(any(Kinds.PREFIX_LIST))));
  }

  private void gateways() {
    calls.put("CreateInternetGateway", ec2 -> ec2.createInternetGateway(r -> {}));
    calls.put(
        "AttachInternetGateway",
        ec2 ->
            ec2.attachInternetGateway(
                r -> r.vpcId(any(Kinds.VPC)).internetGatewayId(any(Kinds.INTERNET_GATEWAY))));
    calls.put(
        "DetachInternetGateway",
        ec2 -> {
          var attached =
              ec2.describeInternetGateways(r -> {}).internetGateways().stream()
                  .filter(gateway -> !gateway.attachments().isEmpty())
                  .toList();
          if (!attached.isEmpty()) {
            var gateway = oneOf(attached);
            ec2.detachInternetGateway(r ->
                r.internetGatewayId(gateway.internetGatewayId())
                    .vpcId(gateway.attachments().getFirst().vpcId()));
          }
        });
    calls.put(
        "CreateEgressOnlyInternetGateway",
        ec2 -> ec2.createEgressOnlyInternetGateway(r -> r.vpcId(any(Kinds.VPC))));
    calls.put(
        "DeleteEgressOnlyInternetGateway",
        ec2 ->
            ec2.deleteEgressOnlyInternetGateway(
                r -> r.egressOnlyInternetGatewayId(any(Kinds.EGRESS_ONLY_INTERNET_GATEWAY))));
    calls.put(
        "CreateNatGateway",
        ec2 ->
            ec2.createNatGateway(r -> r.subnetId(any(Kinds.SUBNET)).connectivityType("private")));
    calls.put(
        "DeleteNatGateway",
        ec2 -> ec2.deleteNatGateway(r -> r.natGatewayId(any(Kinds.NAT_GATEWAY))));
    calls.put("AllocateAddress", ec2 -> ec2.allocateAddress(r -> r.domain("vpc")));
    calls.put(
        "AssociateAddress",
        ec2 ->
            ec2.associateAddress(r ->
                r.allocationId(any(Kinds.ELASTIC_IP))
                    .networkInterfaceId(any(Kinds.NETWORK_INTERFACE))
                    .allowReassociation(true)));
    calls.put(
        "DisassociateAddress",
        ec2 -> {
          var held =
              ec2.describeAddresses(r -> {}).addresses().stream()
                  .filter(address -> address.associationId() != null)
                  .toList();
          if (!held.isEmpty()) {
            String id = oneOf(held).associationId();
            ec2.disassociateAddress(r -> r.associationId(id));
          }
        });
  }

  private void hosts() {
    calls.put(
        "RunInstances",
        ec2 ->
            ec2.runInstances(r ->
                r.imageId(IMAGE)
                    .minCount(1)
                    .maxCount(1)
                    .subnetId(any(Kinds.SUBNET))
                    .tagSpecifications(t ->
                        t.resourceType("instance")
                            .tags(tag ->
                                tag.key("culvert:igmp").value("224.0.0." + random.nextInt(250))))));
    calls.put("StopInstances", ec2 -> ec2.stopInstances(r -> r.instanceIds(any(Kinds.INSTANCE))));
    calls.put("StartInstances", ec2 -> ec2.startInstances(r -> r.instanceIds(any(Kinds.INSTANCE))));
    calls.put(
        "TerminateInstances",
        ec2 -> ec2.terminateInstances(r -> r.instanceIds(any(Kinds.INSTANCE))));
    calls.put(
        "CreateTags of an instance",
        ec2 ->
            ec2.createTags(r ->
                r.resources(any(Kinds.INSTANCE))
                    .tags(t -> t.key("culvert:igmp").value("224.0.1." + random.nextInt(250)))));
    calls.put(
        "CreateNetworkInterface",
        ec2 -> ec2.createNetworkInterface(r -> r.subnetId(any(Kinds.SUBNET))));
    calls.put(
        "DeleteNetworkInterface",
        ec2 -> ec2.deleteNetworkInterface(r -> r.networkInterfaceId(any(Kinds.NETWORK_INTERFACE))));
    calls.put(
        "AttachNetworkInterface",
        ec2 ->
            ec2.attachNetworkInterface(r ->
                r.instanceId(any(Kinds.INSTANCE))
                    .networkInterfaceId(any(Kinds.NETWORK_INTERFACE))
                    .deviceIndex(1 + random.nextInt(2))));
    calls.put(
        "DetachNetworkInterface",
        ec2 -> {
          var attached =
              ec2.describeNetworkInterfaces(r -> {}).networkInterfaces().stream()
                  .filter(held -> held.attachment() != null)
                  .filter(held -> held.attachment().deviceIndex() != 0)
                  .toList();
          if (!attached.isEmpty()) {
            String id = oneOf(attached).attachment().attachmentId();
            ec2.detachNetworkInterface(r -> r.attachmentId(id));
          }
        });
    calls.put(
        "ModifyNetworkInterfaceAttribute",
        ec2 ->
            ec2.modifyNetworkInterfaceAttribute(r ->
                r.networkInterfaceId(any(Kinds.NETWORK_INTERFACE))
                    .sourceDestCheck(v -> v.value(chance()))));
  }

  private void peerings() {
    calls.put(
        "CreateVpcPeeringConnection",
        ec2 ->
            ec2.createVpcPeeringConnection(r ->
                r.vpcId(any(Kinds.VPC))
                    .peerVpcId(any(Kinds.VPC))
                    .peerOwnerId(chance() ? "111111111111" : "222222222222")));
    calls.put(
        "AcceptVpcPeeringConnection",
        ec2 ->
            ec2.acceptVpcPeeringConnection(
                r -> r.vpcPeeringConnectionId(any(Kinds.VPC_PEERING_CONNECTION))));
    calls.put(
        "DeleteVpcPeeringConnection",
        ec2 ->
            ec2.deleteVpcPeeringConnection(
                r -> r.vpcPeeringConnectionId(any(Kinds.VPC_PEERING_CONNECTION))));
  }

  private void transitGateways() {
    calls.put(
        "CreateTransitGateway",
        ec2 ->
            ec2.createTransitGateway(
                r -> r.options(o -> o.multicastSupport(chance() ? "enable" : "disable"))));
    calls.put(
        "DeleteTransitGateway",
        ec2 -> ec2.deleteTransitGateway(r -> r.transitGatewayId(any(Kinds.TRANSIT_GATEWAY))));
    for (int often = 0; often < 3; often++) {
      calls.put("CreateTransitGatewayVpcAttachment " + often, this::attach);
    }
    calls.put(
        "ModifyTransitGatewayVpcAttachment",
        ec2 ->
            ec2.modifyTransitGatewayVpcAttachment(r ->
                r.transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT))
                    .options(o -> o.applianceModeSupport(chance() ? "enable" : "disable"))));
    calls.put(
        "DeleteTransitGatewayVpcAttachment",
        ec2 ->
            ec2.deleteTransitGatewayVpcAttachment(
                r -> r.transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT))));
    calls.put(
        "CreateTransitGatewayPeeringAttachment",
        ec2 ->
            ec2.createTransitGatewayPeeringAttachment(r ->
                r.transitGatewayId(any(Kinds.TRANSIT_GATEWAY))
                    .peerTransitGatewayId(any(Kinds.TRANSIT_GATEWAY))
                    .peerAccountId("111111111111")
                    .peerRegion("us-east-1")));
    calls.put(
        "AcceptTransitGatewayPeeringAttachment",
        ec2 ->
            ec2.acceptTransitGatewayPeeringAttachment(
                r -> r.transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT))));
    calls.put(
        "DeleteTransitGatewayPeeringAttachment",
        ec2 ->
            ec2.deleteTransitGatewayPeeringAttachment(
                r -> r.transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_PEERING_ATTACHMENT))));
  }

  private void attach(Ec2Client ec2) {
    var subnets = ec2.describeSubnets(r -> {}).subnets();
    if (!subnets.isEmpty()) {
      var subnet = oneOf(subnets);
      ec2.createTransitGatewayVpcAttachment(r ->
          r.transitGatewayId(any(Kinds.TRANSIT_GATEWAY))
              .vpcId(subnet.vpcId())
              .subnetIds(subnet.subnetId()));
    }
  }

  private void transitGatewayTables() {
    calls.put(
        "CreateTransitGatewayRouteTable",
        ec2 ->
            ec2.createTransitGatewayRouteTable(
                r -> r.transitGatewayId(any(Kinds.TRANSIT_GATEWAY))));
    calls.put(
        "DeleteTransitGatewayRouteTable",
        ec2 ->
            ec2.deleteTransitGatewayRouteTable(
                r -> r.transitGatewayRouteTableId(any(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE))));
    calls.put(
        "AssociateTransitGatewayRouteTable",
        ec2 ->
            ec2.associateTransitGatewayRouteTable(r ->
                r.transitGatewayRouteTableId(any(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE))
                    .transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_ATTACHMENT))));
    calls.put(
        "DisassociateTransitGatewayRouteTable",
        ec2 -> {
          String[] parts = any(Kinds.TRANSIT_GATEWAY_ASSOCIATION).split("/");
          var tables = ec2.describeTransitGatewayRouteTables(r -> {}).transitGatewayRouteTables();
          if (!tables.isEmpty()) {
            ec2.disassociateTransitGatewayRouteTable(r ->
                r.transitGatewayRouteTableId(oneOf(tables).transitGatewayRouteTableId())
                    .transitGatewayAttachmentId(parts[0]));
          }
        });
    calls.put(
        "EnableTransitGatewayRouteTablePropagation",
        ec2 ->
            ec2.enableTransitGatewayRouteTablePropagation(r ->
                r.transitGatewayRouteTableId(any(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE))
                    .transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_ATTACHMENT))));
    calls.put(
        "DisableTransitGatewayRouteTablePropagation",
        ec2 -> {
          String[] parts = any(Kinds.TRANSIT_GATEWAY_PROPAGATION).split("/");
          ec2.disableTransitGatewayRouteTablePropagation(r ->
              r.transitGatewayRouteTableId(parts[0])
                  .transitGatewayAttachmentId(parts[parts.length - 1]));
        });
    calls.put(
        "CreateTransitGatewayRoute",
        ec2 ->
            ec2.createTransitGatewayRoute(r ->
                r.transitGatewayRouteTableId(any(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE))
                    .destinationCidrBlock("172.16." + random.nextInt(5) + ".0/24")
                    .transitGatewayAttachmentId(any(Kinds.TRANSIT_GATEWAY_ATTACHMENT))));
    calls.put(
        "DeleteTransitGatewayRoute",
        ec2 -> {
          String[] parts = any(Kinds.TRANSIT_GATEWAY_ROUTE).split("/", 2);
          ec2.deleteTransitGatewayRoute(r ->
              r.transitGatewayRouteTableId(parts[0]).destinationCidrBlock(parts[parts.length - 1]));
        });
    calls.put(
        "CreateTransitGatewayPrefixListReference",
        ec2 ->
            ec2.createTransitGatewayPrefixListReference(r ->
                r.transitGatewayRouteTableId(any(Kinds.TRANSIT_GATEWAY_ROUTE_TABLE))
                    .prefixListId(any(Kinds.PREFIX_LIST))
                    .blackhole(true)));
    calls.put(
        "DeleteTransitGatewayPrefixListReference",
        ec2 -> {
          String[] parts = any(Kinds.TRANSIT_GATEWAY_PREFIX_LIST_REFERENCE).split("/");
          ec2.deleteTransitGatewayPrefixListReference(
              r -> r.transitGatewayRouteTableId(parts[0]).prefixListId(parts[parts.length - 1]));
        });
  }

  private void multicast() {
    calls.put(
        "CreateTransitGatewayMulticastDomain",
        ec2 ->
            ec2.createTransitGatewayMulticastDomain(r ->
                r.transitGatewayId(any(Kinds.TRANSIT_GATEWAY))
                    .options(o -> o.igmpv2Support(chance() ? "enable" : "disable"))));
    calls.put(
        "AssociateTransitGatewayMulticastDomain",
        ec2 -> {
          var attachments =
              ec2.describeTransitGatewayVpcAttachments(r -> {}).transitGatewayVpcAttachments();
          if (!attachments.isEmpty()) {
            var attachment = oneOf(attachments);
            ec2.associateTransitGatewayMulticastDomain(r ->
                r.transitGatewayMulticastDomainId(any(Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN))
                    .transitGatewayAttachmentId(attachment.transitGatewayAttachmentId())
                    .subnetIds(oneOf(attachment.subnetIds())));
          }
        });
    calls.put(
        "RegisterTransitGatewayMulticastGroupMembers",
        ec2 ->
            ec2.registerTransitGatewayMulticastGroupMembers(r ->
                r.transitGatewayMulticastDomainId(any(Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN))
                    .groupIpAddress("224.0.2." + random.nextInt(5))
                    .networkInterfaceIds(any(Kinds.NETWORK_INTERFACE))));
  }

  private void endpoints() {
    calls.put(
        "CreateVpcEndpoint",
        ec2 -> {
          if (chance()) {
            ec2.createVpcEndpoint(r ->
                r.vpcId(any(Kinds.VPC))
                    .serviceName("com.amazonaws.us-east-1.s3")
                    .routeTableIds(any(Kinds.ROUTE_TABLE)));
          } else {
            var subnets = ec2.describeSubnets(r -> {}).subnets();
            if (!subnets.isEmpty()) {
              var subnet = oneOf(subnets);
              ec2.createVpcEndpoint(r ->
                  r.vpcId(subnet.vpcId())
                      .vpcEndpointType("Interface")
                      .privateDnsEnabled(false)
                      .serviceName("com.amazonaws.us-east-1.ec2")
                      .subnetIds(subnet.subnetId()));
            }
          }
        });
    calls.put(
        "DeleteVpcEndpoints",
        ec2 -> ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(any(Kinds.VPC_ENDPOINT))));
  }
}
