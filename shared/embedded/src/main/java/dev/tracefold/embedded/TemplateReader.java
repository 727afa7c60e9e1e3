package dev.tracefold.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Template} of the text of a SAM template. */
final class TemplateReader {
  // Defaults of AWS, used where the template is silent.
  private static final int VISIBILITY_SECONDS = 30;
  private static final int RETENTION_SECONDS = 345_600;
  private static final int BATCH_SIZE = 10;
  private static final int MEMORY_MEGABYTES = 128;
  private static final int TIMEOUT_SECONDS = 3;
  private static final String ARCHITECTURE = "x86_64";
  private static final String SNAP_START = "None";

  private final String file;
  private final Map<String, String> overrides;

  TemplateReader(String file, Map<String, String> overrides) {
    this.file = file;
    this.overrides = Map.copyOf(overrides);
  }

  Template read(String text) {
    Intrinsics intrinsics = Intrinsics.of(file, text, overrides);
    Section root = intrinsics.root();
    Section globals = root.section("Globals").section("Function");
    var tables = new ArrayList<Template.Table>();
    var queues = new ArrayList<Template.Queue>();
    var buckets = new ArrayList<Template.Bucket>();
    var functions = new ArrayList<Template.Function>();
    Section resources = root.section("Resources");
    for (String id : resources.keys()) {
      Section resource = resources.section(id);
      String condition = resource.textOrNull("Condition");
      if (condition != null && !intrinsics.holds(condition)) {
        continue;
      }
      Section properties = resource.section("Properties");
      switch (resource.text("Type")) {
        case "AWS::DynamoDB::Table" -> tables.add(table(id, properties));
        case "AWS::SQS::Queue" -> queues.add(queue(id, properties));
        case "AWS::S3::Bucket" -> buckets.add(new Template.Bucket(id));
        case "AWS::Serverless::Function" -> functions.add(function(id, properties, globals));
        default -> {} // alarms, log groups and the like have no part in a local run
      }
    }
    var outputs = new LinkedHashMap<String, Value>();
    Section declared = root.section("Outputs");
    for (String name : declared.keys()) {
      Section output = declared.section(name);
      String condition = output.textOrNull("Condition");
      if (condition == null || intrinsics.holds(condition)) {
        outputs.put(name, output.value("Value"));
      }
    }
    return new Template(intrinsics.parameters(), tables, queues, buckets, functions, outputs);
  }

  private static Template.Table table(String id, Section properties) {
    var types = new LinkedHashMap<String, String>();
    for (Section attribute : properties.sections("AttributeDefinitions")) {
      types.put(attribute.text("AttributeName"), attribute.text("AttributeType"));
    }
    var indexes = new ArrayList<Template.Index>();
    for (Section index : properties.sections("GlobalSecondaryIndexes")) {
      Section projection = index.section("Projection");
      indexes.add(
          new Template.Index(
              index.text("IndexName"),
              partition(index, types),
              sort(index, types),
              projection.text("ProjectionType"),
              projection.texts("NonKeyAttributes")));
    }
    return new Template.Table(
        id,
        partition(properties, types),
        sort(properties, types),
        indexes,
        properties.section("TimeToLiveSpecification").textOrNull("AttributeName"));
  }

  private static Template.Key partition(Section keyed, Map<String, String> types) {
    Template.Key key = key(keyed, types, "HASH");
    if (key == null) {
      throw keyed.wrong("KeySchema", "no HASH key", "one");
    }
    return key;
  }

  private static Template.@Nullable Key sort(Section keyed, Map<String, String> types) {
    return key(keyed, types, "RANGE");
  }

  private static Template.@Nullable Key key(
      Section keyed, Map<String, String> types, String keyType) {
    for (Section key : keyed.sections("KeySchema")) {
      if (key.text("KeyType").equals(keyType)) {
        String name = key.text("AttributeName");
        String type = types.get(name);
        if (type == null) {
          throw keyed.wrong("KeySchema", name, "an attribute of AttributeDefinitions");
        }
        return new Template.Key(name, type);
      }
    }
    return null;
  }

  private static Template.Queue queue(String id, Section properties) {
    Section redrive = properties.section("RedrivePolicy");
    return new Template.Queue(
        id,
        Duration.ofSeconds(properties.integer("VisibilityTimeout", VISIBILITY_SECONDS)),
        Duration.ofSeconds(properties.integer("MessageRetentionPeriod", RETENTION_SECONDS)),
        redrive.isEmpty()
            ? null
            : new Template.Redrive(
                redrive.resource("deadLetterTargetArn"), redrive.integer("maxReceiveCount", 10)));
  }

  private static Template.Function function(String id, Section properties, Section globals) {
    var environment = new LinkedHashMap<String, Value>();
    for (Section section : List.of(globals, properties)) {
      Section variables = section.section("Environment").section("Variables");
      for (String name : variables.keys()) {
        environment.put(name, variables.value(name));
      }
    }
    var sources = new ArrayList<Template.Source>();
    Section events = properties.section("Events");
    for (String name : events.keys()) {
      Section event = events.section(name);
      if (event.text("Type").equals("SQS")) {
        sources.add(source(event.section("Properties")));
      }
    }
    String runtime = properties.textOrNull("Runtime");
    String snapStart = globals.section("SnapStart").textOrNull("ApplyOn");
    return new Template.Function(
        id,
        properties.text("Handler").replaceFirst("::.*", ""),
        properties.text("CodeUri"),
        runtime == null ? globals.text("Runtime") : runtime,
        properties.integer("MemorySize", globals.integer("MemorySize", MEMORY_MEGABYTES)),
        Duration.ofSeconds(
            properties.integer("Timeout", globals.integer("Timeout", TIMEOUT_SECONDS))),
        globals.texts("Architectures").stream().findFirst().orElse(ARCHITECTURE),
        snapStart == null ? SNAP_START : snapStart,
        properties.value("VersionDescription", new Value.Text("")),
        environment,
        sources,
        !properties.section("FunctionUrlConfig").isEmpty(),
        statements(properties));
  }

  private static List<Template.Statement> statements(Section function) {
    var statements = new ArrayList<Template.Statement>();
    for (Section policy : function.sections("Policies")) {
      for (Section statement : policy.sections("Statement")) {
        if (!statement.text("Effect").equals("Allow")) {
          throw statement.wrong("Effect", statement.text("Effect"), "Allow");
        }
        Section conditions = statement.section("Condition");
        Section like = conditions.section("ForAllValues:StringLike");
        if (conditions.keys().size() > 1 || like.isEmpty() != conditions.isEmpty()) {
          throw statement.wrong("Condition", conditions.keys(), "ForAllValues:StringLike alone");
        }
        statements.add(
            new Template.Statement(
                statement.texts("Action"),
                statement.values("Resource"),
                like.texts("dynamodb:LeadingKeys")));
      }
    }
    return statements;
  }

  private static Template.Source source(Section properties) {
    return new Template.Source(
        properties.resource("Queue"),
        properties.integer("BatchSize", BATCH_SIZE),
        Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0)),
        properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        properties.section("ScalingConfig").integer("MaximumConcurrency", 0));
  }
}
