package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tracefold.project.ProjectOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrashReportFilterTest {

  private static final AttachmentDescription DUMP = attachment("dump", AttachmentType.MINIDUMP);
  private static final AttachmentDescription SECOND =
      attachment("second", AttachmentType.APPLE_CRASH_REPORT);
  private static final AttachmentDescription TEXT = attachment("text", AttachmentType.ATTACHMENT);

  /** Places of one issue. */
  private static final class Places implements CrashReports {

    private final Set<String> taken = new HashSet<>();
    private int asked;

    @Override
    public boolean claim(
        long projectId, long issueId, String eventId, String attachmentId, int limit) {
      asked++;
      String owner = eventId + "/" + attachmentId;
      return taken.contains(owner) || (taken.size() < limit && taken.add(owner));
    }

    @Override
    public void release(long projectId, long issueId, String eventId, String attachmentId) {
      taken.remove(eventId + "/" + attachmentId);
    }
  }

  private final Places places = new Places();

  /** C-220: without a limit set anywhere, crash reports are dropped and the event is not marked. */
  @Test
  void noneAreKeptByDefault() {
    CrashReportLimit limit = CrashReportLimit.of(ProjectOptions.NONE, ProjectOptions.NONE);

    assertThat(filter("e1", limit, DUMP, TEXT))
        .isEqualTo(new CrashReportFilter.Filtered(List.of(TEXT), List.of(DUMP), false));
    assertThat(places.asked).isZero();
  }

  /** C-221. */
  @Test
  void anEventBeyondTheLimitLosesItsCrashReportAndIsMarked() {
    assertThat(filter("e1", new CrashReportLimit(1), DUMP, TEXT))
        .isEqualTo(new CrashReportFilter.Filtered(List.of(DUMP, TEXT), List.of(), false));
    assertThat(filter("e2", new CrashReportLimit(1), DUMP, TEXT))
        .isEqualTo(new CrashReportFilter.Filtered(List.of(TEXT), List.of(DUMP), true));
  }

  /** C-222. */
  @Test
  void anyNumberIsKeptWithoutAsking() {
    assertThat(filter("e1", CrashReportLimit.UNLIMITED, DUMP, SECOND).dropped()).isEmpty();
    assertThat(places.asked).isZero();
  }

  /** C-226. */
  @Test
  void ofTwoInOneEventTheFirstIsKept() {
    assertThat(filter("e1", new CrashReportLimit(1), DUMP, SECOND))
        .isEqualTo(new CrashReportFilter.Filtered(List.of(DUMP), List.of(SECOND), true));
  }

  /** C-228. */
  @Test
  void otherAttachmentsAreKeptWithoutAsking() {
    assertThat(filter("e1", CrashReportLimit.NONE, TEXT, TEXT).kept()).hasSize(2);
    assertThat(filter("e1", new CrashReportLimit(1), TEXT, TEXT).kept()).hasSize(2);
    assertThat(places.asked).isZero();
  }

  /** C-223, C-224, and values that are none. */
  @ParameterizedTest
  @CsvSource({
    ", , 0",
    ", 2, 2",
    "0, -1, 0",
    "3, 1, 3",
    "true, , -1",
    "false, 5, 0",
    "100, , 100",
    "101, , 100",
    "-2, 7, 7",
    "1.5, 7, 7",
    "'\"5\"', 7, 7",
    "null, 7, 7"
  })
  void theProjectsOptionComesBeforeTheOrganisations(
      @Nullable String project, @Nullable String organization, int limit) throws Exception {
    assertThat(CrashReportLimit.of(options(project), options(organization)).value())
        .isEqualTo(limit);
  }

  private CrashReportFilter.Filtered filter(
      String eventId, CrashReportLimit limit, AttachmentDescription... attachments) {
    return new CrashReportFilter(places).filter(limit, 42, 1, eventId, List.of(attachments));
  }

  private static ProjectOptions options(@Nullable String json) throws Exception {
    JsonNode value = json == null ? null : new JsonMapper().readTree(json);
    return ProjectOptions.NONE.with(CrashReportLimit.OPTION, value);
  }

  private static AttachmentDescription attachment(String id, AttachmentType type) {
    return new AttachmentDescription(
        id, AttachmentName.UNNAMED, ContentType.BYTES, type, 8, 1, false);
  }
}
