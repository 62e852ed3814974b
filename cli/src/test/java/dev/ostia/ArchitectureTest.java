package dev.ostia;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The shape that docs/architecture.md draws. */
class ArchitectureTest {

  private static final JavaClasses OSTIA =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.ostia");

  @Test
  void translatorKnowsNoTransportClientOrLogger() {
    noClasses()
        .that()
        .resideInAPackage("dev.ostia.translator..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.grpc..",
            "io.fabric8.kubernetes.client..",
            "org.slf4j..",
            "ch.qos.logback..",
            "java.net.http..",
            "java.util.logging..",
            "dev.ostia.controlplane..",
            "dev.ostia.envoy..",
            "dev.ostia.cli..")
        .check(OSTIA);
  }

  @Test
  void translationReadsNoClockEnvironmentOrRandomness() {
    noClasses()
        .that()
        .resideInAPackage("dev.ostia.translator..")
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getProperty", String.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .check(OSTIA);
  }

  @Test
  void streamsKnowNoIstioOrKubernetesType() {
    noClasses()
        .that()
        .resideInAPackage("dev.ostia.controlplane.xds..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "dev.ostia.translator.config..",
            "dev.ostia.translator.resolve..",
            "dev.ostia.controlplane.source..",
            "dev.ostia.controlplane.store..")
        .check(OSTIA);
  }

  @Test
  void sourcesKnowNothingOfWhatBecomesOfThem() {
    noClasses()
        .that()
        .resideInAPackage("dev.ostia.controlplane.source..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ostia.controlplane.store..",
            "dev.ostia.controlplane.snapshot..",
            "dev.ostia.controlplane.xds..",
            "dev.ostia.controlplane.admin..",
            "io.envoyproxy..")
        .check(OSTIA);
  }

  @Test
  void bootstrapKnowsNothingOfTheControlPlane() {
    noClasses()
        .that()
        .resideInAPackage("dev.ostia.envoy..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.ostia.translator..", "dev.ostia.controlplane..", "dev.ostia.cli..")
        .check(OSTIA);
  }

  @Test
  void onlyTheCommandLinePrintsToStandardOutput() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.ostia.cli..", "dev.ostia.bench..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(OSTIA);
  }

  @Test
  void controlPlanePackagesHaveNoCycles() {
    slices().matching("dev.ostia.controlplane.(*)..").should().beFreeOfCycles().check(OSTIA);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
        .check(OSTIA);
  }
}
