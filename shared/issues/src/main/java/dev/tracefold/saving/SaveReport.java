package dev.tracefold.saving;

import java.util.Map;

/**
 * What became of a batch.
 *
 * @param retries ids of the messages that have to be delivered again, each with the reason
 */
public record SaveReport(Map<String, String> retries) {

  public SaveReport {
    retries = Map.copyOf(retries);
  }
}
