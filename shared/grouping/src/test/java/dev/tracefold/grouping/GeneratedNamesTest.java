package dev.tracefold.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What generators write into names, against the patterns of grouping 9. */
final class GeneratedNamesTest {

  private static final Pattern CONSTRUCTOR =
      Pattern.compile("(sun\\.reflect\\.Generated(?:Serialization)?ConstructorAccessor)\\p{Nd}+");
  private static final Pattern CGLIB =
      Pattern.compile("(\\$\\$[\\p{L}\\p{N}_]+?CGLIB\\$\\$)[a-fA-F0-9]+(_[0-9]+)?");
  private static final Pattern JAVASSIST =
      Pattern.compile("(\\$\\$_javassist)(?:_seam)?(?:_[0-9]+)?");
  private static final Pattern CLOJURE = Pattern.compile("(\\$fn__)\\p{Nd}+");
  private static final Pattern NUMBERS = Pattern.compile("(_)\\p{Nd}{2,}");
  private static final Pattern TEMPLATE = Pattern.compile("__\\p{Nd}{4,}_\\p{Nd}{4,}(?=\\n?\\z)");

  private static final List<String> PIECES =
      List.of(
          "sun.reflect.Generated",
          "Serialization",
          "ConstructorAccessor",
          "$$",
          "$",
          "Enhancer",
          "CGLIB",
          "CGLIB$$",
          "af0",
          "_12",
          "_",
          "__1234_5678",
          "$$_javassist",
          "_seam",
          "$fn__",
          "7",
          "٣",
          "\ud835\udfce",
          "é",
          ".",
          "\n");

  @ParameterizedTest
  @CsvSource({
    "a.B$$EnhancerByCGLIB$$1f2_3.c, a.B$$EnhancerByCGLIB$$<auto>.c",
    "a.B$$CGLIB$$1f2, a.B$$CGLIB$$1f2",
    "a$$xCGLIB$$1_2yCGLIB$$3, a$$xCGLIB$$<auto>yCGLIB$$3",
    "a.B_$$_javassist_seam_17, a.B_$$_javassist<auto>",
    "a$fn__12$fn__x, a$fn__<auto>$fn__x",
    "sun.reflect.GeneratedSerializationConstructorAccessor9, "
        + "sun.reflect.GeneratedSerializationConstructorAccessor<auto>",
  })
  void generatedPartsOfClassesAreReplaced(String name, String cleaned) {
    assertThat(GeneratedNames.cleanJavaClass(name)).isEqualTo(cleaned);
  }

  @Test
  void anyNameIsCleanedAsThePatternsWould() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int pieces = random.nextInt(9); pieces >= 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      String name = text.toString();
      String constructors = CONSTRUCTOR.matcher(name).replaceAll("$1<auto>");
      String enhancers = CGLIB.matcher(constructors).replaceAll("$1<auto>");
      String proxies = JAVASSIST.matcher(enhancers).replaceAll("$1<auto>");
      assertThat(GeneratedNames.cleanJavaClass(name))
          .as(name)
          .isEqualTo(CLOJURE.matcher(proxies).replaceAll("$1<auto>"));
      assertThat(GeneratedNames.cleanNumbers(name))
          .as(name)
          .isEqualTo(NUMBERS.matcher(name).replaceAll("$1<anon>"));
      assertThat(GeneratedNames.cleanTemplate(name))
          .as(name)
          .isEqualTo(TEMPLATE.matcher(name).replaceAll(""));
    }
  }
}
