package io.tidegate.sim.record;

/// Whose bytes a record has.
public enum Direction {
  /// What the board said.
  HEARD('<'),
  /// What was sent to the board.
  SENT('>');

  /// As the file has it.
  final char mark;

  Direction(char mark) {
    this.mark = mark;
  }
}
