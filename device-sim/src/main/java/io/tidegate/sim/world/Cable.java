package io.tidegate.sim.world;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;

/// Joins a board to its port by a line up and a line down.
///
/// A board may say at which speed it sends and listens, and a port at which it does. When both are
/// known and differ, each hears what bits of the other's length are at its own.
public final class Cable {
  /// The end that is no board.
  public interface Port {
    /// Bytes have come up. The array belongs to the line.
    void arrived(byte[] bytes, int length);

    /// The speed it sends and listens at; 0 when it takes the board's, whatever that is.
    default int baud() {
      return 0;
    }

    /// A reset of the board has thrown away what it was sending: a line may end in the middle.
    default void cut() {}
  }

  /// A direction.
  public enum Way {
    /// From the board to the port.
    UP,
    /// From the port to the board.
    DOWN
  }

  private final Board board;
  private final Line up;
  private final Line down;
  private final Port port;
  private final World world;
  private final World.Turn turn;
  private final Board.Outside outside = new Outside();
  private long boardNanos;

  /// What the board has said; 0 before it says anything.
  private int boardBaud;

  /// A fault: the port's speed, whatever it says itself; 0 for none.
  private int wrongBaud;

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
    int portBaud = portBaud();
    if (portBaud != 0) {
      down.baud(portBaud);
    }
    down.send(bytes, length, world.nowNanos());
    turn.wake(down.dueNanos());
  }

  /// One of the board's inputs changes, in the terms of [Board#pin].
  public void pin(int pin, int level) {
    board.pin(pin, level, world.nowNanos());
    runBoard();
  }

  /// Something that the board can see has changed: it runs at this time. On the world's thread.
  public void wake() {
    board.wake();
    runBoard();
  }

  /// Pulls or plugs both lines. The board's power is a matter of its own.
  public void plug(boolean plugged) {
    up.plug(plugged);
    down.plug(plugged);
  }

  public boolean plugged() {
    return up.plugged();
  }

  /// Faults at random on both lines; [LineFaults#NONE] heals them.
  public void faults(LineFaults faults) {
    up.faults(faults);
    down.faults(faults);
  }

  /// One fault now, as [Line#inject] says.
  public void inject(Way way, LineFaults.Kind kind, long amount) {
    Line line = way == Way.UP ? up : down;
    line.inject(kind, amount, world.nowNanos());
    turn.wake(line.dueNanos());
  }

  /// The port's adapter runs at this speed, whatever the program has set; 0 heals it. Without a
  /// board that has said its own speed it does nothing.
  public void wrongBaud(int baud) {
    wrongBaud = baud;
  }

  private long run(long nowNanos) {
    if (down.dueNanos() <= nowNanos) {
      down.receiver(portBaud() == 0 ? 0 : boardBaud);
      down.run(nowNanos, this::arrivedAtBoard);
    }
    if (boardNanos <= nowNanos) {
      boardNanos = board.run(nowNanos, outside);
    }
    if (up.dueNanos() <= nowNanos) {
      up.receiver(boardBaud == 0 ? 0 : portBaud());
      up.run(nowNanos, port::arrived);
    }
    return Math.min(boardNanos, Math.min(up.dueNanos(), down.dueNanos()));
  }

  private int portBaud() {
    return wrongBaud != 0 ? wrongBaud : port.baud();
  }

  private void runBoard() {
    boardNanos = world.nowNanos();
    turn.wake(boardNanos);
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

    @Override
    public void baud(int baud) {
      boardBaud = baud;
      up.baud(baud);
    }

    @Override
    public void cut() {
      up.clear();
      port.cut();
    }

    @Override
    public long horizonNanos() {
      return Math.min(world.horizonNanos(), down.dueNanos());
    }

    @Override
    public int underWay() {
      return up.underWay();
    }
  }
}
