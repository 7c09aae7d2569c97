package culvert.aws.catalog;

/** Whose resources, and where: an account in a Region. */
public record Scope(String account, String region) {}
