package culvert.network.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import culvert.network.Net;
import culvert.network.topology.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTextTest {

  private static final Topology NET =
      new Net()
          .vpc("a", "10.0.0.0/16", "2001:db8:a::/56")
          .subnet("subnet-a", "a", "10.0.0.0/24", "2001:db8:a::/64")
          .host("both", "subnet-a", "10.0.0.10", "2001:db8:a::10")
          .publicly("both", "54.0.0.10")
          .host("four", "subnet-a", "10.0.0.4")
          .host("six", "subnet-a", "2001:db8:a::6")
          .topology();

  private static String packet(String from, String to, String port, String family) {
    Question question = new QuestionText(from, to, port, null, null, family).read(NET);
    return question.packet().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "i-both, i-four, , , 10.0.0.10 -> 10.0.0.4 tcp/443",
    "i-both, eni-four, 80, , 10.0.0.10 -> 10.0.0.4 tcp/80",
    "i-both, i-four, 53/UDP, , 10.0.0.10 -> 10.0.0.4 udp/53",
    "i-both, i-four, 80/6, , 10.0.0.10 -> 10.0.0.4 tcp/80",
    "i-both, i-four, icmp, , 10.0.0.10 -> 10.0.0.4 icmp/8.0",
    "i-both, i-six, icmp, , 2001:db8:a::10 -> 2001:db8:a::6 icmpv6/128.0",
    "i-both, i-both, , 6, 2001:db8:a::10 -> 2001:db8:a::10 tcp/443",
    "10.0.0.4@vpc-a, 10.0.0.99@vpc-a, , , 10.0.0.4 -> 10.0.0.99 tcp/443",
    "i-both, 2001:db8:a::99@vpc-a, , , 2001:db8:a::10 -> 2001:db8:a::99 tcp/443",
    "internet/203.0.113.9, i-both, , , 203.0.113.9 -> 54.0.0.10 tcp/443",
    "internet/203.0.113.9, i-four, , , 203.0.113.9 -> 10.0.0.4 tcp/443",
    "internet/2600::1, i-both, , , 2600::1 -> 2001:db8:a::10 tcp/443",
    "i-six, internet/203.0.113.9, , , 2001:db8:a::6 -> 64:ff9b::cb00:7109 tcp/443",
    "i-both, internet/203.0.113.9, , 6, 2001:db8:a::10 -> 64:ff9b::cb00:7109 tcp/443",
  })
  void what_people_write_becomes_a_packet(
      String from, String to, String port, String family, String packet) {
    assertThat(packet(from, to, port, family)).isEqualTo(packet);
  }

  @Test
  void the_askers_port_is_49152_unless_said() {
    assertThat(QuestionText.between("i-both", "i-four").read(NET).packet().sourcePort())
        .isEqualTo(49152);
    QuestionText said = new QuestionText("i-both", "i-four", null, null, "1024", null);
    assertThat(said.read(NET).packet().sourcePort()).isEqualTo(1024);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "i-gone; i-four; ; ; there is no i-gone",
        "eni-gone; i-four; ; ; there is no eni-gone",
        "10.0.0.4@vpc-gone; i-four; ; ; there is no vpc-gone: 10.0.0.4@vpc-gone",
        "10.9.0.4@vpc-a; i-four; ; ; 10.9.0.4 is not an address of vpc-a: 10.9.0.4@vpc-a",
        "10.0.0.99@vpc-a; i-four; ; ; nobody asks from 10.0.0.99: no interface has it",
        "10.0.0@vpc-a; i-four; ; ; not an IP address: 10.0.0 in 10.0.0@vpc-a",
        "i-four; internet/x; ; ; not an IP address: x in internet/x",
        "internet/8.8.8.8; internet/9.9.9.9; ; ; both ends are in the internet: internet/8.8.8.8 and internet/9.9.9.9",
        "internet/54.0.0.10; i-four; ; ; internet/54.0.0.10 is eni-both: ask from that",
        "i-four; i-six; ; ; i-six has no IPv4 address",
        "i-four; i-both; ; 6; i-four has no IPv6 address",
        "i-four; i-both; ; 5; not an IP family (4 or 6): 5",
        "i-four; i-both; 65536; ; not a port (0-65535): 65536",
        "i-four; i-both; -1; ; not a port (0-65535): -1",
        "i-four; i-both; 443/256; ; not a protocol (0-255): 256",
        "i-four; i-both; 443/tpc; ; not a protocol (0-255): tpc",
        "i-four; i-both; 443/icmp; ; icmp has no ports: 443",
        "i-four; service:s3; ; ; no service with addresses of its own in us-east-1: service:s3 (s3 and dynamodb are)",
        "i-four; service:; ; ; names no service: service: (service:s3 does)",
        "i-four; site:seoul; ; ; there is no site:seoul",
        "i-four; nonsense; ; ; not an end: nonsense (an end is i-…, eni-…, vpce-…, ADDRESS@vpc-…, site:NAME[/ADDRESS], internet/ADDRESS, service:NAME[/ADDRESS] or a multicast group)",
      })
  void a_bad_question_names_what_is_wrong(
      String from, String to, String port, String family, String message) {
    assertThatThrownBy(() -> packet(from, to, port, family))
        .isInstanceOf(BadQuestion.class)
        .hasMessage(message);
  }

  @Test
  void a_port_and_a_protocol_must_not_contradict_each_other() {
    assertThatThrownBy(
            () -> new QuestionText("i-four", "i-both", "53/udp", "tcp", null, null).read(NET))
        .isInstanceOf(BadQuestion.class)
        .hasMessage("port 53/udp contradicts protocol tcp");
    QuestionText agreed = new QuestionText("i-four", "i-both", "53/udp", "17", null, null);
    assertThat(agreed.read(NET).packet().protocol()).isEqualTo(17);
  }
}
