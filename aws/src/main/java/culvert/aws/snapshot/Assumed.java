package culvert.aws.snapshot;

/** Whose resources are, and where, as far as neither the folder nor the files say so. */
public record Assumed(String account, String region) {}
