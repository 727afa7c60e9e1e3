package dev.tracefold.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.intake.body.Bytes;
import java.util.List;
import java.util.Optional;

/** Stores and reads the payloads of saved events. A store that is out of reach throws. */
public interface PayloadStore {

  /**
   * Stores payloads of one project together, in one new object. An object that nothing comes to
   * refer to does no harm and expires.
   *
   * @param payloads JSON objects
   * @return their positions, in their order
   */
  List<PayloadPosition> write(long projectId, List<Bytes> payloads);

  /** The payload at a position, or empty if it has expired or was erased. */
  Optional<ObjectNode> read(long projectId, PayloadPosition position);

  /** Erases payloads where they lie; those beside them stay where they are. */
  void erase(long projectId, List<PayloadPosition> positions);
}
