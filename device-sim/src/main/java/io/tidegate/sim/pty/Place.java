package io.tidegate.sim.pty;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// One board's place in a [Rack], with its port.
public final class Place {
  /// What an adapter holds before it loses bytes.
  private static final int LINE_BYTES = 16 * 1_024;

  private static final int HIGH = 1;
  private static final int LOW = 0;

  private final Rack rack;
  private final PortPlan plan;
  private final Pty pty;
  private final PtyPoll.Watch watch;
  private final Cable cable;
  private final byte[] read = new byte[1_024];
  private boolean muted;
  private volatile boolean plugged;
  private volatile boolean opened;
  private volatile long opens;
  private volatile long lostBytes;
  private volatile long unheardBytes;

  /// On the rack's thread.
  Place(Rack rack, World world, PtyPoll poll, Board board, PortPlan plan) throws IOException {
    this.rack = rack;
    this.plan = plan;
    this.pty = new Pty(plan.link());
    this.watch = poll.add(pty, this::seen);
    plugPort();
    Line up = new Line(plan.baud(), LINE_BYTES, world.chance());
    Line down = new Line(plan.baud(), LINE_BYTES, world.chance());
    up.faults(plan.faults());
    down.faults(plan.faults());
    this.cable = new Cable(world, board, up, down, this::arrived);
    cable.pin(Board.RESET, HIGH);
    cable.pin(Board.POWER, HIGH);
  }

  /// Where a program opens it; null when there is no link and it is unplugged.
  public Path path() throws IOException {
    return plan.link() != null ? plan.link() : rack.ask(pty::path);
  }

  /// Pulls the board's cable: the port vanishes. The board keeps its power and runs on.
  public void unplug() throws IOException {
    rack.ask(
        () -> {
          mute();
          pty.unplug();
          plugged = false;
          opened = false;
          return null;
        });
  }

  /// From now on nothing passes, though the port is still there: the first half of pulling a plug
  /// slowly.
  public void hush() throws IOException {
    rack.ask(
        (Callable<Void>)
            () -> {
              mute();
              return null;
            });
  }

  public void plug() throws IOException {
    rack.ask(
        () -> {
          plugPort();
          cable.plug(true);
          muted = false;
          return null;
        });
  }

  /// Takes the power away or gives it back; what the board's memory held is gone.
  public void power(boolean on) throws IOException {
    rack.ask(
        () -> {
          cable.pin(Board.POWER, on ? HIGH : LOW);
          return null;
        });
  }

  public void reset() throws IOException {
    rack.ask(
        () -> {
          pulseReset();
          return null;
        });
  }

  /// The cable, for faults of its own. On the rack's thread.
  public Cable cable() {
    return cable;
  }

  /// From any thread.
  public boolean isPlugged() {
    return plugged;
  }

  /// True while a program has the port open. From any thread.
  public boolean isOpened() {
    return opened;
  }

  /// How often a program has opened the port. From any thread.
  public long opens() {
    return opens;
  }

  /// Bytes lost because the program that has the port open did not read. From any thread.
  public long lostBytes() {
    return lostBytes;
  }

  /// Bytes sent while nobody had the port open. From any thread.
  public long unheardBytes() {
    return unheardBytes;
  }

  Pty pty() {
    return pty;
  }

  private void plugPort() throws IOException {
    if (!pty.isPlugged()) {
      pty.plug();
      watch.plugged();
    }
    plugged = true;
  }

  /// What the rack saw of the port.
  private void seen(boolean openedNow, boolean readable) throws IOException {
    if (!openedNow && opened) {
      pty.freshen();
    }
    if (openedNow && !opened) {
      opens++;
      if (plan.resetOnOpen()) {
        pulseReset();
      }
    }
    opened = openedNow;
    if (readable) {
      int count = pty.read(read);
      if (count > 0) {
        cable.write(read, count);
      }
    }
  }

  /// A reset empties the board's serial buffers: what it was about to send is not sent.
  private void pulseReset() {
    dropUnderWay();
    cable.plug(!muted);
    cable.pin(Board.RESET, LOW);
    cable.pin(Board.RESET, HIGH);
  }

  private void mute() {
    muted = true;
    dropUnderWay();
  }

  private void dropUnderWay() {
    cable.plug(false);
    plan.tap().cut();
  }

  private void arrived(byte[] bytes, int length) {
    int taken = opened ? pty.write(bytes, 0, length) : 0;
    if (opened) {
      lostBytes += length - taken;
    } else {
      unheardBytes += length;
    }
    plan.tap().sent(bytes, length, taken);
  }
}
