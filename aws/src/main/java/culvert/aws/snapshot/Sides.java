package culvert.aws.snapshot;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.snapshot.Gathering.Gathered;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachmentResourceType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/**
 * What two sides see, each with its own tags (R3.1.12, R4.2.14). Where the files have the view of
 * one alone, the other gets the same without tags.
 */
final class Sides {

  private Sides() {}

  /** A side of a peering with its Region and account, which old answers leave out. */
  static @Nullable VpcPeeringConnectionVpcInfo placed(
      @Nullable VpcPeeringConnectionVpcInfo side, Scope scope) {
    return side == null
        ? null
        : side.toBuilder()
            .region(side.region() == null ? scope.region() : side.region())
            .ownerId(side.ownerId() == null ? scope.account() : side.ownerId())
            .build();
  }

  static void complete(Gathering gathering) {
    complete(
        gathering,
        Kinds.VPC_PEERING_CONNECTION,
        peering -> of(peering.shape()),
        peering -> peering.toBuilder().tags(List.of()).build());
    complete(
        gathering,
        Kinds.TRANSIT_GATEWAY_ATTACHMENT,
        attachment -> of(attachment.shape(), attachment.scope()),
        attachment -> attachment.toBuilder().tags(List.of()).build());
    complete(
        gathering,
        Kinds.TRANSIT_GATEWAY_VPC_ATTACHMENT,
        vpcs -> viewers(gathering, vpcs),
        vpcs -> vpcs);
    complete(
        gathering,
        Kinds.TRANSIT_GATEWAY_CONNECT,
        connect -> viewers(gathering, connect),
        connect -> connect);
  }

  private static <T> void complete(
      Gathering gathering,
      Kind<T> kind,
      Function<Gathered<T>, Set<Scope>> sides,
      UnaryOperator<T> other) {
    gathering
        .all(kind)
        .forEach(each -> {
          for (Scope side : sides.apply(each)) {
            gathering.derive(side, kind, each.id(), other.apply(each.shape()));
          }
        });
  }

  private static Set<Scope> of(VpcPeeringConnection peering) {
    return Stream.of(peering.requesterVpcInfo(), peering.accepterVpcInfo())
        .filter(side -> side != null && side.ownerId() != null && side.region() != null)
        .map(side -> new Scope(side.ownerId(), side.region()))
        .collect(Collectors.toSet());
  }

  /** The other end of a peering of gateways is an attachment of its own. */
  private static Set<Scope> of(TransitGatewayAttachment attachment, Scope here) {
    Stream<String> owners =
        attachment.resourceType() == TransitGatewayAttachmentResourceType.PEERING
            ? Stream.empty()
            : Stream.of(attachment.transitGatewayOwnerId(), attachment.resourceOwnerId());
    return owners
        .filter(owner -> owner != null)
        .map(owner -> new Scope(owner, here.region()))
        .collect(Collectors.toSet());
  }

  private static Set<Scope> viewers(Gathering gathering, Gathered<?> part) {
    Gathered<TransitGatewayAttachment> common =
        gathering.find(part.scope(), Kinds.TRANSIT_GATEWAY_ATTACHMENT, part.id());
    return common == null ? Set.of() : of(common.shape(), part.scope());
  }
}
