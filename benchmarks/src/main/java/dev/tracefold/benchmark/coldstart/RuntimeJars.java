package dev.tracefold.benchmark.coldstart;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * What Lambda has in place before a function's code: the runtime interface client with its native
 * library. Taken from the class path of this JVM.
 *
 * @param jars the client and what it needs
 * @param nativeLibrary the client's native library, out of its jar
 */
record RuntimeJars(List<Path> jars, Path nativeLibrary) {

  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
  private static final String NATIVE_LIBRARY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  RuntimeJars {
    jars = List.copyOf(jars);
  }

  /**
   * Finds the jars.
   *
   * @param folder where the native library is put
   * @throws IllegalStateException on a system for which the client has no native library
   */
  static RuntimeJars ofThisJvm(Path folder) {
    Path library = folder.resolve("runtime-interface-client.so");
    String entry =
        "jni/libaws-lambda-jni.linux-%s.so"
            .formatted(System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64");
    if (!System.getProperty("os.name").equals("Linux")) {
      throw new IllegalStateException(
          "found %s; Lambda's runtime interface client runs on Linux only"
              .formatted(System.getProperty("os.name")));
    }
    try (ZipFile client = new ZipFile(jars(CLIENT).getFirst().toFile());
        InputStream content = client.getInputStream(client.getEntry(entry))) {
      Files.copy(content, library);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack " + entry, e);
    }
    return new RuntimeJars(
        jars(CLIENT, "aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite"),
        library);
  }

  /** Tells the client where its library is, or it would unpack it in each start. */
  String nativeLibraryOption() {
    return "-D" + NATIVE_LIBRARY + "=" + nativeLibrary;
  }

  /** What a function needs to call AWS through another HTTP client. */
  List<Path> httpClient(Variant variant) {
    return variant == Variant.CRT
        ? jars("tracefold-benchmarks", "aws-crt-client", "aws-crt")
        : jars("tracefold-benchmarks", "apache5-client", "httpclient5", "httpcore5");
  }

  /** The jars of the class path with these names, each followed by a version. */
  private static List<Path> jars(String... names) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(
            jar ->
                Arrays.stream(names)
                    .anyMatch(
                        name ->
                            jar.getFileName().toString().matches(name + "(-h2)?-[0-9].*\\.jar")))
        .toList();
  }
}
