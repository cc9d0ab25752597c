package io.tidegate.sim.sketch.net;

import io.tidegate.sim.mqtt.PublishTap;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.Locale;

/// One connection of a sketch. The sketch's side has a copy of what has come and was not read: it
/// is read here only when the sketch has read it, so that no more comes than a chip has room for.
final class Socket {
  private static final int CHUNK_BYTES = 4_096;
  private static final int ESTABLISHED = 1;
  private static final int CLOSED = 2;

  // why it is closed, as the sketch's side counts
  private static final int ENDED = 0;
  private static final int RESET = 1;
  private static final int LOST = 2;

  private final long id;
  private final SketchLink link;
  private final PublishTap tap;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private Tcp tcp;
  private TlsTcp tls;

  // what the sketch knows
  private int toldBytes;
  private int toldAcknowledged;
  private boolean toldTls;
  private Tcp.State toldState = Tcp.State.CONNECTING;

  /// Of all that was written; it begins again at 2^32, as the sketch's count does.
  private int written;

  /// The sketch has no more interest; what it wrote is still on its way.
  private boolean leaving;

  Socket(long id, Tcp tcp, SketchLink link, PublishTap tap) {
    this.tap = tap;
    this.id = id;
    this.tcp = tcp;
    this.link = link;
  }

  void consumed(long count) {
    if (count > toldBytes) {
      throw new WireFault("expected at most %d bytes read, got %d".formatted(toldBytes, count));
    }
    toldBytes -= (int) count;
    for (int left = (int) count; left > 0; ) {
      int taken = tcp.read(chunk, 0, Math.min(left, chunk.length));
      if (taken == 0) {
        return;
      }
      left -= taken;
    }
  }

  void write(byte[] bytes) {
    int taken = tcp.write(bytes, 0, bytes.length);
    if (taken < bytes.length && tcp.state() == Tcp.State.ESTABLISHED) {
      throw new WireFault("expected %d bytes written, got %d".formatted(taken, bytes.length));
    }
    tap.wrote(bytes, taken);
    written += taken;
  }

  void close() {
    tcp.close();
    leaving = true;
  }

  void vanish() {
    tcp.vanish();
  }

  /// From here on by TLS.
  void tls(TlsPlan plan) {
    if (tls != null) {
      throw new WireFault("expected a connection without TLS, got " + id);
    }
    // what has come already belongs to TLS; the sketch's side has forgotten it
    toldBytes = 0;
    tls = new TlsTcp(tcp, plan);
    tcp = tls;
  }

  /// Tells what has changed; false when it is over on both sides.
  boolean run() {
    if (tls != null) {
      tls.turn();
      tellTls();
    }
    if (leaving) {
      return false;
    }
    tellState(tcp.state() == Tcp.State.ESTABLISHED);
    tellBytes();
    tellRoom();
    if (tcp.state() == Tcp.State.CLOSED && (tls == null || toldTls)) {
      tellState(true);
    }
    return true;
  }

  private void tellTls() {
    if (!toldTls && tls.state() != Tcp.State.CONNECTING) {
      toldTls = true;
      link.event(new Out(NetKinds.TLS_DONE).u32(id).u16(tls.error()));
    }
  }

  private void tellState(boolean wanted) {
    Tcp.State state = tcp.state();
    if (wanted && state != toldState) {
      toldState = state;
      int number = state == Tcp.State.ESTABLISHED ? ESTABLISHED : CLOSED;
      link.event(
          new Out(NetKinds.TCP_STATE).u32(id).u8(number).u8(why(tcp.words())).text(tcp.words()));
    }
  }

  private void tellBytes() {
    for (int count = tcp.peek(toldBytes, chunk, 0, chunk.length);
        count > 0;
        count = tcp.peek(toldBytes, chunk, 0, chunk.length)) {
      toldBytes += count;
      link.event(new Out(NetKinds.TCP_DATA).u32(id).blob(chunk, count));
    }
  }

  private void tellRoom() {
    // what is under way from the sketch is in neither count, so it need not be known here
    int acknowledged = written - tcp.unacknowledged();
    if (acknowledged != toldAcknowledged) {
      toldAcknowledged = acknowledged;
      link.event(new Out(NetKinds.TCP_ROOM).u32(id).u32(Integer.toUnsignedLong(acknowledged)));
    }
  }

  private static int why(String words) {
    if (words.equals(Tcp.ENDED)) {
      return ENDED;
    }
    return words.contains(Network.REFUSED) || words.toLowerCase(Locale.ROOT).contains("reset")
        ? RESET
        : LOST;
  }
}
