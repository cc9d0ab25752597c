package io.tidegate.sim.lx106.net;

import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Packets of the guest that come in pieces: RFC 791, section 3.2, and RFC 1122, section 3.3.2.
final class Fragments {
  /// What four frames carry.
  static final int MOST_BYTES = 4 * Frames.PIECE_BYTES;

  private static final int MOST_OPEN = 4;
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final int UNIT = 8;
  private static final int MORE = 0x2000;
  private static final int AT = 0x1FFF;

  private record Name(int source, int target, int protocol, int number) {}

  private static final class Whole {
    final byte[] frame = new byte[Frames.HEADERS + MOST_BYTES];
    final BitSet units = new BitSet();
    final long beganNanos;

    /// Of its contents; unknown as long as the last piece has not come.
    int length = Integer.MAX_VALUE;

    Whole(long beganNanos) {
      this.beganNanos = beganNanos;
    }

    boolean isThere() {
      return length != Integer.MAX_VALUE && units.nextClearBit(0) >= units(length);
    }
  }

  private final Counts counts;
  private final Map<Name, Whole> open = new LinkedHashMap<>();

  Fragments(Counts counts) {
    this.counts = counts;
  }

  void clear() {
    open.clear();
  }

  /// The packet of which this was the last piece that was missing, or null.
  Packet take(Packet piece, long nowNanos) {
    forget(nowNanos);
    int where = Octets.u16(piece.frame(), Packet.START + 6);
    int at = UNIT * (where & AT);
    int end = at + piece.length();
    boolean more = (where & MORE) != 0;
    if (end > MOST_BYTES || piece.length() == 0 || more && piece.length() % UNIT != 0) {
      counts.add(Count.FRAGMENTS);
      return null;
    }
    int number = Octets.u16(piece.frame(), Packet.START + 4);
    Name name = new Name(piece.source(), piece.target(), piece.protocol(), number);
    Whole whole = open.computeIfAbsent(name, _ -> new Whole(nowNanos));
    System.arraycopy(
        piece.frame(), piece.offset(), whole.frame, Frames.HEADERS + at, piece.length());
    whole.units.set(at / UNIT, units(end));
    whole.length = more ? whole.length : end;
    if (!whole.isThere()) {
      return null;
    }
    open.remove(name);
    return new Packet(
        whole.frame,
        piece.source(),
        piece.target(),
        piece.protocol(),
        Frames.HEADERS,
        whole.length,
        false);
  }

  /// Those of which no more comes, and the oldest where there are too many.
  private void forget(long nowNanos) {
    Iterator<Whole> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      if (nowNanos - oldest.next().beganNanos <= PATIENCE_NANOS && open.size() <= MOST_OPEN) {
        return;
      }
      oldest.remove();
      counts.add(Count.FRAGMENTS);
    }
  }

  private static int units(int bytes) {
    return (bytes + UNIT - 1) / UNIT;
  }
}
