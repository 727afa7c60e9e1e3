package dev.tracefold.local.project;

import dev.tracefold.project.ProjectAdministration;
import dev.tracefold.project.ProjectKey;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes keys of projects. */
final class KeyCreation {

  /**
   * Key ids of a project begin at its id times this, so that two operators who make keys of two
   * projects at once never draw the same id.
   */
  private static final long IDS_PER_PROJECT = 1000;

  private static final int KEY_BYTES = 16;

  private KeyCreation() {}

  /** A public key that nobody can guess. */
  static String randomKey() {
    var bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Stores a key under the next free id.
   *
   * @throws IllegalStateException where the public key is taken, or all ids of the project are
   */
  static ProjectKey create(ProjectAdministration projects, long projectId, String publicKey) {
    if (projects.findKey(publicKey).isPresent()) {
      throw new IllegalStateException("the key " + publicKey + " exists; choose another one");
    }
    long first = projectId * IDS_PER_PROJECT;
    for (long id = first + projects.keys(projectId).size(); id < first + IDS_PER_PROJECT; id++) {
      var key = new ProjectKey(id, publicKey, projectId, true);
      if (projects.create(key)) {
        return key;
      }
    }
    throw new IllegalStateException(
        "project %d has %d keys, the most there can be".formatted(projectId, IDS_PER_PROJECT));
  }
}
