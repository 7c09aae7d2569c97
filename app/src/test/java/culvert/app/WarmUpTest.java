package culvert.app;

import static org.assertj.core.api.Assertions.assertThat;

import culvert.app.command.CulvertCommand;
import org.junit.jupiter.api.Test;

/** The launcher goes on without a cache where the training run fails; it must not. */
class WarmUpTest {

  @Test
  void the_training_run_does_what_it_is_there_for() {
    assertThat(CulvertCommand.run("warm-up")).isZero();
  }
}
