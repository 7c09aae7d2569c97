package culvert.aws.operations.insights;

import culvert.aws.catalog.CatalogView;
import culvert.aws.catalog.Scope;
import culvert.aws.operations.Arns;
import culvert.aws.operations.Ec2Error;
import culvert.aws.operations.Lookup;
import java.util.List;

/** A resource that a path may start or end at. */
record EndResource(String id, String arn) {

  /** What the Reachability Analyzer takes as sources and destinations. */
  private static final List<Lookup<?>> KINDS =
      List.of(
          Lookup.INSTANCE,
          Lookup.NETWORK_INTERFACE,
          Lookup.INTERNET_GATEWAY,
          Lookup.VPN_GATEWAY,
          Lookup.TRANSIT_GATEWAY,
          Lookup.TRANSIT_GATEWAY_ATTACHMENT,
          Lookup.VPC_PEERING_CONNECTION,
          Lookup.VPC_ENDPOINT,
          Lookup.VPC_ENDPOINT_SERVICE);

  /**
   * Finds it by its id in the caller's account, or by its ARN in any account of the Region.
   *
   * @param parameter that names it
   */
  static EndResource of(CatalogView view, String given, String parameter) {
    String id = given.substring(given.lastIndexOf('/') + 1);
    Lookup<?> lookup = Lookup.of(id);
    if (lookup == null || !KINDS.contains(lookup)) {
      throw invalid(given, parameter, "It is not a resource that a path can start or end at.");
    }
    Scope owner =
        given.startsWith("arn:") ? scope(given, id, lookup, view, parameter) : view.scope();
    lookup.get(view.in(owner), id, parameter);
    return new EndResource(id, Arns.of(owner, lookup.kind().name(), id));
  }

  private static Scope scope(
      String arn, String id, Lookup<?> lookup, CatalogView view, String parameter) {
    String[] parts = arn.split(":", -1);
    if (parts.length != 6
        || !parts[2].equals("ec2")
        || !parts[5].equals(lookup.kind().name() + "/" + id)) {
      throw invalid(arn, parameter, "Invalid ARN.");
    }
    if (!parts[3].equals(view.scope().region())) {
      throw invalid(arn, parameter, "The resource must be in " + view.scope().region() + ".");
    }
    return new Scope(parts[4], parts[3]);
  }

  private static RuntimeException invalid(String given, String parameter, String why) {
    return Ec2Error.INVALID_PARAMETER_VALUE.with(
        "Value (" + given + ") for parameter " + parameter + " is invalid. " + why);
  }
}
