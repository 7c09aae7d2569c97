package culvert.aws.operations;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Network ACLs, their entries, and which subnets they guard (R1.7.*). */
final class NetworkAclOperations implements OperationFamily {

  private static final int LAST_OWN_RULE = 32766;

  private final Quotas quotas;

  NetworkAclOperations(Quotas quotas) {
    this.quotas = quotas;
  }

  @Override
  public void register(Registry registry) {
    registry.write("CreateNetworkAcl", CreateNetworkAclRequest::builder, this::create);
    registry.write(
        "DeleteNetworkAcl", DeleteNetworkAclRequest::builder, NetworkAclOperations::delete);
    registry.write(
        "CreateNetworkAclEntry", CreateNetworkAclEntryRequest::builder, this::createEntry);
    registry.write(
        "ReplaceNetworkAclEntry",
        ReplaceNetworkAclEntryRequest::builder,
        NetworkAclOperations::replaceEntry);
    registry.write(
        "DeleteNetworkAclEntry",
        DeleteNetworkAclEntryRequest::builder,
        NetworkAclOperations::deleteEntry);
    registry.write(
        "ReplaceNetworkAclAssociation",
        ReplaceNetworkAclAssociationRequest::builder,
        NetworkAclOperations::replaceAssociation);
    registry.describe(
        "DescribeNetworkAcls",
        new Describe<>(
                Kinds.NETWORK_ACL,
                DescribeNetworkAclsRequest::builder,
                DescribeNetworkAclsResponse::builder,
                "NetworkAcls",
                filters())
            .ids("NetworkAclIds", Lookup.NETWORK_ACL));
  }

  private static Filters<NetworkAcl> filters() {
    return new Filters<NetworkAcl>()
        .onEach(
            "association.association-id",
            acl -> acl.associations().stream().map(a -> a.networkAclAssociationId()))
        .onEach(
            "association.network-acl-id",
            acl -> acl.associations().stream().map(a -> a.networkAclId()))
        .onEach("association.subnet-id", acl -> acl.associations().stream().map(a -> a.subnetId()))
        .on("default", NetworkAcl::isDefault)
        .onEach("entry.cidr", entry(NetworkAclEntry::cidrBlock))
        .onEach("entry.ipv6-cidr", entry(NetworkAclEntry::ipv6CidrBlock))
        .onEach("entry.egress", entry(NetworkAclEntry::egress))
        .onEach(
            "entry.icmp.code",
            entry(e -> e.icmpTypeCode() == null ? null : e.icmpTypeCode().code()))
        .onEach(
            "entry.icmp.type",
            entry(e -> e.icmpTypeCode() == null ? null : e.icmpTypeCode().type()))
        .onEach(
            "entry.port-range.from",
            entry(e -> e.portRange() == null ? null : e.portRange().from()))
        .onEach(
            "entry.port-range.to", entry(e -> e.portRange() == null ? null : e.portRange().to()))
        .onEach(
            "entry.protocol",
            acl -> acl.entries().stream().flatMap(e -> ProtocolNames.spellings(e.protocol())))
        .onEach("entry.rule-action", entry(NetworkAclEntry::ruleActionAsString))
        .onEach("entry.rule-number", entry(NetworkAclEntry::ruleNumber))
        .on("network-acl-id", NetworkAcl::networkAclId)
        .on("owner-id", NetworkAcl::ownerId)
        .onReference("vpc-id", NetworkAcl::vpcId)
        .onTags();
  }

  private static Function<NetworkAcl, Stream<String>> entry(
      Function<NetworkAclEntry, @Nullable Object> value) {
    return acl -> acl.entries().stream().map(value).filter(Objects::nonNull).map(String::valueOf);
  }

  /** R1.7.3: a custom one denies everything until it has rules. */
  private CreateNetworkAclResponse create(
      CreateNetworkAclRequest request, Transaction transaction) {
    Vpc vpc = Lookup.VPC.get(transaction, request.vpcId(), "VpcId");
    if (transaction.referring(Kinds.NETWORK_ACL, vpc.vpcId()).count()
        >= quotas.networkAclsPerVpc()) {
      throw Ec2Error.NETWORK_ACL_LIMIT_EXCEEDED.with();
    }
    NetworkAcl made =
        transaction.add(
            Kinds.NETWORK_ACL,
            NetworkAcl.builder()
                .networkAclId(Ids.next("acl"))
                .vpcId(vpc.vpcId())
                .ownerId(transaction.scope().account())
                .isDefault(false)
                .associations(List.of())
                .entries(NetworkAclDefaults.last(vpc))
                .tags(Tags.of(request.tagSpecifications(), "network-acl"))
                .build());
    return CreateNetworkAclResponse.builder().networkAcl(made).build();
  }

  private static DeleteNetworkAclResponse delete(
      DeleteNetworkAclRequest request, Transaction transaction) {
    NetworkAcl acl = Lookup.NETWORK_ACL.get(transaction, request.networkAclId(), "NetworkAclId");
    if (acl.isDefault()) {
      throw Ec2Error.CANNOT_DELETE.with("cannot delete default network ACL " + acl.networkAclId());
    }
    if (!acl.associations().isEmpty()) {
      throw Ec2Error.DEPENDENCY_VIOLATION.with(
          "The networkAcl '" + acl.networkAclId() + "' has dependencies and cannot be deleted.");
    }
    transaction.remove(Kinds.NETWORK_ACL, acl.networkAclId());
    return DeleteNetworkAclResponse.builder().build();
  }

  private CreateNetworkAclEntryResponse createEntry(
      CreateNetworkAclEntryRequest request, Transaction transaction) {
    NetworkAcl acl = Lookup.NETWORK_ACL.get(transaction, request.networkAclId(), "NetworkAclId");
    NetworkAclEntry made =
        checked(
            NetworkAclEntry.builder()
                .ruleNumber(request.ruleNumber())
                .egress(request.egress())
                .protocol(request.protocol())
                .ruleAction(request.ruleActionAsString())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .icmpTypeCode(request.icmpTypeCode())
                .portRange(request.portRange())
                .build());
    if (acl.entries().stream().anyMatch(each -> isOf(each, made.ruleNumber(), made.egress()))) {
      throw Ec2Error.NETWORK_ACL_ENTRY_ALREADY_EXISTS.with(made.ruleNumber());
    }
    long count =
        acl.entries().stream()
            .filter(each -> each.egress().equals(made.egress()))
            .filter(each -> (each.cidrBlock() == null) == (made.cidrBlock() == null))
            .count();
    if (count >= quotas.rulesPerNetworkAcl()) {
      throw Ec2Error.NETWORK_ACL_ENTRY_LIMIT_EXCEEDED.with();
    }
    withEntries(transaction, acl, Lists.plus(acl.entries(), made));
    return CreateNetworkAclEntryResponse.builder().build();
  }

  private static void withEntries(
      Transaction transaction, NetworkAcl acl, List<NetworkAclEntry> entries) {
    transaction.replace(Kinds.NETWORK_ACL, acl.toBuilder().entries(entries).build());
  }

  private static boolean isOf(NetworkAclEntry entry, Integer number, Boolean egress) {
    return entry.ruleNumber().equals(number) && entry.egress().equals(egress);
  }

  /**
   * R1.7.2, R1.7.7, R1.7.9: numbers 1 to 32766, one block, ports for TCP and UDP, types for ICMP.
   */
  private static NetworkAclEntry checked(NetworkAclEntry given) {
    int number = required(given.ruleNumber(), "RuleNumber");
    required(given.ruleActionAsString(), "RuleAction");
    required(given.egress(), "Egress");
    if (number < 1 || number > LAST_OWN_RULE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value (" + number + ") for parameter ruleNumber is invalid. Expecting 1 to 32766.");
    }
    if ((given.cidrBlock() == null) == (given.ipv6CidrBlock() == null)) {
      throw Ec2Error.MISSING_PARAMETER.with("CidrBlock");
    }
    int protocol = ProtocolNames.numberOf(given.protocol());
    PortRange ports = given.portRange();
    boolean takesPorts = protocol == 6 || protocol == 17;
    if (takesPorts && (ports == null || ports.from() == null || ports.to() == null)) {
      throw Ec2Error.MISSING_PARAMETER.with("PortRange.From");
    }
    if (takesPorts && (ports.from() < 0 || ports.to() > 65535 || ports.from() > ports.to())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Invalid port range " + ports.from() + "-" + ports.to());
    }
    boolean takesTypes = protocol == 1 || protocol == 58;
    IcmpTypeCode icmp = given.icmpTypeCode();
    if (takesTypes && (icmp == null || icmp.type() == null || icmp.code() == null)) {
      throw Ec2Error.MISSING_PARAMETER.with("Icmp.Type");
    }
    return given.toBuilder()
        .protocol(Integer.toString(protocol))
        .cidrBlock(
            given.cidrBlock() == null
                ? null
                : CidrRules.ipv4(given.cidrBlock(), "cidrBlock").toString())
        .ipv6CidrBlock(
            given.ipv6CidrBlock() == null
                ? null
                : CidrRules.ipv6(given.ipv6CidrBlock(), "ipv6CidrBlock").toString())
        .portRange(takesPorts ? ports : null)
        .icmpTypeCode(takesTypes ? icmp : null)
        .build();
  }

  private static <T> T required(@Nullable T value, String parameter) {
    if (value == null) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    return value;
  }

  private static ReplaceNetworkAclEntryResponse replaceEntry(
      ReplaceNetworkAclEntryRequest request, Transaction transaction) {
    NetworkAcl acl = Lookup.NETWORK_ACL.get(transaction, request.networkAclId(), "NetworkAclId");
    NetworkAclEntry made =
        checked(
            NetworkAclEntry.builder()
                .ruleNumber(request.ruleNumber())
                .egress(request.egress())
                .protocol(request.protocol())
                .ruleAction(request.ruleActionAsString())
                .cidrBlock(request.cidrBlock())
                .ipv6CidrBlock(request.ipv6CidrBlock())
                .icmpTypeCode(request.icmpTypeCode())
                .portRange(request.portRange())
                .build());
    present(acl, made.ruleNumber(), made.egress());
    withEntries(
        transaction,
        acl,
        Lists.replacing(
            acl.entries(), each -> isOf(each, made.ruleNumber(), made.egress()), _ -> made));
    return ReplaceNetworkAclEntryResponse.builder().build();
  }

  private static void present(NetworkAcl acl, Integer number, Boolean egress) {
    if (acl.entries().stream().noneMatch(each -> isOf(each, number, egress))) {
      throw Ec2Error.INVALID_NETWORK_ACL_ENTRY_NOT_FOUND.with(number, acl.networkAclId());
    }
  }

  private static DeleteNetworkAclEntryResponse deleteEntry(
      DeleteNetworkAclEntryRequest request, Transaction transaction) {
    NetworkAcl acl = Lookup.NETWORK_ACL.get(transaction, request.networkAclId(), "NetworkAclId");
    Integer number = required(request.ruleNumber(), "RuleNumber");
    Boolean egress = required(request.egress(), "Egress");
    if (number > LAST_OWN_RULE) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with("The rule " + number + " cannot be deleted");
    }
    present(acl, number, egress);
    withEntries(transaction, acl, Lists.without(acl.entries(), each -> isOf(each, number, egress)));
    return DeleteNetworkAclEntryResponse.builder().build();
  }

  private static ReplaceNetworkAclAssociationResponse replaceAssociation(
      ReplaceNetworkAclAssociationRequest request, Transaction transaction) {
    String id = required(request.associationId(), "AssociationId");
    NetworkAcl after = Lookup.NETWORK_ACL.get(transaction, request.networkAclId(), "NetworkAclId");
    NetworkAcl before =
        transaction
            .referring(Kinds.NETWORK_ACL, id)
            .findFirst()
            .orElseThrow(() -> Ec2Error.INVALID_ASSOCIATION_ID_NOT_FOUND.with(id));
    if (!before.vpcId().equals(after.vpcId())) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "network ACL "
              + after.networkAclId()
              + " and association "
              + id
              + " belong to different networks");
    }
    NetworkAclAssociation moved =
        before.associations().stream()
            .filter(each -> each.networkAclAssociationId().equals(id))
            .findFirst()
            .orElseThrow()
            .toBuilder()
            .networkAclId(after.networkAclId())
            .networkAclAssociationId(Ids.next("aclassoc"))
            .build();
    transaction.replace(
        Kinds.NETWORK_ACL,
        before.toBuilder()
            .associations(
                Lists.without(
                    before.associations(), each -> each.networkAclAssociationId().equals(id)))
            .build());
    transaction.update(
        Kinds.NETWORK_ACL,
        after.networkAclId(),
        acl -> acl.toBuilder().associations(Lists.plus(acl.associations(), moved)).build());
    return ReplaceNetworkAclAssociationResponse.builder()
        .newAssociationId(moved.networkAclAssociationId())
        .build();
  }
}
