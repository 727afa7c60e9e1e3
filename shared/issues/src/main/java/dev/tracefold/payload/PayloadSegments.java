package dev.tracefold.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Goes through all payloads of a project, object by object. Out of reach, it throws. */
public interface PayloadSegments {

  /** The names of a project's segments, as positions name them. */
  List<String> segments(long projectId);

  /** A payload and where it lies. */
  record Member(PayloadPosition position, ObjectNode payload) {}

  /** The payloads of a segment that were not erased; none if it has expired. */
  List<Member> members(long projectId, String segment);
}
