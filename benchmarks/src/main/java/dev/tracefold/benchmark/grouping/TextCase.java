package dev.tracefold.benchmark.grouping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.enhancement.BuiltinRules;
import dev.tracefold.enhancement.Enhancements;
import dev.tracefold.enhancement.RuleSyntaxException;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import dev.tracefold.fingerprint.FingerprintRules;
import dev.tracefold.grouping.GroupingConfig;
import dev.tracefold.grouping.GroupingSetup;
import java.util.List;

/** Texts of 8 KiB: for each place one ordinary text, and texts that make matchers go back. */
public enum TextCase {
  MESSAGE_ORDINARY(Place.MESSAGE, TextCase.PROSE),
  MESSAGE_OF_HEX_DIGITS(Place.MESSAGE, "0123456789abcdef"),
  MESSAGE_OF_ADDRESSES_WITHOUT_END(Place.MESSAGE, "a.b-c+d"),
  MESSAGE_OF_AT_SIGNS(Place.MESSAGE, "a@"),
  MESSAGE_OF_COLONS(Place.MESSAGE, ":"),
  MESSAGE_OF_HEX_GROUPS(Place.MESSAGE, "ab:"),
  MESSAGE_OF_DOTTED_NUMBERS(Place.MESSAGE, "1."),
  MESSAGE_OF_NUMBERS(Place.MESSAGE, "1 -1.5 0x1 "),
  MESSAGE_OF_SCHEMES(Place.MESSAGE, "http://"),
  MESSAGE_OF_HALF_UUIDS(Place.MESSAGE, "12345678-1234-1234-1234-"),
  MESSAGE_OF_HALF_DATES(Place.MESSAGE, "Mon, 01 Jan 2020 "),
  MESSAGE_OF_ISO_DATES(Place.MESSAGE, "2020-01-01T01:01:01.1+"),
  MESSAGE_OF_EMPTY_LINES(Place.MESSAGE, " \n"),
  MESSAGE_OF_ASTRAL_DIGITS(Place.MESSAGE, "\ud835\udfce"),

  VALUE_ORDINARY(Place.EXCEPTION_VALUE, TextCase.PROSE),
  VALUE_OF_HEX_DIGITS(Place.EXCEPTION_VALUE, "0123456789abcdef"),
  VALUE_OF_DOTTED_NUMBERS(Place.EXCEPTION_VALUE, "1."),
  VALUE_OF_HALF_UUIDS(Place.EXCEPTION_VALUE, "12345678-1234-1234-1234-"),

  NATIVE_FUNCTION_ORDINARY(
      Place.NATIVE_FUNCTION,
      "std::unique_ptr<acme::Order const, std::default_delete<acme::Order>>::find(int, char*) "),
  NATIVE_FUNCTION_OF_OPEN_ANGLES(Place.NATIVE_FUNCTION, "<"),
  NATIVE_FUNCTION_OF_CLOSED_ANGLES(Place.NATIVE_FUNCTION, ">"),
  NATIVE_FUNCTION_OF_OPEN_BRACKETS(Place.NATIVE_FUNCTION, "("),
  NATIVE_FUNCTION_OF_PAIRS(Place.NATIVE_FUNCTION, "<()>{}"),
  NATIVE_FUNCTION_OF_LAMBDAS(Place.NATIVE_FUNCTION, "{lambda("),
  NATIVE_FUNCTION_OF_CLOSURES(Place.NATIVE_FUNCTION, "lambda_0123456789::"),
  NATIVE_FUNCTION_OF_CASTS(Place.NATIVE_FUNCTION, "<T as "),
  NATIVE_FUNCTION_OF_OPERATORS(Place.NATIVE_FUNCTION, "operator<"),
  NATIVE_FUNCTION_OF_BLANKS(Place.NATIVE_FUNCTION, " "),
  NATIVE_FUNCTION_OF_NAMESPACES(Place.NATIVE_FUNCTION, "`anonymous namespace'::"),

  JAVA_MODULE_ORDINARY(Place.JAVA_MODULE, "com.acme.checkout.orders."),
  JAVA_MODULE_OF_ENHANCERS(Place.JAVA_MODULE, "$$EnhancerByCGLIB$$"),
  JAVA_MODULE_OF_DOLLARS(Place.JAVA_MODULE, "$$_"),
  JAVA_MODULE_OF_LAMBDAS(Place.JAVA_MODULE, "$$Lambda$"),
  JAVA_MODULE_OF_CLOSURES(Place.JAVA_MODULE, "$fn__1"),

  RUBY_FUNCTION_ORDINARY(Place.RUBY_FUNCTION, "render_order_"),
  RUBY_FUNCTION_OF_TEMPLATES(Place.RUBY_FUNCTION, "__1234_1234"),
  RUBY_FUNCTION_OF_NUMBERS(Place.RUBY_FUNCTION, "_12"),

  CONTEXT_LINE_ORDINARY(Place.CONTEXT_LINE, "return place(order, customer);"),
  CONTEXT_LINE_OF_BLANKS(Place.CONTEXT_LINE, " \t"),

  FILENAME_ORDINARY(Place.FILENAME, "/opt/acme/checkout/1.4.0/orders"),
  FILENAME_OF_VERSIONS(Place.FILENAME, "/1.2.3"),
  FILENAME_OF_DIGITS(Place.FILENAME, "1"),
  FILENAME_OF_DOTTED_DIGITS(Place.FILENAME, "1.a"),
  FILENAME_OF_COMMITS(Place.FILENAME, "0123456789abcdef0123456789abcdef0123456/"),

  RULES_ORDINARY(Place.RULES, "com/acme/checkout/orders/Order.place "),
  RULES_OF_ONE_LETTER(Place.RULES, "a"),
  RULES_OF_TWO_LETTERS(Place.RULES, "ab"),
  RULES_OF_FOLDERS(Place.RULES, "a/");

  /** Where the text stands. */
  public enum Place {
    MESSAGE,
    EXCEPTION_VALUE,
    NATIVE_FUNCTION,
    JAVA_MODULE,
    RUBY_FUNCTION,
    CONTEXT_LINE,
    FILENAME,
    RULES
  }

  private static final String PROSE =
      "Order 4711 of ada@example.com could not be placed after 3000 ms because the store at"
          + " https://stock.example.com/items answered with status 503 and no further details. ";

  private static final int LENGTH = 8 * 1024;

  /** More than the texts that matching remembers, so that every one is matched anew. */
  private static final int EVENTS = 64;

  private static final String WILDCARD_RULES =
      """
      function:*a*a*a*a*a*a*a*a*c +app
      function:*a?a?a?a?a?a?a?c* -app
      function:*{aa,ab,ba}*{aa,ab,ba}*{aa,ab,ba}*c -group
      path:**/a/**/a/**/a/**/c +app
      module:*[ab]*[ab]*[ab]*[ab]*c -group
      """;

  private static final String FINGERPRINT_RULES =
      """
      message:*a*a*a*a*a*a*a*a*c -> a
      function:*a?a?a?a?a?a?a?c* -> b
      path:**/a/**/a/**/a/**/c -> c
      """;

  private final Place place;
  private final String seed;

  TextCase(Place place, String seed) {
    this.place = place;
    this.seed = seed;
  }

  Place place() {
    return place;
  }

  /** Whether others at the same place are compared with this one. */
  boolean isOrdinary() {
    return name().endsWith("_ORDINARY");
  }

  GroupingSetup setup() {
    return switch (place) {
      case MESSAGE, EXCEPTION_VALUE, NATIVE_FUNCTION, JAVA_MODULE, RUBY_FUNCTION, CONTEXT_LINE ->
          GroupingSetup.of(GroupingConfig.DEFAULT);
      case FILENAME -> GroupingSetup.of(GroupingConfig.LEGACY_2019_03_12);
      case RULES -> wildcards();
    };
  }

  /** Events that differ in the last characters of their text. */
  ErrorEvent[] events() {
    ErrorEvent[] events = new ErrorEvent[EVENTS];
    String repeated = seed.repeat(LENGTH / seed.length() + 1).substring(0, LENGTH - 2);
    for (int i = 0; i < EVENTS; i++) {
      char first = (char) ('a' + i / 26);
      char second = (char) ('a' + i % 26);
      events[i] = EventReader.read(payload(repeated + first + second));
    }
    return events;
  }

  private ObjectNode payload(String text) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    switch (place) {
      case MESSAGE -> payload.putObject("logentry").put("formatted", text);
      case EXCEPTION_VALUE ->
          payload
              .putObject("exception")
              .putArray("values")
              .addObject()
              .put("type", "E")
              .put("value", text);
      case NATIVE_FUNCTION -> frame(payload.put("platform", "native")).put("function", text);
      case JAVA_MODULE -> frame(payload.put("platform", "java")).put("module", text);
      case RUBY_FUNCTION -> frame(payload.put("platform", "ruby")).put("function", text);
      case CONTEXT_LINE -> frame(payload.put("platform", "python")).put("context_line", text);
      case FILENAME -> frame(payload.put("platform", "python")).put("filename", text);
      case RULES -> {
        payload.putObject("logentry").put("formatted", text);
        frame(payload.put("platform", "python"))
            .put("function", text)
            .put("module", text)
            .put("abs_path", text);
      }
    }
    return payload;
  }

  private static ObjectNode frame(ObjectNode payload) {
    return payload.putObject("stacktrace").putArray("frames").addObject();
  }

  private static GroupingSetup wildcards() {
    try {
      return new GroupingSetup(
          GroupingConfig.DEFAULT,
          Enhancements.parse(List.of(BuiltinRules.COMMON_2019_03_23), WILDCARD_RULES),
          FingerprintRules.parse(FINGERPRINT_RULES),
          true);
    } catch (RuleSyntaxException e) {
      throw new AssertionError("The rules of the benchmark parse", e);
    }
  }
}
