package culvert.network.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import culvert.network.address.IpAddress;
import culvert.network.address.IpPrefix;
import culvert.network.topology.Topology;
import culvert.network.why.BadQuestion;
import culvert.network.why.QuestionText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever is written, an address or prefix is read as it is written back; a question likewise. */
class TextFuzzTest {

  @FuzzTest
  void address(byte[] bytes) {
    IpAddress address = IpAddress.tryParse(new String(bytes, StandardCharsets.ISO_8859_1));
    if (address != null && !IpAddress.parse(address.toString()).equals(address)) {
      throw new AssertionError(address + " is not read back");
    }
  }

  @FuzzTest
  void prefix(byte[] bytes) {
    IpPrefix prefix = IpPrefix.tryParse(new String(bytes, StandardCharsets.ISO_8859_1));
    if (prefix == null) {
      return;
    }
    boolean canonical =
        IpPrefix.parse(prefix.toString()).equals(prefix)
            && prefix.contains(prefix.first())
            && prefix.contains(prefix.last());
    if (!canonical) {
      throw new AssertionError(prefix + " is not read back");
    }
  }

  @FuzzTest
  void question(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int middle = text.length() / 2;
    try {
      QuestionText.between(text.substring(0, middle), text.substring(middle))
          .read(new Topology(List.of()));
    } catch (BadQuestion e) {
      // Names what is wrong.
    }
  }
}
