package dev.tracefold.intake.envelope;

import java.util.Objects;

/** The end of reading an envelope: it never fails by an exception. */
public sealed interface EnvelopeRead {

  /** The framing is sound; the payloads of the items were not looked at. */
  record Valid(Envelope envelope) implements EnvelopeRead {
    public Valid {
      Objects.requireNonNull(envelope, "envelope");
    }
  }

  /** The framing is broken; {@code detail} says where, what was found and what was expected. */
  record Invalid(String detail) implements EnvelopeRead {
    public Invalid {
      Objects.requireNonNull(detail, "detail");
    }
  }

  /** More items than an envelope may have. */
  record TooMany(int itemsMax) implements EnvelopeRead {}
}
