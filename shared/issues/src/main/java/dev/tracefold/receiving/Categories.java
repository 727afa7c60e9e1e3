package dev.tracefold.receiving;

import dev.tracefold.intake.envelope.ItemType;
import dev.tracefold.outcome.DataCategory;

/** Which category each item type counts in (since-2022 9). */
final class Categories {

  private Categories() {}

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
}
