package dev.tracefold.grouping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The MD5 of a sequence of values, without separators, lengths or types (grouping 5).
 *
 * <p>MD5 only tells values apart here, it protects nothing; stored hashes depend on it.
 */
final class ValueHash {

  private final MessageDigest digest;

  private ValueHash() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java runtime has MD5", e);
    }
  }

  /** The hash of no value at all. */
  static Hash ofNothing() {
    return new ValueHash().finish();
  }

  /** The hash of texts in order. */
  static Hash of(List<String> texts) {
    ValueHash hash = new ValueHash();
    texts.forEach(hash::add);
    return hash.finish();
  }

  /** The hash of what a component contributes, whether or not it does itself. */
  static Hash of(Component component) {
    ValueHash hash = new ValueHash();
    hash.addValues(component);
    return hash.finish();
  }

  /**
   * The hash of texts, where every one that asks for default grouping stands for what the component
   * contributes (grouping 6.5).
   */
  static Hash salted(List<String> texts, Component component) {
    ValueHash hash = new ValueHash();
    for (String text : texts) {
      if (dev.tracefold.fingerprint.Placeholder.isDefault(text)) {
        hash.addValues(component);
      } else {
        hash.add(text);
      }
    }
    return hash.finish();
  }

  private void addValues(Component component) {
    for (ComponentValue value : component.values()) {
      switch (value) {
        case Component child -> {
          if (child.contributes()) {
            addValues(child);
          }
        }
        case ComponentValue.Text text -> add(text.value());
        case ComponentValue.Whole whole -> add(Long.toString(whole.value()));
        case ComponentValue.Missing missing -> add("None");
      }
    }
  }

  /** Adds the UTF-8 bytes; an unpaired surrogate counts as a question mark. */
  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private Hash finish() {
    return new Hash(HexFormat.of().formatHex(digest.digest()));
  }
}
