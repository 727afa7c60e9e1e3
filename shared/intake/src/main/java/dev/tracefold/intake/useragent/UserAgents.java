package dev.tracefold.intake.useragent;

import com.google.re2j.Matcher;
import dev.tracefold.intake.useragent.UserAgent.Device;
import dev.tracefold.intake.useragent.UserAgent.Product;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads user agents. The rules are loaded with the first one, since many a function never meets
 * any; what was read last is remembered, since few visitors make up most events. Thread-safe.
 */
public final class UserAgents {

  /** Browsers send a few hundred characters; what comes behind these is not looked at. */
  public static final int LENGTH_MAX = 1024;

  /** As many as a day's visitors of a site commonly have between them. */
  private static final int REMEMBERED_MAX = 1000;

  /** Where the library of rules has them. */
  private static final String RESOURCE = "/ua_parser/regexes.yaml";

  /** What rules call a thing that they do not know. */
  private static final String OTHER = "Other";

  private static final class Loaded {
    private static final UserAgents INSTANCE = new UserAgents(load());
  }

  private final List<Rule> browsers;
  private final List<Rule> systems;
  private final List<Rule> devices;
  private final Map<String, UserAgent> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserAgent> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  private UserAgents(Map<String, List<Rule>> sections) {
    this.browsers = section(sections, "user_agent_parsers");
    this.systems = section(sections, "os_parsers");
    this.devices = section(sections, "device_parsers");
  }

  /** What a user agent says. */
  public static UserAgent read(String userAgent) {
    String text = userAgent.length() > LENGTH_MAX ? userAgent.substring(0, LENGTH_MAX) : userAgent;
    return text.isBlank() ? UserAgent.UNKNOWN : Loaded.INSTANCE.remembered(text);
  }

  private synchronized UserAgent remembered(String text) {
    UserAgent known = remembered.get(text);
    if (known == null) {
      String lowered = text.toLowerCase(Locale.ROOT);
      known =
          new UserAgent(
              product(browsers, text, lowered, "family_replacement", ""),
              product(systems, text, lowered, "os_replacement", "os_"),
              device(text, lowered));
      remembered.put(text, known);
    }
    return known;
  }

  private static @Nullable Product product(
      List<Rule> rules, String text, String lowered, String name, String prefix) {
    for (Rule rule : rules) {
      Matcher match = rule.match(text, lowered);
      if (match != null) {
        String family = rule.part(match, name, 1);
        String version =
            Stream.of(1, 2, 3)
                .map(i -> rule.part(match, prefix + "v" + i + "_replacement", i + 1))
                .takeWhile(part -> part != null)
                .collect(Collectors.joining("."));
        return family == null || family.equals(OTHER)
            ? null
            : new Product(family, version.isEmpty() ? null : version);
      }
    }
    return null;
  }

  private @Nullable Device device(String text, String lowered) {
    for (Rule rule : devices) {
      Matcher match = rule.match(text, lowered);
      if (match != null) {
        String family = rule.part(match, "device_replacement", 1);
        return family == null || family.equals(OTHER)
            ? null
            : new Device(
                family,
                rule.part(match, "brand_replacement", 0),
                rule.part(match, "model_replacement", 1));
      }
    }
    return null;
  }

  private static List<Rule> section(Map<String, List<Rule>> sections, String name) {
    List<Rule> rules = sections.getOrDefault(name, List.of());
    if (rules.isEmpty()) {
      throw new IllegalStateException(
          "the user-agent rules have no section %s: expected those of uap-core".formatted(name));
    }
    return rules;
  }

  /** All rules by section, as the library has them. */
  static Map<String, List<Rule>> load() {
    try (InputStream in = UserAgents.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "%s is not on the class path: the library uap-java brings it".formatted(RESOURCE));
      }
      return RuleFile.read(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
