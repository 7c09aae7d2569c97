package culvert.aws.operations.loadbalancing;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Transaction;
import culvert.aws.catalog.View;
import culvert.aws.operations.Listing;
import culvert.aws.operations.OperationFamily;
import culvert.aws.operations.Paging;
import culvert.aws.operations.Registry;
import culvert.aws.wire.Service;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupIpAddressTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Target groups, of the protocols that network and Gateway Load Balancers have. */
public final class TargetGroupOperations implements OperationFamily {

  private static final Service ELB = Service.ELASTICLOADBALANCING;

  private static final Set<ProtocolEnum> PROTOCOLS =
      Set.of(
          ProtocolEnum.TCP,
          ProtocolEnum.TLS,
          ProtocolEnum.UDP,
          ProtocolEnum.TCP_UDP,
          ProtocolEnum.GENEVE);

  private static final int GENEVE_PORT = 6081;
  private static final int LAST_PORT = 65_535;

  @Override
  public void register(Registry registry) {
    registry.write(
        ELB, "CreateTargetGroup", CreateTargetGroupRequest::builder, TargetGroupOperations::create);
    registry.write(
        ELB, "ModifyTargetGroup", ModifyTargetGroupRequest::builder, TargetGroupOperations::modify);
    registry.read(
        ELB,
        "DescribeTargetGroups",
        DescribeTargetGroupsRequest::builder,
        TargetGroupOperations::describe);
    registry.write(
        ELB, "DeleteTargetGroup", DeleteTargetGroupRequest::builder, TargetGroupOperations::delete);
  }

  private static CreateTargetGroupResponse create(
      CreateTargetGroupRequest request, Transaction transaction) {
    String name = BalancingNames.checked(request.name(), "target group");
    if (request.protocol() == null || !PROTOCOLS.contains(request.protocol())) {
      throw BalancingError.VALIDATION_ERROR.with(
          "Culvert has target groups of the protocols TCP, TLS, UDP, TCP_UDP and GENEVE, not "
              + request.protocolAsString());
    }
    TargetTypeEnum type = Objects.requireNonNullElse(request.targetType(), TargetTypeEnum.INSTANCE);
    if (type != TargetTypeEnum.INSTANCE && type != TargetTypeEnum.IP) {
      throw BalancingError.VALIDATION_ERROR.with(
          "Culvert has target groups of the target types instance and ip, not " + type);
    }
    boolean geneve = request.protocol() == ProtocolEnum.GENEVE;
    int port = Objects.requireNonNullElse(request.port(), geneve ? GENEVE_PORT : 0);
    if (port < 1 || port > LAST_PORT || geneve && port != GENEVE_PORT) {
      throw BalancingError.VALIDATION_ERROR.with("A target group cannot have the port " + port);
    }
    if (request.vpcId() == null || transaction.find(Kinds.VPC, request.vpcId()) == null) {
      throw BalancingError.VALIDATION_ERROR.with(
          "The VPC ID '" + request.vpcId() + "' is not found");
    }
    TargetGroup wanted =
        TargetGroup.builder()
            .targetGroupArn(
                BalancingNames.arn(
                    transaction.scope(), "targetgroup/" + name + "/" + BalancingNames.digits()))
            .targetGroupName(name)
            .protocol(request.protocol())
            .port(port)
            .vpcId(request.vpcId())
            .targetType(type)
            .ipAddressType(
                Objects.requireNonNullElse(
                    request.ipAddressType(), TargetGroupIpAddressTypeEnum.IPV4))
            .build();
    TargetGroup made = HealthChecks.of(wanted, request);
    TargetGroup present =
        transaction
            .all(Kinds.TARGET_GROUP)
            .filter(each -> each.targetGroupName().equals(name))
            .findFirst()
            .orElse(null);
    if (present != null) {
      boolean same =
          present.equals(made.toBuilder().targetGroupArn(present.targetGroupArn()).build());
      if (!same) {
        throw BalancingError.DUPLICATE_TARGET_GROUP_NAME.with(name);
      }
      made = present;
    } else {
      transaction.add(Kinds.TARGET_GROUP, made);
      BalancingTags.add(transaction, made.targetGroupArn(), request.tags());
    }
    return CreateTargetGroupResponse.builder().targetGroups(shown(made, transaction)).build();
  }

  private static ModifyTargetGroupResponse modify(
      ModifyTargetGroupRequest request, Transaction transaction) {
    TargetGroup changed =
        HealthChecks.changed(
            LoadBalancers.targetGroup(transaction, request.targetGroupArn()), request);
    transaction.replace(Kinds.TARGET_GROUP, changed);
    return ModifyTargetGroupResponse.builder().targetGroups(shown(changed, transaction)).build();
  }

  /** With the load balancers whose listeners forward to it. */
  private static TargetGroup shown(TargetGroup group, CatalogView view) {
    return group.toBuilder()
        .loadBalancerArns(LoadBalancers.of(view, group.targetGroupArn()).toList())
        .build();
  }

  private static DescribeTargetGroupsResponse describe(
      DescribeTargetGroupsRequest request, View view) {
    Stream<TargetGroup> wanted =
        Stream.concat(
            request.targetGroupArns().stream().map(arn -> LoadBalancers.targetGroup(view, arn)),
            request.names().stream().map(name -> named(view, name)));
    boolean all = request.targetGroupArns().isEmpty() && request.names().isEmpty();
    if (request.loadBalancerArn() != null) {
      LoadBalancers.get(view, request.loadBalancerArn());
    }
    Listing<TargetGroup> page =
        Listing.page(
            (all ? view.all(Kinds.TARGET_GROUP) : wanted.distinct())
                .map(group -> shown(group, view))
                .filter(group ->
                    request.loadBalancerArn() == null
                        || group.loadBalancerArns().contains(request.loadBalancerArn()))
                .toList(),
            Paging.marked(request, request.pageSize(), request.marker()));
    return DescribeTargetGroupsResponse.builder()
        .targetGroups(page.elements())
        .nextMarker(page.nextToken())
        .build();
  }

  private static TargetGroup named(View view, String name) {
    return view.all(Kinds.TARGET_GROUP)
        .filter(each -> each.targetGroupName().equals(name))
        .findFirst()
        .orElseThrow(BalancingError.TARGET_GROUP_NOT_FOUND::with);
  }

  /** One that is gone already is deleted with success, as on AWS. */
  private static DeleteTargetGroupResponse delete(
      DeleteTargetGroupRequest request, Transaction transaction) {
    String arn = request.targetGroupArn();
    if (LoadBalancers.of(transaction, arn).findAny().isPresent()) {
      throw BalancingError.RESOURCE_IN_USE.with(
          "Target group '" + arn + "' is currently in use by a listener or a rule");
    }
    TargetOperations.registered(transaction, arn)
        .toList()
        .forEach(each -> transaction.remove(Kinds.TARGET, Kinds.TARGET.id().apply(each)));
    transaction.remove(Kinds.LOAD_BALANCER_ATTRIBUTES, arn);
    transaction.remove(Kinds.LOAD_BALANCING_TAGS, arn);
    transaction.remove(Kinds.TARGET_GROUP, arn);
    return DeleteTargetGroupResponse.builder().build();
  }
}
