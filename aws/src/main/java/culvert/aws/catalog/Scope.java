package culvert.aws.catalog;

/** Whose resources, and where: an account in a Region. */
public record Scope(String account, String region) {

  /** Of what Culvert declares besides AWS's resources, which is of no account and no Region. */
  public static final Scope OWN = new Scope("", "");
}
