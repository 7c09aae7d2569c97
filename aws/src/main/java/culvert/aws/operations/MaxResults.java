package culvert.aws.operations;

import org.jspecify.annotations.Nullable;

/** How many results a page may have. */
final class MaxResults {

  private MaxResults() {}

  /** The number that is asked for; the most where none is, or where that is more. */
  static int of(@Nullable Integer asked, int least, int most) {
    if (asked != null && asked < least) {
      throw Ec2Error.INVALID_PARAMETER_VALUE.with(
          "Value ( "
              + asked
              + " ) for parameter maxResults is invalid. Expecting a value greater than or equal to "
              + least
              + ".");
    }
    return asked == null ? most : Math.min(asked, most);
  }

  /** As AWS has it where ids are named: then there are no pages. */
  static void refuseWithIds(@Nullable Integer asked, boolean ids, String parameter) {
    if (ids && asked != null) {
      throw Ec2Error.INVALID_PARAMETER_COMBINATION.with(
          "The parameter " + parameter + " cannot be used with the parameter maxResults");
    }
  }
}
