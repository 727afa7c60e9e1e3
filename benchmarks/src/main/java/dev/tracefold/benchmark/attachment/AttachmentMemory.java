package dev.tracefold.benchmark.attachment;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentStore;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.attachment.s3.S3AttachmentStore;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.EmbeddedAws;
import dev.tracefold.embedded.Endpoints;
import dev.tracefold.local.Terminal;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Heap and time that assembling an attachment takes, by its size. The emulator runs in this JVM,
 * the assembly in another one with little heap, so that what is measured is the function's own.
 * Time includes the emulator's.
 */
public final class AttachmentMemory {

  private static final String BUCKET = "attachment-memory";
  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final int MEBIBYTE = 1024 * 1024;

  /** A tenth of what the deployed function has. */
  private static final String HEAP = "-Xmx48m";

  /** An attachment in equal chunks. */
  private record Case(String id, int chunkBytes, int chunks) {}

  private static final List<Case> CASES =
      List.of(
          new Case("1-B", 1, 1),
          new Case("1-MB", MEBIBYTE, 1),
          new Case("20-MB-in-1-MB-chunks", MEBIBYTE, 20),
          new Case("20-MB-in-5-MB-chunks", 5 * MEBIBYTE, 4),
          new Case("200-MiB-in-1-MiB-chunks", MEBIBYTE, 200),
          new Case("200-MiB-in-5-MiB-chunks", 5 * MEBIBYTE, 40));

  private AttachmentMemory() {}

  /**
   * What assembling took.
   *
   * @param id says the size
   */
  record Assembled(String id, long peakHeapKilobytes, long millis) {}

  /** The measured process: assembles one attachment, by id and number of chunks. */
  public static void main(String[] arguments) {
    assemble(arguments[0], Integer.parseInt(arguments[1]));
  }

  /** Measures every case. */
  static List<Assembled> measure(Terminal terminal) throws Exception {
    List<Assembled> all = new ArrayList<>();
    try (EmbeddedAws aws = EmbeddedAws.start();
        S3Client s3 = aws.endpoints().s3Client()) {
      s3.createBucket(create -> create.bucket(BUCKET));
      for (Case given : CASES) {
        byte[] chunk = new byte[given.chunkBytes()];
        for (int i = 0; i < given.chunks(); i++) {
          String key = StagingKeys.chunk(1, EVENT, given.id(), i);
          s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(chunk));
        }
        all.add(measure(given, aws.endpoints()));
        terminal.step("Assembling attachments", all.size(), CASES.size());
      }
    }
    return all;
  }

  private static Assembled measure(Case given, Endpoints endpoints) throws Exception {
    ProcessBuilder child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AttachmentMemory.class.getName(),
                given.id(),
                Integer.toString(given.chunks()))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    child
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL_S3", endpoints.s3().toString(),
                "AWS_REGION", endpoints.region(),
                "AWS_ACCESS_KEY_ID", endpoints.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey()));
    Process process = child.start();
    List<String> lines = process.inputReader().lines().toList();
    int exit = process.waitFor();
    if (exit != 0 || lines.isEmpty()) {
      throw new IllegalStateException("assembling " + given.id() + " ended with " + exit);
    }
    String[] figures = lines.getLast().split(" ", 2);
    return new Assembled(given.id(), Long.parseLong(figures[0]), Long.parseLong(figures[1]));
  }

  private static void assemble(String id, int chunks) {
    S3AttachmentStore store = new S3AttachmentStore(new AwsClients().s3(), BUCKET);
    long start = System.nanoTime();
    AttachmentStore.Assembly assembly = store.assemble(job(id, chunks), Instant.now());
    long millis = (System.nanoTime() - start) / 1_000_000;
    if (!(assembly instanceof AttachmentStore.Assembly.Assembled)) {
      throw new IllegalStateException("attachment " + id + " ended as " + assembly);
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.println(peak / 1024 + " " + millis);
  }

  private static AttachmentJob job(String id, int chunks) {
    return new AttachmentJob(
        1,
        1,
        EVENT,
        null,
        null,
        null,
        new AttachmentDescription(
            id,
            AttachmentName.UNNAMED,
            ContentType.BYTES,
            AttachmentType.ATTACHMENT,
            0,
            chunks,
            false));
  }
}
