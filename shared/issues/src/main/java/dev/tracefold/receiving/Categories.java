package dev.tracefold.receiving;

import dev.tracefold.intake.envelope.EnvelopeItem;
import dev.tracefold.intake.envelope.ItemType;
import dev.tracefold.outcome.DataCategory;
import java.util.EnumSet;
import java.util.Set;

/** Which category each item type counts in (since-2022 9). */
final class Categories {

  /** Those of which nothing is saved, whatever the item; {@code feedback} and so on are. */
  private static final Set<DataCategory> UNSAVED =
      EnumSet.of(
          DataCategory.SESSION,
          DataCategory.PROFILE,
          DataCategory.PROFILE_CHUNK,
          DataCategory.PROFILE_CHUNK_UI,
          DataCategory.REPLAY,
          DataCategory.MONITOR,
          DataCategory.SPAN,
          DataCategory.METRIC_BUCKET,
          DataCategory.LOG_ITEM,
          DataCategory.TRACE_METRIC);

  private Categories() {}

  /** Whether nothing of this category is saved here, so that no SDK need send it. */
  static boolean isUnsaved(DataCategory category) {
    return UNSAVED.contains(category);
  }

  static DataCategory of(ItemType type) {
    return switch (type) {
      case EVENT, UNREAL_REPORT -> DataCategory.ERROR;
      case TRANSACTION -> DataCategory.TRANSACTION;
      case SECURITY, RAW_SECURITY -> DataCategory.SECURITY;
      case ATTACHMENT -> DataCategory.ATTACHMENT;
      case USER_REPORT, FEEDBACK -> DataCategory.FEEDBACK;
      case SESSION, SESSIONS -> DataCategory.SESSION;
      case CHECK_IN -> DataCategory.MONITOR;
      case PROFILE -> DataCategory.PROFILE;
      case PROFILE_CHUNK -> DataCategory.PROFILE_CHUNK;
      case PROFILE_CHUNK_UI -> DataCategory.PROFILE_CHUNK_UI;
      case REPLAY_EVENT, REPLAY_RECORDING, REPLAY_VIDEO -> DataCategory.REPLAY;
      case LOG -> DataCategory.LOG_ITEM;
      case TRACE_METRIC -> DataCategory.TRACE_METRIC;
      case SPAN, OTEL_SPAN, OTEL_TRACES_DATA -> DataCategory.SPAN;
      case STATSD, METRIC_BUCKETS, METRIC_META -> DataCategory.METRIC_BUCKET;
      case CLIENT_REPORT, FORM_DATA, NEL -> DataCategory.DEFAULT;
      case UNKNOWN -> DataCategory.UNKNOWN;
    };
  }

  /** How much an item counts: bytes of an attachment, elements of a container (since-2022 9). */
  static long quantity(EnvelopeItem item) {
    int bytes = item.payload().length();
    return switch (item.type()) {
      case ATTACHMENT -> bytes;
      // The sender counted: no more elements than there are bytes.
      case LOG, SPAN, TRACE_METRIC ->
          item.itemCount() == null ? 1 : Math.clamp(item.itemCount(), 1, Math.max(1, bytes));
      default -> 1;
    };
  }
}
