package culvert.network.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class IpPrefixTest {

  @Test
  void the_ends_of_a_prefix() {
    assertThat(IpPrefix.parse("10.1.2.0/23").first()).hasToString("10.1.2.0");
    assertThat(IpPrefix.parse("10.1.2.0/23").last()).hasToString("10.1.3.255");
    assertThat(IpPrefix.ALL_V4.last()).hasToString("255.255.255.255");
    assertThat(IpPrefix.parse("2001:db8::/63").last())
        .hasToString("2001:db8:0:1:ffff:ffff:ffff:ffff");
    assertThat(IpPrefix.ALL_V6.last().plus(1)).isEqualTo(IpPrefix.ALL_V6.first());
  }

  @Test
  void how_many_addresses_a_prefix_holds() {
    assertThat(IpPrefix.parse("10.0.0.0/28").size()).isEqualTo(16);
    assertThat(IpPrefix.ALL_V4.size()).isEqualTo(1L << 32);
    assertThat(IpPrefix.parse("2001:db8::/64").size()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_families_never_hold_each_other() {
    assertThat(IpPrefix.ALL_V6.contains(IpAddress.parse("10.0.0.1"))).isFalse();
    assertThat(IpPrefix.ALL_V4.overlaps(IpPrefix.ALL_V6)).isFalse();
  }

  @RepeatedTest(500)
  void containing_and_overlapping_agree_with_comparing_bit_by_bit() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    IpPrefix one = prefix(random);
    IpPrefix other = prefix(random);
    IpAddress address = random.nextBoolean() ? one.last() : other.first();
    assertThat(one.contains(address)).as("seed %d", seed).isEqualTo(sharesBits(one, address));
    boolean overlap =
        one.length() <= other.length()
            ? sharesBits(one, other.address())
            : sharesBits(other, one.address());
    assertThat(one.overlaps(other)).as("seed %d", seed).isEqualTo(overlap);
    assertThat(one.contains(other))
        .as("seed %d", seed)
        .isEqualTo(overlap && one.length() <= other.length());
  }

  /** Few distinct bits, so that prefixes meet often. */
  private static IpPrefix prefix(Random random) {
    if (random.nextBoolean()) {
      return IpPrefix.of(IpAddress.v4(random.nextInt(4) << 28), random.nextInt(33));
    }
    return IpPrefix.of(
        IpAddress.v6(random.nextLong(4) << 60, random.nextLong(4) << 10), random.nextInt(129));
  }

  private static boolean sharesBits(IpPrefix prefix, IpAddress address) {
    if (prefix.family() != address.family()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (prefix.address().bit(i) != address.bit(i)) {
        return false;
      }
    }
    return true;
  }
}
