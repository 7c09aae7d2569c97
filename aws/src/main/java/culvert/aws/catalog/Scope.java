package culvert.aws.catalog;

import java.util.Comparator;

/** Whose resources, and where: an account in a Region. */
public record Scope(String account, String region) {

  public static final Comparator<Scope> BY_NAME =
      Comparator.comparing(Scope::account).thenComparing(Scope::region);

  /** Of what Culvert declares besides AWS's resources, which is of no account and no Region. */
  public static final Scope OWN = new Scope("", "");
}
