package culvert.aws.operations;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Kind;
import culvert.aws.catalog.Kinds;
import culvert.aws.wire.WireException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * How a kind of resource is found by its id, and what AWS says where it is not (R5.1.4, section
 * 5.2).
 *
 * @param prefix of the id, {@code vpc}
 */
record Lookup<T>(Kind<T> kind, String prefix, Ec2Error notFound, Ec2Error malformed) {

  static final Lookup<Vpc> VPC =
      new Lookup<>(
          Kinds.VPC, "vpc", Ec2Error.INVALID_VPC_ID_NOT_FOUND, Ec2Error.INVALID_VPC_ID_MALFORMED);

  static final Lookup<Subnet> SUBNET =
      new Lookup<>(
          Kinds.SUBNET,
          "subnet",
          Ec2Error.INVALID_SUBNET_ID_NOT_FOUND,
          Ec2Error.INVALID_SUBNET_ID_MALFORMED);

  /**
   * The resource of that id in the caller's scope.
   *
   * @param parameter the request's name for the id, said where it is missing
   */
  T get(CatalogView view, @Nullable String id, String parameter) {
    if (id == null || id.isEmpty()) {
      throw Ec2Error.MISSING_PARAMETER.with(parameter);
    }
    check(id);
    T found = view.find(kind, id);
    if (found == null) {
      throw notFound(id);
    }
    return found;
  }

  /** Refuses an id that is not of this form (R5.1.4). */
  void check(String id) {
    if (!Ids.isId(prefix, id)) {
      throw malformed.with(id);
    }
  }

  WireException notFound(String id) {
    return notFound.with(id);
  }
}
