package dev.tracefold.saveattachments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.intake.body.Bytes;
import dev.tracefold.intake.envelope.EventIds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What should become of a batch of attachments, worked out in memory by the plainest means: of each
 * message its outcome as {@code item: code reason quantity}, of each stored attachment its bytes.
 */
final class AttachmentsModel {

  static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  static final Instant START_TIME = Instant.parse("2022-01-12T09:30:00.250Z");

  /** A chunk of nothing, which nobody stages: it stands for one that is missing. */
  static final byte[] NOT_STAGED = {};

  /** An attachment, and chunks that were staged, of as many as are described or another number. */
  record Given(AttachmentJob job, List<byte[]> staged) {

    byte[] content() {
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      staged.stream().limit(job.attachment().chunks()).forEach(joined::writeBytes);
      return joined.toByteArray();
    }
  }

  private final long project;
  private final List<Given> given = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final Map<String, String> outcomes = new TreeMap<>();
  private final Map<String, byte[]> stored = new TreeMap<>();
  private final Map<String, List<String>> shown = new TreeMap<>();
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
    model.refusedOfProject("{\"project_id\": %d}".formatted(project));
    model.add(job(17L, "limited", AttachmentType.ATTACHMENT, project, 5, 1, true), bytes("never"));
    model.kept(job(null, "late", AttachmentType.ATTACHMENT, project, 5, 1, false), bytes("later"));
    model.dropped(
        model.add(
            job(null, "late-dump", AttachmentType.MINIDUMP, project, 5, 1, false), bytes("MDMP!")),
        "crash_report_without_event");
    return model;
  }

  /**
   * A batch of what nobody should send: each is kept made safe, or ends in an outcome of its own.
   *
   * @param project as for {@link #ofSmallAttachments}
   */
  static AttachmentsModel ofBadInput(long project) {
    AttachmentsModel model = new AttachmentsModel(project);
    model.keptAs("name", "../../etc/passwd", "../../etc/passwd");
    model.keptAs("name", "a\u0000\u001b[31m\u202eb.txt", "a[31mb.txt");
    model.keptAs("name", "", "unnamed");
    model.keptAs("name", "x".repeat(10_240) + ".log", "x".repeat(251) + ".log");
    model.keptAs("type", "my.own/type", "my.own/type");
    model.keptAs("type", "no type at all", "event.attachment");
    model.keptAs("content_type", "<script>", "application/octet-stream");
    model.kept("same-id", 5, bytes("hello"));
    model.bodies.add(model.bodies.getLast());
    model.keptOf(1, "staged-more", 5, bytes("hello"), bytes("not mine"));
    model.dropped("nothing-staged", project, 1, "missing_chunks");
    model.dropped("hole", project, 3, "missing_chunks", bytes("0"), NOT_STAGED, bytes("2"));
    model.refusedWith("id", TextNode.valueOf("../other"));
    model.refusedWith("id", TextNode.valueOf(""));
    model.refusedWith("size", LongNode.valueOf(-1));
    model.refusedWith("size", TextNode.valueOf("large"));
    model.refusedWith("chunks", LongNode.valueOf(-1));
    model.refusedWith("chunks", LongNode.valueOf(1001));
    model.refusedWith("chunks", LongNode.valueOf(1L << 40));
    model.refused("");
    model.refused("null");
    model.refused("[".repeat(100_000));
    model.refused("{\"project_id\": -1}");
    model.refused("{\"project_id\": 1e99}");
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

  Map<String, List<String>> shown() {
    return shown;
  }

  List<String> rejected() {
    return rejected;
  }

  private void kept(String id, long size, byte[]... chunks) {
    keptOf(chunks.length, id, size, chunks);
  }

  private void keptOf(int described, String id, long size, byte[]... staged) {
    kept(job(id, project, size, described), staged);
  }

  private void kept(AttachmentJob job, byte[]... staged) {
    Given attachment = add(job, staged);
    String id = job.attachment().id();
    long size = job.attachment().size();
    outcomes.put(outcomeId(attachment.job(), 0), "accepted null " + (size == 0 ? 1 : size));
    stored.put(id, attachment.content());
    shown.put(id, shown(attachment.job().attachment()));
  }

  /** Of each stored attachment what is shown of it: its name, type and content type. */
  static List<String> shown(AttachmentDescription attachment) {
    return List.of(
        attachment.name().value(), attachment.type().value(), attachment.contentType().value());
  }

  /** One whose description has a member that is mended. */
  private void keptAs(String member, String given, String mended) {
    String id = "mended-" + bodies.size();
    kept(id, 5, bytes("hello"));
    bodies.add(with(bodies.removeLast(), member, TextNode.valueOf(given)));
    AttachmentDescription good = given(id).job().attachment();
    shown.put(
        id,
        List.of(
            member.equals("name") ? mended : good.name().value(),
            member.equals("type") ? mended : good.type().value(),
            member.equals("content_type") ? mended : good.contentType().value()));
  }

  private Given given(String id) {
    return given.stream()
        .filter(one -> one.job().attachment().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void dropped(String id, long owner, int chunks, String reason, byte[]... staged) {
    dropped(add(job(id, owner, 5, chunks), staged), reason);
  }

  private void dropped(Given attachment, String reason) {
    outcomes.put(outcomeId(attachment.job(), 3), "invalid " + reason + " 1");
  }

  private void refused(String body) {
    bodies.add(body);
    rejected.add(body.isEmpty() ? "(empty)" : body);
  }

  private void refusedOfProject(String body) {
    refused(body);
    outcomes.put(
        "%d:4:message/%s:3".formatted(project, EventIds.derive(project, Bytes.utf8(body))),
        "invalid invalid_attachment_job 1");
  }

  private void refusedWith(String member, JsonNode value) {
    refusedOfProject(with(job("refused", project, 5, 1).toJson(), member, value));
  }

  private static String with(String job, String member, JsonNode value) {
    try {
      JsonNode json = new ObjectMapper().readTree(job);
      ((ObjectNode) json.get("attachment")).set(member, value);
      return json.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a job is always JSON", e);
    }
  }

  static String messageId(int index) {
    return "message-" + index;
  }

  private static String outcomeId(AttachmentJob job, int code) {
    return job.projectId() + ":4:" + job.itemId() + ":" + code;
  }

  private static AttachmentJob job(String id, long owner, long size, int chunks) {
    return job(17L, id, AttachmentType.ATTACHMENT, owner, size, chunks, false);
  }

  private static AttachmentJob job(
      @Nullable Long issueId,
      String id,
      AttachmentType type,
      long owner,
      long size,
      int chunks,
      boolean rateLimited) {
    return new AttachmentJob(
        1,
        owner,
        EVENT,
        issueId,
        7L,
        START_TIME,
        new AttachmentDescription(
            id,
            new AttachmentName(id + ".txt"),
            new ContentType("text/plain"),
            type,
            size,
            chunks,
            rateLimited));
  }

  private Given add(AttachmentJob job, byte[]... staged) {
    Given attachment = new Given(job, List.of(staged));
    given.add(attachment);
    bodies.add(job.toJson());
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
