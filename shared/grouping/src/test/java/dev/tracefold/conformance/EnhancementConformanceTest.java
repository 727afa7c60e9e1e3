package dev.tracefold.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.Action;
import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.Glob;
import dev.tracefold.enhancement.Matcher;
import dev.tracefold.enhancement.Rule;
import dev.tracefold.enhancement.RuleParser;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.enhancement.StacktraceMarks;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.event.ExceptionValue;
import dev.tracefold.event.Frame;
import dev.tracefold.event.Stacktrace;
import dev.tracefold.stacktrace.NameStyle;
import dev.tracefold.stacktrace.StacktraceNormalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Enhancement rules and function names against the recorded results of the reference. */
final class EnhancementConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void globsMatchAsRecorded() {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/globs");
    for (JsonNode line : files.lines("generated/globs.jsonl.gz")) {
      List<Glob.Option> options = new ArrayList<>();
      if (line.get("double_star").booleanValue()) {
        options.add(Glob.Option.DOUBLE_STAR);
      }
      if (line.get("case_insensitive").booleanValue()) {
        options.add(Glob.Option.CASE_INSENSITIVE);
      }
      if (line.get("path_normalize").booleanValue()) {
        options.add(Glob.Option.PATH_NORMALIZE);
      }
      Glob glob =
          Glob.compile(line.get("pattern").textValue(), options.toArray(Glob.Option[]::new));
      tally.compare(
          line.toString(),
          glob.matches(line.get("value").textValue()),
          line.get("match").booleanValue());
    }
    tally.finish();
  }

  @Test
  void functionNamesAreTrimmedAsRecorded() {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/functions");
    for (JsonNode line : files.lines("generated/functions.jsonl.gz")) {
      tally.compare(
          line.toString(),
          NameStyle.of(line.get("platform").textValue())
              .trim(line.get("function").textValue(), line.get("normalize_lambdas").booleanValue()),
          line.get("trimmed").textValue());
    }
    tally.finish();
  }

  @Test
  void ruleTextsParseAsRecorded() {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/enhancement_rules_parse");
    for (JsonNode line : files.lines("generated/enhancement_rules_parse.jsonl.gz")) {
      String text = line.get("rules").textValue();
      JsonNode expected =
          line.get("valid").booleanValue() ? line.get("parsed") : JSON.getNodeFactory().nullNode();
      tally.compare(line.toString(), parsed(text, true), expected);
    }
    tally.finish();
  }

  @Test
  void theRecordedRuleFileParses() {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("enhancer_parsing");
    for (JsonNode line : files.json("enhancer_parsing/cases.json")) {
      tally.compare(
          line.get("name").textValue(),
          parsed(line.get("rules").textValue(), false),
          line.get("expected").get("rules"));
    }
    tally.finish();
  }

  @Test
  void rulesAreAppliedAsRecorded() throws RuleSyntaxException {
    ConformanceFiles files = ConformanceFiles.present();
    Tally tally = new Tally("generated/enhancements");
    for (JsonNode line : files.lines("generated/enhancements.jsonl.gz")) {
      tally.compare(line.toString(), applied(line), line.get("expected"));
    }
    tally.finish();
  }

  @Test
  void framesAreCategorisedAsRecorded() {
    ConformanceFiles files = ConformanceFiles.present();
    JsonNode expected = files.json("categorization/expected.json");
    Enhancements mobile = Enhancements.of(List.of(BuiltinRules.MOBILE_2021_04_02), List.of());
    Tally tally = new Tally("categorization");
    for (Map.Entry<String, JsonNode> input : files.folder("categorization/inputs").entrySet()) {
      ObjectNode payload =
          ((ObjectNode) input.getValue()).without(List.of("stacktrace", "threads"));
      ErrorEvent event = new StacktraceNormalizer(mobile).normalize(EventReader.read(payload));
      ArrayNode found = JSON.createArrayNode();
      for (ExceptionValue exception : event.exceptions()) {
        ArrayNode frames = found.addArray();
        Stacktrace stacktrace = exception.stacktrace();
        if (stacktrace != null) {
          stacktrace.frames().forEach(frame -> addFlags(frames.addObject(), frame, true));
        }
      }
      JsonNode wanted = expected.get(input.getKey());
      tally.compare(input.getKey(), found, wanted.get("frames"));
      tally.compare(input.getKey(), listing(event, payload), wanted.get("text").textValue());
    }
    tally.finish();
  }

  /** Exceptions and their frames with categories, as the README of the records describes. */
  private static String listing(ErrorEvent event, JsonNode payload) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < event.exceptions().size(); i++) {
      ExceptionValue exception = event.exceptions().get(i);
      JsonNode sent = payload.at("/exception/values/" + i);
      lines.add("");
      lines.add("");
      lines.add(
          "%s:%s (thread_id:%s, crashed:%s)"
              .formatted(
                  orUnderscore(exception.type()),
                  orUnderscore(exception.value()),
                  sent.path("thread_id").asText("_"),
                  sent.path("crashed").asText("_")));
      List<Frame> frames =
          exception.stacktrace() == null ? List.of() : exception.stacktrace().frames();
      for (Frame frame : frames) {
        String place =
            Stream.of(frame.packageName(), frame.module(), frame.filename(), frame.absPath())
                .filter(text -> text != null && !text.isEmpty())
                .findFirst()
                .orElse("");
        String category = frame.data().category();
        lines.add(
            "  %42.42s  %s %s"
                .formatted(
                    place,
                    frame.function() == null ? "???" : frame.function(),
                    category == null ? "" : "category=" + category)
                .stripTrailing());
      }
    }
    return String.join("\n", lines);
  }

  private static String orUnderscore(@Nullable String text) {
    return text == null ? "_" : text;
  }

  private static ObjectNode applied(JsonNode line) throws RuleSyntaxException {
    ObjectNode payload = JSON.createObjectNode();
    payload.putObject("stacktrace").set("frames", line.get("frames"));
    payload.putObject("exception").putArray("values").add(line.path("exception"));
    ErrorEvent event = EventReader.read(payload);
    List<Frame> sent = stacktrace(event).frames();
    String platform = line.get("platform").textValue();
    ExceptionValue exception = line.has("exception") ? event.exceptions().get(0) : null;
    Enhancements rules = Enhancements.parse(List.of(), line.get("rules").textValue());
    ObjectNode found = JSON.createObjectNode();

    List<Frame> modified = rules.modify(sent, platform);
    ArrayNode flags = found.putArray("frames");
    modified.forEach(frame -> addFlags(flags.addObject(), frame, false));

    ArrayNode inApp = found.putArray("in_app_final");
    List<Frame> decided =
        modified.stream()
            .map(frame -> frame.inApp() == null ? frame.markedInApp(false) : frame)
            .toList();
    decided.forEach(frame -> inApp.add(frame.inApp()));

    StacktraceMarks marks =
        rules.judge(decided, platform, exception).apply(flags(line.get("contributes")));
    ArrayNode components = found.putArray("components");
    marks
        .frames()
        .forEach(
            mark ->
                components
                    .addObject()
                    .put("contributes", mark.contributes())
                    .put("hint", mark.hint())
                    .put("prefix", mark.prefix())
                    .put("sentinel", mark.sentinel()));
    found
        .putObject("stacktrace")
        .put("contributes", marks.contributes())
        .put("hint", marks.hint())
        .put("invert", marks.inverted());
    return found;
  }

  private static Stacktrace stacktrace(ErrorEvent event) {
    Stacktrace stacktrace = event.stacktrace();
    if (stacktrace == null) {
      throw new AssertionError("no stack trace");
    }
    return stacktrace;
  }

  private static boolean[] flags(JsonNode list) {
    boolean[] flags = new boolean[list.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = list.get(i).booleanValue();
    }
    return flags;
  }

  private static void addFlags(ObjectNode target, Frame frame, boolean categoryFirst) {
    if (categoryFirst) {
      target.put("category", frame.data().category());
    }
    target.put("in_app", frame.inApp()).put("orig_in_app", frame.data().originalInApp());
    if (!categoryFirst) {
      target.put("category", frame.data().category());
    }
  }

  private static JsonNode parsed(String text, boolean withText) {
    try {
      ArrayNode rules = JSON.createArrayNode();
      for (Rule rule : RuleParser.parse(text)) {
        ObjectNode node = rules.addObject();
        ArrayNode matchers = node.putArray("matchers");
        rule.matchers().forEach(matcher -> matchers.add(node(matcher)));
        ArrayNode actions = node.putArray("actions");
        rule.actions().forEach(action -> actions.add(node(action)));
        if (withText) {
          node.put("text", rule.toString());
        }
      }
      return rules;
    } catch (RuleSyntaxException e) {
      return JSON.getNodeFactory().nullNode();
    }
  }

  private static ObjectNode node(Matcher matcher) {
    ObjectNode node = JSON.createObjectNode();
    return switch (matcher) {
      case Matcher.OnCaller caller -> node.set("caller", node(caller.matcher()));
      case Matcher.OnCallee callee -> node.set("callee", node(callee.matcher()));
      case Matcher.OnFrame frame -> plain(node, frame.field().ruleName(), frame);
      case Matcher.OnException exception -> plain(node, exception.field().ruleName(), exception);
    };
  }

  private static ObjectNode plain(ObjectNode node, String key, Matcher.Plain matcher) {
    return node.put("key", key).put("pattern", matcher.pattern()).put("negated", matcher.negated());
  }

  private static ObjectNode node(Action action) {
    ObjectNode node = JSON.createObjectNode();
    return switch (action) {
      case Action.SetFlag set -> {
        node.put("flag", set.value()).put("key", set.flag().ruleName());
        yield switch (set.range()) {
          case SELF -> node.putNull("range");
          case CALLEES -> node.put("range", "up");
          case CALLERS -> node.put("range", "down");
        };
      }
      case Action.SetMaxFrames set ->
          node.put("var", "max-frames").put("value", set.frames().intValueExact());
      case Action.SetMinFrames set ->
          node.put("var", "min-frames").put("value", set.frames().intValueExact());
      case Action.InvertStacktrace invert ->
          node.put("var", "invert-stacktrace").put("value", invert.inverted());
      case Action.SetCategory set -> node.put("var", "category").put("value", set.category());
    };
  }
}
