package culvert.network.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

  @Test
  void prefixes_at_the_ends_of_the_address_space() {
    PrefixTable<String> table =
        new PrefixTable<>(
            Map.of(
                IpPrefix.ALL_V4,
                "all",
                IpPrefix.parse("0.0.0.0/8"),
                "first",
                IpPrefix.parse("255.0.0.0/8"),
                "last",
                IpPrefix.parse("255.255.255.255/32"),
                "very last"));
    assertThat(table.find(IpAddress.parse("0.1.2.3"))).isEqualTo("first");
    assertThat(table.find(IpAddress.parse("1.0.0.0"))).isEqualTo("all");
    assertThat(table.find(IpAddress.parse("255.255.255.254"))).isEqualTo("last");
    assertThat(table.find(IpAddress.parse("255.255.255.255"))).isEqualTo("very last");
    assertThat(table.find(IpAddress.parse("::1"))).isNull();
  }

  @RepeatedTest(300)
  void the_longest_prefix_is_the_one_that_a_scan_finds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<IpPrefix, String> entries = new HashMap<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      IpPrefix prefix = prefix(random);
      entries.put(prefix, prefix.toString());
    }
    PrefixTable<String> table = new PrefixTable<>(entries);
    for (int i = 0; i < 100; i++) {
      IpPrefix near = prefix(random);
      IpAddress address = random.nextBoolean() ? near.first() : near.last().plus(1);
      String scanned = null;
      int longest = -1;
      for (Map.Entry<IpPrefix, String> entry : entries.entrySet()) {
        if (entry.getKey().contains(address) && entry.getKey().length() > longest) {
          longest = entry.getKey().length();
          scanned = entry.getValue();
        }
      }
      assertThat(table.find(address)).as("seed %d %s", seed, address).isEqualTo(scanned);
    }
  }

  private static IpPrefix prefix(Random random) {
    return random.nextInt(4) > 0
        ? IpPrefix.of(IpAddress.v4((random.nextInt() & 0xc0030003L)), random.nextInt(33))
        : IpPrefix.of(
            IpAddress.v6(random.nextLong() & 0xc000000000000003L, random.nextLong() & 3),
            random.nextInt(129));
  }
}
