package culvert.network;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("culvert.network");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.InstantSource.system",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone");

  private static final DescribedPredicate<JavaCall<?>> READS_A_CLOCK =
      DescribedPredicate.describe(
          "read the system clock",
          call ->
              CLOCKS.contains(
                  call.getTargetOwner().getFullName() + "." + call.getTarget().getName()));

  @Test
  void the_network_depends_on_nothing_but_java() {
    assertThat(MAIN.size()).isGreaterThan(80);
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("culvert.network..", "java..", "org.jspecify..")
        .check(MAIN);
  }

  @Test
  void only_the_timeline_reads_the_system_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("culvert.network.time")
        .should()
        .callMethodWhere(READS_A_CLOCK)
        .check(MAIN);
  }

  @Test
  void the_rule_on_clocks_sees_one_that_is_read() {
    ArchRule nobody = noClasses().should().callMethodWhere(READS_A_CLOCK);
    assertThatThrownBy(() -> nobody.check(MAIN)).hasMessageContaining("WallTimeline");
  }

  @Test
  void forwarding_does_not_know_its_engines() {
    noClasses()
        .that()
        .resideInAPackage("culvert.network.forwarding")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("culvert.network.why")
        .check(MAIN);
  }
}
