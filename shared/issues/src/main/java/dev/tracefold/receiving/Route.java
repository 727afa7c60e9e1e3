package dev.tracefold.receiving;

import dev.tracefold.intake.envelope.EventIds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a method and a path ask for (since-2022 11.2). Slashes at the end do not matter. */
public sealed interface Route {

  /** Something to receive. */
  sealed interface Endpoint extends Route {

    /** The project as written in the path: its id or slug; null where the key alone says it. */
    @Nullable String project();

    /** The key, of senders that can put it nowhere but in the path; else null. */
    default @Nullable String key() {
      return null;
    }
  }

  /** An endpoint of a project. */
  record Ingest(Kind kind, @Nullable String project) implements Endpoint {}

  /** Attachments of an event that was sent before. */
  record LateAttachments(String project, String eventId) implements Endpoint {}

  /** A check-in of a scheduled job by a plain request. */
  record CheckIn(String project, @Nullable String key) implements Endpoint {}

  /** A crash of a game, as the reporter of the Unreal engine sends it. */
  record UnrealCrash(String project, String key) implements Endpoint {}

  /** User feedback by the web API, which authenticates by DSN. */
  record WebFeedback(String project) implements Endpoint {}

  /** A browser asking whether it may send. */
  record Preflight() implements Route {}

  /** A monitor asking whether this is up. */
  record Health() implements Route {}

  /** A path of ours, but not by this method. */
  record WrongMethod(String allowed) implements Route {}

  /** No path of ours. */
  record Unknown() implements Route {}

  /** The shapes in which a body comes. */
  enum Kind {
    ENVELOPE,
    STORE,
    MINIDUMP,
    SECURITY,
    NEL
  }

  /** Whether what is received is an envelope, which may name its key inside. */
  static boolean isEnvelope(Endpoint endpoint) {
    return endpoint instanceof Ingest ingest && ingest.kind() == Kind.ENVELOPE;
  }

  /** Finds the route of a request. */
  static Route of(String method, String path) {
    List<String> parts = Stream.of(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (isHealth(parts)) {
      return switch (method) {
        case "GET", "HEAD" -> new Health();
        default -> new WrongMethod("GET");
      };
    }
    Optional<Endpoint> endpoint = endpoint(parts);
    if (endpoint.isEmpty()) {
      return new Unknown();
    }
    return switch (method) {
      case "OPTIONS" -> new Preflight();
      case "POST" -> endpoint.get();
      // Jobs check in by whatever their scheduler can send.
      case "GET" ->
          endpoint.get() instanceof CheckIn ? endpoint.get() : new WrongMethod("POST, OPTIONS");
      default -> new WrongMethod("POST, OPTIONS");
    };
  }

  private static boolean isHealth(List<String> parts) {
    return parts.equals(List.of("health"))
        || (parts.size() == 4
            && parts.subList(0, 3).equals(List.of("api", "relay", "healthcheck")));
  }

  private static Optional<Endpoint> endpoint(List<String> parts) {
    if (parts.size() < 2 || !parts.getFirst().equals("api")) {
      return Optional.empty();
    }
    if (parts.equals(List.of("api", "store"))) {
      return Optional.of(new Ingest(Kind.STORE, null));
    }
    String project = parts.get(1);
    List<String> rest = parts.subList(2, parts.size());
    if (project.equals("0")) {
      boolean feedback =
          rest.size() == 4
              && rest.getFirst().equals("projects")
              && rest.getLast().equals("user-feedback");
      return feedback ? Optional.of(new WebFeedback(rest.get(2))) : Optional.empty();
    }
    return switch (rest.size()) {
      case 1 -> kind(rest.getFirst()).map(kind -> new Ingest(kind, project));
      case 2, 3 -> longer(project, rest);
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> kind(String name) {
    return switch (name) {
      case "envelope" -> Optional.of(Kind.ENVELOPE);
      case "store" -> Optional.of(Kind.STORE);
      case "minidump" -> Optional.of(Kind.MINIDUMP);
      case "security", "csp-report" -> Optional.of(Kind.SECURITY);
      case "nel" -> Optional.of(Kind.NEL);
      default -> Optional.empty();
    };
  }

  private static Optional<Endpoint> longer(String project, List<String> rest) {
    return switch (rest.getFirst()) {
      case "cron" -> Optional.of(new CheckIn(project, rest.size() == 3 ? rest.get(2) : null));
      case "unreal" ->
          rest.size() == 2 ? Optional.of(new UnrealCrash(project, rest.get(1))) : Optional.empty();
      case "events" ->
          rest.size() == 3 && rest.get(2).equals("attachments")
              ? EventIds.read(rest.get(1)).map(id -> new LateAttachments(project, id))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
