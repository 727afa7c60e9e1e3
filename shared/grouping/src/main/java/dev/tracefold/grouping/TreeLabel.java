package dev.tracefold.grouping;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a variant shows of its frames, the crash first (grouping 18.1).
 *
 * @param parts at least one part
 */
public record TreeLabel(List<LabelPart> parts) {

  public TreeLabel {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A tree label has at least one part, found none");
    }
  }

  /** A label of the parts; null if there are none. */
  static @Nullable TreeLabel of(List<LabelPart> parts) {
    return parts.isEmpty() ? null : new TreeLabel(parts);
  }

  /** The text of the label, such as {@code malloc | abort} (grouping 18.2). */
  public String text() {
    return parts.stream().map(LabelPart::text).collect(Collectors.joining(" | "));
  }
}
