package culvert.bench;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** They still run, and what they build is answered; their figures here say nothing. */
class BenchmarksTest {

  private static final List<String> CULVERT =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"),
          "culvert.app.Culvert");

  @Test
  void requests_are_answered_by_all_that_are_compared() throws Exception {
    Benchmarks.run(List.of("requests"), CULVERT, Effort.QUICK);
  }

  @Test
  void a_large_network_is_built_and_asked_in_a_process() throws Exception {
    Benchmarks.run(List.of("memory"), CULVERT, Effort.QUICK);
  }

  @Test
  void a_large_transit_gateway_is_built_and_its_changes_show() throws Exception {
    Benchmarks.run(List.of("hub"), CULVERT, Effort.QUICK);
  }

  @Test
  void a_large_network_is_dumped_and_loaded() throws Exception {
    Benchmarks.run(List.of("load"), CULVERT, Effort.QUICK);
  }

  @Test
  void a_large_hub_with_traffic_is_billed() throws Exception {
    Benchmarks.run(List.of("bill"), CULVERT, Effort.QUICK);
  }

  @Test
  void why_is_measured() throws Exception {
    Benchmarks.run(List.of("why"), CULVERT, Effort.QUICK);
  }

  @Test
  void the_proof_is_measured() throws Exception {
    Benchmarks.run(List.of("proof"), CULVERT, Effort.QUICK);
  }

  @Test
  void routing_is_measured() throws Exception {
    Benchmarks.run(List.of("routing"), CULVERT, Effort.QUICK);
  }
}
