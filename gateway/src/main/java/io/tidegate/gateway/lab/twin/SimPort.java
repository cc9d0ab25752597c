package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.world.World;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// A serial port of the gateway's machine, its reader and its writer. One adapter belongs to it,
/// plugged in or not.
public final class SimPort {
  /// How the gateway is set for it.
  public record Plan(String label, int baud, LinePolicy policy) {}

  private static final long MILLI = 1_000_000L;

  /// The reader's share of the inbox, and the system's buffer behind it.
  private static final int WAITING_BYTES = (64 + 4) << 10;

  public final int number;
  private final Plan plan;
  private final World world;
  private final RandomGenerator random;
  private final Coverage coverage;
  private SimAdapter adapter;

  private SimGateway gateway;

  /// It is in the gateway's configuration.
  private boolean configured;

  /// The gateway has it open, or is about to and pulses its lines.
  private boolean open;

  private boolean told;

  /// This run of the gateway wants the board to begin anew at the next open.
  private boolean resetting;

  private long opening;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();

  /// What came before the gateway was told that the port is open.
  private final ArrayDeque<byte[]> early = new ArrayDeque<>();

  private int waitingBytes;
  public boolean writerFull;

  public SimPort(int number, Plan plan, SimAdapter adapter, World world, Coverage coverage) {
    this.number = number;
    this.plan = plan;
    this.world = world;
    this.random = world.chance();
    this.coverage = coverage;
    hang(adapter);
  }

  /// Pulls these adapters and plugs each in at its port, unless it was pulled before. What belonged
  /// there and is none of them takes a port that has become free.
  public static void move(SequencedMap<SimAdapter, SimPort> moves) {
    SequencedMap<SimAdapter, SimPort> all = new LinkedHashMap<>(moves);
    Deque<SimPort> free = new ArrayDeque<>(moves.keySet().stream().map(SimAdapter::port).toList());
    free.removeAll(moves.values());
    for (SimPort port : moves.values()) {
      if (!moves.containsKey(port.adapter)) {
        all.put(port.adapter, free.remove());
      }
    }
    List<SimAdapter> plugged =
        all.keySet().stream().filter(each -> each.cable().plugged()).toList();
    plugged.forEach(each -> each.port().unplug());
    all.forEach((adapter, port) -> port.hang(adapter));
    plugged.forEach(each -> each.port().plug());
  }

  private void hang(SimAdapter other) {
    adapter = other;
    other.hang(this);
  }

  public SimAdapter adapter() {
    return adapter;
  }

  public String label() {
    return plan.label();
  }

  int baud() {
    return plan.baud();
  }

  /// The gateway began to run and looks for its port; null: it is gone.
  public void attach(SimGateway gateway) {
    this.gateway = gateway;
    configured = gateway != null;
    resetting = false;
    shut();
    waiting.clear();
    waitingBytes = 0;
    if (gateway != null) {
      open();
    }
  }

  public boolean isOpen() {
    return told;
  }

  public boolean plugged() {
    return adapter.cable().plugged();
  }

  public boolean write(byte[] bytes) {
    if (!told || writerFull) {
      if (writerFull) {
        coverage.add(Fault.WRITER_FULL);
      }
      return false;
    }
    adapter.cable().write(bytes, bytes.length);
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

  void arrived(byte[] bytes, int length) {
    if (open && gateway != null && waitingBytes + length <= WAITING_BYTES) {
      (told ? waiting : early).add(Arrays.copyOf(bytes, length));
      waitingBytes += length;
      gateway.wake();
    }
  }

  public void reopen(boolean reset) {
    resetting |= reset;
    down("closed to open it anew");
    open();
  }

  /// A configuration that was read anew names it, or does not.
  public void configured(boolean now) {
    boolean before = configured;
    configured = now && gateway != null;
    if (before && !configured) {
      down("no longer in the configuration");
    } else if (!before && configured) {
      open();
    }
  }

  public boolean configured() {
    return configured;
  }

  public void unplug() {
    adapter.plug(false);
    down("unplugged");
  }

  public void plug() {
    adapter.plug(true);
    open();
  }

  /// Somebody presses the board's button.
  public void reset() {
    adapter.reset();
  }

  public void power(boolean on) {
    adapter.power(on);
  }

  public void faults(LineFaults faults) {
    adapter.faults(faults);
  }

  public void countFaults() {
    for (LineFaults.Kind kind : LineFaults.Kind.values()) {
      coverage.add(Fault.valueOf("LINE_" + kind.name()), adapter.faults(kind));
    }
  }

  private void open() {
    long attempt = ++opening;
    world.at(world.nowNanos() + MILLI + random.nextLong(100 * MILLI), () -> opened(attempt));
  }

  /// What the kernel does to DTR and RTS, and then the gateway. A close leaves them as they are:
  /// the gateway has taken HUPCL off.
  private void opened(long attempt) {
    if (attempt != opening || gateway == null || !configured || open || !plugged()) {
      return;
    }
    open = true;
    boolean reset = resetting;
    resetting = false;
    adapter.lines().both(true);
    if (plan.policy().lowers(reset)) {
      adapter.lines().dtr(false);
      adapter.lines().rts(false);
    }
    if (plan.policy().pulses(reset)) {
      long raised = world.nowNanos() + LinePolicy.PULSE_MILLIS * MILLI;
      world.at(raised, () -> pulsed(attempt));
    } else {
      tell();
    }
  }

  private void pulsed(long attempt) {
    if (attempt == opening && gateway != null && open) {
      adapter.lines().dtr(true);
      adapter.lines().rts(true);
      tell();
    }
  }

  private void tell() {
    told = true;
    waiting.addAll(early);
    early.clear();
    PortSource source = new PortSource(plan.label(), "", "usb" + number);
    gateway.control(new Input.PortUp(number, source));
  }

  private void down(String words) {
    if (told && gateway != null) {
      gateway.control(new Input.PortDown(number, words));
    }
    shut();
  }

  private void shut() {
    open = false;
    told = false;
    opening++;
    early.forEach(each -> waitingBytes -= each.length);
    early.clear();
  }
}
