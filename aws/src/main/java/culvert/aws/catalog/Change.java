package culvert.aws.catalog;

/** One resource that a transaction wrote or removed. */
sealed interface Change {

  record Written(Resource<?> resource) implements Change {}

  record Removed(long sequence) implements Change {}
}
