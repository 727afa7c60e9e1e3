package dev.tracefold.message;

import dev.tracefold.text.UnicodeText;
import java.util.Set;

/**
 * Recognises a date with its time at a position of a text: ISO 8601 ({@code D1} to {@code D3}), as
 * {@code ctime} writes it ({@code D4}) and as in e-mail ({@code D5}) of grouping 15.3.
 */
final class DateScanner {

  private static final Set<String> DAYS = Set.of("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat");
  private static final Set<String> MONTHS =
      Set.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final int NAME_LENGTH = 3;
  private static final int NONE = ValueScanner.NONE;

  private final String text;

  DateScanner(String text) {
    this.text = text;
  }

  /**
   * Matches at a position.
   *
   * @param boundary whether no word character stands before it
   * @return the position behind the date, or {@link ValueScanner#NONE}
   */
  int match(int start, boolean boundary) {
    int c = text.codePointAt(start);
    int end = UnicodeText.isDigit(c) ? iso(start) : NONE;
    if (end == NONE && boundary && (UnicodeText.isDigit(c) || (c >= 'A' && c <= 'Z'))) {
      end = ctime(start);
      if (end == NONE) {
        end = mail(start);
      }
    }
    return end;
  }

  /** D1, D2, D3: with a fraction of a second, with seconds, with minutes only. */
  private int iso(int start) {
    int minutes = fixed(start, "dddd-1d-3dT2d:5d");
    if (minutes == NONE) {
      return NONE;
    }
    int seconds = fixed(minutes, ":5d");
    if (seconds != NONE) {
      if (is(seconds, '.')) {
        int fraction = ValueScanner.digitsEnd(text, seconds + 1);
        return fraction == seconds + 1 ? NONE : isoZone(fraction);
      }
      return isoZone(seconds);
    }
    return isoZone(minutes);
  }

  private int isoZone(int position) {
    if (is(position, 'Z')) {
      return position + 1;
    }
    return is(position, '+') || is(position, '-') ? fixed(position + 1, "2d:5d") : NONE;
  }

  private int ctime(int start) {
    int position = start;
    if (named(position, DAYS)) {
      position = spaces(position + NAME_LENGTH);
    }
    position = month(position);
    if (position == NONE) {
      return NONE;
    }
    int day = fixed(position, "d");
    if (day == NONE) {
      return NONE;
    }
    int secondDigit = fixed(day, "d");
    position = spaces(secondDigit == NONE ? day : secondDigit);
    position = spaces(fixed(position, "dd:dd:dd"));
    return fixed(position, "dddd");
  }

  private int mail(int start) {
    int position = start;
    if (named(position, DAYS)) {
      position = is(position + NAME_LENGTH, ',') ? spaces(position + NAME_LENGTH + 1) : NONE;
    }
    position = month(spaces(dayOfMonth(position)));
    position = spaces(year(position));
    position = minutes(position);
    if (position == NONE) {
      return NONE;
    }
    int seconds = is(position, ':') ? seconds(position + 1) : NONE;
    return mailZone(spaces(seconds == NONE ? position : seconds));
  }

  private int dayOfMonth(int position) {
    int first = fixed(position, "d");
    if (first == NONE) {
      return NONE;
    }
    int second = fixed(first, "d");
    if (second == NONE) {
      return first;
    }
    boolean fits =
        switch (text.charAt(position)) {
          case '0' -> text.charAt(first) >= '1' && text.charAt(first) <= '9';
          case '1', '2' -> true;
          case '3' -> is(first, '0') || is(first, '1');
          default -> false;
        };
    return fits ? second : NONE;
  }

  private int year(int position) {
    if (position == NONE) {
      return NONE;
    }
    if (text.startsWith("19", position)) {
      return fixed(position + 2, "dd");
    }
    return between(position, '2', '9') ? fixed(position + 1, "ddd") : NONE;
  }

  private int minutes(int position) {
    int hours = NONE;
    if (position != NONE && is(position, '2') && between(position + 1, '0', '3')) {
      hours = position + 2;
    } else {
      hours = fixed(position, "1d");
    }
    return hours != NONE && is(hours, ':') ? fixed(hours + 1, "5d") : NONE;
  }

  private int seconds(int position) {
    return text.startsWith("60", position) ? position + 2 : fixed(position, "5d");
  }

  private int mailZone(int position) {
    if (position == NONE || position >= text.length()) {
      return NONE;
    }
    if (is(position, '+') || is(position, '-')) {
      return fixed(position + 1, "dd5d");
    }
    for (String name :
        new String[] {"UT", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"}) {
      if (text.startsWith(name, position)) {
        return position + name.length();
      }
    }
    return between(position, 'A', 'Z') && !is(position, 'J') ? position + 1 : NONE;
  }

  /** The position behind a month's name and the whitespace after it. */
  private int month(int position) {
    return position != NONE && named(position, MONTHS) ? spaces(position + NAME_LENGTH) : NONE;
  }

  private boolean named(int position, Set<String> names) {
    return position + NAME_LENGTH <= text.length()
        && text.charAt(position) >= 'A'
        && text.charAt(position) <= 'Z'
        && names.contains(text.substring(position, position + NAME_LENGTH));
  }

  /** The position behind at least one whitespace character. */
  private int spaces(int start) {
    if (start == NONE) {
      return NONE;
    }
    int position = start;
    while (position < text.length() && UnicodeText.isSpace(text.charAt(position))) {
      position++;
    }
    return position == start ? NONE : position;
  }

  /**
   * The position behind a fixed form: {@code d} is any decimal digit, {@code 1}, {@code 2}, {@code
   * 3} and {@code 5} are an ASCII digit up to that one, everything else is itself.
   */
  private int fixed(int start, String form) {
    if (start == NONE) {
      return NONE;
    }
    int position = start;
    for (int i = 0; i < form.length(); i++) {
      if (position >= text.length()) {
        return NONE;
      }
      char expected = form.charAt(i);
      int c = text.codePointAt(position);
      boolean fits =
          switch (expected) {
            case 'd' -> UnicodeText.isDigit(c);
            case '1', '2', '3', '5' -> c >= '0' && c <= expected;
            default -> c == expected;
          };
      if (!fits) {
        return NONE;
      }
      position += Character.charCount(c);
    }
    return position;
  }

  private boolean is(int position, char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  private boolean between(int position, char first, char last) {
    return position < text.length()
        && text.charAt(position) >= first
        && text.charAt(position) <= last;
  }
}
