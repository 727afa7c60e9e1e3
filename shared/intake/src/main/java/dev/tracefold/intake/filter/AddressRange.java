package dev.tracefold.intake.filter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses that share their first bits: one address, or a network such as {@code 10.0.0.0/8}.
 */
final class AddressRange {

  /** Eight groups of four digits, or six and a dotted quad: nothing longer can be an address. */
  private static final int LENGTH_MAX = 45;

  private static final Pattern VERSION_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern VERSION_6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final byte[] network;
  private final int bits;

  private AddressRange(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Reads a range; empty if the text is none. */
  static Optional<AddressRange> read(String text) {
    int slash = text.indexOf('/');
    byte[] network = bytes((slash < 0 ? text : text.substring(0, slash)).strip());
    if (network == null) {
      return Optional.empty();
    }
    int bits = slash < 0 ? network.length * Byte.SIZE : bits(text.substring(slash + 1).strip());
    return bits < 0 || bits > network.length * Byte.SIZE
        ? Optional.empty()
        : Optional.of(new AddressRange(network, bits));
  }

  /** The bytes of an address, an IPv4 one in an IPv6 one as the former; null if it is none. */
  static byte @Nullable [] bytes(String text) {
    if (text.length() > LENGTH_MAX
        || !(VERSION_4.matcher(text).matches() || VERSION_6.matcher(text).matches())) {
      return null;
    }
    try {
      // Of this shape it is never taken for a name and looked up.
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Whether an address lies in this range. */
  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest) & 0xff;
    return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }
}
