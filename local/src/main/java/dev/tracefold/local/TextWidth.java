package dev.tracefold.local;

/**
 * How many columns of a terminal a text takes: East Asian characters and emoji two, marks that
 * stand on others none. Terminals differ about emoji of several code points; here one that is
 * joined to the one before takes no more.
 */
final class TextWidth {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** First and last of the ranges whose characters are wide (Unicode's East Asian Width W, F). */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653,
    0x26A1, 0x26A1, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26D4, 0x26D4, 0x2705, 0x2705, 0x270A, 0x270B,
    0x2728, 0x2728, 0x274C, 0x274C, 0x2753, 0x2755, 0x2795, 0x2797, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50,
    0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97C,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0,
    0x18CFF, 0x1AFF0, 0x1B2FF, 0x1F004, 0x1F004, 0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191,
    0x1F19A, 0x1F1E6, 0x1F1FF, 0x1F200, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E,
    0x1F393, 0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8,
    0x1F43E, 0x1F440, 0x1F440, 0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550,
    0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596, 0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680,
    0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4,
    0x1F6FC, 0x1F7E0, 0x1F7F0, 0x1F90C, 0x1F93A, 0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70,
    0x1FAFF, 0x20000, 0x3FFFD
  };

  /** Skin tones, which colour the emoji before them. */
  private static final int TONES_FIRST = 0x1F3FB;

  private static final int TONES_LAST = 0x1F3FF;

  private TextWidth() {}

  /** Columns of the whole text. */
  static int of(String text) {
    int width = 0;
    boolean joined = false;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      width += joined ? 0 : of(point);
      joined = point == ZERO_WIDTH_JOINER;
      at += Character.charCount(point);
    }
    return width;
  }

  /**
   * Where a text has to be cut to take at most so many columns.
   *
   * @return an index that splits no character
   */
  static int cut(String text, int columns) {
    int width = 0;
    boolean joined = false;
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      width += joined ? 0 : of(point);
      if (width > columns) {
        return at;
      }
      joined = point == ZERO_WIDTH_JOINER;
      at += Character.charCount(point);
    }
    return at;
  }

  private static int of(int point) {
    if (point >= TONES_FIRST && point <= TONES_LAST) {
      return 0;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    int low = 0;
    int high = WIDE.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) / 2;
      if (point < WIDE[2 * middle]) {
        high = middle - 1;
      } else if (point > WIDE[2 * middle + 1]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
