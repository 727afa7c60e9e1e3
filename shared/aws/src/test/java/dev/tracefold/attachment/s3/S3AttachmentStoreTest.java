package dev.tracefold.attachment.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracefold.attachment.AttachmentDescription;
import dev.tracefold.attachment.AttachmentJob;
import dev.tracefold.attachment.AttachmentName;
import dev.tracefold.attachment.AttachmentStore.Assembly;
import dev.tracefold.attachment.AttachmentType;
import dev.tracefold.attachment.ContentType;
import dev.tracefold.attachment.StagingKeys;
import dev.tracefold.attachment.StoredContent;
import dev.tracefold.aws.AwsClients;
import dev.tracefold.embedded.TestStacks;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3AttachmentStoreTest {

  private static final String EVENT = "fc6d8c0c43fc4630ad850ee518f1b9d0";
  private static final int MEBIBYTE = 1024 * 1024;

  private final String bucket = TestStacks.create().bucket();
  private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
  private final S3Client s3 = new AwsClients(recorder()).s3();
  private final S3AttachmentStore store = new S3AttachmentStore(s3, bucket);

  /** Server time, as the age of objects is measured in it. */
  private final Instant now = Instant.now();

  @Test
  void oneChunkIsStoredUnderItsContent() throws Exception {
    stage("a", bytes("hello"));

    StoredContent content = assembled("a", 1);

    assertThat(content)
        .isEqualTo(
            new StoredContent(
                5,
                "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
                "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
                YearMonth.from(now.atOffset(ZoneOffset.UTC))));
    assertThat(stored(content)).isEqualTo(bytes("hello"));
  }

  /** C-230. */
  @Test
  void anEmptyFileHasNoObject() throws Exception {
    StoredContent content = assembled("a", 0);

    assertThat(content.size()).isZero();
    assertThat(content.sha1()).isEqualTo("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assertThat(content.objectKey(42)).isEmpty();
    assertThat(objects()).isEmpty();
  }

  @Test
  void chunksOfNothingMakeAnEmptyFile() throws Exception {
    stage("a", new byte[0], new byte[0]);

    assertThat(assembled("a", 2).size()).isZero();
    assertThat(objects()).isEmpty();
  }

  @Test
  void chunksComeTogetherInTheirOrder() throws Exception {
    byte[][] chunks = new byte[12][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = bytes("chunk " + i + "\n");
    }
    stage("a", chunks);

    assertThat(stored(assembled("a", chunks.length))).isEqualTo(joined(chunks));
  }

  /** C-229. */
  @Test
  void aMissingChunkIsNamed() {
    stage("a", bytes("first"));

    assertThat(store.assemble(job("a", 2), now)).isEqualTo(new Assembly.Missing(1));
    assertThat(objects()).isEmpty();
  }

  /** C-233: blocks of 8 MiB, and digests of the whole. */
  @Test
  void smallChunksOfALargeFileAreStreamedInBlocks() throws Exception {
    byte[][] chunks = random(20, MEBIBYTE);
    stage("a", chunks);

    StoredContent content = assembled("a", chunks.length);

    assertThat(content.size()).isEqualTo(20_971_520);
    assertThat(content.sha1()).isEqualTo(hex("SHA-1", joined(chunks)));
    assertThat(stored(content)).isEqualTo(joined(chunks));
    assertThat(calls).filteredOn("UploadPartRequest"::equals).hasSize(3);
    assertThat(calls).doesNotContain("UploadPartCopyRequest");
  }

  @Test
  void largeChunksArePutTogetherByTheServer() throws Exception {
    byte[][] chunks = random(3, S3AttachmentStore.PART_BYTES_MIN);
    chunks[2] = bytes("the last one may be small");
    stage("a", chunks);

    StoredContent content = assembled("a", chunks.length);

    assertThat(stored(content)).isEqualTo(joined(chunks));
    assertThat(calls).filteredOn("UploadPartCopyRequest"::equals).hasSize(3);
    assertThat(calls).doesNotContain("UploadPartRequest");
  }

  @ParameterizedTest
  @CsvSource({"8388607, 0", "8388608, 0", "8388609, 1"})
  void aFileOfUpToABlockIsWrittenFromMemory(int size, int uploads) throws Exception {
    byte[][] chunks = random(1, size);
    stage("a", chunks);

    assertThat(stored(assembled("a", 1))).isEqualTo(chunks[0]);
    assertThat(calls).filteredOn("CreateMultipartUploadRequest"::equals).hasSize(uploads);
  }

  @Test
  void theSameContentIsStoredOnce() throws Exception {
    stage("a", bytes("same"));
    stage("b", bytes("sa"), bytes("me"));

    StoredContent first = assembled("a", 1);
    StoredContent second = assembled("b", 2);

    assertThat(second).isEqualTo(first);
    assertThat(calls).filteredOn("PutObjectRequest"::equals).hasSize(1 + 3);
    assertThat(objects()).hasSize(1);
  }

  @Test
  void contentOfAnEarlierDayIsWrittenAgainSoThatItLivesAsLongAsItsNewRecord() throws Exception {
    stage("a", bytes("same"));
    assembled("a", 1);
    calls.clear();

    store.assemble(job("a", 1), now.plusSeconds(86_400));

    assertThat(calls).contains("PutObjectRequest");
  }

  @Test
  void anAttachmentHasAtMost200Mebibytes() {
    byte[] large = new byte[100 * MEBIBYTE];
    stage("a", large, large, new byte[1]);

    assertThat(store.assemble(job("a", 3), now)).isEqualTo(new Assembly.TooLarge());
    assertThat(store.assemble(job("a", 2), now)).isInstanceOf(Assembly.Assembled.class);
  }

  @Test
  void aChunkThatChangesMeanwhileFailsTheAssemblyAndLeavesNothing() {
    byte[][] chunks = random(2, S3AttachmentStore.PART_BYTES_MIN);
    stage("a", chunks);
    S3Client changing =
        new AwsClients(
                new ExecutionInterceptor() {
                  @Override
                  public void beforeExecution(
                      Context.BeforeExecution context, ExecutionAttributes attributes) {
                    if (name(context).equals("UploadPartCopyRequest")) {
                      stage("a", random(2, S3AttachmentStore.PART_BYTES_MIN + 1));
                    }
                  }
                })
            .s3();

    assertThatThrownBy(() -> new S3AttachmentStore(changing, bucket).assemble(job("a", 2), now))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(objects()).isEmpty();
    assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads()).isEmpty();
  }

  private StoredContent assembled(String attachmentId, int chunks) {
    Assembly assembly = store.assemble(job(attachmentId, chunks), now);
    assertThat(assembly).isInstanceOf(Assembly.Assembled.class);
    return ((Assembly.Assembled) assembly).content();
  }

  private byte[] stored(StoredContent content) {
    String key = content.objectKey(42).orElseThrow();
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  private List<S3Object> objects() {
    return s3.listObjectsV2(request -> request.bucket(bucket).prefix("attachments/")).contents();
  }

  private void stage(String attachmentId, byte[]... chunks) {
    for (int i = 0; i < chunks.length; i++) {
      String key = StagingKeys.chunk(42, EVENT, attachmentId, i);
      s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(chunks[i]));
    }
  }

  private static AttachmentJob job(String attachmentId, int chunks) {
    return new AttachmentJob(
        1,
        42,
        EVENT,
        null,
        null,
        null,
        new AttachmentDescription(
            attachmentId,
            AttachmentName.UNNAMED,
            ContentType.BYTES,
            AttachmentType.ATTACHMENT,
            0,
            chunks,
            false));
  }

  private ExecutionInterceptor recorder() {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        calls.add(name(context));
      }
    };
  }

  private static String name(Context.BeforeExecution context) {
    return context.request().getClass().getSimpleName();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] random(int count, int size) {
    Random random = new Random(size);
    byte[][] chunks = new byte[count][size];
    Arrays.stream(chunks).forEach(random::nextBytes);
    return chunks;
  }

  private static byte[] joined(byte[]... chunks) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    Arrays.stream(chunks).forEach(joined::writeBytes);
    return joined.toByteArray();
  }

  private static String hex(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }
}
