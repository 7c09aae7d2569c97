package culvert.aws.operations.directconnect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One page of text as PDF 1.4: five objects and the fonts that every reader has. Characters beyond
 * Latin-1 are written as question marks.
 */
final class PdfPage {

  private static final int LEFT = 72;
  private static final int TOP = 720;

  /** Points from one line to the next, in relation to the size of the letters. */
  private static final double LEADING = 1.5;

  private final StringBuilder text = new StringBuilder();
  private double at = TOP;

  /** A line in bold. */
  PdfPage heading(String line, int size) {
    return line(line, "F2", size);
  }

  /** A line; an empty one is a space. */
  PdfPage line(String line) {
    return line(line, "F1", 10);
  }

  private PdfPage line(String line, String font, int size) {
    if (!line.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "BT /%s %d Tf %d %.1f Td (%s) Tj ET\n",
              font,
              size,
              LEFT,
              at,
              escaped(line)));
    }
    at -= size * LEADING;
    return this;
  }

  private static String escaped(String line) {
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
  }

  /** The document. */
  byte[] bytes() {
    byte[] content = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    Document document = new Document();
    document.object("<< /Type /Catalog /Pages 2 0 R >>");
    document.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    document.object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            + " /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>");
    document.stream(content);
    document.object(font("Helvetica"));
    document.object(font("Helvetica-Bold"));
    return document.end();
  }

  private static String font(String name) {
    return "<< /Type /Font /Subtype /Type1 /BaseFont /" + name + " /Encoding /WinAnsiEncoding >>";
  }

  /** The objects so far, and where each starts. */
  private static final class Document {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();

    Document() {
      write("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    private void write(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void object(String dictionary) {
      starts.add(out.size());
      write(starts.size() + " 0 obj\n" + dictionary + "\nendobj\n");
    }

    void stream(byte[] content) {
      starts.add(out.size());
      write(starts.size() + " 0 obj\n<< /Length " + content.length + " >>\nstream\n");
      out.writeBytes(content);
      write("\nendstream\nendobj\n");
    }

    byte[] end() {
      int table = out.size();
      write("xref\n0 " + (starts.size() + 1) + "\n0000000000 65535 f \n");
      starts.forEach(start -> write(String.format(Locale.ROOT, "%010d 00000 n \n", start)));
      write(
          "trailer\n<< /Size "
              + (starts.size() + 1)
              + " /Root 1 0 R >>\nstartxref\n"
              + table
              + "\n%%EOF\n");
      return out.toByteArray();
    }
  }
}
