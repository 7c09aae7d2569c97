package culvert.aws.snapshot;

import culvert.network.why.BadQuestion;

/** Where a resource was read: an element of a list of a file. */
record Origin(String file, String key, int index) {

  BadQuestion refused(String why) {
    return new BadQuestion(this + ": " + why);
  }

  /** {@code us-east-1/Vpcs.json: Vpcs[0]}. */
  @Override
  public String toString() {
    return "%s: %s[%d]".formatted(file, key, index);
  }
}
