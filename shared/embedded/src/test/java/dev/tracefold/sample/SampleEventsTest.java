package dev.tracefold.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracefold.embedded.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The files of {@code events/} keep the form that {@code events/README.md} promises. */
class SampleEventsTest {

  private static final Path ROOT = Path.of(System.getProperty("tracefold.root", "../.."));
  private static final Path EVENTS = ROOT.resolve("events");
  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, Template.Function> FUNCTIONS =
      Template.read(ROOT.resolve("template.yaml")).functions().stream()
          .collect(Collectors.toMap(Template.Function::id, Function.identity()));

  static final List<SampleEvent> samples = SampleEvent.readAll(EVENTS);

  @Test
  void thereAreSamplesOfBothKinds() {
    assertThat(samples).filteredOn(SampleEvent::isRequest).isNotEmpty();
    assertThat(samples).filteredOn(sample -> !sample.isRequest()).hasSizeGreaterThan(12);
  }

  @ParameterizedTest
  @FieldSource("samples")
  void lambdaReadsTheWholeFileAsTheEventOfItsFunction(SampleEvent sample) throws IOException {
    byte[] file = Files.readAllBytes(EVENTS.resolve(sample.name() + ".json"));
    if (sample.isRequest()) {
      var request = lambdaReads(APIGatewayV2HTTPEvent.class, file);
      assertThat(request.getVersion()).isEqualTo("2.0");
      assertThat(request.getRawPath()).startsWith("/api/");
      assertThat(request.getRequestContext().getHttp().getMethod()).isIn("POST", "OPTIONS");
    } else {
      assertThat(lambdaReads(SQSEvent.class, file).getRecords())
          .extracting(SQSEvent.SQSMessage::getMessageId, SQSEvent.SQSMessage::getBody)
          .containsExactlyElementsOf(
              sample.messages().stream()
                  .map(message -> tuple(message.id(), message.body()))
                  .toList());
    }
  }

  @ParameterizedTest
  @FieldSource("samples")
  void theFunctionTakesThatKindOfEvent(SampleEvent sample) {
    Template.Function function = FUNCTIONS.get(sample.expectation().function());
    assertThat(function).isNotNull();
    assertThat(function.hasUrl()).isEqualTo(sample.isRequest());
    assertThat(sample.expectation().status() != null).isEqualTo(sample.isRequest());
  }

  @ParameterizedTest
  @FieldSource("samples")
  void expectationsNameMessagesOfTheirBatch(SampleEvent sample) {
    List<String> ids = sample.messages().stream().map(SampleEvent.Message::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    Expectation expectation = sample.expectation();
    assertThat(ids).containsAll(expectation.batchItemFailures());
    assertThat(ids)
        .containsAll(expectation.rejected().stream().map(Expectation.Rejected::messageId).toList());
    assertThat(ids)
        .containsAll(
            expectation.items().stream()
                .map(Expectation.Item::messageId)
                .filter(id -> id != null)
                .toList());
  }

  @ParameterizedTest
  @FieldSource("samples")
  void checksumsOfBodiesAreRight(SampleEvent sample) throws Exception {
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    for (JsonNode record : sample.input().path("Records")) {
      String digest =
          HexFormat.of().formatHex(md5.digest(record.path("body").asText().getBytes(UTF_8)));
      assertThat(record.path("md5OfBody").asText()).isEqualTo(digest);
    }
  }

  @ParameterizedTest
  @FieldSource("samples")
  void issuesHoldNoMoreEventsThanWereAccepted(SampleEvent sample) {
    long accepted =
        sample.expectation().items().stream()
            .filter(item -> item.outcome().equals("accepted"))
            .filter(item -> Set.of("error", "security").contains(item.category()))
            .count();
    assertThat(sample.expectation().issues().stream().mapToLong(Expectation.Issue::timesSeen).sum())
        .isEqualTo(sample.isRequest() || isForEvents(sample) ? accepted : 0);
  }

  @Test
  void noTwoFilesShareAnEventSoThatAllCanGoIntoOneSystem() {
    List<String> ids = new ArrayList<>();
    for (SampleEvent sample : samples) {
      ids.addAll(eventIds(sample));
    }
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void theReadmeSaysWhatEveryFileShows() throws IOException {
    String readme = Files.readString(EVENTS.resolve("README.md"));
    assertThat(readme.lines().filter(line -> line.startsWith("| [")))
        .containsExactlyInAnyOrderElementsOf(
            samples.stream()
                .map(
                    sample ->
                        "| [%1$s](%1$s.json) | %2$s |"
                            .formatted(sample.name(), sample.expectation().shows()))
                .toList());
  }

  @Test
  void theVariablesForSamAreThoseOfTheTemplate() throws IOException {
    JsonNode variables = JSON.readTree(Files.readString(EVENTS.resolve("env.json")));
    assertThat(names(variables)).isEqualTo(FUNCTIONS.keySet());
    FUNCTIONS.forEach(
        (id, function) ->
            assertThat(names(variables.path(id)))
                .as(id)
                .isEqualTo(function.environment().keySet()));
  }

  @Test
  void aFileWithoutExpectationIsRefusedByName(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("silent.json"), "{\"Records\":[]}");
    assertThatThrownBy(() -> SampleEvent.read(file))
        .hasMessage("silent.json: no \"expect\"; say there what must come of the event");
  }

  @Test
  void aMistypedOutcomeIsRefusedWithWhatIsAllowed(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("typo.json"),
            """
            {"Records":[],"expect":{"shows":"A typo.","function":"SaveEventsFunction",
             "items":[{"category":"error","outcome":"acepted","quantity":1}]}}""");
    assertThatThrownBy(() -> SampleEvent.read(file))
        .hasMessageContaining("typo.json")
        .hasMessageContaining("outcome: found acepted; expected [");
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static boolean isForEvents(SampleEvent sample) {
    return sample.expectation().function().equals("SaveEventsFunction");
  }

  /** Distinct within a file, which may hold a duplicate on purpose. */
  private static Set<String> eventIds(SampleEvent sample) {
    Stream<@Nullable String> named =
        sample.isRequest()
            ? Stream.of(sample.expectation().id())
            : sample.messages().stream().map(message -> eventId(message.body()));
    return named.filter(id -> id != null).collect(Collectors.toSet());
  }

  private static @Nullable String eventId(String body) {
    try {
      JsonNode id = JSON.readTree(body).path("event_id");
      return id.isTextual() ? id.asText() : null;
    } catch (IOException e) {
      return null; // poison, on purpose
    }
  }

  private static <T> T lambdaReads(Class<T> type, byte[] json) {
    return LambdaEventSerializers.serializerFor(type, SampleEventsTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(json));
  }
}
