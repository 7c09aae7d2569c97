package culvert.network.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.4 ",
        " 1.2.3.4",
        "1..2.3",
        "1.2.3.",
        ".1.2.3",
        "+1.2.3.4",
        "0x1.2.3.4",
        "1.2.3.٤",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8:9",
        "12345::",
        "g::",
        "fe80::1%eth0",
        "[::1]",
        "::1.2.3",
        "1:2:3:4:5:6:7:1.2.3.4",
        ":1",
        "1:",
        "::1:"
      })
  void nothing_looser_than_an_address_is_read(String text) {
    assertThat(IpAddress.tryParse(text)).isNull();
    assertThatThrownBy(() -> IpAddress.parse(text)).hasMessageContaining(text);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "255.255.255.255, 255.255.255.255",
    "::, ::",
    "::1, ::1",
    "2001:DB8::1, 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0"
  })
  void addresses_are_written_canonically(String text, String canonical) {
    assertThat(IpAddress.parse(text)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/4294967296", "10.0.0.0/-1", "10.0.0.0/08",
        "10.0.0.0/+8", "10.0.0.0/8 ", "10.0.0.0/8/8", "/8", "::/129", "10/8"
      })
  void nothing_looser_than_a_prefix_is_read(String text) {
    assertThat(IpPrefix.tryParse(text)).isNull();
    assertThatThrownBy(() -> IpPrefix.parse(text)).hasMessageContaining(text);
  }

  @Test
  void host_bits_are_cleared_as_aws_does_R1_1_2() {
    assertThat(IpPrefix.parse("100.68.0.18/18")).hasToString("100.68.0.0/18");
    assertThat(IpPrefix.parse("2001:db8:ffff::1/33")).hasToString("2001:db8:8000::/33");
    assertThatThrownBy(() -> new IpPrefix(IpAddress.parse("10.0.0.1"), 8))
        .hasMessageContaining("host bits");
  }

  @RepeatedTest(200)
  void random_addresses_survive_the_round_trip_and_agree_with_java() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    IpAddress v6 = IpAddress.v6(sparse(random), sparse(random));
    IpAddress v4 = IpAddress.v4(random.nextLong());
    assertThat(IpAddress.parse(v6.toString())).as("seed %d", seed).isEqualTo(v6);
    assertThat(IpAddress.parse(v4.toString())).as("seed %d", seed).isEqualTo(v4);
    assertThat(v4.toString()).isEqualTo(InetAddress.ofLiteral(v4.toString()).getHostAddress());
    byte[] bytes = InetAddress.ofLiteral(v6.toString()).getAddress();
    if (bytes.length == 16) {
      assertThat(java.nio.ByteBuffer.wrap(bytes).getLong()).isEqualTo(v6.high());
      assertThat(java.nio.ByteBuffer.wrap(bytes).getLong(8)).isEqualTo(v6.low());
    }
  }

  private static long sparse(Random random) {
    long value = random.nextLong();
    for (int shift = 0; shift < 64; shift += 16) {
      if (random.nextBoolean()) {
        value &= ~(0xffffL << shift);
      }
    }
    return value;
  }
}
