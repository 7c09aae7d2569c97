package culvert.aws.operations.directconnect;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.aws.TestCloud;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The LOA-CFA is a PDF that a reader can follow from its end to its text (B1). */
class LetterOfAuthorizationTest {

  private final TestCloud cloud = new TestCloud();
  private final Cage cage = new Cage(cloud, TestCloud.ACCOUNT);

  @AfterEach
  void close() {
    cloud.close();
  }

  private static int number(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return Integer.parseInt(found.group(1));
  }

  /** Follows the document as a reader does, and returns the text of its page. */
  private static String follow(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("%PDF-1.4\n").endsWith("%%EOF\n");
    int table = number(Pattern.compile("startxref\n(\\d+)\n"), text);
    String[] rows = text.substring(table).split("\n");
    assertThat(rows[0]).isEqualTo("xref");
    int size = number(Pattern.compile("/Size (\\d+)"), text);
    assertThat(rows[1]).isEqualTo("0 " + size);
    for (int object = 1; object < size; object++) {
      String row = rows[2 + object];
      assertThat(row).as("with the end of line, 20 bytes").hasSize(19).endsWith(" 00000 n ");
      assertThat(text.substring(Integer.parseInt(row.substring(0, 10))))
          .startsWith(object + " 0 obj\n");
    }
    String stream = text.substring(text.indexOf("/Length"));
    int length = number(Pattern.compile("/Length (\\d+)"), stream);
    int start = stream.indexOf("stream\n") + "stream\n".length();
    assertThat(stream.substring(start + length)).startsWith("\nendstream\n");
    return stream.substring(start, start + length);
  }

  @Test
  void b1_the_letter_names_the_port_the_place_and_who_asks() {
    String id = cage.connection();
    var loa = cage.dx.describeLoa(r -> r.connectionId(id).providerName("Carrier (East)"));
    assertThat(loa.loaContentTypeAsString()).isEqualTo("application/pdf");
    assertThat(follow(loa.loaContent().asByteArray()))
        .contains(
            "(Access ID: " + id + ")",
            "Equinix DC1",
            "\\(EqDC2\\)",
            "Carrier \\(East\\)",
            "10GBASE-LR",
            "(Issue date: 1 January 2026)");
    assertThat(cage.describe(id).loaIssueTime()).isEqualTo(cloud.timeline().now());
  }

  @Test
  void b2_the_letter_of_a_lag_names_all_its_ports() {
    String lag = cage.lag(2);
    String text = follow(cage.dx.describeLoa(r -> r.connectionId(lag)).loaContent().asByteArray());
    cage.describeLag(lag)
        .connections()
        .forEach(link -> assertThat(text).contains(link.connectionId() + ", of LAG " + lag));
  }

  @Test
  void b9_the_deprecated_operation_answers_it_one_level_deeper() {
    String id = cage.connection();
    JsonRequest answer =
        JsonRequest.of(cloud, "DescribeConnectionLoa", "{\"connectionId\":\"" + id + "\"}");
    assertThat(answer.body())
        .startsWith("{\"loa\":{\"loaContent\":\"JVBERi0")
        .contains("\"loaContentType\":\"application/pdf\"");
  }
}
