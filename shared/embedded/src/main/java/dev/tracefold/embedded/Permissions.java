package dev.tracefold.embedded;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the policies of a function in template.yaml allow it, in one stack: an emulator asks nobody,
 * so that without this a missing permission would show only on AWS.
 *
 * @param function the function's logical id
 */
public record Permissions(String function, List<Grant> grants) {

  public Permissions {
    Objects.requireNonNull(function, "function");
    grants = List.copyOf(grants);
  }

  /**
   * One statement of a policy that allows.
   *
   * @param actions such as {@code dynamodb:GetItem}
   * @param resources ARNs, with {@code *} for any characters
   * @param leadingKeys patterns of partition keys; empty where every key is allowed
   */
  public record Grant(List<String> actions, List<String> resources, List<String> leadingKeys) {
    public Grant {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      leadingKeys = List.copyOf(leadingKeys);
    }

    private boolean covers(Access access) {
      return actions.contains(access.action())
          && resources.stream().anyMatch(pattern -> matches(pattern, access.resource()))
          && (leadingKeys.isEmpty()
              || access.leadingKeys().stream()
                  .allMatch(key -> leadingKeys.stream().anyMatch(p -> matches(p, key))));
    }

    private static boolean matches(String pattern, String text) {
      return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", text);
    }
  }

  /**
   * What a call needs.
   *
   * @param action such as {@code s3:GetObject}
   * @param resource an ARN
   * @param leadingKeys the partition keys that it touches; empty outside DynamoDB
   */
  public record Access(String action, String resource, List<String> leadingKeys) {
    public Access {
      Objects.requireNonNull(action, "action");
      Objects.requireNonNull(resource, "resource");
      leadingKeys = List.copyOf(leadingKeys);
    }
  }

  /** Whether one statement allows all of it. */
  public boolean allow(Access access) {
    return grants.stream().anyMatch(grant -> grant.covers(access));
  }
}
