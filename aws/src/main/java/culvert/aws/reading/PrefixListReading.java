package culvert.aws.reading;

import culvert.aws.catalog.Kinds;
import culvert.aws.catalog.Resource;
import culvert.aws.catalog.Snapshot;
import culvert.network.address.IpPrefix;
import culvert.network.topology.PrefixList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;

/** Reads managed prefix lists, each with the entries of its present version. */
final class PrefixListReading {

  private PrefixListReading() {}

  /** The id of the list that a version is of. */
  static String listOf(Resource<GetManagedPrefixListEntriesResponse> version) {
    return version.id().substring(0, version.id().indexOf('/'));
  }

  static PrefixList list(Resource<ManagedPrefixList> list, Snapshot from) {
    ManagedPrefixList shape = list.shape();
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
