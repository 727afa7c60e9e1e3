package dev.tracefold.receiving;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a method and a path ask for (since-2022 11.2). Slashes at the end do not matter. */
public sealed interface Route {

  /** Something to receive. */
  sealed interface Endpoint extends Route {}

  /**
   * An endpoint of a project.
   *
   * @param project the id as written in the path, or null where the key alone says it
   */
  record Ingest(Kind kind, @Nullable String project) implements Endpoint {}

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
    STORE
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
    return switch (rest.size()) {
      case 1 -> kind(rest.getFirst()).map(kind -> new Ingest(kind, project));
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> kind(String name) {
    return switch (name) {
      case "envelope" -> Optional.of(Kind.ENVELOPE);
      case "store" -> Optional.of(Kind.STORE);
      default -> Optional.empty();
    };
  }
}
