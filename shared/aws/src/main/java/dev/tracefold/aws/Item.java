package dev.tracefold.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A DynamoDB item with typed access. Every item of Tracefold's has the key {@code pk}, {@code sk}
 * and the version {@code v} of its format; one that has a time to live says in {@code expires}, in
 * Unix seconds, when it may go.
 */
public final class Item {

  /** The version that items are written in; readers refuse a newer one than they know. */
  public static final long FORMAT_VERSION = 1;

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /** A new item with nothing but its key and format version. */
  public static Item at(String pk, String sk) {
    return new Item(new HashMap<>(key(pk, sk))).with("v", FORMAT_VERSION);
  }

  /** An item as it was read. */
  public static Item of(Map<String, AttributeValue> attributes) {
    Item item = new Item(new HashMap<>(attributes));
    long version = item.optionalNumber("v").orElse(FORMAT_VERSION);
    if (version > FORMAT_VERSION) {
      throw new IllegalStateException(
          "item %s has format version %d, this code reads up to %d: deploy the newer code"
              .formatted(item.optionalText("pk").orElse("?"), version, FORMAT_VERSION));
    }
    return item;
  }

  /** The item, or empty where nothing was found. */
  public static Optional<Item> found(Map<String, AttributeValue> attributes) {
    return attributes.isEmpty() ? Optional.empty() : Optional.of(of(attributes));
  }

  /** The primary key with these two parts. */
  public static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
  }

  /** Values of an expression: names and texts in turn. */
  public static Map<String, AttributeValue> values(String... namesAndTexts) {
    Map<String, AttributeValue> values = new HashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      values.put(namesAndTexts[i], AttributeValue.fromS(namesAndTexts[i + 1]));
    }
    return values;
  }

  /** Sets a text, or leaves the attribute out if null. */
  public Item with(String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, AttributeValue.fromS(value));
    }
    return this;
  }

  public Item with(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  public Item with(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  public Item with(String name, byte[] value) {
    attributes.put(name, AttributeValue.fromB(SdkBytes.fromByteArray(value)));
    return this;
  }

  public String pk() {
    return text("pk");
  }

  public String sk() {
    return text("sk");
  }

  /** A text that must be there. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name, "text"));
  }

  public Optional<String> optionalText(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? Optional.empty() : Optional.ofNullable(value.s());
  }

  /** A whole number that must be there. */
  public long number(String name) {
    return optionalNumber(name).orElseThrow(() -> missing(name, "number"));
  }

  public OptionalLong optionalNumber(String name) {
    AttributeValue value = attributes.get(name);
    String digits = value == null ? null : value.n();
    return digits == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
  }

  /** A boolean; absent is false. */
  public boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  /** Bytes that must be there. */
  public byte[] bytes(String name) {
    AttributeValue value = attributes.get(name);
    SdkBytes bytes = value == null ? null : value.b();
    if (bytes == null) {
      throw missing(name, "bytes");
    }
    return bytes.asByteArray();
  }

  /** What the SDK takes. */
  public Map<String, AttributeValue> attributes() {
    return attributes;
  }

  private IllegalStateException missing(String name, String kind) {
    return new IllegalStateException(
        "item %s / %s has no %s '%s'"
            .formatted(optionalText("pk").orElse("?"), optionalText("sk").orElse("?"), kind, name));
  }
}
