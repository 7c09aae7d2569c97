package culvert.network.expectation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.address.Traffic;
import culvert.network.why.BadQuestion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

  @Test
  void someone_can_reach_someone_by_traffic_and_a_way() {
    Expectation.Reach reach =
        Sentence.reach("web and app-* can reach prod db, cache on tcp/5432, 53/udp via hub");
    assertThat(reach.from()).isEqualTo(new Terms(List.of("web", "app-*"), List.of()));
    assertThat(reach.to()).isEqualTo(new Terms(List.of("prod db", "cache"), List.of()));
    assertThat(reach.can()).isTrue();
    assertThat(reach.traffic())
        .containsExactly(new Traffic(Traffic.TCP, 5432, 5432), new Traffic(Traffic.UDP, 53, 53));
    assertThat(reach.via()).containsExactly("hub");
  }

  @Test
  void someone_cannot_reach_someone_by_anything_unless_it_is_said() {
    Expectation.Reach reach = Sentence.reach("dev-* cannot reach prod-* except prod-public");
    assertThat(reach.can()).isFalse();
    assertThat(reach.to()).isEqualTo(new Terms(List.of("prod-*"), List.of("prod-public")));
    assertThat(reach.traffic()).containsExactly(Traffic.ALL);
  }

  @Test
  void nothing_reaches_someone_is_of_everybody_unless_it_is_said() {
    assertThat(Sentence.reach("nothing reaches internet from data-*").from().names())
        .containsExactly("data-*");
    assertThat(Sentence.reach("nothing reaches data-* on 22").from().names())
        .containsExactly("everything", "internet");
  }

  @Test
  void names_with_words_of_the_sentence_in_them_are_quoted() {
    Expectation.Reach reach = Sentence.reach("\"on, call\" can reach \"via\"");
    assertThat(reach.from().names()).containsExactly("on, call");
    assertThat(reach.to().names()).containsExactly("via");
  }

  @Test
  void a_failure_has_a_time_and_a_way() {
    Expectation.Failover failover =
        Sentence.failover(
            "when dxcon-main and dxcon-other fail",
            "site:seoul reaches prod-db on 22 within 1500ms via vpn-backup");
    assertThat(failover.failing()).containsExactly("dxcon-main", "dxcon-other");
    assertThat(failover.within()).isEqualTo(Duration.ofMillis(1500));
    assertThat(failover.via()).containsExactly("vpn-backup");
    assertThat(failover.traffic()).containsExactly(new Traffic(Traffic.TCP, 22, 22));
    assertThat(Sentence.failover("when a fails", "b cannot reach c").can()).isFalse();
    assertThat(Sentence.failover("when a fails", "b can reach c within 2m").within())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp/443, tcp/443",
    "443, tcp/443",
    "443/udp, udp/443",
    "tcp/8000-8080, tcp/8000-8080",
    "8000-8080/udp, udp/8000-8080",
    "tcp, tcp",
    "icmp, icmp",
    "gre, 47",
    "47/47, 47",
    "any, all"
  })
  void traffic_is_written_as_anywhere_else_or_by_its_protocol_first(String text, String read) {
    if (text.equals("47/47")) {
      assertThatThrownBy(() -> Sentence.reach("a can reach b on " + text))
          .isInstanceOf(BadQuestion.class);
    } else {
      assertThat(Sentence.reach("a can reach b on " + text).traffic())
          .extracting(Traffic::toString)
          .containsExactly(read);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web reach db | expected \"can\" and not \"reach\"",
        "web can reach | a name is missing at the end",
        "can reach db | expected a name and not \"can\"",
        "web can reach db via | a name is missing at the end",
        "web can reach db within 5s | expected on or via and not \"within\"",
        "web cannot reach db via hub | expected on and not \"via\"",
        "web can reach \"db | a quote is not closed",
        "web can reach db on tcp/99999 | not a port (0-65535): 99999",
        "web can reach db on tcp/9-1 | not a range of ports (0-65535): tcp/9-1",
        "web can reach db on quic | not a port (0-65535): quic",
        "nothing reaches | a name is missing at the end"
      })
  void what_is_no_sentence_is_named(String text, String said) {
    assertThatThrownBy(() -> Sentence.reach(text))
        .isInstanceOf(BadQuestion.class)
        .hasMessageContaining(said);
  }

  @Test
  void a_failure_that_is_none_is_named() {
    assertThatThrownBy(() -> Sentence.failover("if a fails", "b reaches c"))
        .hasMessageContaining("expected \"when\" and not \"if\"");
    assertThatThrownBy(() -> Sentence.failover("when a fails", "b reaches c within soon"))
        .hasMessageContaining("a duration such as 500ms, 5s or 2m");
    assertThatThrownBy(() -> Sentence.failover("when a fails now", "b reaches c"))
        .hasMessageContaining("expected the end and not \"now\"");
  }
}
