package dev.tracefold.intake.normalization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracefold.intake.JsonTree;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts parameters into a message: {@code %s} and {@code %(name)s} as Python has them where the text
 * holds a percent sign, else <code>{}</code>, <code>{0}</code> and <code>{name}</code>.
 */
final class MessageFormat {

  private static final String CONVERSIONS = "sdiurfFgGeExXoca";
  private static final String FLAGS = "0123456789.+-# *lhL";

  private final String message;
  private final JsonNode params;
  private final int lengthMax;
  private final StringBuilder formatted = new StringBuilder();
  private int position;
  private int next;

  private MessageFormat(String message, JsonNode params, int lengthMax) {
    this.message = message;
    this.params = params;
    this.lengthMax = lengthMax;
  }

  /**
   * The text, or empty where a place has no parameter or is not understood.
   *
   * @param lengthMax characters after which no more of the text is made: a message may name one
   *     long parameter a thousand times
   */
  static Optional<String> format(String message, JsonNode params, int lengthMax) {
    if (!params.isContainerNode() || params.isEmpty()) {
      return Optional.empty();
    }
    MessageFormat format = new MessageFormat(message, params, lengthMax);
    if (message.indexOf('%') >= 0) {
      return format.percent() ? Optional.of(format.formatted.toString()) : Optional.empty();
    }
    return message.indexOf('{') >= 0 && format.curly()
        ? Optional.of(format.formatted.toString())
        : Optional.empty();
  }

  private boolean hasMore() {
    return position < message.length() && formatted.length() <= lengthMax;
  }

  private boolean percent() {
    while (hasMore()) {
      char c = message.charAt(position++);
      if (c != '%') {
        formatted.append(c);
      } else if (position < message.length() && message.charAt(position) == '%') {
        formatted.append('%');
        position++;
      } else if (!percentPlace()) {
        return false;
      }
    }
    return true;
  }

  private boolean percentPlace() {
    String name = null;
    if (position < message.length() && message.charAt(position) == '(') {
      int end = message.indexOf(')', position);
      if (end < 0) {
        return false;
      }
      name = message.substring(position + 1, end);
      position = end + 1;
    }
    while (position < message.length() && FLAGS.indexOf(message.charAt(position)) >= 0) {
      position++;
    }
    if (position >= message.length() || CONVERSIONS.indexOf(message.charAt(position)) < 0) {
      return false;
    }
    position++;
    return append(name);
  }

  private boolean curly() {
    while (hasMore()) {
      char c = message.charAt(position++);
      boolean doubled = position < message.length() && message.charAt(position) == c;
      if ((c == '{' || c == '}') && doubled) {
        formatted.append(c);
        position++;
      } else if (c == '{') {
        int end = message.indexOf('}', position);
        if (end < 0) {
          return false;
        }
        String name = message.substring(position, end);
        position = end + 1;
        if (!append(name.isEmpty() ? null : name)) {
          return false;
        }
      } else {
        formatted.append(c);
      }
    }
    return true;
  }

  private boolean append(@Nullable String name) {
    JsonNode value = value(name);
    if (value == null) {
      return false;
    }
    formatted.append(value.isTextual() ? value.textValue() : JsonTree.write(value));
    return true;
  }

  private @Nullable JsonNode value(@Nullable String name) {
    if (name == null) {
      return params.isArray() ? params.get(next++) : null;
    }
    if (params.isObject()) {
      return params.get(name);
    }
    return !name.isEmpty() && name.length() < 5 && name.chars().allMatch(c -> c >= '0' && c <= '9')
        ? params.get(Integer.parseInt(name))
        : null;
  }
}
