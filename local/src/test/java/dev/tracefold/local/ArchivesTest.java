package dev.tracefold.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.embedded.TestStacks;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build packs for Lambda: complete, and no larger than it has to be. */
class ArchivesTest {
  private static final long MEGABYTE = 1_000_000;
  // Every megabyte is fetched and unpacked in a cold start.
  private static final long BYTES_MAX = 15 * MEGABYTE;
  private static final long BYTES_MAX_WITHOUT_S3 = 10 * MEGABYTE;
  private static final String UNUSED =
      "lib/.*(netty|apache|kotlin|DynamoDBLocal|sqlite|s3proxy|elasticmq|jetty|junit|slf4j-simple).*";

  @TempDir private Path folder;

  static List<Template.Function> functions() {
    return TestStacks.template().functions();
  }

  @BeforeEach
  void needsArchives() {
    for (Template.Function function : functions()) {
      assumeTrue(
          Files.exists(archive(function)),
          "no archive " + archive(function) + ": 'mvn verify' packs it, 'mvn test' does not");
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anArchiveIsSmallAndTheReportSaysWhatTakesTheSpace(Template.Function function)
      throws Exception {
    try (var zip = new ZipFile(archive(function).toFile())) {
      var entries = new ArrayList<ZipEntry>(Collections.list(zip.entries()));
      entries.sort(Comparator.comparingLong(ZipEntry::getCompressedSize).reversed());
      List<String> report =
          entries.stream()
              .filter(entry -> !entry.isDirectory())
              .map(entry -> "%,12d  %s".formatted(entry.getCompressedSize(), entry.getName()))
              .toList();
      Files.write(TestStacks.root().resolve(function.codeUri() + ".txt"), report);
      assertThat(report).noneMatch(line -> line.matches(".*" + UNUSED));
      boolean withS3 = report.stream().anyMatch(line -> line.contains("lib/s3-"));
      assertThat(withS3).isEqualTo(function.environment().containsKey("BUCKET"));
      assertThat(Files.size(archive(function)))
          .isLessThanOrEqualTo(withS3 ? BYTES_MAX : BYTES_MAX_WITHOUT_S3);
    }
  }

  /** As Lambda starts it: nothing on the class path but what the archive holds. */
  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionStartsFromItsArchiveAlone(Template.Function function) throws Exception {
    Stack stack = TestStacks.create();
    try (var loader =
        new URLClassLoader(unpacked(archive(function)), ClassLoader.getPlatformClassLoader())) {
      Object handler =
          loader
              .loadClass(function.handler())
              .getConstructor(Map.class)
              .newInstance(stack.environment(function.id()));
      assertThat(handler.getClass().getClassLoader()).isSameAs(loader);
    }
  }

  /** The build rewrites them: each must still be one that the JVM takes. */
  @Test
  void everyClassOfTheLibrariesIsSound() throws Exception {
    Set<String> seen = new HashSet<>();
    List<String> unsound = new ArrayList<>();
    long methods = 0;
    for (Template.Function function : functions()) {
      try (var loader =
          new URLClassLoader(unpacked(archive(function)), ClassLoader.getPlatformClassLoader())) {
        for (String name : classes(folder.resolve("lib"))) {
          if (seen.add(name)) {
            try {
              // Reading the methods of a class verifies it first.
              var verified = loader.loadClass(name).getDeclaredMethods();
              methods += verified.length;
            } catch (NoClassDefFoundError e) {
              // Libraries have classes for others that are not there; what the build made is there.
              if (name.startsWith("dev.tracefold.") || String.valueOf(e).contains("$$Lambda$")) {
                unsound.add(name + ": " + e);
              }
            } catch (LinkageError e) {
              unsound.add(name + ": " + e);
            }
          }
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(10_000).anyMatch(name -> name.contains("$$Lambda$"));
    assertThat(unsound).isEmpty();
    assertThat(methods).isGreaterThan(100_000);
  }

  private static List<String> classes(Path libraries) throws Exception {
    var names = new ArrayList<String>();
    try (var jars = Files.newDirectoryStream(libraries, "*.jar")) {
      for (Path jar : jars) {
        try (var zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
              .map(name -> name.replace(".class", "").replace('/', '.'))
              .forEach(names::add);
        }
      }
    }
    return names;
  }

  private URL[] unpacked(Path archive) throws Exception {
    var urls = new ArrayList<URL>(List.of(folder.toUri().toURL()));
    try (var zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Files.createDirectories(file.getParent());
        try (var content = zip.getInputStream(entry)) {
          Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        if (entry.getName().endsWith(".jar")) {
          urls.add(file.toUri().toURL());
        }
      }
    }
    return urls.toArray(URL[]::new);
  }

  private static Path archive(Template.Function function) {
    return TestStacks.root().resolve(function.codeUri());
  }
}
