package dev.tracefold.testing.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operations of S3 on whole objects: put, get, list and delete. */
final class MemoryS3 {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final NavigableMap<String, byte[]> objects = new TreeMap<>(Values.BY_BYTES);

  /** What S3 answers. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Answer(int status, Map<String, String> headers, byte[] body) {}

  Answer put(String path, byte[] body, Optional<String> ifMatch) {
    byte[] there = objects.get(path);
    if (ifMatch.isPresent()) {
      if (there == null) {
        throw missing(path);
      }
      if (!ifMatch.get().equals(tag(there))) {
        throw new Refusal(412, "PreconditionFailed", "the object is another one");
      }
    }
    objects.put(path, body);
    return new Answer(200, Map.of("ETag", tag(body)), new byte[0]);
  }

  Answer get(String path, Optional<String> range) {
    byte[] body = objects.get(path);
    if (body == null) {
      throw missing(path);
    }
    Map<String, String> headers = new LinkedHashMap<>(Map.of("ETag", tag(body)));
    Matcher wanted = RANGE.matcher(range.orElse(""));
    if (!wanted.matches()) {
      return new Answer(200, headers, body);
    }
    int from = Integer.parseInt(wanted.group(1));
    int to = Math.min(body.length, Integer.parseInt(wanted.group(2)) + 1);
    if (from >= body.length) {
      throw new Refusal(416, "InvalidRange", "the object has %d bytes".formatted(body.length));
    }
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, body.length));
    return new Answer(206, headers, Arrays.copyOfRange(body, from, to));
  }

  Answer delete(String path) {
    objects.remove(path);
    return new Answer(204, Map.of(), new byte[0]);
  }

  /** All keys of a bucket that begin with a text, in one page. */
  Answer list(String bucket, String prefix) {
    var xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult>");
    xml.append("<IsTruncated>false</IsTruncated>");
    for (String path : objects.navigableKeySet()) {
      if (path.startsWith(bucket + "/" + prefix)) {
        xml.append("<Contents><Key>").append(path.substring(bucket.length() + 1));
        xml.append("</Key></Contents>");
      }
    }
    return answer(200, xml.append("</ListBucketResult>").toString());
  }

  /** An error as S3 writes it. */
  static Answer refused(Refusal refusal) {
    return answer(
        refusal.status(),
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(refusal.code(), refusal.getMessage()));
  }

  private static Answer answer(int status, String xml) {
    return new Answer(status, Map.of("Content-Type", "application/xml"), xml.getBytes(UTF_8));
  }

  private static Refusal missing(String path) {
    return new Refusal(404, "NoSuchKey", "there is no object " + path);
  }

  private static String tag(byte[] body) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(body);
      return "\"%032x\"".formatted(new BigInteger(1, md5));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
