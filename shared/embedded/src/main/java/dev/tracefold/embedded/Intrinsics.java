package dev.tracefold.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The intrinsic functions of a template ({@code !Ref}, {@code !GetAtt}, {@code !Sub}, {@code
 * !Join}, {@code !If}, {@code !Select} of {@code !Split} and conditions), applied to its tree: what
 * depends on parameters and conditions is decided, the rest becomes a {@link Value}.
 */
final class Intrinsics {
  // "${Name}", "${Id.Attribute}" or the escaped "${!Name}"
  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");
  private static final String NO_VALUE = "AWS::NoValue";

  private final String file;
  private final Map<?, ?> tree;
  private final Map<?, ?> conditions;
  private final SequencedMap<String, String> parameters;

  private Intrinsics(
      String file, Map<?, ?> tree, Map<?, ?> conditions, SequencedMap<String, String> parameters) {
    this.file = file;
    this.tree = tree;
    this.conditions = conditions;
    this.parameters = parameters;
  }

  /**
   * Parses the text of a template.
   *
   * @param overrides values to use instead of the parameters' defaults
   */
  static Intrinsics of(String file, String text, Map<String, String> overrides) {
    Object document = new Yaml(new TagKeepingConstructor()).load(text);
    if (!(document instanceof Map<?, ?> tree)) {
      throw new IllegalArgumentException(file + ": expected a YAML mapping, found " + document);
    }
    var parameters = new LinkedHashMap<String, String>();
    if (tree.get("Parameters") instanceof Map<?, ?> declared) {
      declared.forEach(
          (key, declaration) -> {
            String name = String.valueOf(key);
            Object preset = declaration instanceof Map<?, ?> map ? map.get("Default") : null;
            String value = overrides.get(name);
            if (value != null) {
              parameters.put(name, value);
            } else if (preset != null) {
              parameters.put(name, String.valueOf(preset));
            } else {
              throw new IllegalArgumentException(
                  file + ": the parameter " + name + " has no default and was not given");
            }
          });
    }
    for (String name : overrides.keySet()) {
      if (!parameters.containsKey(name)) {
        throw new IllegalArgumentException(
            file + ": no parameter " + name + ", expected one of " + parameters.keySet());
      }
    }
    Map<?, ?> conditions =
        tree.get("Conditions") instanceof Map<?, ?> declared ? declared : Map.of();
    return new Intrinsics(file, tree, conditions, parameters);
  }

  SequencedMap<String, String> parameters() {
    return parameters;
  }

  /** The whole template, decided; parameters and conditions themselves are left out. */
  Section root() {
    var decided = new LinkedHashMap<String, Object>();
    for (String part : List.of("Globals", "Resources", "Outputs")) {
      Object node = tree.get(part);
      Object value = node == null ? null : decide(part, node);
      if (value != null) {
        decided.put(part, value);
      }
    }
    return new Section(file, decided);
  }

  /** Whether a declared condition holds. */
  boolean holds(String condition) {
    Object node = conditions.get(condition);
    if (node == null) {
      throw new IllegalArgumentException(file + ": no condition " + condition);
    }
    return isTrue("Conditions." + condition, node);
  }

  /** The node with everything decided, or {@code null} for {@code AWS::NoValue}. */
  private @Nullable Object decide(String place, Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        Map.Entry<?, ?> only = map.size() == 1 ? map.entrySet().iterator().next() : null;
        if (only != null
            && only.getKey() instanceof String name
            && (name.equals("Ref") || name.startsWith("Fn::"))) {
          yield call(place, name, only.getValue());
        }
        var decided = new LinkedHashMap<String, Object>();
        map.forEach(
            (key, child) -> {
              Object value = child == null ? null : decide(place + "." + key, child);
              if (value != null) {
                decided.put(String.valueOf(key), value);
              }
            });
        yield decided;
      }
      case List<?> list -> {
        var decided = new ArrayList<Object>();
        for (Object child : list) {
          Object value = decide(place, child);
          if (value != null) {
            decided.add(value);
          }
        }
        yield decided;
      }
      default -> new Value.Text(String.valueOf(node));
    };
  }

  private @Nullable Object call(String place, String name, Object argument) {
    return switch (name) {
      case "Ref" -> argument.equals(NO_VALUE) ? null : reference(String.valueOf(argument));
      case "Fn::GetAtt" -> {
        List<?> parts =
            argument instanceof List<?> list
                ? list
                : List.of(String.valueOf(argument).split("\\.", 2));
        yield new Value.Attribute(String.valueOf(parts.get(0)), String.valueOf(parts.get(1)));
      }
      case "Fn::Sub" -> substitute(place, argument);
      case "Fn::Join" -> join(place, argument);
      case "Fn::Select" -> select(place, argument);
      case "Fn::If" -> {
        List<?> parts = parts(place, argument, 3);
        Object chosen = holds(String.valueOf(parts.get(0))) ? parts.get(1) : parts.get(2);
        yield decide(place, chosen);
      }
      default ->
          throw new IllegalArgumentException(
              file
                  + ": "
                  + place
                  + ": found "
                  + name
                  + ", expected one of Ref, GetAtt, Sub, Join, If, Select of Split");
    };
  }

  private Value reference(String name) {
    String parameter = parameters.get(name);
    return parameter == null ? new Value.Reference(name) : new Value.Text(parameter);
  }

  private Value substitute(String place, Object argument) {
    Object text = argument;
    Map<?, ?> names = Map.of();
    if (argument instanceof List<?>) {
      List<?> parts = parts(place, argument, 2);
      text = parts.get(0);
      names = (Map<?, ?>) parts.get(1);
    }
    var values = new ArrayList<Value>();
    String whole = String.valueOf(text);
    Matcher matcher = SUBSTITUTION.matcher(whole);
    int end = 0;
    while (matcher.find()) {
      values.add(new Value.Text(whole.substring(end, matcher.start())));
      String name = matcher.group(1);
      Object given = names.get(name);
      if (name.startsWith("!")) {
        values.add(new Value.Text("${" + name.substring(1) + "}"));
      } else if (given != null) {
        values.add(value(place, given));
      } else if (name.contains(".")) {
        String[] parts = name.split("\\.", 2);
        values.add(new Value.Attribute(parts[0], parts[1]));
      } else {
        values.add(reference(name));
      }
      end = matcher.end();
    }
    values.add(new Value.Text(whole.substring(end)));
    return joined(values);
  }

  private Value join(String place, Object argument) {
    List<?> parts = parts(place, argument, 2);
    var values = new ArrayList<Value>();
    for (Object part : (List<?>) parts.get(1)) {
      if (!values.isEmpty()) {
        values.add(new Value.Text(String.valueOf(parts.get(0))));
      }
      values.add(value(place, part));
    }
    return joined(values);
  }

  private Value select(String place, Object argument) {
    List<?> parts = parts(place, argument, 2);
    if (parts.get(1) instanceof Map<?, ?> call && call.get("Fn::Split") instanceof List<?> split) {
      return new Value.Part(
          value(place, split.get(1)),
          String.valueOf(split.get(0)),
          Integer.parseInt(String.valueOf(parts.get(0))));
    }
    throw new IllegalArgumentException(
        file + ": " + place + ": found !Select of " + parts.get(1) + ", expected !Split in it");
  }

  private Value value(String place, Object node) {
    if (decide(place, node) instanceof Value value) {
      return value;
    }
    throw new IllegalArgumentException(
        file + ": " + place + ": found " + node + ", expected a single value");
  }

  /** One text where every part is one, so that a parameter inside {@code !Sub} can be a number. */
  private static Value joined(List<Value> values) {
    var text = new StringBuilder();
    for (Value value : values) {
      if (!(value instanceof Value.Text part)) {
        return new Value.Joined(values);
      }
      text.append(part.text());
    }
    return new Value.Text(text.toString());
  }

  private boolean isTrue(String place, Object node) {
    Map.Entry<?, ?> only =
        node instanceof Map<?, ?> map && map.size() == 1
            ? map.entrySet().iterator().next()
            : Map.entry("", "");
    Object argument = only.getValue();
    return switch (String.valueOf(only.getKey())) {
      case "Condition" -> holds(String.valueOf(argument));
      case "Fn::Equals" -> {
        List<?> sides = parts(place, argument, 2);
        yield value(place, sides.get(0)).equals(value(place, sides.get(1)));
      }
      case "Fn::Not" -> !isTrue(place, parts(place, argument, 1).get(0));
      case "Fn::And" -> ((List<?>) argument).stream().allMatch(part -> isTrue(place, part));
      case "Fn::Or" -> ((List<?>) argument).stream().anyMatch(part -> isTrue(place, part));
      default ->
          throw new IllegalArgumentException(
              file
                  + ": "
                  + place
                  + ": found "
                  + node
                  + ", expected one of Condition, Equals, Not, And, Or");
    };
  }

  private List<?> parts(String place, Object argument, int count) {
    if (argument instanceof List<?> list && list.size() == count) {
      return list;
    }
    throw new IllegalArgumentException(
        file + ": " + place + ": found " + argument + ", expected a list of " + count);
  }

  /** Turns {@code !Name argument} into the long form {@code {"Fn::Name": argument}}. */
  private static final class TagKeepingConstructor extends SafeConstructor {
    TagKeepingConstructor() {
      super(new LoaderOptions());
      // Dates stay text: the template's format version looks like one.
      yamlConstructors.put(Tag.TIMESTAMP, yamlConstructors.get(Tag.STR));
      yamlMultiConstructors.put("!", new LongForm());
    }

    private final class LongForm extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object argument =
            switch (node) {
              case ScalarNode scalar -> constructScalar(scalar);
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> throw new IllegalArgumentException("Unexpected YAML node " + node);
            };
        boolean plain = name.equals("Ref") || name.equals("Condition");
        return Map.of(plain ? name : "Fn::" + name, argument);
      }
    }
  }
}
