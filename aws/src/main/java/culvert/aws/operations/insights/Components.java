package culvert.aws.operations.insights;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Lookup;
import culvert.aws.operations.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AnalysisComponent;
import software.amazon.awssdk.services.ec2.model.TransitGatewayAttachment;

/** Components as analyses name them: by id, ARN and {@code Name} tag. */
final class Components {

  private static final Set<String> FORWARDING = Set.of("transit_gateway", "nat_gateway");

  private final Snapshot snapshot;
  private final Map<String, Optional<Resource<?>>> found = new HashMap<>();

  Components(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The component of that id; null for null. What AWS has no resource for has an id alone. */
  @Nullable AnalysisComponent named(@Nullable String component) {
    if (component == null) {
      return null;
    }
    String id = resourceOf(component);
    Resource<?> resource = resource(id);
    if (resource == null) {
      return AnalysisComponent.builder().id(id).arn(id.startsWith("arn:") ? id : null).build();
    }
    String name = Tags.value(resource.shape(), "Name");
    return AnalysisComponent.builder()
        .id(id)
        .arn(Arns.of(resource.scope(), resource.kind().name(), id))
        .name(name.isEmpty() ? null : name)
        .build();
  }

  List<AnalysisComponent> named(Collection<String> components) {
    return components.stream().map(this::named).toList();
  }

  /** A tunnel, {@code vpn-…/1}, is part of its connection. */
  static String resourceOf(String component) {
    int slash = component.indexOf('/');
    return component.startsWith("vpn-") && slash > 0 ? component.substring(0, slash) : component;
  }

  /** Whose it is, or null. */
  @Nullable Scope owner(String component) {
    Resource<?> resource = resource(resourceOf(component));
    return resource == null ? null : resource.scope();
  }

  /** The attachment as its transit gateway's side has it, or null. */
  @Nullable TransitGatewayAttachment attachment(String id) {
    return snapshot
        .byId(Kinds.TRANSIT_GATEWAY_ATTACHMENT, id)
        .map(Resource::shape)
        .findFirst()
        .orElse(null);
  }

  /** Whether an interface is of what forwards alone: nobody asks or answers there. */
  boolean forwards(String networkInterface) {
    return snapshot
        .byId(Kinds.NETWORK_INTERFACE, networkInterface)
        .anyMatch(
            each -> FORWARDING.contains(String.valueOf(each.shape().interfaceTypeAsString())));
  }

  private @Nullable Resource<?> resource(String id) {
    return found
        .computeIfAbsent(
            id,
            each -> {
              Lookup<?> lookup = Lookup.of(each);
              return lookup == null ? Optional.empty() : first(lookup, each);
            })
        .orElse(null);
  }

  private <T> Optional<Resource<?>> first(Lookup<T> lookup, String id) {
    return snapshot.byId(lookup.kind(), id).<Resource<?>>map(each -> each).findFirst();
  }
}
