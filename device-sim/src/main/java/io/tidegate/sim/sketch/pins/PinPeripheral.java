package io.tidegate.sim.sketch.pins;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.i2c.Transfer;
import io.tidegate.sim.pins.BoardPins;
import io.tidegate.sim.pins.Drive;
import io.tidegate.sim.pins.PinBus;
import io.tidegate.sim.pins.Plan;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.Peripheral;
import io.tidegate.sim.sketch.Reply;
import io.tidegate.sim.sketch.SketchLink;
import io.tidegate.sim.sketch.WireFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The pins of a board on which a sketch runs.
public final class PinPeripheral implements Peripheral {
  static final int DRIVE = 32;
  static final int LOOK = 33;
  static final int DEVICES = 34;
  static final int ANALOG = 35;
  static final int PULSES = 36;
  static final int I2C = 40;
  static final int SPI = 41;

  private static final int LAST = 63;
  private static final int MOST_BYTES = 4_096;

  /// Devices that go their own way are looked at so far ahead, and the sketch is told so long
  /// before an edge: it may run ahead of the world for about that long.
  private static final long AHEAD_NANOS = 20_000_000;

  private static final long EARLY_NANOS = 10_000_000;

  /// What the hardware of either chip gives is never faster.
  private static final long SHORTEST_PERIOD_NANOS = 1_000;

  private final BoardPins pins;
  private final PulseListener pulses;
  private boolean supplied;

  // of a run of the sketch
  private final Map<Integer, Plan> told = new HashMap<>();
  private final Map<Integer, Long> toldUntil = new HashMap<>();
  private final List<Runnable> outputs = new ArrayList<>();
  private final Set<Integer> pulsing = new TreeSet<>();
  private SketchLink link;
  private Board.Outside out;

  /// Sees pins that give pulses by themselves: pulse width, tone, servo.
  @FunctionalInterface
  public interface PulseListener {
    /// From this time of the world; a period of 0 ends them.
    void pulses(int pin, long nanos, long periodNanos, long highNanos);
  }

  public PinPeripheral(BoardPins pins, PulseListener pulses) {
    this.pins = pins;
    this.pulses = pulses;
  }

  public PinPeripheral(BoardPins pins) {
    this(pins, (_, _, _, _) -> {});
  }

  @Override
  public boolean handles(int kind) {
    return kind >= DRIVE && kind <= LAST;
  }

  @Override
  public void start(SketchLink one) {
    link = one;
    told.clear();
    toldUntil.clear();
    outputs.clear();
    long nowNanos = link.nowNanos();
    pins.bus().pins().forEach(pin -> tell(pin, nowNanos));
  }

  /// The chip lets go of its pins.
  @Override
  public void end() {
    if (link != null) {
      pulsing.forEach(pin -> pulses.pulses(pin, link.nowNanos(), 0, 0));
      pulsing.clear();
      pins.bus().release(link.nowNanos());
      link = null;
    }
  }

  /// What hangs on its board has power when the board has.
  @Override
  public void supply(boolean on, long nowNanos) {
    if (on == supplied) {
      return;
    }
    supplied = on;
    if (on) {
      pins.bus().power(nowNanos);
      pins.i2c().power(nowNanos);
    } else {
      pins.bus().losePower(nowNanos);
    }
  }

  @Override
  public void message(int kind, In in, Reply reply) {
    switch (kind) {
      case DRIVE -> drive(in);
      case LOOK -> look(in, reply);
      case ANALOG -> {
        long nanos = link.worldNanos(in.nanos());
        reply.answer(Reply.out().i32(pins.bus().analog(pin(in), nanos)));
      }
      case PULSES -> {
        long nanos = link.worldNanos(in.nanos());
        pulses(pin(in), nanos, in.nanos(), in.nanos());
      }
      case I2C -> i2c(in, reply);
      case SPI -> {
        long nanos = link.worldNanos(in.nanos());
        reply.answer(Reply.out().blob(pins.spi().exchange(bytes(in), nanos)));
      }
      default -> throw new WireFault("pins: expected a kind of 32 to 36, 40 or 41, got " + kind);
    }
    in.end();
  }

  @Override
  public long dueNanos() {
    if (link == null) {
      return Long.MAX_VALUE;
    }
    if (!outputs.isEmpty()) {
      return link.nowNanos();
    }
    long dueNanos = Long.MAX_VALUE;
    for (Map.Entry<Integer, Long> each : toldUntil.entrySet()) {
      long next = pins.bus().changesAfter(each.getKey(), each.getValue());
      dueNanos = Math.min(dueNanos, next == Long.MAX_VALUE ? next : next - EARLY_NANOS);
    }
    return dueNanos;
  }

  @Override
  public void run(long nowNanos, Board.Outside outside) {
    out = outside;
    outputs.forEach(Runnable::run);
    outputs.clear();
    for (int pin : List.copyOf(toldUntil.keySet())) {
      if (pins.bus().changesAfter(pin, toldUntil.get(pin)) - EARLY_NANOS <= nowNanos) {
        tell(pin, nowNanos);
      }
    }
  }

  private void drive(In in) {
    int count = in.u16();
    for (int i = 0; i < count; i++) {
      long nanos = link.worldNanos(in.nanos());
      int pin = pin(in);
      Drive drive = driven(in.u8());
      pins.bus().drive(pin, drive, nanos);
      if (drive == Drive.HIGH || drive == Drive.LOW) {
        outputs.add(() -> out.pin(pin, drive == Drive.HIGH ? 1 : 0));
      }
    }
  }

  private static Drive driven(int code) {
    try {
      return Drive.of(code);
    } catch (IllegalArgumentException e) {
      throw new WireFault(e.getMessage());
    }
  }

  private void pulses(int pin, long nanos, long period, long high) {
    if (period > 0 && period < SHORTEST_PERIOD_NANOS) {
      throw new WireFault(
          "pulses: expected a period of at least %d ns, got %d"
              .formatted(SHORTEST_PERIOD_NANOS, period));
    }
    if (period > 0) {
      pulsing.add(pin);
    } else {
      pulsing.remove(pin);
    }
    pulses.pulses(pin, nanos, period, high);
  }

  private static int pin(In in) {
    int pin = in.u8();
    if (pin >= PinBus.PINS) {
      throw new WireFault("pin: expected 0 to %d, got %d".formatted(PinBus.PINS - 1, pin));
    }
    return pin;
  }

  private void look(In in, Reply reply) {
    long nanos = link.worldNanos(in.nanos());
    int pin = pin(in);
    Plan plan = pins.bus().devices(pin, nanos, nanos + AHEAD_NANOS);
    reply.answer(put(Reply.out(), plan, nanos));
  }

  private void i2c(In in, Reply reply) {
    long nanos = link.worldNanos(in.nanos());
    int address = in.u8();
    int wanted = in.u16();
    if (wanted > MOST_BYTES) {
      throw new WireFault("I2C: expected at most %d bytes, got %d".formatted(MOST_BYTES, wanted));
    }
    Transfer transfer = pins.i2c().transfer(address, bytes(in), wanted, nanos);
    pins.bus().changed().forEach(pin -> tell(pin, nanos));
    int end =
        switch (transfer.end()) {
          case DONE -> 0;
          case NOBODY -> 1;
          case REFUSED -> 2;
          case STUCK -> 3;
        };
    reply.answer(Reply.out().u8(end).blob(transfer.bytes()));
  }

  private static byte[] bytes(In in) {
    byte[] bytes = in.blob();
    if (bytes.length > MOST_BYTES) {
      throw new WireFault(
          "bus: expected at most %d bytes, got %d".formatted(MOST_BYTES, bytes.length));
    }
    return bytes;
  }

  /// What hangs on a pin, where the sketch does not know it yet.
  private void tell(int pin, long nowNanos) {
    boolean answers = pins.bus().answers(pin);
    Plan plan = pins.bus().devices(pin, nowNanos, nowNanos + AHEAD_NANOS);
    if (!answers) {
      toldUntil.put(pin, nowNanos + AHEAD_NANOS);
    }
    Plan before = told.put(pin, plan);
    if (!plan.equals(before)) {
      link.event(put(new Out(DEVICES).u8(pin).bool(answers), plan, nowNanos));
    }
  }

  private Out put(Out message, Plan plan, long nanos) {
    List<Plan.Change> changes = plan.after(nanos);
    message.u8(plan.at(nanos).code()).u16(changes.size());
    for (Plan.Change each : changes) {
      message.u64(link.chipNanos(each.nanos())).u8(each.drive().code());
    }
    return message;
  }
}
