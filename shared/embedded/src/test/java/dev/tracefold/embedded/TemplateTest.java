package dev.tracefold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final String SMALL =
      """
      AWSTemplateFormatVersion: 2010-09-09
      Parameters:
        Size: {Type: Number, Default: 7}
        Extra: {Type: String, Default: "off"}
      Conditions:
        HasExtra: !Equals [!Ref Extra, "on"]
        HasNone: !Not [!Condition HasExtra]
        Either: !Or [!Condition HasExtra, !Condition HasNone]
        Both: !And [!Condition HasExtra, !Condition HasNone]
      Globals:
        Function:
          Runtime: java25
          Timeout: 11
          Environment:
            Variables: {SHARED: for all}
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties:
            RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
        Dead: {Type: AWS::SQS::Queue}
        Extras:
          Type: AWS::SQS::Queue
          Condition: HasExtra
        Alarm: {Type: AWS::CloudWatch::Alarm}
        Store: {Type: AWS::S3::Bucket}
        Worker:
          Type: AWS::Serverless::Function
          Properties:
            Handler: some.Handler::handleRequest
            CodeUri: some/archive.zip
            MemorySize: !If [HasExtra, 1024, 512]
            Environment:
              Variables:
                QUEUE: !Ref Work
                ARN: !Sub "${Store.Arn}/part/*"
                PLACE: !Sub ["${AWS::Region}/${Word}/${!Word}", {Word: !Ref Size}]
                JOINED: !Join ["-", [a, !Ref Size, c]]
                EXTRA: !If [HasExtra, !Ref Extras, ""]
                NOTHING: !If [HasExtra, x, !Ref AWS::NoValue]
            Events:
              Batch:
                Type: SQS
                Properties:
                  Queue: !GetAtt Work.Arn
                  BatchSize: !Ref Size
      Outputs:
        Host: {Value: !Select [2, !Split ["/", !Ref Work]]}
      """;

  private static Template read(String text, Map<String, String> parameters) {
    return new TemplateReader("small.yaml", parameters).read(text);
  }

  private static final Value.Resources NAMES =
      new Value.Resources() {
        @Override
        public String reference(String name) {
          return "http://host/" + name;
        }

        @Override
        public String attribute(String id, String attribute) {
          return attribute + "(" + id + ")";
        }
      };

  private static Map<String, String> environment(Template template) {
    var environment = new TreeMap<String, String>();
    template
        .function("Worker")
        .environment()
        .forEach((name, value) -> environment.put(name, value.in(NAMES)));
    return environment;
  }

  @Test
  void defaultsOfParametersDecide() {
    Template template = read(SMALL, Map.of());
    assertThat(template.queues()).extracting(Template.Queue::id).containsExactly("Work", "Dead");
    assertThat(template.queue("Work").redrive()).isEqualTo(new Template.Redrive("Dead", 3));
    assertThat(template.queue("Work").visibility()).isEqualTo(Duration.ofSeconds(30));
    Template.Function worker = template.function("Worker");
    assertThat(worker.handler()).isEqualTo("some.Handler");
    assertThat(worker.runtime()).isEqualTo("java25");
    assertThat(worker.timeout()).isEqualTo(Duration.ofSeconds(11));
    assertThat(worker.memoryMegabytes()).isEqualTo(512);
    assertThat(worker.sources())
        .isEqualTo(List.of(new Template.Source("Work", 7, Duration.ZERO, false, 0)));
    assertThat(environment(template))
        .isEqualTo(
            Map.of(
                "SHARED", "for all",
                "QUEUE", "http://host/Work",
                "ARN", "Arn(Store)/part/*",
                "PLACE", "http://host/AWS::Region/7/${Word}",
                "JOINED", "a-7-c",
                "EXTRA", ""));
    assertThat(template.outputs().get("Host")).isNotNull();
    assertThat(template.outputs().get("Host").in(NAMES)).isEqualTo("host");
  }

  @Test
  void givenParametersWin() {
    Template template = read(SMALL, Map.of("Extra", "on", "Size", "9"));
    assertThat(template.queues())
        .extracting(Template.Queue::id)
        .containsExactly("Work", "Dead", "Extras");
    assertThat(template.function("Worker").memoryMegabytes()).isEqualTo(1024);
    assertThat(template.function("Worker").sources().getFirst().batchSize()).isEqualTo(9);
    assertThat(environment(template))
        .containsEntry("EXTRA", "http://host/Extras")
        .containsEntry("NOTHING", "x");
  }

  @Test
  void everyConditionFunctionDecides() {
    Intrinsics intrinsics = Intrinsics.of("small.yaml", SMALL, Map.of());
    assertThat(intrinsics.holds("HasExtra")).isFalse();
    assertThat(intrinsics.holds("HasNone")).isTrue();
    assertThat(intrinsics.holds("Either")).isTrue();
    assertThat(intrinsics.holds("Both")).isFalse();
  }

  @Test
  void anErrorNamesThePlaceWhatWasFoundAndWhatWasExpected() {
    assertThatThrownBy(() -> read(SMALL, Map.of("Unknown", "1")))
        .hasMessage("small.yaml: no parameter Unknown, expected one of [Size, Extra]");
    assertThatThrownBy(
            () -> read(SMALL.replace("BatchSize: !Ref Size", "BatchSize: many"), Map.of()))
        .hasMessageContaining("Worker.Properties.Events.Batch.Properties.BatchSize")
        .hasMessageContaining("found many, expected a whole number");
    assertThatThrownBy(() -> read(SMALL.replace("!Ref Work\n", "!ImportValue Work\n"), Map.of()))
        .hasMessageContaining("found Fn::ImportValue, expected one of Ref");
    assertThatThrownBy(() -> read("- a list", Map.of()))
        .hasMessageContaining("expected a YAML mapping");
  }

  @Test
  void theProjectsTemplateNamesAnExistingResourceInEveryVariable() {
    Stack stack = TestStacks.create(Map.of("IssueStream", "on"));
    for (Template.Function function : stack.template().functions()) {
      assertThat(stack.environment(function.id())).isNotEmpty().doesNotContainValue("");
    }
    assertThat(stack.environment("SaveEventsFunction"))
        .containsEntry("EVENTS_TABLE", stack.table("EventsTable"))
        .containsEntry("ISSUE_STREAM_QUEUE_URL", stack.queueUrl("IssueStreamQueue"))
        .containsEntry("RETENTION_DAYS", "90");
  }
}
