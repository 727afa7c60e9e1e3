package dev.tracefold.benchmark.intake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tracefold.project.Project;
import dev.tracefold.project.ProjectKey;
import dev.tracefold.project.ProjectOptions;
import dev.tracefold.project.Projects;
import dev.tracefold.ratelimit.RateLimits;
import dev.tracefold.receiveenvelopes.ReceiveEnvelopesHandler;
import dev.tracefold.receiving.Intake;
import dev.tracefold.testing.LambdaTime;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Requests per second through the handler, whose queues take everything at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class IntakeBenchmark {

  private static final Projects PROJECTS =
      new Projects() {
        private final Project project = new Project(1, 1, "demo", null, true, ProjectOptions.NONE);
        private final ProjectKey key = new ProjectKey(7, EnvelopeRequest.KEY, 1, true);

        @Override
        public Optional<Project> find(long projectId) {
          return Optional.of(project);
        }

        @Override
        public Optional<ProjectKey> findKey(String publicKey) {
          return Optional.of(key);
        }
      };

  /** A sample of {@code events/}. */
  @Param({"browser-error", "java-chained-exception", "node-error-with-cause", "transaction"})
  private String sample = "";

  private final ReceiveEnvelopesHandler handler =
      new ReceiveEnvelopesHandler(
          new Intake(
              PROJECTS,
              (key, content) -> {},
              sent -> List.of(),
              sent -> List.of(),
              sent -> List.of(),
              new RateLimits(
                  (bucket, limit, seen, since, cost) -> {
                    throw new AssertionError("the project has no limit");
                  },
                  Clock.systemUTC()),
              Clock.systemUTC()));

  private final Context context = new LambdaTime(Duration.ofSeconds(15));
  private APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent();

  /** Makes the request, and sees that it is taken. */
  @Setup
  public void prepare() {
    request = EnvelopeRequest.of(Path.of(System.getProperty("tracefold.root", ".")), sample);
    APIGatewayV2HTTPResponse response = answered();
    if (response.getStatusCode() != 200) {
      throw new IllegalStateException(
          "%s was answered with %d; expected 200".formatted(sample, response.getStatusCode()));
    }
  }

  /** From the Function URL's event to the answer. */
  @Benchmark
  public APIGatewayV2HTTPResponse answered() {
    return handler.handleRequest(request, context);
  }
}
