package culvert.aws.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The APIs that Culvert answers, by their names in a signature's credential scope. */
public enum Service {
  EC2,
  STS,
  DIRECTCONNECT,
  RAM,
  ELASTICLOADBALANCING;

  static @Nullable Service named(String name) {
    return switch (name) {
      case "ec2" -> EC2;
      case "sts" -> STS;
      case "directconnect" -> DIRECTCONNECT;
      case "ram" -> RAM;
      case "elasticloadbalancing" -> ELASTICLOADBALANCING;
      default -> null;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
