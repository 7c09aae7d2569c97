package culvert.aws.snapshot;

import static culvert.aws.snapshot.Described.as;

import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.SiteJson;
import culvert.network.topology.Fault;
import culvert.network.topology.Site;
import culvert.network.why.BadQuestion;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ram.model.ResourceShare;
import software.amazon.awssdk.services.ram.model.ResourceShareAssociation;
import software.amazon.awssdk.services.ram.model.ResourceShareInvitation;
import tools.jackson.databind.JsonNode;

/** Prefix lists, shares, and what Culvert declares besides AWS's resources. */
final class OwnSections {

  private OwnSections() {}

  static List<Section> all() {
    return List.of(
        PrefixListSections.lists(),
        PrefixListSections.entries(),
        as("resourceShares", Kinds.RESOURCE_SHARE, ResourceShare::builder),
        as(
            "resourceShareAssociations",
            Kinds.RESOURCE_SHARE_ASSOCIATION,
            ResourceShareAssociation::builder),
        as(
            "resourceShareInvitations",
            Kinds.RESOURCE_SHARE_INVITATION,
            ResourceShareInvitation::builder),
        sites(),
        faults(),
        Corrections.resources(),
        Corrections.absent(),
        Corrections.order());
  }

  private static Section sites() {
    return new Section(
        "CulvertSites",
        Trees.reading(),
        (element, _, origin, into) -> {
          try {
            JsonNode json = (JsonNode) element.content();
            Site site = SiteJson.read(json.path("name").asString(""), json);
            into.put(Scope.OWN, Kinds.SITE, site.id(), site, origin);
          } catch (BadQuestion e) {
            throw origin.refused(String.valueOf(e.getMessage()));
          }
        },
        (scope, shown) -> own(Kinds.SITE, scope, shown));
  }

  private static Section faults() {
    return new Section(
        "CulvertFaults",
        Trees.reading(),
        (element, _, origin, into) -> {
          String component = ((JsonNode) element.content()).path("component").asString("");
          if (component.isEmpty()) {
            throw origin.refused("has no component");
          }
          into.put(Scope.OWN, Kinds.FAULT, component, new Fault(component), origin);
        },
        (scope, shown) -> own(Kinds.FAULT, scope, shown));
  }

  private static <T> Stream<Element> own(Kind<T> kind, Scope scope, Shown shown) {
    return shown
        .stored(scope, kind)
        .map(each -> new Element(Trees.read(kind.encode().apply(each.shape()))));
  }
}
