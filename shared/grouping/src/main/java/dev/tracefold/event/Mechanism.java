package dev.tracefold.event;

import org.jspecify.annotations.Nullable;

/**
 * How an exception came to be reported.
 *
 * @param type name of the mechanism, or null
 * @param synthetic whether the exception's type carries no information; null while undecided
 * @param nsError Apple's error domain and code, or null
 */
public record Mechanism(
    @Nullable String type, @Nullable Boolean synthetic, @Nullable NsError nsError) {

  /** This mechanism with the synthetic flag decided. */
  public Mechanism withSynthetic(boolean synthetic) {
    return new Mechanism(type, synthetic, nsError);
  }

  /** Whether the exception is known to be synthetic. */
  public boolean isSynthetic() {
    return synthetic != null && synthetic;
  }
}
