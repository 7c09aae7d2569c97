package culvert.app.terraform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a Terraform file, without its comments: enough to find blocks and what their
 * attributes are set to where that is a plain text.
 */
final class HclTokens {

  /** A token: a name, the text of a quoted string, or a sign. */
  record Token(Kind kind, String text) {

    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }
  }

  /** What sort of token it is. */
  enum Kind {
    NAME,
    STRING,
    SIGN
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "(?<skip>[ \\t\\r]+|#[^\\n]*|//[^\\n]*|/\\*.*?\\*/)"
              + "|<<-?(?<end>[A-Za-z_][\\w-]*)\\n"
              + "|(?<name>[A-Za-z_][\\w-]*)"
              + "|(?<quote>\")"
              + "|(?<sign>.|\\n)",
          Pattern.DOTALL);

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private HclTokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    HclTokens hcl = new HclTokens(text);
    hcl.read();
    return hcl.tokens;
  }

  private void read() {
    Matcher next = NEXT.matcher(text);
    while (at < text.length() && next.find(at)) {
      at = next.end();
      if (next.group("end") != null) {
        heredoc(next.group("end"));
      } else if (next.group("name") != null) {
        tokens.add(new Token(Kind.NAME, next.group("name")));
      } else if (next.group("quote") != null) {
        int start = at;
        string();
        tokens.add(new Token(Kind.STRING, text.substring(start, Math.max(start, at - 1))));
      } else if (next.group("sign") != null) {
        tokens.add(new Token(Kind.SIGN, next.group("sign")));
      }
    }
  }

  /** To behind the closing quote; templates in it may hold strings themselves. */
  private void string() {
    while (at < text.length()) {
      char each = text.charAt(at++);
      if (each == '\\') {
        at++;
      } else if (each == '"') {
        return;
      } else if ((each == '$' || each == '%')
          && text.startsWith("{", at)
          && !(at >= 2 && text.charAt(at - 2) == each)) {
        at++;
        template();
      }
    }
  }

  private void template() {
    int depth = 1;
    while (at < text.length() && depth > 0) {
      switch (text.charAt(at++)) {
        case '{' -> depth++;
        case '}' -> depth--;
        case '"' -> string();
        default -> {}
      }
    }
  }

  private void heredoc(String end) {
    Matcher closing =
        Pattern.compile("^[ \\t]*" + Pattern.quote(end) + "[ \\t\\r]*$", Pattern.MULTILINE)
            .matcher(text);
    at = closing.find(at) ? closing.end() : text.length();
    tokens.add(new Token(Kind.STRING, ""));
  }
}
