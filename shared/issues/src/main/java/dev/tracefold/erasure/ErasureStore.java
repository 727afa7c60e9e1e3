package dev.tracefold.erasure;

import dev.tracefold.attachment.AttachmentRecord;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.issue.IssueId;
import dev.tracefold.saving.EventRecord;
import dev.tracefold.saving.ItemKey;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Erases what is kept of events outside their payloads. All of it may be repeated. */
public interface ErasureStore {

  /** Takes an event, and what its tags add to their counts, off the list of its hash. */
  void unlist(EventRecord record, Map<String, String> tags);

  /** Leaves of an event's record what a redelivery needs. */
  void strip(ItemKey key);

  /** Deletes the user report of an event. */
  void deleteReport(long projectId, String eventId);

  /** Deletes a user of a project. */
  void deleteUser(long projectId, String userHash);

  /** Deletes that a user met an issue. */
  void deleteSighting(IssueId issue, String userHash);

  /**
   * Which of these contents other events have too; reads every attachment's record of the project.
   *
   * @param eventIds the events that do not count
   */
  Set<StoredContent> shared(
      long projectId, Collection<StoredContent> contents, Set<String> eventIds);

  /** Deletes the bytes of an attachment. */
  void deleteContent(long projectId, StoredContent content);

  /** Deletes the record of an attachment. */
  void deleteAttachment(AttachmentRecord record);
}
