package culvert.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AppArchitectureTest {

  private static final JavaClasses CULVERT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("culvert");

  @Test
  void the_rules_look_at_all_modules() {
    assertThat(CULVERT.stream().map(each -> each.getPackageName()))
        .contains("culvert.network.topology", "culvert.aws.wire", "culvert.app.server");
  }

  @Test
  void the_sdks_types_live_in_the_aws_module_and_the_demo_is_a_client() {
    noClasses()
        .that()
        .resideInAnyPackage("culvert.app..", "culvert.network..")
        .and()
        .resideOutsideOfPackage("culvert.app.demo..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(CULVERT);
  }

  @Test
  void modules_use_only_those_below_them() {
    noClasses()
        .that()
        .resideInAPackage("culvert.network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("culvert.aws..", "culvert.app..")
        .check(CULVERT);
    noClasses()
        .that()
        .resideInAPackage("culvert.aws..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("culvert.app..")
        .check(CULVERT);
  }

  @Test
  void the_protocols_know_neither_operations_nor_resources() {
    noClasses()
        .that()
        .resideInAPackage("culvert.aws.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("culvert.aws.operations..", "culvert.aws.catalog..")
        .check(CULVERT);
  }

  @Test
  void only_the_timeline_reads_the_clock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("culvert.network.time..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDateTime.class, "now")
        .check(CULVERT);
  }
}
