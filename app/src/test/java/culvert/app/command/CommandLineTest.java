package culvert.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.Cli;
import culvert.app.server.CulvertServer;
import culvert.app.server.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

  /** What a command line ended with, and what it said in error. */
  private record Ended(int exit, List<String> err) {}

  private static Ended run(String... arguments) {
    Cli.Ended ended = Cli.run(arguments);
    return new Ended(ended.exit(), ended.err().lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nosuch | nosuch
          why i-1 | TO
          up --port x | --port
          up --port 70000 | 70000
          up --account 12 | 12
          up --ephemeral --data here | --data
          up --auth no-such-file | no-such-file
          up --timing slow | slow
          up --ephemeral --host 203.0.113.1 --port 0 | 203.0.113.1
          resolve i-1 | NAME
          resolve i-1 name --endpoint nowhere | nowhere
          matrix --endpoint nowhere | nowhere
          site set seoul | --asn
          site set seoul --asn x | --asn
          site set seoul --file no-such-file | no-such-file
          site set seoul --file no-such-file --asn 1 | --file
          site set seoul --asn 1 --static-route 10.0.0.0/8 | --static-route
          fail --endpoint nowhere | ID
          heal i-1 --endpoint nowhere | nowhere
          clock 90s --endpoint nowhere | nowhere
          rehearse site:seoul | TO
          diff | BEFORE
          diff no-such-directory | no-such-directory
          diff . --state no-such-file | no-such-file
          load | DIR
          load no-such-directory | no-such-directory
          dump | DIR
          dump here --endpoint nowhere | nowhere
          matrix --endpoint http://127.0.0.1:1 | 127.0.0.1:1
          """)
  void bad_input_is_one_line_that_names_it_and_exit_2(String line, String named) {
    Ended ended = run(line.split(" "));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).hasSize(1);
    assertThat(ended.err().getFirst()).startsWith("culvert: ").contains(named);
  }

  @Test
  void a_port_that_is_taken_is_said_and_ends_the_command() {
    try (CulvertServer server = CulvertServer.start(Settings.ephemeral())) {
      Ended ended = run("up", "--ephemeral", "--port", Integer.toString(server.port()));
      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.err())
          .singleElement()
          .asString()
          .contains("cannot listen at 127.0.0.1:" + server.port())
          .contains("in use");
    }
  }
}
