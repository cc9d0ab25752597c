package io.tidegate.sim.sketch;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The frames between us and a sketch's process, over any two streams.
///
/// ```
/// u32 length of what follows, little-endian | u8 kind | fields
/// ```
final class Talk {
  /// A frame longer than this is no frame: the other side has gone astray.
  static final int MOST_BYTES = 1 << 20;

  private final InputStream in;
  private final OutputStream out;
  private final byte[] head = new byte[Integer.BYTES];

  Talk(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(in);
    this.out = new BufferedOutputStream(out);
  }

  /// Goes out with the next [#flush].
  void send(Out message) throws IOException {
    out.write(message.frame());
  }

  void flush() throws IOException {
    out.flush();
  }

  /// The next message, waited for; null when the other side has ended, also in the middle of one.
  In receive() throws IOException {
    if (in.readNBytes(head, 0, head.length) < head.length) {
      return null;
    }
    long length = 0;
    for (int i = 0; i < head.length; i++) {
      length |= (head[i] & 0xFFL) << 8 * i;
    }
    if (length < 1 || length > MOST_BYTES) {
      throw new WireFault(
          "expected a message of 1 to %d bytes, got %d".formatted(MOST_BYTES, length));
    }
    byte[] bytes = new byte[(int) length];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
      return null;
    }
    return new In(bytes);
  }
}
