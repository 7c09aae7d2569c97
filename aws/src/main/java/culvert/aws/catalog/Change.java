package culvert.aws.catalog;

/** One resource that a transaction wrote or removed. */
sealed interface Change {

  record Written(Resource<?> resource) implements Change {}

  record Removed(Scope scope, Kind<?> kind, String id) implements Change {}
}
