package culvert.aws.catalog;

import java.time.Instant;

/** A view that cannot change anything. */
public record View(Snapshot snapshot, Scope scope, Instant now) implements CatalogView {}
