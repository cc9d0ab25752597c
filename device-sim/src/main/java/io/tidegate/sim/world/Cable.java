package io.tidegate.sim.world;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;

/// Joins a board to its port by a line up and a line down.
public final class Cable {
  /// The end that is no board.
  public interface Port {
    /// Bytes have come up. The array belongs to the line.
    void arrived(byte[] bytes, int length);
  }

  private final Board board;
  private final Line up;
  private final Line down;
  private final Port port;
  private final World world;
  private final World.Turn turn;
  private final Board.Outside outside = new Outside();
  private long boardNanos;

  public Cable(World world, Board board, Line up, Line down, Port port) {
    this.world = world;
    this.board = board;
    this.up = up;
    this.down = down;
    this.port = port;
    this.turn = world.add(this::run);
  }

  /// The port writes to the board.
  public void write(byte[] bytes, int length) {
    down.send(bytes, length, world.nowNanos());
    turn.wake(down.dueNanos());
  }

  /// One of the board's inputs changes, in the terms of [Board#pin].
  public void pin(int pin, int level) {
    board.pin(pin, level, world.nowNanos());
    boardNanos = world.nowNanos();
    turn.wake(boardNanos);
  }

  /// Pulls or plugs both lines. The board's power is a matter of its own.
  public void plug(boolean plugged) {
    up.plug(plugged);
    down.plug(plugged);
  }

  public boolean plugged() {
    return up.plugged();
  }

  private long run(long nowNanos) {
    down.run(nowNanos, this::arrivedAtBoard);
    if (boardNanos <= nowNanos) {
      boardNanos = board.run(nowNanos, outside);
    }
    up.run(nowNanos, port::arrived);
    return Math.min(boardNanos, Math.min(up.dueNanos(), down.dueNanos()));
  }

  private void arrivedAtBoard(byte[] bytes, int length) {
    board.receive(bytes, length, world.nowNanos());
    boardNanos = Math.min(boardNanos, world.nowNanos());
  }

  private final class Outside implements Board.Outside {
    @Override
    public void transmit(byte[] bytes, int length) {
      up.send(bytes, length, world.nowNanos());
    }

    @Override
    public void pin(int pin, int level) {
      // Nothing hangs on the board's outputs here.
    }
  }
}
