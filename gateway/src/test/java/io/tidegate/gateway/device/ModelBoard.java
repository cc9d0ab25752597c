package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.WireFault;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;

/// A board as simple as it can be while it keeps its readings until they are acknowledged: no
/// smoothed
/// times, no jitter, one timer. Readings carry an id of their own, so that a test can tell which
/// is which.
final class ModelBoard implements LineDecoder.Sink {
  static final int RING = 16;

  private final String dev;
  private final LineDecoder lines = new LineDecoder(60, Direction.DOWN);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  // Kept over a reset.
  private final ArrayDeque<Long> ring = new ArrayDeque<>();
  private String session = Frame.NO_SESSION;
  private long base = 1;
  private long next = 1;
  private int series;

  // Since the last start.
  private boolean welcomed;
  private boolean helloDue = true;
  private String nonce = "";
  private long helloMillis;
  private long sendNext = 1;
  private long quietUntilMillis;
  private long sentMillis;
  private long nowMillis;

  ModelBoard(String dev) {
    this.dev = dev;
  }

  /// A reading with this id; the oldest makes room.
  void measure(long id) {
    if (ring.size() == RING) {
      ring.poll();
      base++;
      sendNext = Math.max(sendNext, base);
    }
    ring.add(id);
    next++;
  }

  void reset(boolean powerLost) {
    if (powerLost) {
      ring.clear();
      session = Frame.NO_SESSION;
      base = 1;
      next = 1;
    }
    welcomed = false;
    helloDue = true;
    nonce = "";
    sendNext = base;
  }

  long next() {
    return next;
  }

  boolean drained() {
    return ring.isEmpty();
  }

  byte[] poll(byte[] in, long nowMillis) {
    this.nowMillis = nowMillis;
    out.reset();
    lines.feed(in, 0, in.length, this);
    if (helloDue || !welcomed && nowMillis - helloMillis >= 2_000) {
      hello();
    } else if (welcomed) {
      sendOne();
    }
    return out.toByteArray();
  }

  private void hello() {
    if (helloDue) {
      series++;
      nonce = Crc32Line.hex(Crc32Line.of(dev + " " + nowMillis + " " + series));
      welcomed = false;
      helloDue = false;
    }
    helloMillis = nowMillis;
    write("~1H %s %s %s %d %d %d 60 model/1 0 -".formatted(dev, nonce, session, base, next, RING));
  }

  private void sendOne() {
    if (sendNext == next
        && base < next
        && nowMillis - sentMillis >= 1_000
        && nowMillis >= quietUntilMillis) {
      sendNext = base;
    }
    if (sendNext < next) {
      Object[] held = ring.toArray();
      write(
          "~1R %s %d %d 0 {\"id\":%d}"
              .formatted(session, sendNext, base, (Long) held[(int) (sendNext - base)]));
      sendNext++;
      sentMillis = nowMillis;
    }
  }

  private void write(String body) {
    String line = "\n" + body + "*" + Crc32Line.hex(Crc32Line.of(body)) + "\n";
    out.writeBytes(line.getBytes(ISO_8859_1));
  }

  @Override
  public void frame(Frame frame) {
    switch (frame) {
      case Frame.Who _ -> helloDue = true;
      case Frame.Welcome(String echoed, String given) -> welcome(echoed, given);
      case Frame.Ack(String of, long seq) -> {
        while (of.equals(session) && base <= seq && base < next) {
          ring.poll();
          base++;
        }
        sendNext = Math.max(sendNext, base);
      }
      case Frame.Hold(String of, long seq, long seconds) -> {
        if (of.equals(session) && seq >= base && seq < next) {
          sendNext = Math.max(sendNext, seq + 1);
          quietUntilMillis = nowMillis + seconds * 1_000;
        }
      }
      case Frame.Repeat(String of, long seq) -> {
        if (of.equals(session) && seq < next) {
          sendNext = Math.max(seq, base);
        }
      }
      case Frame.Fail _, Frame.Time _, Frame.Command _, Frame.Stream _ -> {}
      case Frame.Hello _, Frame.Describe _, Frame.Reading _, Frame.Result _, Frame.LogLine _ ->
          throw new IllegalStateException("goes up: " + frame);
    }
  }

  private void welcome(String echoed, String given) {
    if (welcomed || !echoed.equals(nonce)) {
      return;
    }
    welcomed = true;
    if (!given.equals(session) && !session.equals(Frame.NO_SESSION)) {
      base = 1;
      next = ring.size() + 1;
    }
    session = given;
    sendNext = base;
  }

  @Override
  public void text(byte[] buffer, int offset, int length) {}

  @Override
  public void fault(WireFault fault) {}
}
