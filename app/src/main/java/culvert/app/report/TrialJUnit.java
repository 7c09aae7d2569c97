package culvert.app.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.databind.JsonNode;

/** What a trial found, as JUnit's XML: a file is a suite, an expectation a case. */
public final class TrialJUnit {

  private final JsonNode report;
  private final XMLStreamWriter out;

  private TrialJUnit(JsonNode report, XMLStreamWriter out) {
    this.report = report;
    this.out = out;
  }

  /** Renders the JSON of a report. */
  public static String of(JsonNode report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new TrialJUnit(report, out).print();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("cannot write XML to memory", e);
    }
    return text.toString();
  }

  private void print() throws XMLStreamException {
    out.writeStartDocument("UTF-8", "1.0");
    out.writeCharacters("\n");
    out.writeStartElement("testsuites");
    out.writeAttribute("tests", report.path("expectations").asString());
    out.writeAttribute("failures", report.path("failed").asString());
    for (JsonNode file : report.path("files")) {
      suite(file);
    }
    out.writeEndElement();
    out.writeCharacters("\n");
    out.writeEndDocument();
  }

  private void suite(JsonNode file) throws XMLStreamException {
    JsonNode expectations = file.path("expectations");
    long failed =
        expectations.valueStream().filter(each -> !each.path("holds").asBoolean()).count();
    out.writeCharacters("\n  ");
    out.writeStartElement("testsuite");
    out.writeAttribute("name", file.path("file").asString());
    out.writeAttribute("tests", String.valueOf(expectations.size()));
    out.writeAttribute("failures", String.valueOf(failed));
    for (JsonNode each : expectations) {
      testCase(file, each);
    }
    out.writeCharacters("\n  ");
    out.writeEndElement();
  }

  private void testCase(JsonNode file, JsonNode expectation) throws XMLStreamException {
    out.writeCharacters("\n    ");
    out.writeStartElement("testcase");
    out.writeAttribute("classname", file.path("file").asString());
    out.writeAttribute("name", valid(expectation.path("text").asString()));
    out.writeAttribute("file", file.path("file").asString());
    out.writeAttribute("line", expectation.path("line").asString());
    if (!expectation.path("holds").asBoolean()) {
      failure(expectation);
    }
    out.writeEndElement();
  }

  private void failure(JsonNode expectation) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    expectation.path("problems").forEach(each -> text.append(each.asString()).append('\n'));
    expectation
        .path("violations")
        .forEach(each -> text.append(ViolationText.of(each, report, true)).append('\n'));
    String first = text.isEmpty() ? "" : text.toString().lines().findFirst().orElse("");
    out.writeStartElement("failure");
    out.writeAttribute("message", valid(first));
    out.writeCharacters(valid(text.toString()));
    out.writeEndElement();
  }

  /** Names are people's, and may hold what XML has no place for. */
  private static String valid(String text) {
    return text.codePoints()
        .filter(c ->
            c == '\t'
                || c == '\n'
                || c >= ' ' && c < 0xD800
                || c >= 0xE000 && c < 0xFFFE
                || c >= 0x10000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
