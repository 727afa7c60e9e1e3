package dev.tracefold.benchmark.coldstart;

/** A way to start a function's process. */
enum Variant {
  /** What template.yaml deploys: the archive's classes, no snapshot, no archive of classes. */
  DEPLOYED("deployed"),

  /** From a snapshot: the process is initialised and primed before, as SnapStart does. */
  SNAPSHOT("snapshot"),

  /**
   * The same classes on the class path of the JVM, as a container image may have them: what the
   * following two are to be compared with.
   */
  CLASS_PATH("class-path"),

  /** With class-data sharing of the function's classes, which needs them on the class path. */
  APP_CDS("app-cds"),

  /** With an AOT cache of JDK 25, which needs them on the class path. */
  AOT_CACHE("aot-cache"),

  /** As deployed, but calling AWS through Apache HttpClient 5. */
  APACHE5("apache5"),

  /** As deployed, but calling AWS through the Common Runtime, a native library. */
  CRT("crt");

  /** The first JDK whose AOT cache is made in one step. */
  static final int AOT_CACHE_JDK = 25;

  private final String label;

  Variant(String label) {
    this.label = label;
  }

  /** Whether the function's classes are on the class path of the JVM. */
  boolean hasClassPath() {
    return this == CLASS_PATH || this == APP_CDS || this == AOT_CACHE;
  }

  @Override
  public String toString() {
    return label;
  }
}
