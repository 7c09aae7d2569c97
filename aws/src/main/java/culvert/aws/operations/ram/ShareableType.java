package culvert.aws.operations.ram;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayMulticastDomainState;
import software.amazon.awssdk.services.ec2.model.TransitGatewayState;

/** The types of resources that can be shared, each with AWS's one permission for it (R4.3.12). */
enum ShareableType {
  TRANSIT_GATEWAY(
      "TransitGateway",
      Source.of(Kinds.TRANSIT_GATEWAY, g -> g.state() != TransitGatewayState.DELETED),
      "CreateTransitGatewayVpcAttachment",
      "DescribeTransitGateways",
      "DescribeTransitGatewayVpcAttachments",
      "ModifyTransitGatewayVpcAttachment",
      "DeleteTransitGatewayVpcAttachment"),
  TRANSIT_GATEWAY_MULTICAST_DOMAIN(
      "TransitGatewayMulticastDomain",
      Source.of(
          Kinds.TRANSIT_GATEWAY_MULTICAST_DOMAIN,
          d -> d.state() != TransitGatewayMulticastDomainState.DELETED),
      "AssociateTransitGatewayMulticastDomain",
      "DisassociateTransitGatewayMulticastDomain",
      "DescribeTransitGatewayMulticastDomains",
      "GetTransitGatewayMulticastDomainAssociations",
      "RegisterTransitGatewayMulticastGroupMembers",
      "DeregisterTransitGatewayMulticastGroupMembers",
      "RegisterTransitGatewayMulticastGroupSources",
      "DeregisterTransitGatewayMulticastGroupSources",
      "SearchTransitGatewayMulticastGroups");

  private final String name;
  private final Source<?> source;
  private final SharePermission permission;

  ShareableType(String name, Source<?> source, String... actions) {
    this.name = name;
    this.source = source;
    this.permission =
        new SharePermission("AWSRAMDefaultPermission" + name, ramName(), List.of(actions));
  }

  /** Where the resources are, and which of them are there to be shared. */
  private record Source<T>(Kind<T> kind, Predicate<T> isThere) {

    static <T> Source<T> of(Kind<T> kind, Predicate<T> isThere) {
      return new Source<>(kind, isThere);
    }

    boolean has(CatalogView owner, String id) {
      T found = owner.find(kind, id);
      return found != null && isThere.test(found);
    }
  }

  /** What RAM calls it, {@code ec2:TransitGateway}. */
  String ramName() {
    return "ec2:" + name;
  }

  SharePermission permission() {
    return permission;
  }

  /** Whether the owner has such a resource. */
  boolean has(CatalogView owner, String id) {
    return source.has(owner, id);
  }

  /** The one that an ARN calls so ({@code transit-gateway}), or null. */
  static @Nullable ShareableType inArn(String service, String type) {
    return service.equals("ec2")
        ? Stream.of(values())
            .filter(each -> each.source.kind.name().equals(type))
            .findAny()
            .orElse(null)
        : null;
  }

  /** The one that RAM calls so, in upper or lower case. */
  static ShareableType named(String ramName) {
    return Stream.of(values())
        .filter(each -> each.ramName().equalsIgnoreCase(ramName))
        .findAny()
        .orElseThrow(() -> RamError.INVALID_RESOURCE_TYPE.with(ramName));
  }
}
