package dev.tracefold.payload;

import dev.tracefold.intake.body.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Payloads of one project that are stored together.
 *
 * @param name of the object, below its project's prefix
 * @param members the compressed payloads in their order
 */
public record Segment(long projectId, String name, List<Bytes> members) {

  public Segment {
    Objects.requireNonNull(name, "name");
    members = List.copyOf(members);
  }

  /** Where each payload lies once the segment is stored. */
  public List<PayloadPosition> positions() {
    List<PayloadPosition> positions = new ArrayList<>(members.size());
    long offset = 0;
    for (Bytes member : members) {
      positions.add(new PayloadPosition(name, offset, member.length()));
      offset += member.length();
    }
    return positions;
  }
}
