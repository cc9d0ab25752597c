package io.tidegate.sim.sketch;

import io.tidegate.sim.board.Board;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/// What a sketch says to its own chip: its serial port, its memory that lasts, the date, and what
/// it has to tell the user.
final class SketchChip {
  private static final int LEAST_BAUD = 300;
  private static final int MOST_BAUD = 4_000_000;
  private static final int PORTS = 2;

  private final LongUnaryOperator unixMillis;
  private final Consumer<String> told;
  private final Set<String> notes = new HashSet<>();
  private byte[] rtc = new byte[0];

  SketchChip(LongUnaryOperator unixMillis, Consumer<String> told) {
    this.unixMillis = unixMillis;
    this.told = told;
  }

  /// The board's memory that lasts.
  void keepIn(byte[] memory) {
    rtc = memory;
  }

  /// False when this is for somebody else.
  boolean message(In in, Reply reply, long nowNanos, Board.Outside out) {
    switch (in.kind()) {
      case Wire.PRINT -> print(in, out);
      case Wire.BAUD -> baud(in, out);
      case Wire.SERIAL_LOST -> in.u32();
      case Wire.RTC_WRITE -> write(in);
      case Wire.CLOCK -> reply.answer(Reply.out().u64(unixMillis.applyAsLong(nowNanos)).bool(true));
      case Wire.NOTE -> note(in.text());
      default -> {
        return false;
      }
    }
    in.end();
    return true;
  }

  /// All of the memory, as the sketch has left it.
  void restore(byte[] whole) {
    if (whole.length != rtc.length) {
      throw new WireFault("expected " + rtc.length + " bytes of memory, got " + whole.length);
    }
    System.arraycopy(whole, 0, rtc, 0, rtc.length);
  }

  /// The second port leads nowhere.
  private static void print(In in, Board.Outside out) {
    int port = port(in);
    byte[] bytes = in.blob();
    if (port == 0) {
      out.transmit(bytes, bytes.length);
    }
  }

  private void baud(In in, Board.Outside out) {
    int port = port(in);
    long baud = in.u32();
    if (port != 0) {
      return;
    }
    if (baud < LEAST_BAUD || baud > MOST_BAUD) {
      note("Serial.begin(%d): expected %d to %d".formatted(baud, LEAST_BAUD, MOST_BAUD));
    } else {
      out.baud((int) baud);
    }
  }

  private static int port(In in) {
    int port = in.u8();
    if (port >= PORTS) {
      throw new WireFault("expected serial port 0 or 1, got " + port);
    }
    return port;
  }

  private void write(In in) {
    long offset = in.u32();
    byte[] bytes = in.blob();
    if (offset + bytes.length > rtc.length) {
      throw new WireFault(
          "expected at most %d bytes of memory, got %d at %d"
              .formatted(rtc.length, bytes.length, offset));
    }
    System.arraycopy(bytes, 0, rtc, (int) offset, bytes.length);
  }

  private void note(String words) {
    if (notes.add(words)) {
      told.accept(words);
    }
  }
}
