package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;

/// A serial port with its cable and board, and the adapter's reader and writer.
public final class SimPort implements Cable.Port {
  /// `label` is the port's name. `faultsUpward`: line faults also change what the board says.
  /// `resetByOpening`: who opens the port resets the board.
  public record Wiring(String label, int baud, boolean faultsUpward, boolean resetByOpening) {}

  private static final long MILLI = 1_000_000L;

  /// The reader's share of the inbox, and the system's buffer behind it.
  private static final int WAITING_BYTES = (64 + 4) << 10;

  public final int number;
  public final Line up;
  public final Line down;
  private final Wiring wiring;
  private final World world;
  private final RandomGenerator random;
  private final Coverage coverage;
  private final Cable cable;

  private SimGateway gateway;
  private boolean open;
  private long opening;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  public boolean writerFull;

  public SimPort(int number, Wiring wiring, Board board, World world, Coverage coverage) {
    this.number = number;
    this.wiring = wiring;
    this.world = world;
    this.random = world.chance();
    this.coverage = coverage;
    this.up = new Line(wiring.baud(), 8_192, world.chance());
    this.down = new Line(wiring.baud(), 4_096, world.chance());
    this.cable = new Cable(world, board, up, down, this);
    cable.pin(Board.POWER, 1);
  }

  /// The gateway began to run and looks for its port; null: it is gone.
  public void attach(SimGateway gateway) {
    this.gateway = gateway;
    shut();
    if (gateway != null) {
      open();
    }
  }

  public boolean isOpen() {
    return open;
  }

  public boolean plugged() {
    return cable.plugged();
  }

  public boolean write(byte[] bytes) {
    if (!open || writerFull) {
      if (writerFull) {
        coverage.add(Fault.WRITER_FULL);
      }
      return false;
    }
    cable.write(bytes, bytes.length);
    return true;
  }

  /// The next bytes for the core, or null.
  public byte[] poll() {
    byte[] next = waiting.poll();
    waitingBytes -= next == null ? 0 : next.length;
    return next;
  }

  public boolean hasBytes() {
    return !waiting.isEmpty();
  }

  /// What the gateway has set: a chip that sends at another speed is noise.
  @Override
  public int baud() {
    return wiring.baud();
  }

  @Override
  public void arrived(byte[] bytes, int length) {
    if (open && gateway != null && waitingBytes + length <= WAITING_BYTES) {
      waiting.add(java.util.Arrays.copyOf(bytes, length));
      waitingBytes += length;
      gateway.wake();
    }
  }

  /// The cable, for faults of its own.
  public Cable cable() {
    return cable;
  }

  public void reopen(boolean reset) {
    down("closed to open it anew");
    if (reset) {
      reset();
    }
    open();
  }

  public void unplug() {
    cable.plug(false);
    down("unplugged");
  }

  public void plug() {
    cable.plug(true);
    open();
  }

  public void reset() {
    coverage.add(Fault.BOARD_RESET);
    cable.pin(Board.RESET, 0);
    cable.pin(Board.RESET, 1);
  }

  public void power(boolean on) {
    cable.pin(Board.POWER, on ? 1 : 0);
  }

  public void faults(LineFaults faults) {
    down.faults(faults);
    if (wiring.faultsUpward()) {
      up.faults(faults);
    }
  }

  public void countFaults() {
    for (LineFaults.Kind kind : LineFaults.Kind.values()) {
      coverage.add(Fault.valueOf("LINE_" + kind.name()), up.faults(kind) + down.faults(kind));
    }
  }

  private void open() {
    long attempt = ++opening;
    world.at(world.nowNanos() + MILLI + random.nextLong(100 * MILLI), () -> opened(attempt));
  }

  private void opened(long attempt) {
    if (attempt != opening || gateway == null || open || !cable.plugged()) {
      return;
    }
    open = true;
    if (wiring.resetByOpening()) {
      coverage.add(Fault.BOARD_RESET_BY_OPENING);
      reset();
    }
    gateway.control(new Input.PortUp(number, new PortSource(wiring.label(), "", "usb" + number)));
  }

  private void down(String words) {
    if (open && gateway != null) {
      gateway.control(new Input.PortDown(number, words));
    }
    open = false;
    opening++;
  }

  private void shut() {
    open = false;
    opening++;
    waiting.clear();
    waitingBytes = 0;
  }
}
