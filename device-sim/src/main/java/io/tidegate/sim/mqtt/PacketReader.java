package io.tidegate.sim.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Reads packets from a stream that blocks, one at a time, and never a byte beyond.
public final class PacketReader {
  private final InputStream in;
  private final Frames frames = new Frames(PacketDecoder.LIMIT_BYTES, Frames.Oversize.REFUSE);
  private final byte[] chunk = new byte[8_192];

  public PacketReader(InputStream in) {
    this.in = in;
  }

  /// Waits for a packet; null when the other side closed between two packets.
  public Packet read() throws IOException {
    boolean begun = false;
    do {
      int count = in.read(chunk, 0, Math.min(frames.missing(), chunk.length));
      if (count < 0) {
        if (begun) {
          throw new EOFException("closed within a packet");
        }
        return null;
      }
      frames.feed(chunk, 0, count);
      begun = true;
    } while (!frames.isWhole());
    return PacketDecoder.decode(frames);
  }
}
