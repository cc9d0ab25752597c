package io.tidegate.sim.lx106.board;

import io.tidegate.sim.board.Board;

/// Bytes that have left the chip in this turn of its board.
final class Outgoing {
  private static final int ROOM = 1_024;

  private final byte[] bytes = new byte[ROOM];
  private int count;

  void add(byte value, Board.Outside out) {
    if (count == ROOM) {
      flush(out);
    }
    bytes[count++] = value;
  }

  void flush(Board.Outside out) {
    if (count > 0) {
      out.transmit(bytes, count);
      count = 0;
    }
  }
}
