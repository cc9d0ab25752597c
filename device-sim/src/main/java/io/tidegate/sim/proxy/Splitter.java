package io.tidegate.sim.proxy;

import io.tidegate.sim.mqtt.Frames;
import io.tidegate.sim.mqtt.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Passes a stream of MQTT packets on and has each judged when its beginning is known: as much of
/// it as says what it is about. Pure.
///
/// Unless it holds back, bytes pass as they come, and a judge can only look on. When it does, the
/// beginning of a packet waits until it is whole; never more than [#LIMIT_BYTES] of one.
final class Splitter {
  /// Of a packet, as much is known at most; of a longer CONNECT nothing.
  static final int LIMIT_BYTES = 256 * 1_024;

  private static final int ID_BYTES = 2;

  /// What becomes of a packet.
  enum Verdict {
    PASS,
    SWALLOW,
    /// It and what follows wait for [#resume].
    HOLD,
    /// It and what follows are swallowed.
    STOP
  }

  interface Judge {
    /// `bound`: it has passed already, and can only be seen.
    Verdict judge(Head head, boolean bound);

    /// Between two packets: what is written here stands there.
    void between(ByteArrayOutputStream out);
  }

  private enum Stage {
    HEAD,
    BODY,
    HELD,
    STOPPED,
    /// This is no MQTT: everything passes.
    OPAQUE
  }

  private final Judge judge;
  private final Frames frames = new Frames(LIMIT_BYTES, Frames.Oversize.SKIP);
  private final ByteArrayOutputStream behind = new ByteArrayOutputStream(0);
  private Stage stage = Stage.HEAD;
  private boolean holdingBack;
  private boolean swallowing;

  /// How much of the packet under way has passed before it was judged.
  private int passed;

  Splitter(Judge judge) {
    this.judge = judge;
  }

  void holdBack(boolean now) {
    holdingBack = now;
  }

  boolean isHeld() {
    return stage == Stage.HELD;
  }

  /// True when what is written now stands between two packets.
  boolean isBetween() {
    return stage == Stage.HEAD && frames.length() == 0;
  }

  void take(byte[] bytes, ByteArrayOutputStream out) {
    for (int at = 0; at < bytes.length; ) {
      at += takeSome(bytes, at, out);
    }
    if (stage == Stage.HEAD && !holdingBack) {
      passHead(out);
    }
  }

  private int takeSome(byte[] bytes, int at, ByteArrayOutputStream out) {
    int left = bytes.length - at;
    switch (stage) {
      case HEAD -> {
        headByte(bytes, at, out);
        return 1;
      }
      case BODY -> {
        return body(bytes, at, left, out);
      }
      case HELD -> behind.write(bytes, at, left);
      case STOPPED -> {}
      case OPAQUE -> out.write(bytes, at, left);
    }
    return left;
  }

  private void headByte(byte[] bytes, int at, ByteArrayOutputStream out) {
    try {
      frames.feed(bytes, at, 1);
      if (frames.headerLength() > 0 && frames.length() >= frames.headerLength() + wanted()) {
        decide(out);
      }
    } catch (ProtocolException _) {
      // the byte that broke it is kept, too
      giveUp(out);
    }
  }

  /// How much of the rest tells what the packet is about.
  private int wanted() {
    byte[] bytes = frames.bytes();
    int first = bytes[0] & 0xFF;
    int start = frames.headerLength();
    int known = frames.length() - start;
    int rest = known + (frames.isWhole() ? 0 : frames.missing());
    int wanted =
        switch (first >> 4) {
          case Head.CONNECT -> start + rest <= LIMIT_BYTES ? rest : 0;
          case Head.PUBLISH -> {
            int topic = known < 2 ? 0 : (bytes[start] & 0xFF) << 8 | bytes[start + 1] & 0xFF;
            yield 2 + topic + ((first & 0x06) == 0 ? 0 : ID_BYTES);
          }
          default -> ID_BYTES;
        };
    return Math.min(wanted, rest);
  }

  private void decide(ByteArrayOutputStream out) {
    byte[] known = Arrays.copyOf(frames.bytes(), frames.length());
    boolean bound = !holdingBack || passed > 0;
    Verdict verdict = judge.judge(new Head(known, frames.headerLength()), bound);
    switch (bound ? Verdict.PASS : verdict) {
      case PASS -> {
        passHead(out);
        goOn(out);
      }
      case SWALLOW -> {
        swallowing = true;
        goOn(out);
      }
      case HOLD -> stage = Stage.HELD;
      case STOP -> stage = Stage.STOPPED;
    }
  }

  private void goOn(ByteArrayOutputStream out) {
    stage = Stage.BODY;
    if (frames.isWhole()) {
      ended(out);
    }
  }

  private int body(byte[] bytes, int at, int left, ByteArrayOutputStream out) {
    try {
      int count = frames.feed(bytes, at, left);
      if (!swallowing) {
        out.write(bytes, at, count);
      }
      if (frames.isWhole()) {
        ended(out);
      }
      return count;
    } catch (ProtocolException e) {
      throw new IllegalStateException("the length was read before", e);
    }
  }

  private void ended(ByteArrayOutputStream out) {
    stage = Stage.HEAD;
    swallowing = false;
    passed = 0;
    frames.reset();
    judge.between(out);
  }

  private void passHead(ByteArrayOutputStream out) {
    out.write(frames.bytes(), passed, frames.length() - passed);
    passed = frames.length();
  }

  /// The packet that was held passes, and what came behind it is judged.
  void resume(ByteArrayOutputStream out) {
    if (stage == Stage.HELD) {
      passHead(out);
      goOn(out);
      byte[] rest = behind.toByteArray();
      behind.reset();
      take(rest, out);
    }
  }

  /// From now on everything passes unseen, also what was held back; but not what a verdict keeps.
  void giveUp(ByteArrayOutputStream out) {
    if (stage == Stage.HEAD) {
      passHead(out);
    }
    if (stage != Stage.HELD && stage != Stage.STOPPED) {
      stage = Stage.OPAQUE;
    }
  }
}
