package dev.tracefold.intake.useragent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.intake.useragent.UserAgent.Device;
import dev.tracefold.intake.useragent.UserAgent.Product;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserAgentsTest {

  @Test
  void aPhoneIsToldInFull() {
    assertThat(
            UserAgents.read(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/17.1.2 Mobile/15E148 Safari/604.1"))
        .isEqualTo(
            new UserAgent(
                new Product("Mobile Safari", "17.1.2"),
                new Product("iOS", "17.1.2"),
                new Device("iPhone", "Apple", "iPhone")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/120.0.0.0 Safari/537.36 | Chrome 120.0.0 | Windows 10",
        "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0"
            + " | Firefox 115.0 | Linux",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/17.0 Safari/605.1.15 | Safari 17.0 | Mac OS X 10.15.7",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/119.0.0.0 Safari/537.36 Edg/119.0.2151.97 | Edge 119.0.2151 | Windows 10",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0) | IE 8.0 | Windows 7",
        "Mozilla/5.0 (Windows NT 6.3; Trident/7.0; rv:11.0) like Gecko | IE 11.0 | Windows 8.1",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119"
            + " Version/11.10 | Opera Mini 7.1.32052 | ",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
            + " | Googlebot 2.1 | ",
      })
  void browsersAndSystemsHaveNamesAndVersions(String userAgent, String browser, String system) {
    UserAgent read = UserAgents.read(userAgent);
    assertThat(text(read.browser())).isEqualTo(browser);
    assertThat(text(read.system())).isEqualTo(system);
  }

  @Test
  void whatNoRuleKnowsIsUnknown() {
    assertThat(UserAgents.read("!")).isEqualTo(UserAgent.UNKNOWN);
    assertThat(UserAgents.read(" ")).isEqualTo(UserAgent.UNKNOWN);
  }

  @Test
  void textBehindTheLimitIsNotLookedAt() {
    String padding = " ".repeat(UserAgents.LENGTH_MAX - "Firefox/115.0".length());
    assertThat(text(UserAgents.read(padding + "Firefox/115.0"))).isEqualTo("Firefox 115.0");
    assertThat(text(UserAgents.read(padding + " Firefox/115.0"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"120.0.1, 120", "8, 8", "XP, -1", "8x.1, -1", "1234567890.1, -1", ", -1"})
  void aMajorVersionIsANumber(String version, int major) {
    assertThat(new Product("X", version).major().orElse(-1)).isEqualTo(major);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "(Chrome)/(\\d+) chrome",
        "ab+cde cde",
        "ab{2,3}cde cde",
        "ab?cde cde",
        "ab{0,2}cde cde",
        "a(bc)*?de de",
        "abc|de|fghi abc,de,fghi",
        "x(a|bcd)yz yz",
        "x(abc|bcd)yz abc,bcd",
        "(abc|)yz yz",
        "(abc|d(?:ef|gh)+) abc,ef,gh",
        "x(?:abc)?yz yz",
        "x(?i:ABC)yz yz",
        "Mozilla.(Foo|Bar) foo,bar",
        "[Ss][Pp]ider spider",
        "[abc]def[^]g]h def",
        "a\\.b\\dc a.b",
        "\\d+ ''",
      })
  void everyMatchHoldsOneOfTheRequiredTexts(String pattern, String required) {
    assertThat(String.join(",", RequiredText.of(pattern))).isEqualTo(required);
  }

  /** All rules, against user agents that most of them do not match. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; U; Android 2.2; en-us; Nexus One Build/FRF91) AppleWebKit/533.1"
            + " (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (BlackBerry; U; BlackBerry 9900; en) AppleWebKit/534.11+ Version/7.1.0.346",
        "HbbTV/1.1.1 (;Samsung;SmartTV2013;T-FXPDEUC-1102.2;;) WebKit",
      })
  void noRuleIsRuledOutThatWouldMatch(String userAgent) {
    String lowered = userAgent.toLowerCase(Locale.ROOT);
    int matching = 0;
    for (List<Rule> section : UserAgents.load().values()) {
      for (Rule rule : section) {
        boolean matches = rule.match(userAgent, lowered + String.join("", rule.required())) != null;
        assertThat(rule.match(userAgent, lowered) != null).isEqualTo(matches);
        matching += matches ? 1 : 0;
      }
    }
    assertThat(matching).isPositive();
  }

  @Test
  void aListOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> RuleFile.read(List.of("a:", "  - regex: \"x\"")))
        .hasMessageContaining("line 2");
  }

  private static @Nullable String text(UserAgent userAgent) {
    return text(userAgent.browser());
  }

  private static @Nullable String text(@Nullable Product product) {
    return product == null
        ? null
        : product.version() == null ? product.name() : product.name() + " " + product.version();
  }
}
