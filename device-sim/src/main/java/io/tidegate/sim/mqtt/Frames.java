package io.tidegate.sim.mqtt;

import java.util.Arrays;

/// Cuts a stream into packets, one at a time, whatever pieces it comes in.
///
/// ```
/// | type 4 bits | flags 4 bits | rest's length, 7 bits a byte, low first, 1 to 4 bytes | rest |
/// ```
///
/// Memory is taken for bytes that have come, never for a length that was announced.
public final class Frames {
  /// What happens to a packet that is longer than the limit.
  public enum Oversize {
    /// The stream is broken.
    REFUSE,
    /// It is passed over: [#isSkipped] is true of it, and only its beginning is kept.
    SKIP
  }

  private static final int MORE = 0x80;
  private static final int MOST_LENGTH_BYTES = 4;
  private static final int FIRST_BYTES = 64;

  /// What stays of the memory when the next packet begins.
  private static final int KEPT_BYTES = 4_096;

  private final int limitBytes;
  private final Oversize oversize;
  private byte[] bytes;

  // of the packet under way
  private int kept;
  private int headerLength;
  private int restLength;
  private long seen;

  /// `limitBytes` counts the whole packet, from its first byte.
  public Frames(int limitBytes, Oversize oversize) {
    if (limitBytes < 5) {
      throw new IllegalArgumentException("limit: expected 5 bytes or more, got " + limitBytes);
    }
    this.limitBytes = limitBytes;
    this.oversize = oversize;
    this.bytes = new byte[Math.min(FIRST_BYTES, limitBytes)];
  }

  /// Takes bytes up to the end of one packet at most; gives how many. After a whole packet the next
  /// call begins another.
  public int feed(byte[] from, int offset, int length) throws ProtocolException {
    if (isWhole()) {
      begin();
    }
    int used = 0;
    while (used < length && headerLength == 0) {
      header(from[offset + used++]);
    }
    if (headerLength > 0) {
      int rest = Math.min(length - used, left());
      keep(from, offset + used, rest);
      used += rest;
    }
    return used;
  }

  /// True when a packet has come to its end; it stays until the next bytes are fed.
  public boolean isWhole() {
    return headerLength > 0 && seen == headerLength + (long) restLength;
  }

  /// How many bytes are missing at least; to read so many never reads beyond the packet.
  public int missing() {
    return headerLength == 0 || isWhole() ? 1 : left();
  }

  /// True when the whole packet was longer than the limit.
  public boolean isSkipped() {
    return kept < seen;
  }

  /// The packet from its first byte; valid up to [#length] and until the next bytes are fed.
  public byte[] bytes() {
    return bytes;
  }

  /// How many bytes of the packet are kept.
  public int length() {
    return kept;
  }

  /// Where what follows the length begins.
  public int headerLength() {
    return headerLength;
  }

  /// Forgets what has come of the packet under way.
  public void reset() {
    begin();
  }

  int capacity() {
    return bytes.length;
  }

  /// How many bytes of the rest have not come.
  private int left() {
    return (int) (headerLength + (long) restLength - seen);
  }

  private void begin() {
    kept = 0;
    headerLength = 0;
    restLength = 0;
    seen = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
  }

  private void header(byte next) throws ProtocolException {
    bytes[kept++] = next;
    seen++;
    if (seen == 1) {
      return;
    }
    restLength |= (next & ~MORE & 0xFF) << 7 * (kept - 2);
    if ((next & MORE) == 0) {
      headerLength = kept;
      if (oversize == Oversize.REFUSE && headerLength + (long) restLength > limitBytes) {
        throw new ProtocolException(
            "a packet of "
                + (headerLength + (long) restLength)
                + " bytes; at most "
                + limitBytes
                + " are taken");
      }
    } else if (kept > MOST_LENGTH_BYTES) {
      throw new ProtocolException("a length of more than four bytes");
    }
  }

  private void keep(byte[] from, int offset, int length) {
    int taken = Math.min(length, limitBytes - kept);
    if (kept + taken > bytes.length) {
      long doubled = Math.max(2L * bytes.length, kept + taken);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, limitBytes));
    }
    System.arraycopy(from, offset, bytes, kept, taken);
    kept += taken;
    seen += length;
  }
}
