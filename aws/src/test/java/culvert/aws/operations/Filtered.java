package culvert.aws.operations;

import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters as tests write them. */
public final class Filtered {

  private Filtered() {}

  public static Filter by(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }
}
