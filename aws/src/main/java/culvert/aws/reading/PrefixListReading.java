package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Scope;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Component;
import culvert.network.topology.PrefixList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/** Reads managed prefix lists, each with the entries of its present version. */
final class PrefixListReading {

  private PrefixListReading() {}

  static void all(Snapshot from, Reading reading, List<Component> all) {
    from.everywhere(Kinds.PREFIX_LIST)
        .forEach(list -> all.add(reading.of(list, shape -> read(from, list, shape))));
  }

  /** One list that the owner of something refers to. */
  static void one(Snapshot from, Scope owner, String id, List<Component> all) {
    Resource<ManagedPrefixList> list = from.find(owner, Kinds.PREFIX_LIST, id);
    if (list != null) {
      all.add(read(from, list, list.shape()));
    }
  }

  private static PrefixList read(
      Snapshot from, Resource<ManagedPrefixList> list, ManagedPrefixList shape) {
    Resource<GetManagedPrefixListEntriesResponse> version =
        from.find(
            list.scope(),
            Kinds.PREFIX_LIST_VERSION,
            shape.prefixListId() + "/" + Objects.requireNonNullElse(shape.version(), 0L));
    return new PrefixList(
        shape.prefixListId(),
        shape.prefixListName(),
        version == null
            ? List.of()
            : version.shape().entries().stream()
                .map(entry -> IpPrefix.parse(entry.cidr()))
                .toList());
  }
}
