package dev.tracefold.project;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A client key: the public half of a DSN, which lets SDKs send events to one project.
 *
 * @param id positive, unique in the deployment; outcomes name it
 * @param publicKey 32 lower-case hex digits, the user part of the DSN
 * @param projectId the project that the key opens
 * @param enabled false answers SDKs as a revoked key does
 */
public record ProjectKey(long id, String publicKey, long projectId, boolean enabled) {

  private static final Pattern PUBLIC_KEY = Pattern.compile("[0-9a-f]{32}");

  public ProjectKey {
    Objects.requireNonNull(publicKey, "publicKey");
    if (id <= 0 || projectId <= 0) {
      throw new IllegalArgumentException(
          "key and project ids are positive, found " + id + " and " + projectId);
    }
    if (!isWellFormed(publicKey)) {
      throw new IllegalArgumentException(
          "a public key is 32 lower-case hex digits, found " + publicKey.length() + " characters");
    }
  }

  /** Whether the text could be a public key at all; what could not is never looked up. */
  public static boolean isWellFormed(String publicKey) {
    return PUBLIC_KEY.matcher(publicKey).matches();
  }
}
