package dev.tracefold.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of a class path, as an archive takes them. */
class ArchiveLibrariesTest {

  private static final byte[] NOT_A_CLASS = "not a class".getBytes(UTF_8);

  @TempDir private Path folder;

  private Path jar(String name, String entry, byte[] content) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return jar;
  }

  private Path archive(Path... classPath) throws IOException {
    Path list = folder.resolve("classpath.txt");
    Files.writeString(
        list,
        String.join(File.pathSeparator, Arrays.stream(classPath).map(Path::toString).toList())
            + "\n");
    Path libraries = folder.resolve("lib");
    ArchiveLibraries.main(new String[] {list.toString(), libraries.toString()});
    return libraries;
  }

  @Test
  void entriesAreStoredAndWhatIsNoClassIsNotChanged() throws IOException {
    Path resource = jar("a.jar", "META-INF/services/a", NOT_A_CLASS);
    Path newer = jar("b.jar", "META-INF/versions/25/b.class", NOT_A_CLASS);
    Path libraries = archive(resource, folder.resolve("classes"), newer);
    for (Path jar : List.of(resource, newer)) {
      try (ZipFile copied = new ZipFile(libraries.resolve(jar.getFileName()).toFile())) {
        ZipEntry entry = Collections.list(copied.entries()).getFirst();
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        assertThat(copied.getInputStream(entry).readAllBytes()).isEqualTo(NOT_A_CLASS);
      }
    }
    assertThat(libraries)
        .isDirectoryContaining("glob:**a.jar")
        .isDirectoryContaining("glob:**b.jar");
  }

  @Test
  void classesBringThoseOfTheirLambdas() throws IOException {
    byte[] content;
    try (var compiled = Lambdas.class.getResourceAsStream("LambdasOfParent.class")) {
      content = compiled.readAllBytes();
    }
    Path libraries = archive(jar("a.jar", "dev/tracefold/archive/LambdasOfParent.class", content));
    try (ZipFile copied = new ZipFile(libraries.resolve("a.jar").toFile())) {
      assertThat(copied.stream().map(ZipEntry::getName))
          .containsExactly(
              "dev/tracefold/archive/LambdasOfParent.class",
              "dev/tracefold/archive/LambdasOfParent$$Lambda$0.class");
    }
  }

  @Test
  void aLibraryThatIsNoLongerNeededGoes() throws IOException {
    archive(jar("old.jar", "a", NOT_A_CLASS));
    assertThat(archive(jar("new.jar", "a", NOT_A_CLASS)))
        .isDirectoryContaining("glob:**new.jar")
        .isDirectoryNotContaining("glob:**old.jar");
  }

  @Test
  void anotherNumberOfArgumentsIsRefused() {
    assertThatThrownBy(() -> ArchiveLibraries.main(new String[] {"one"}))
        .hasMessage("found 1 arguments; expected a file with a class path and a folder");
  }
}
