package dev.tracefold.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Template} of the text of a SAM template. */
final class TemplateReader {
  // Defaults of AWS, used where the template is silent.
  private static final int VISIBILITY_SECONDS = 30;
  private static final int RETENTION_SECONDS = 345_600;
  private static final int BATCH_SIZE = 10;
  private static final int MEMORY_MEGABYTES = 128;
  private static final int TIMEOUT_SECONDS = 3;

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
        default -> {} // alarms, policies and the like have no part in a local run
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
    return new Template.Function(
        id,
        properties.text("Handler").replaceFirst("::.*", ""),
        properties.text("CodeUri"),
        runtime == null ? globals.text("Runtime") : runtime,
        properties.integer("MemorySize", globals.integer("MemorySize", MEMORY_MEGABYTES)),
        Duration.ofSeconds(
            properties.integer("Timeout", globals.integer("Timeout", TIMEOUT_SECONDS))),
        environment,
        sources,
        !properties.section("FunctionUrlConfig").isEmpty());
  }

  private static Template.Source source(Section properties) {
    return new Template.Source(
        properties.resource("Queue"),
        properties.integer("BatchSize", BATCH_SIZE),
        Duration.ofSeconds(properties.integer("MaximumBatchingWindowInSeconds", 0)),
        properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        properties.section("ScalingConfig").integer("MaximumConcurrency", 0));
  }

  /** A part of the template, with its place in it for messages. An absent part is empty. */
  record Section(String place, SequencedMap<String, Object> entries) {

    boolean isEmpty() {
      return entries.isEmpty();
    }

    List<String> keys() {
      return List.copyOf(entries.keySet());
    }

    Section section(String key) {
      Object entry = entries.get(key);
      return entry == null
          ? new Section(place + "." + key, new LinkedHashMap<>())
          : of(place + "." + key, entry);
    }

    List<Section> sections(String key) {
      var sections = new ArrayList<Section>();
      for (Object entry : list(key)) {
        sections.add(of(place + "." + key, entry));
      }
      return sections;
    }

    List<String> texts(String key) {
      var texts = new ArrayList<String>();
      for (Object entry : list(key)) {
        if (!(entry instanceof Value.Text text)) {
          throw wrong(key, entry, "a list of texts");
        }
        texts.add(text.text());
      }
      return texts;
    }

    Value value(String key) {
      if (entries.get(key) instanceof Value value) {
        return value;
      }
      throw wrong(key, entries.get(key), "a value");
    }

    String text(String key) {
      String text = textOrNull(key);
      if (text == null) {
        throw wrong(key, null, "a text");
      }
      return text;
    }

    @Nullable String textOrNull(String key) {
      Object entry = entries.get(key);
      return switch (entry) {
        case null -> null;
        case Value.Text text -> text.text();
        default -> throw wrong(key, entry, "a text");
      };
    }

    int integer(String key, int otherwise) {
      String text = textOrNull(key);
      if (text == null) {
        return otherwise;
      }
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw wrong(key, text, "a whole number");
      }
    }

    /** The logical id of the resource that a reference or an attribute such as its ARN names. */
    String resource(String key) {
      return switch (value(key)) {
        case Value.Reference reference -> reference.name();
        case Value.Attribute attribute -> attribute.id();
        case Value.Text text -> throw wrong(key, text.text(), "!GetAtt or !Ref of a resource");
        case Value.Joined joined -> throw wrong(key, joined, "!GetAtt or !Ref of a resource");
        case Value.Part part -> throw wrong(key, part, "!GetAtt or !Ref of a resource");
      };
    }

    IllegalArgumentException wrong(String key, @Nullable Object found, String expected) {
      return new IllegalArgumentException(
          place
              + "."
              + key
              + ": found "
              + (found == null ? "nothing" : found)
              + ", expected "
              + expected);
    }

    private List<?> list(String key) {
      Object entry = entries.get(key);
      return switch (entry) {
        case null -> List.of();
        case List<?> list -> list;
        default -> throw wrong(key, entry, "a list");
      };
    }

    static Section of(String place, Object node) {
      if (!(node instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(
            place + ": found " + node + ", expected a section with named entries");
      }
      var entries = new LinkedHashMap<String, Object>();
      map.forEach((key, value) -> entries.put(String.valueOf(key), value));
      return new Section(place, entries);
    }
  }
}
