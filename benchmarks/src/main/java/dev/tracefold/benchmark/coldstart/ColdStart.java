package dev.tracefold.benchmark.coldstart;

import dev.tracefold.benchmark.coldstart.RuntimeApi.Call;
import dev.tracefold.embedded.EmbeddedAws;
import dev.tracefold.embedded.Stack;
import dev.tracefold.embedded.Template;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.dynamodb.DynamoProjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Starts functions from the archives that are deployed, against emulators in this process, and
 * measures each start from outside.
 */
final class ColdStart implements AutoCloseable {

  private static final String SNAPSHOT = "snap-start";
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  /** An option of the template that older JDKs, which functions may be measured on, do not know. */
  private static final String UNSAFE_ACCESS = "--sun-misc-unsafe-memory-access=allow";

  private static final int UNSAFE_ACCESS_JDK = 23;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Path root;
  private final Template template;
  private final List<String> pinning;
  private final List<String> javaOptions;
  private final EmbeddedAws aws;
  private final Stack stack;
  private final S3Client s3;
  private final FirstInvocations invocations;
  private final RuntimeJars runtime;
  private final Path work;

  /**
   * A function that is ready to be started in one way, again and again.
   *
   * @param further invocations after the first one, to see what a warm one takes
   */
  record Case(
      Template.Function function, Variant variant, int further, FunctionProcess.Launch launch) {}

  /**
   * Starts emulators.
   *
   * @param root the root of the checkout
   * @param pinning what to put before a command so that it runs on the function's processor
   * @param javaOptions more options for the JVMs of functions than Lambda gives
   */
  ColdStart(Path root, List<String> pinning, List<String> javaOptions) {
    this.root = root;
    this.pinning = List.copyOf(pinning);
    this.javaOptions = List.copyOf(javaOptions);
    this.template = Template.read(root.resolve("template.yaml"));
    this.work = temporaryFolder();
    this.runtime = RuntimeJars.ofThisJvm(work);
    this.aws = EmbeddedAws.start();
    this.stack = Stack.create(aws.endpoints(), template, "cold-start");
    this.s3 = aws.endpoints().s3Client();
    this.invocations = new FirstInvocations(root.resolve("events"), stack, s3);
    try (DynamoDbClient dynamoDb = aws.endpoints().dynamoDbClient()) {
      DynamoProjects projects = new DynamoProjects(dynamoDb, stack.table("ProjectsTable"));
      projects.create(new Project(1, 1, "shop", "python", true, ProjectOptions.NONE));
      projects.create(
          new ProjectKey(
              1, Objects.requireNonNull(template.parameters().get("FirstKey")), 1, true));
    }
  }

  List<Template.Function> functions() {
    return template.functions();
  }

  /** Unpacks a function and makes what a way to start it needs; runs it once, unmeasured. */
  Case prepare(Template.Function function, Variant variant, int further)
      throws InterruptedException {
    Path folder = work.resolve(function.id() + "-" + variant);
    UnpackedArchive archive = UnpackedArchive.of(root.resolve(function.codeUri()), folder);
    String handler = function.handler() + "::handleRequest";
    if (variant == Variant.APACHE5 || variant == Variant.CRT) {
      archive = archive.with(runtime.httpClient(variant));
      handler = variant == Variant.CRT ? SavingOverCrt.HANDLER : SavingOverApache5.HANDLER;
    }
    List<Path> classPath = new ArrayList<>(runtime.jars());
    if (variant.hasClassPath()) {
      classPath.addAll(archive.jars());
    }
    FunctionProcess.Launch plain =
        new FunctionProcess.Launch(
                pinning,
                List.of(runtime.nativeLibraryOption()),
                classPath,
                function.memoryMegabytes(),
                archive.folder(),
                environment(function, handler, variant),
                folder.resolve("log"))
            .with(javaOptions);
    Path cache = folder.resolve("classes.cache");
    return switch (variant) {
      case APP_CDS ->
          trained(
              new Case(function, variant, further, plain),
              "-XX:ArchiveClassesAtExit=" + cache,
              List.of("-Xshare:on", "-XX:SharedArchiveFile=" + cache));
      case AOT_CACHE ->
          trained(
              new Case(function, variant, further, plain),
              "-XX:AOTCacheOutput=" + cache,
              List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
      case DEPLOYED, SNAPSHOT, CLASS_PATH, APACHE5, CRT -> {
        Case prepared = new Case(function, variant, further, plain);
        measure(prepared);
        yield prepared;
      }
    };
  }

  /** Runs once to learn which classes are used, and then starts with them. */
  private Case trained(Case untrained, String training, List<String> options)
      throws InterruptedException {
    try (RuntimeApi api = new RuntimeApi();
        FunctionProcess process =
            FunctionProcess.start(untrained.launch().with(List.of(training)), api)) {
      answered(untrained, api, process);
      process.finish();
    }
    return new Case(
        untrained.function(),
        untrained.variant(),
        untrained.further(),
        untrained.launch().with(options));
  }

  /** One start. */
  Start measure(Case measured) throws InterruptedException {
    try (RuntimeApi api = new RuntimeApi()) {
      long start = System.nanoTime();
      try (FunctionProcess process = FunctionProcess.start(measured.launch(), api)) {
        double processorBefore = 0;
        if (measured.variant() == Variant.SNAPSHOT) {
          api.await(Call.Snapshot.class);
          processorBefore = process.processorMillis();
          start = System.nanoTime();
          api.restore();
        }
        Answered first = answered(measured, api, process);
        double processor = process.processorMillis() - processorBefore;
        double resident = process.residentKilobytes();
        double heap = process.heapKilobytes();
        return new Start(
            millis(first.asked() - start),
            millis(first.answered() - first.asked()),
            processor,
            warmMillis(measured, api),
            resident,
            heap);
      }
    }
  }

  /** When the function asked for an invocation, and when it had answered it. */
  private record Answered(long asked, long answered) {}

  private Answered answered(Case measured, RuntimeApi api, FunctionProcess process)
      throws InterruptedException {
    api.invoke(invocations.next(measured.function().id()));
    Call.Next next = api.await(Call.Next.class);
    Call.Answer answer = api.await(Call.Answer.class);
    if (!FirstInvocations.isGood(answer.body())) {
      throw new IllegalStateException(
          "expected %s to succeed, found the answer %s; it wrote: %s"
              .formatted(measured.function().id(), answer.body(), process.written()));
    }
    return new Answered(next.nanos(), answer.nanos());
  }

  /** The mean of the second half of the further invocations. */
  private double warmMillis(Case measured, RuntimeApi api) throws InterruptedException {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < measured.further(); i++) {
      api.await(Call.Next.class);
      long start = System.nanoTime();
      api.invoke(invocations.next(measured.function().id()));
      long answered = api.await(Call.Answer.class).nanos();
      if (i >= measured.further() / 2) {
        sum += millis(answered - start);
        counted++;
      }
    }
    return counted == 0 ? 0 : sum / counted;
  }

  private Map<String, String> environment(
      Template.Function function, String handler, Variant variant) {
    Map<String, String> environment = new HashMap<>(stack.environment(function.id()));
    environment.putAll(aws.endpoints().environment());
    if (Runtime.version().feature() < UNSAFE_ACCESS_JDK) {
      environment.computeIfPresent(OPTIONS, (name, options) -> options.replace(UNSAFE_ACCESS, ""));
    }
    environment.put("_HANDLER", handler);
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put(
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
    environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", variant == Variant.SNAPSHOT ? SNAPSHOT : "on-demand");
    return environment;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tracefold-cold-start");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a folder to unpack archives in", e);
    }
  }

  @Override
  public void close() {
    s3.close();
    aws.close();
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + work, e);
    }
  }
}
