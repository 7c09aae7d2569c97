package culvert.aws.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardsTest {

  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, webs, false",
    "web, Web, false",
    "w*, web, true",
    "*b, web, true",
    "*, '', true",
    "*, web, true",
    "'', '', true",
    "'', web, false",
    "w?b, web, true",
    "w?b, wb, false",
    "???, web, true",
    "??, web, false",
    "*e*, web, true",
    "w**b, web, true",
    "*ab*ab, aabab, true",
    "*ab*ab, aab, false",
    "web.1, webx1, false",
    "[w]eb, web, false",
    "ü?, üß, true",
  })
  void a_star_is_any_run_and_a_question_mark_any_one(String pattern, String text, boolean matches) {
    assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "\\*amazon, *amazon, true",
    "\\*amazon, xamazon, false",
    "\\?amazon, ?amazon, true",
    "\\?amazon, xamazon, false",
    "\\\\amazon, \\amazon, true",
    "\\\\*, \\anything, true",
    "a\\b, ab, true",
    "web\\, web\\, true",
    "web\\, web, false",
  })
  void a_backslash_takes_the_meaning_away(String pattern, String text, boolean matches) {
    assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
  }

  @Test
  void no_pattern_takes_long() {
    String pattern = "a*".repeat(500) + "b";
    String text = "a".repeat(5000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(Wildcards.match(pattern, text)).isFalse());
  }
}
