package culvert.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

  @TempDir private Path directory;

  private Map<String, AccessKey> read(String text) throws IOException {
    return KeyFile.read(Files.writeString(directory.resolve("keys"), text), "000000000000");
  }

  @Test
  void one_key_a_line() throws IOException {
    Map<String, AccessKey> keys =
        read("# ours\nAKIAONE  s/e+c=ret 123456789012\n\nAKIATWO:other\n111111111111,third\n");
    assertThat(keys)
        .containsEntry("AKIAONE", AccessKey.lasting("AKIAONE", "s/e+c=ret", "123456789012"))
        .containsEntry("AKIATWO", AccessKey.lasting("AKIATWO", "other", "000000000000"))
        .containsEntry("111111111111", AccessKey.lasting("111111111111", "third", "111111111111"))
        .hasSize(3);
  }

  @Test
  void the_shared_credentials_file_of_aws() throws IOException {
    Map<String, AccessKey> keys =
        read(
            """
            [default]
            aws_access_key_id = AKIAONE
            aws_secret_access_key = s/e+c=ret
            region = eu-west-1

            [other]
            aws_access_key_id=AKIATWO
            aws_secret_access_key=other
            aws_account_id=123456789012
            """);
    assertThat(keys)
        .containsEntry("AKIAONE", AccessKey.lasting("AKIAONE", "s/e+c=ret", "000000000000"))
        .containsEntry("AKIATWO", AccessKey.lasting("AKIATWO", "other", "123456789012"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GEHEIM | line 1",
        "AKIAONE a b c | line 1",
        "AKIAONE geheim 12 | 12 digits",
        "A-K geheim | letters and digits",
        "AKIAONE geheim\\nAKIAONE geheim | line 2",
        "[a]\\naws_access_key_id=AKIAONE | aws_secret_access_key",
        "[a]\\nGEHEIM | line 2",
        "# nothing | no keys",
      })
  void a_wrong_line_is_named_and_its_text_is_not_shown(String text, String says) {
    assertThatThrownBy(() -> read(text.strip().replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says.strip())
        .message()
        .doesNotContainIgnoringCase("geheim");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(() -> KeyFile.read(directory.resolve("none"), "000000000000"))
        .hasMessageContaining("none");
  }
}
