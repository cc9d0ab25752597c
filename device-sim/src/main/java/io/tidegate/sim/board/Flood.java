package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A sketch that prints `loop 1`, `loop 2` and so on as fast as its port takes it.
final class Flood {
  private static final long STEP_NANOS = 10 * Boot.MILLI;

  private static final long STEPS_PER_SECOND = 1_000 * Boot.MILLI / STEP_NANOS;
  private static final int BITS_PER_BYTE = 10;
  private static final int UNKNOWN_BAUD = 115_200;

  private final SerialOutput output;
  private final long bytesPerStep;
  private int number = 1;

  Flood(Chip chip, SerialOutput output) {
    this.output = output;
    int baud = chip.baud() == 0 ? UNKNOWN_BAUD : chip.baud();
    this.bytesPerStep = Math.max(1, baud / BITS_PER_BYTE / STEPS_PER_SECOND);
  }

  /// Prints until then.
  void print(long untilNanos, Agenda agenda, long nowNanos) {
    print(nowNanos);
    if (nowNanos + STEP_NANOS < untilNanos) {
      agenda.at(nowNanos + STEP_NANOS, now -> print(untilNanos, agenda, now));
    }
  }

  /// What finds room until the next step.
  private void print(long nowNanos) {
    long room = bytesPerStep;
    while (room > 0 && output.doneNanos() <= nowNanos + STEP_NANOS) {
      byte[] line = ("loop " + number++ + "\r\n").getBytes(US_ASCII);
      output.transmit(line, line.length);
      room -= line.length;
    }
  }
}
