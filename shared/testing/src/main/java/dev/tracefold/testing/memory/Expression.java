package dev.tracefold.testing.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of DynamoDB on attributes at the top of an item: conditions, keys, filters and
 * updates. One object reads one expression once.
 */
final class Expression {

  private static final Pattern TOKEN =
      Pattern.compile("\\s*([#:]?[A-Za-z0-9_]+|<=|>=|<>|[=<>(),+-])");

  private static final String NONE = "";

  private final String text;
  private final JsonNode names;
  private final JsonNode values;
  private final List<String> tokens = new ArrayList<>();
  private final Set<String> used;
  private int at;

  /**
   * @param request holds the names and values that the expression refers to
   * @param used gets the names and values that it does refer to
   */
  Expression(String text, JsonNode request, Set<String> used) {
    this.text = text;
    this.names = request.path("ExpressionAttributeNames");
    this.values = request.path("ExpressionAttributeValues");
    this.used = used;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (end < text.stripTrailing().length()) {
      if (!token.find(end) || token.start() != end) {
        throw Refusal.invalid("unexpected character at %d of: %s".formatted(end, text));
      }
      tokens.add(token.group(1));
      end = token.end();
    }
  }

  /** Whether an item meets the condition; absent is an item without attributes. */
  static boolean holds(String field, JsonNode request, JsonNode item, Set<String> used) {
    String text = request.path(field).asText(NONE);
    if (text.isEmpty()) {
      return true;
    }
    var expression = new Expression(text, request, used);
    boolean holds = expression.or(item);
    expression.end();
    return holds;
  }

  /** Refuses what names or values the request brings along for nothing, as DynamoDB does. */
  static void checkUsed(JsonNode request, Set<String> used) {
    Set<String> brought = new HashSet<>();
    request.path("ExpressionAttributeNames").fieldNames().forEachRemaining(brought::add);
    request.path("ExpressionAttributeValues").fieldNames().forEachRemaining(brought::add);
    brought.removeAll(used);
    if (!brought.isEmpty()) {
      throw Refusal.invalid("unused in expressions: " + brought);
    }
  }

  /** The item as the update leaves it; every operand is read off the item as it was. */
  ObjectNode update(ObjectNode item) {
    ObjectNode updated = item.deepCopy();
    while (at < tokens.size()) {
      String clause = take().toUpperCase(Locale.ROOT);
      do {
        String name = name(take());
        switch (clause) {
          case "SET" -> {
            expect("=");
            updated.set(name, sum(item));
          }
          case "REMOVE" -> updated.remove(name);
          case "ADD" -> updated.set(name, add(item.get(name), operand(item)));
          default -> throw Refusal.invalid("expected SET, REMOVE or ADD in: " + text);
        }
      } while (taken(","));
    }
    return updated;
  }

  private JsonNode sum(ObjectNode item) {
    JsonNode sum = present(operand(item));
    while (peek().equals("+") || peek().equals("-")) {
      boolean plus = take().equals("+");
      BigDecimal next = number(present(operand(item)));
      sum = number(plus ? number(sum).add(next) : number(sum).subtract(next));
    }
    return sum;
  }

  private static JsonNode add(@Nullable JsonNode before, @Nullable JsonNode more) {
    BigDecimal start = before == null ? BigDecimal.ZERO : number(before);
    return number(start.add(number(present(more))));
  }

  private boolean or(JsonNode item) {
    boolean result = and(item);
    while (taken("OR")) {
      result |= and(item);
    }
    return result;
  }

  private boolean and(JsonNode item) {
    boolean result = not(item);
    while (taken("AND")) {
      result &= not(item);
    }
    return result;
  }

  private boolean not(JsonNode item) {
    if (taken("NOT")) {
      return !not(item);
    }
    if (taken("(")) {
      boolean inner = or(item);
      expect(")");
      return inner;
    }
    return switch (peek()) {
      case "attribute_exists" -> item.has(pathArgument());
      case "attribute_not_exists" -> !item.has(pathArgument());
      case "begins_with" -> beginsWith(item);
      default -> comparison(item);
    };
  }

  private String pathArgument() {
    take();
    expect("(");
    String name = name(take());
    expect(")");
    return name;
  }

  private boolean beginsWith(JsonNode item) {
    take();
    expect("(");
    JsonNode value = operand(item);
    expect(",");
    JsonNode prefix = present(operand(item));
    expect(")");
    return value != null && value.path("S").asText().startsWith(prefix.path("S").asText());
  }

  private boolean comparison(JsonNode item) {
    JsonNode left = operand(item);
    String operator = take().toUpperCase(Locale.ROOT);
    return switch (operator) {
      case "BETWEEN" -> {
        JsonNode from = operand(item);
        expect("AND");
        JsonNode to = operand(item);
        yield compare(left, ">=", from) && compare(left, "<=", to);
      }
      case "IN" -> {
        expect("(");
        boolean found = false;
        do {
          found |= compare(left, "=", operand(item));
        } while (taken(","));
        expect(")");
        yield found;
      }
      default -> compare(left, operator, operand(item));
    };
  }

  private static boolean compare(
      @Nullable JsonNode left, String operator, @Nullable JsonNode right) {
    if (left == null || right == null) {
      return operator.equals("<>");
    }
    String type = left.fieldNames().next();
    if (!right.has(type)) {
      return operator.equals("<>");
    }
    int order = Values.compare(left, right);
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw Refusal.invalid("unknown operator " + operator);
    };
  }

  private @Nullable JsonNode operand(JsonNode item) {
    String token = take();
    if (token.startsWith(":")) {
      used.add(token);
      if (!values.has(token)) {
        throw Refusal.invalid("%s is not defined, in: %s".formatted(token, text));
      }
      return values.get(token);
    }
    if (token.equals("if_not_exists")) {
      expect("(");
      String name = name(take());
      expect(",");
      JsonNode otherwise = operand(item);
      expect(")");
      return item.has(name) ? item.get(name) : otherwise;
    }
    return item.get(name(token));
  }

  private String name(String token) {
    if (!token.startsWith("#")) {
      return token;
    }
    used.add(token);
    if (!names.has(token)) {
      throw Refusal.invalid("%s is not defined, in: %s".formatted(token, text));
    }
    return names.get(token).asText();
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : NONE;
  }

  private String take() {
    if (at == tokens.size()) {
      throw Refusal.invalid("unexpected end of: " + text);
    }
    return tokens.get(at++);
  }

  private boolean taken(String token) {
    if (!peek().equalsIgnoreCase(token)) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(String token) {
    if (!taken(token)) {
      throw Refusal.invalid("expected %s, found '%s' in: %s".formatted(token, peek(), text));
    }
  }

  private void end() {
    if (at < tokens.size()) {
      throw Refusal.invalid("unexpected %s in: %s".formatted(peek(), text));
    }
  }

  private static JsonNode present(@Nullable JsonNode value) {
    if (value == null) {
      throw Refusal.invalid("an operand is an attribute that the item does not have");
    }
    return value;
  }

  private static BigDecimal number(JsonNode value) {
    if (!value.has("N")) {
      throw Refusal.invalid("expected a number, found " + value);
    }
    return new BigDecimal(value.get("N").asText());
  }

  private static ObjectNode number(BigDecimal value) {
    return JsonNodeFactory.instance.objectNode().put("N", value.toPlainString());
  }
}
