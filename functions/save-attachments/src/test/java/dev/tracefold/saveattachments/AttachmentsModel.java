package dev.tracefold.saveattachments;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * What should become of a batch of attachments, worked out in memory by the plainest means: of each
 * message its outcome as {@code item: code reason quantity}, of each stored attachment its bytes.
 */
final class AttachmentsModel {

  static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  static final Instant START_TIME = Instant.parse("2022-01-12T09:30:00.250Z");

  /** An attachment: chunks that were staged, of as many as are described. */
  record Given(AttachmentJob job, List<byte[]> staged) {

    byte[] content() {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      staged.forEach(joined::writeBytes);
      return joined.toByteArray();
    }
  }

  private final long project;
  private final List<Given> given = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final Map<String, String> outcomes = new TreeMap<>();
  private final Map<String, byte[]> stored = new TreeMap<>();
  private final List<String> rejected = new ArrayList<>();

  private AttachmentsModel(long project) {
    this.project = project;
  }

  /**
   * A batch with one attachment of every kind that takes few bytes.
   *
   * @param project exists, and nothing else uses it; the next number is nobody's
   */
  static AttachmentsModel ofSmallAttachments(long project) {
    AttachmentsModel model = new AttachmentsModel(project);
    model.kept("whole", 5, bytes("hello"));
    model.kept("chunks", 9, bytes("one,"), bytes("two,"), bytes("three"));
    model.kept("twin", 5, bytes("hello"));
    model.kept("empty", 0);
    model.kept("liar", 1_000_000, bytes("small"));
    model.dropped("gap", project, 2, "missing_chunks", bytes("first"));
    model.dropped("nobodys", project + 1, 1, "project_id", bytes("lost"));
    model.refused("[1]");
    model.refused("not JSON");
    model.refusedOfProject();
    return model;
  }

  /** A batch with one attachment that the server puts together, and one that is streamed. */
  static AttachmentsModel ofLargeAttachments(long project) {
    AttachmentsModel model = new AttachmentsModel(project);
    int mebibyte = 1024 * 1024;
    model.kept("copied", 9L * mebibyte, random(5 * mebibyte), random(4 * mebibyte));
    model.kept(
        "streamed", 9L * mebibyte, random(3 * mebibyte), random(mebibyte), random(5 * mebibyte));
    return model;
  }

  long project() {
    return project;
  }

  List<Given> given() {
    return given;
  }

  /** The messages of the batch. */
  List<String> bodies() {
    return bodies;
  }

  Map<String, String> outcomes() {
    return outcomes;
  }

  Map<String, byte[]> stored() {
    return stored;
  }

  List<String> rejected() {
    return rejected;
  }

  private void kept(String id, long size, byte[]... chunks) {
    Given attachment = given(id, project, size, chunks.length, chunks);
    outcomes.put(outcomeId(attachment.job(), 0), "accepted null " + (size == 0 ? 1 : size));
    stored.put(id, attachment.content());
  }

  private void dropped(String id, long owner, int chunks, String reason, byte[]... staged) {
    Given attachment = given(id, owner, 5, chunks, staged);
    outcomes.put(outcomeId(attachment.job(), 3), "invalid " + reason + " 1");
  }

  private void refused(String body) {
    bodies.add(body);
    rejected.add(body);
  }

  private void refusedOfProject() {
    refused("{\"project_id\": %d}".formatted(project));
    outcomes.put(
        project + ":4:message/" + messageId(bodies.size() - 1) + ":3",
        "invalid invalid_attachment_job 1");
  }

  static String messageId(int index) {
    return "message-" + index;
  }

  private static String outcomeId(AttachmentJob job, int code) {
    return job.projectId() + ":4:" + job.itemId() + ":" + code;
  }

  private Given given(String id, long owner, long size, int chunks, byte[]... staged) {
    AttachmentDescription description =
        new AttachmentDescription(
            id,
            new AttachmentName(id + ".txt"),
            new ContentType("text/plain"),
            AttachmentType.ATTACHMENT,
            size,
            chunks,
            false);
    Given attachment =
        new Given(
            new AttachmentJob(1, owner, EVENT, 17L, 7L, START_TIME, description), List.of(staged));
    given.add(attachment);
    bodies.add(attachment.job().toJson());
    return attachment;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
