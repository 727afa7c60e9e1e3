package dev.tracefold.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tracefold.aws.CannedAws;
import dev.tracefold.embedded.TestStacks;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The parts see each other as README says, and the domain stays pure. */
class ArchitectureTest {

  private static final Pattern MODULE =
      Pattern.compile("/tracefold-([a-z-]+)-[^/]*\\.jar!|/([a-z-]+)/target/classes/");

  private static final List<String> LOCAL = List.of("local", "embedded", "testing");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.tracefold");

  private static final DescribedPredicate<JavaClass> DOMAIN =
      describe(
          "the domain", type -> List.of("grouping", "intake", "issues").contains(artifact(type)));

  /** The module of a class, such as {@code save-events}; empty for classes of libraries. */
  private static String artifact(JavaClass type) {
    String place = type.getSource().map(source -> source.getUri().toString()).orElse("");
    return MODULE.matcher(place).results().map(ArchitectureTest::name).findFirst().orElse("");
  }

  private static String name(MatchResult place) {
    return place.group(1) == null ? place.group(2) : place.group(1);
  }

  @Test
  void everyModuleIsLookedAt() throws IOException {
    String pom = Files.readString(TestStacks.root().resolve("pom.xml"));
    List<String> modules =
        Pattern.compile("<module>(?:.*/)?([a-z-]+)</module>")
            .matcher(pom)
            .results()
            .map(module -> module.group(1))
            .filter(module -> !module.equals("benchmarks") && !module.equals("archive"))
            .toList();
    assertThat(CLASSES.stream().map(ArchitectureTest::artifact).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(modules);
  }

  @Test
  void theDomainKnowsNothingOfTheOutside() {
    noClasses()
        .that(DOMAIN)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "software.amazon..",
                "com.amazonaws..",
                "java.nio.file..",
                "java.net.http..",
                "java.sql.."))
        .check(CLASSES);
  }

  @Test
  void theDomainIsToldTheTimeAndItsChances() {
    noClasses()
        .that(DOMAIN)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .check(CLASSES);
  }

  @Test
  void functionsDoNotKnowEachOther() {
    slices()
        .matching("dev.tracefold.(receiveenvelopes|saveevents|saveattachments|countoutcomes)..")
        .should()
        .notDependOnEachOther()
        .check(CLASSES);
  }

  @Test
  void nothingDeployedKnowsTheLocalSystem() {
    noClasses()
        .that(describe("deployed", type -> !LOCAL.contains(artifact(type))))
        .should()
        .dependOnClassesThat(describe("local", type -> LOCAL.contains(artifact(type))))
        .check(CLASSES);
  }

  /** Sees no node that a format such as {@code %s} makes a text, which takes a mapper as well. */
  @Test
  void functionsReadAndWriteTreesWithoutAMapper() {
    noClasses()
        .that(
            describe(
                "run by functions",
                type ->
                    !LOCAL.contains(artifact(type))
                        && !type.getName().startsWith(CannedAws.class.getName())))
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectMapper.class, JsonMapper.class, ObjectReader.class, ObjectWriter.class)
        .orShould()
        .accessTargetWhere(
            describe(
                "a node becomes text",
                access ->
                    access.getTargetOwner().isAssignableTo(JsonNode.class)
                        && List.of("toString", "toPrettyString").contains(access.getName())))
        .because(
            "a mapper, by which nodes become texts, too, loads hundreds of classes that bind objects;"
                + " JsonTree spares cold starts that (CannedAws runs before a snapshot only)")
        .check(CLASSES);
  }

  @Test
  void packagesOfAModuleDependOnEachOtherOneWay() {
    for (String module : List.of("grouping", "intake", "issues", "aws")) {
      slices()
          .matching("dev.tracefold.(**)")
          .should()
          .beFreeOfCycles()
          .check(CLASSES.that(describe(module, type -> artifact(type).equals(module))));
    }
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..")
        .check(CLASSES);
  }
}
