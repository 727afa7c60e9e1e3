package dev.tracefold.intake.scrubbing;

import java.util.Set;

/** Parts of an event, which hold secrets in different ways. */
enum Region {
  /** Texts of programs: messages, types, descriptions. */
  PROSE,

  /** Values that somebody handed over, each under its name. */
  DATA,

  /** The request of a web server or page. */
  REQUEST,

  /** Breadcrumbs. */
  CRUMBS,

  /** A stack trace. */
  STACKTRACE,

  /** Its frames. */
  FRAMES,

  /** What says where in the code a frame is. */
  POSITION,

  /** Source code: what a program calls a token is seldom one. */
  SOURCE;

  private static final Set<String> POSITIONS =
      Set.of(
          "function",
          "raw_function",
          "module",
          "package",
          "filename",
          "abs_path",
          "platform",
          "symbol",
          "lineno",
          "colno",
          "in_app");

  /** The region of a member of an event. */
  static Region of(String name) {
    return switch (name) {
      case "extra", "contexts", "tags", "user", "_meta" -> DATA;
      case "request" -> REQUEST;
      case "breadcrumbs" -> CRUMBS;
      case "stacktrace", "raw_stacktrace" -> STACKTRACE;
      default -> PROSE;
    };
  }

  /** The region of a member of an object in this one. */
  Region within(String name) {
    return switch (this) {
      case REQUEST -> name.equals("url") || name.equals("method") ? PROSE : DATA;
      case CRUMBS ->
          switch (name) {
            case "values" -> CRUMBS;
            case "message", "data" -> DATA;
            default -> PROSE;
          };
      case STACKTRACE -> name.equals("frames") ? FRAMES : PROSE;
      case FRAMES ->
          switch (name) {
            case "vars" -> DATA;
            case "pre_context", "context_line", "post_context" -> SOURCE;
            default -> POSITIONS.contains(name) ? POSITION : PROSE;
          };
      case PROSE ->
          switch (name) {
            case "stacktrace", "raw_stacktrace" -> STACKTRACE;
            case "data", "tags" -> DATA;
            default -> PROSE;
          };
      // Neither positions nor source code have members.
      case DATA, POSITION, SOURCE -> DATA;
    };
  }
}
