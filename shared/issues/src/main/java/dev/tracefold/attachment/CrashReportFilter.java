package dev.tracefold.attachment;

import java.util.ArrayList;
import java.util.List;

/** Keeps an issue from filling up with crash reports (event-saving 16.4). */
public final class CrashReportFilter {

  /**
   * The attachments of one event, parted.
   *
   * @param kept to be stored, in order
   * @param dropped crash reports over the limit, in order: each is FILTERED for {@link
   *     AttachmentRecord#REASON_CRASH_REPORT_LIMIT}
   * @param stripped whether the event's {@code metadata.stripped_crash} is to be set: something was
   *     dropped although crash reports are wanted
   */
  public record Filtered(
      List<AttachmentDescription> kept, List<AttachmentDescription> dropped, boolean stripped) {

    public Filtered {
      kept = List.copyOf(kept);
      dropped = List.copyOf(dropped);
    }
  }

  private final CrashReports reports;

  public CrashReportFilter(CrashReports reports) {
    this.reports = reports;
  }

  /**
   * Parts the attachments of an event; asks the store for crash reports only, and if it matters.
   */
  public Filtered filter(
      CrashReportLimit limit,
      long projectId,
      long issueId,
      String eventId,
      List<AttachmentDescription> attachments) {
    List<AttachmentDescription> kept = new ArrayList<>();
    List<AttachmentDescription> dropped = new ArrayList<>();
    for (AttachmentDescription attachment : attachments) {
      boolean keeps =
          !attachment.crashReport()
              || limit.equals(CrashReportLimit.UNLIMITED)
              || (!limit.equals(CrashReportLimit.NONE)
                  && reports.claim(projectId, issueId, eventId, attachment.id(), limit.value()));
      (keeps ? kept : dropped).add(attachment);
    }
    return new Filtered(kept, dropped, !dropped.isEmpty() && !limit.equals(CrashReportLimit.NONE));
  }
}
