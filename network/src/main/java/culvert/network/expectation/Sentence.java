package culvert.network.expectation;

import culvert.network.address.Traffic;
import culvert.network.why.BadQuestion;
import culvert.network.why.Spoken;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads sentences.
 *
 * <pre>
 * X can reach Y [on TRAFFIC] [via Z]
 * X cannot reach Y [on TRAFFIC]
 * nothing reaches Y [from X] [on TRAFFIC]
 * when Z fails: X reaches Y [on TRAFFIC] [within 5s] [via Z]
 * when Z fails: X cannot reach Y [on TRAFFIC]
 * month [at FILE] &lt;= 2000 USD
 * </pre>
 *
 * X and Y are names; several are joined by commas or {@code and}, and {@code except} takes some out
 * again. Names with blanks or with words of the sentence in them stand in double quotes.
 */
public final class Sentence {

  /** What everybody is called: every instance, interface and site. */
  static final String EVERYTHING = "everything";

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(,)|([^\\s,\"]+)");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|min|h)");
  private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
  private static final Pattern PORTS =
      Pattern.compile("(?:(tcp|udp)/(\\d{1,5})-(\\d{1,5}))|(?:(\\d{1,5})-(\\d{1,5})/(tcp|udp))");
  private static final int LAST_PORT = 65535;

  /** What ends a list of names, where it is not quoted. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "can", "cannot", "reach", "reaches", "on", "via", "within", "from", "except", "when",
          "fails", "fail", "nothing");

  /** A word; a quoted one is never a keyword. */
  private record Word(String text, boolean quoted) {

    boolean is(String keyword) {
      return !quoted && text.equals(keyword);
    }

    boolean joins() {
      return is(",") || is("and");
    }

    boolean isKeyword() {
      return !quoted && KEYWORDS.contains(text);
    }
  }

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private int at;

  private Sentence(String text) {
    this.text = text;
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (!text.substring(end, matcher.start()).isBlank()) {
        throw wrong("a quote is not closed");
      }
      end = matcher.end();
      words.add(new Word(matcher.group().replace("\"", ""), matcher.group(1) != null));
    }
    if (!text.substring(end).isBlank()) {
      throw wrong("a quote is not closed");
    }
  }

  /**
   * Reads a sentence about the network as it is.
   *
   * @throws BadQuestion saying what is wrong with which sentence
   */
  public static Expectation.Reach reach(String text) {
    Sentence sentence = new Sentence(text);
    return sentence.next("nothing") ? sentence.nothing() : sentence.someone();
  }

  /**
   * Reads a sentence about what happens when something fails.
   *
   * @param when {@code when dxcon-main fails}
   * @param then {@code site:seoul reaches prod-db within 5s via vpn-backup}
   * @throws BadQuestion saying what is wrong with which sentence
   */
  public static Expectation.Failover failover(String when, String then) {
    Sentence failing = new Sentence(when);
    failing.need("when");
    List<String> components = failing.names();
    if (!failing.next("fails")) {
      failing.need("fail");
    }
    failing.end();
    Sentence sentence = new Sentence(then);
    Terms from = sentence.terms();
    boolean can = !sentence.next("cannot");
    if (can && !sentence.next("can")) {
      sentence.need("reaches");
    } else {
      sentence.need("reach");
    }
    Terms to = sentence.terms();
    List<Traffic> traffic = List.of();
    Duration within = null;
    List<String> via = List.of();
    while (sentence.at < sentence.words.size()) {
      if (sentence.next("on")) {
        traffic = sentence.traffic();
      } else if (can && sentence.next("within")) {
        within = sentence.duration();
      } else if (can && sentence.next("via")) {
        via = sentence.names();
      } else {
        throw sentence.unexpected(can ? "on, within or via" : "on");
      }
    }
    return new Expectation.Failover(
        when + ": " + then, components, from, to, can, orOrdinary(traffic), within, via);
  }

  /**
   * Reads a sentence about what a month costs.
   *
   * @throws BadQuestion saying what is wrong with which sentence
   */
  public static Expectation.Budget budget(String text) {
    Sentence sentence = new Sentence(text);
    sentence.need("month");
    @Nullable String file = sentence.next("at") ? sentence.word("a file with traffic") : null;
    sentence.need("<=");
    BigDecimal most = sentence.amount();
    sentence.need("USD");
    sentence.end();
    return new Expectation.Budget(text, file, most);
  }

  private String word(String wanted) {
    if (at == words.size()) {
      throw unexpected(wanted);
    }
    return words.get(at++).text();
  }

  private BigDecimal amount() {
    if (at == words.size() || !AMOUNT.matcher(words.get(at).text()).matches()) {
      throw unexpected("an amount such as 2000 or 12.50");
    }
    return new BigDecimal(words.get(at++).text());
  }

  private static List<Traffic> orOrdinary(List<Traffic> said) {
    int https = Spoken.DEFAULT.destinationPort();
    return said.isEmpty() ? List.of(new Traffic(Spoken.DEFAULT.protocol(), https, https)) : said;
  }

  private Expectation.Reach nothing() {
    need("reaches");
    Terms to = terms();
    Terms from = new Terms(List.of(EVERYTHING, Parties.INTERNET), List.of());
    List<Traffic> traffic = List.of(Traffic.ALL);
    while (at < words.size()) {
      if (next("from")) {
        from = terms();
      } else if (next("on")) {
        traffic = traffic();
      } else {
        throw unexpected("from or on");
      }
    }
    return new Expectation.Reach(text, from, to, false, traffic, List.of());
  }

  private Expectation.Reach someone() {
    Terms from = terms();
    boolean can = !next("cannot");
    if (can) {
      need("can");
    }
    need("reach");
    Terms to = terms();
    List<Traffic> traffic = List.of(Traffic.ALL);
    List<String> via = List.of();
    while (at < words.size()) {
      if (next("on")) {
        traffic = traffic();
      } else if (can && next("via")) {
        via = names();
      } else {
        throw unexpected(can ? "on or via" : "on");
      }
    }
    return new Expectation.Reach(text, from, to, can, traffic, via);
  }

  private Terms terms() {
    List<String> names = names();
    return new Terms(names, next("except") ? names() : List.of());
  }

  /** Names; one may have several words, up to what joins it to the next or ends the list. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      StringBuilder name = new StringBuilder();
      while (at < words.size() && !words.get(at).joins() && !words.get(at).isKeyword()) {
        name.append(name.isEmpty() ? "" : " ").append(words.get(at++).text());
      }
      if (name.isEmpty()) {
        throw unexpected("a name");
      }
      names.add(name.toString());
    } while (joined());
    return List.copyOf(names);
  }

  /** {@code a, b}, {@code a and b}, {@code a, and b}. */
  private boolean joined() {
    boolean joined = false;
    while (at < words.size() && words.get(at).joins()) {
      at++;
      joined = true;
    }
    return joined;
  }

  private List<Traffic> traffic() {
    List<Traffic> all = new ArrayList<>();
    do {
      if (at == words.size()) {
        throw unexpected("a protocol and port");
      }
      all.add(traffic(words.get(at++).text()));
    } while (joined());
    return List.copyOf(all);
  }

  private static Traffic traffic(String text) {
    Matcher ports = PORTS.matcher(text);
    if (ports.matches()) {
      boolean first = ports.group(1) != null;
      int from = Integer.parseInt(ports.group(first ? 2 : 4));
      int to = Integer.parseInt(ports.group(first ? 3 : 5));
      if (from > to || to > LAST_PORT) {
        throw new BadQuestion("not a range of ports (0-65535): " + text);
      }
      String protocol = ports.group(first ? 1 : 6);
      return new Traffic(protocol.equals("tcp") ? Traffic.TCP : Traffic.UDP, from, to);
    }
    if (text.equals("any") || text.equals("all")) {
      return Traffic.ALL;
    }
    if (text.equals("tcp") || text.equals("udp")) {
      int protocol = text.equals("tcp") ? Traffic.TCP : Traffic.UDP;
      return new Traffic(protocol, Traffic.ANY, Traffic.ANY);
    }
    int slash = text.indexOf('/');
    boolean protocolFirst =
        slash > 0
            && text.substring(slash + 1).chars().allMatch(Sentence::isDigit)
            && !text.substring(0, slash).chars().allMatch(Sentence::isDigit);
    Spoken spoken =
        Spoken.parse(
            protocolFirst ? text.substring(slash + 1) + "/" + text.substring(0, slash) : text,
            null,
            null);
    int port = Traffic.hasPorts(spoken.protocol()) ? spoken.destinationPort() : Traffic.ANY;
    return new Traffic(spoken.protocol(), port, port);
  }

  private static boolean isDigit(int character) {
    return '0' <= character && character <= '9';
  }

  private Duration duration() {
    String word = at < words.size() ? words.get(at).text() : "";
    Matcher matcher = DURATION.matcher(word);
    if (!matcher.matches()) {
      throw unexpected("a duration such as 500ms, 5s or 2m");
    }
    at++;
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private boolean next(String keyword) {
    if (at < words.size() && words.get(at).is(keyword)) {
      at++;
      return true;
    }
    return false;
  }

  private void need(String keyword) {
    if (!next(keyword)) {
      throw unexpected("\"" + keyword + "\"");
    }
  }

  private void end() {
    if (at < words.size()) {
      throw unexpected("the end");
    }
  }

  private BadQuestion unexpected(String wanted) {
    @Nullable Word word = at < words.size() ? words.get(at) : null;
    return wrong(
        word == null
            ? wanted + " is missing at the end"
            : "expected " + wanted + " and not \"" + word.text() + "\"");
  }

  private BadQuestion wrong(String what) {
    return new BadQuestion("not a sentence: " + what + ": " + text);
  }
}
