package culvert.aws.operations;

import culvert.aws.catalog.Scope;

/** Amazon Resource Names. */
public final class Arns {

  private Arns() {}

  /** {@code arn:aws:ec2:REGION:ACCOUNT:TYPE/ID}. */
  public static String of(Scope scope, String type, String id) {
    return "arn:aws:ec2:" + scope.region() + ":" + scope.account() + ":" + type + "/" + id;
  }
}
