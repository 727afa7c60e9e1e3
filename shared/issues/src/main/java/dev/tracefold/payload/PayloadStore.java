package dev.tracefold.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.body.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores and reads the payloads of saved events. A store that is out of reach throws. */
public interface PayloadStore {

  /**
   * Puts payloads of one project together, so that each has a position; nothing is stored yet.
   *
   * @param payloads JSON objects
   */
  Segment join(long projectId, List<Bytes> payloads);

  /**
   * Stores a segment in one new object. An object that nothing comes to refer to does no harm and
   * expires.
   *
   * @param wanted positions of the payloads to be stored; in the place of the others is a gap
   */
  void write(Segment segment, Set<PayloadPosition> wanted);

  /** The payload at a position, or empty if it has expired or was erased. */
  Optional<ObjectNode> read(long projectId, PayloadPosition position);

  /** Erases payloads where they lie; those beside them stay where they are. */
  void erase(long projectId, List<PayloadPosition> positions);
}
