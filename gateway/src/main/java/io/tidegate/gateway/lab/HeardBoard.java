package io.tidegate.gateway.lab;

import io.tidegate.sim.board.Board;

/// A board whose serial output somebody hears, whether or not its port is open.
final class HeardBoard implements Board {
  /// Hears what a board says. The array belongs to the board.
  interface Ear {
    void heard(byte[] bytes, int length);
  }

  private final Board board;
  private final Ear ear;

  HeardBoard(Board board, Ear ear) {
    this.board = board;
    this.ear = ear;
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    board.receive(bytes, length, nowNanos);
  }

  @Override
  public void pin(int pin, int level, long nowNanos) {
    board.pin(pin, level, nowNanos);
  }

  @Override
  public void wake() {
    board.wake();
  }

  @Override
  public long run(long nowNanos, Outside out) {
    return board.run(
        nowNanos,
        new Outside() {
          @Override
          public void transmit(byte[] bytes, int length) {
            ear.heard(bytes, length);
            out.transmit(bytes, length);
          }

          @Override
          public void pin(int pin, int level) {
            out.pin(pin, level);
          }

          @Override
          public void baud(int baud) {
            out.baud(baud);
          }

          @Override
          public void cut() {
            out.cut();
          }
        });
  }
}
