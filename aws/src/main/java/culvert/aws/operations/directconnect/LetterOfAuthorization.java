package culvert.aws.operations.directconnect;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.directconnect.model.Connection;

/**
 * The LOA-CFA: what the location's people need to cross-connect the customer's cage to AWS's port.
 *
 * @param of the connection, interconnect or LAG
 * @param ports those to be connected
 * @param provider who orders the cross-connect for the customer, or null
 */
record LetterOfAuthorization(
    String of,
    String account,
    Location location,
    List<Connection> ports,
    @Nullable String provider,
    Instant issued) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  byte[] pdf() {
    PdfPage page =
        new PdfPage()
            .heading("Letter of Authorization and Connecting Facility Assignment", 15)
            .line("")
            .line("Issue date: " + DATE.format(issued))
            .line("Issued by: Amazon Web Services (as played by Culvert)")
            .line("Requested by: account " + account + (provider == null ? "" : ", " + provider))
            .line("Facility: " + location.name() + " (" + location.code() + ")")
            .line("")
            .line("The facility is authorized to connect the requester to these ports:")
            .line("");
    for (Connection port : ports) {
      page.heading(port.connectionId(), 11)
          .line("Access ID: " + port.connectionId() + (isLag() ? ", of LAG " + of : ""))
          .line("Name: " + port.connectionName())
          .line("Port: " + port.bandwidth() + ", " + optics(port.bandwidth()) + ", single-mode")
          .line("AWS device: " + port.awsDeviceV2())
          .line("Demarcation: " + demarcation(port.connectionId()))
          .line("");
    }
    return page.line("This letter is valid for 90 days from its issue date.").bytes();
  }

  private boolean isLag() {
    return of.startsWith(Lags.ID_PREFIX);
  }

  private static String optics(String bandwidth) {
    return switch (bandwidth) {
      case "1Gbps" -> "1000BASE-LX (1310 nm)";
      case "10Gbps" -> "10GBASE-LR (1310 nm)";
      case "100Gbps" -> "100GBASE-LR4";
      default -> "400GBASE-LR4";
    };
  }

  /** A place on AWS's patch panels that is always the same port's. */
  private static String demarcation(String port) {
    int place = Math.floorMod(port.hashCode(), 1 << 16);
    return String.format(
        Locale.ROOT,
        "cage AWS-%d, rack %d, patch panel %d, strands %d and %d",
        1 + (place >> 13),
        1 + (place >> 8 & 31),
        1 + (place >> 6 & 3),
        2 * (place & 63) + 1,
        2 * (place & 63) + 2);
  }
}
