package culvert.aws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("culvert.aws");

  @Test
  void operations_do_not_know_the_rooms_inside() {
    assertThat(MAIN.size()).isGreaterThan(300);
    noClasses()
        .that()
        .resideInAPackage("culvert.aws.operations")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("culvert.aws.operations.*..")
        .check(MAIN);
  }

  @Test
  void packages_depend_on_one_another_in_one_direction() {
    slices().matching("culvert.(**)").should().beFreeOfCycles().check(MAIN);
  }
}
