package culvert.aws.operations;

import com.code_intelligence.jazzer.junit.FuzzTest;
import culvert.aws.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Whatever a filter says, it is applied or refused; and wildcards mean what a regex would. */
class FilterFuzzTest {

  private static final int LONGEST = 24;

  @FuzzTest
  void filter(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int middle = text.length() / 2;
    Filter filter =
        Filter.builder().name(text.substring(0, middle)).values(text.substring(middle)).build();
    Vpc vpc =
        Vpc.builder().vpcId("vpc-1").tags(Tag.builder().key("Name").value(text).build()).build();
    try {
      new Filters<Vpc>().on("vpc-id", Vpc::vpcId).onTags().matching(List.of(filter)).test(vpc);
      PageToken.read("DescribeVpcsRequest", text);
    } catch (WireException e) {
      if (e.status() >= 500) {
        throw e;
      }
    }
  }

  @FuzzTest
  void wildcards(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int middle = Math.min(LONGEST, all.length() / 2);
    String pattern = all.substring(0, middle);
    String text = all.substring(middle, Math.min(all.length(), middle + LONGEST));
    boolean expected = Pattern.compile(regex(pattern), Pattern.DOTALL).matcher(text).matches();
    if (Wildcards.match(pattern, text) != expected) {
      throw new AssertionError("'" + pattern + "' on '" + text + "' should be " + expected);
    }
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
      } else if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
