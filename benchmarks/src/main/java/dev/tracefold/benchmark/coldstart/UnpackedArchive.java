package dev.tracefold.benchmark.coldstart;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A function's archive, unpacked as Lambda does.
 *
 * @param folder the function's classes, and its libraries in {@code lib}
 * @param jars the same as a class path: the classes in a jar, then the libraries
 */
record UnpackedArchive(Path folder, List<Path> jars) {

  private static final String LIBRARIES = "lib";

  UnpackedArchive {
    jars = List.copyOf(jars);
  }

  /**
   * Unpacks an archive.
   *
   * @param folder a folder that is empty or not there yet
   * @throws IllegalArgumentException where there is no such archive
   */
  static UnpackedArchive of(Path archive, Path folder) {
    if (!Files.exists(archive)) {
      throw new IllegalArgumentException(
          "found no archive %s; build it with ./mvnw package".formatted(archive));
    }
    Path code = folder.resolve("code");
    Path classes = folder.resolve("classes.jar");
    List<Path> jars = new ArrayList<>(List.of(classes));
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path file = code.resolve(entry.getName()).normalize();
        if (!file.startsWith(code)) {
          throw new IllegalArgumentException(
              "found %s in %s; expected names below its root".formatted(entry.getName(), archive));
        }
        if (entry.isDirectory()) {
          continue;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (var content = zip.getInputStream(entry)) {
          Files.copy(content, file);
        }
        if (entry.getName().startsWith(LIBRARIES + "/")) {
          jars.add(file);
        }
      }
      pack(code, classes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + archive, e);
    }
    return new UnpackedArchive(code, jars);
  }

  /** Adds a library that the archive has not. */
  UnpackedArchive with(List<Path> libraries) {
    List<Path> all = new ArrayList<>(jars);
    for (Path library : libraries) {
      Path copy = folder.resolve(LIBRARIES).resolve(library.getFileName());
      try {
        Files.copy(library, copy);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot copy " + library, e);
      }
      all.add(copy);
    }
    return new UnpackedArchive(folder, all);
  }

  /** Archives of classes know jars only, no folders. */
  private static void pack(Path code, Path jar) throws IOException {
    Path libraries = code.resolve(LIBRARIES);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(code)) {
      for (Path content : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!content.startsWith(libraries)) {
          out.putNextEntry(new ZipEntry(code.relativize(content).toString()));
          Files.copy(content, out);
          out.closeEntry();
        }
      }
    }
  }
}
