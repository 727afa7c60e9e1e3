package dev.tracefold.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies the libraries of a function into a folder, as its archive takes them; the build runs it
 * for each function.
 *
 * <p>Entries are stored rather than compressed. The archive then compresses a jar as one piece, and
 * finds what its thousands of small classes have in common: a third less to upload, and classes
 * that need no inflating when they are loaded. Classes are {@linkplain RewrittenClass rewritten} to
 * be loaded faster, but for those that only newer JDKs take; nothing else is left out or changed.
 */
public final class ArchiveLibraries {

  private static final String CLASS = ".class";

  /** Classes in place of others with the same name, whose lambdas would get the same names, too. */
  private static final String LEFT_ALONE = "META-INF/versions/.*|module-info\\.class";

  private ArchiveLibraries() {}

  /**
   * @param args a file that holds a class path, of whose elements the jars are copied, and the
   *     folder to copy to, which is emptied first
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "found %d arguments; expected a file with a class path and a folder"
              .formatted(args.length));
    }
    String classPath = Files.readString(Path.of(args[0])).strip();
    Path folder = Path.of(args[1]);
    empty(folder);
    for (String element : classPath.split(File.pathSeparator, -1)) {
      if (element.endsWith(".jar")) {
        Path jar = Path.of(element);
        copy(jar, folder.resolve(jar.getFileName()));
      }
    }
  }

  /** A library of another version must not stay beside the new one. */
  private static void empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> old;
    try (Stream<Path> files = Files.list(folder)) {
      old = files.toList();
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        ZipOutputStream stored = new ZipOutputStream(file, UTF_8)) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        byte[] content;
        try (InputStream in = jar.getInputStream(entry)) {
          content = in.readAllBytes();
        }
        String name = entry.getName();
        if (name.endsWith(CLASS) && !name.matches(LEFT_ALONE)) {
          RewrittenClass rewritten = RewrittenClass.of(content);
          store(name, entry, rewritten.written(), stored);
          for (Map.Entry<String, byte[]> lambda : rewritten.lambdas().entrySet()) {
            store(lambda.getKey() + CLASS, entry, lambda.getValue(), stored);
          }
        } else {
          store(name, entry, content, stored);
        }
      }
    }
  }

  private static void store(String name, ZipEntry like, byte[] content, ZipOutputStream stored)
      throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(like.getTimeLocal());
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    stored.putNextEntry(entry);
    stored.write(content);
    stored.closeEntry();
  }
}
