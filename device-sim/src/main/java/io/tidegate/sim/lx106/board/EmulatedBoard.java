package io.tidegate.sim.lx106.board;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.Pull;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.debug.Workbench;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.trace.Symbols;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.pins.BoardPins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// An ESP8266 that runs the file which is flashed into one.
///
/// Its serial line is UART0; what UART1 prints is for [Workbench] alone. GPIO16 is wired to the
/// reset pin, so that it wakes from deep sleep.
public final class EmulatedBoard implements Board, Mishaps {
  /// A program that is busy is left so long before the world looks at it again.
  private static final long STRIDE_NANOS = 1_000_000;

  private static final long SECOND = 1_000_000_000;

  /// How long the supply is away in a brown-out.
  private static final long DIP_NANOS = Microcontroller.DIP_NANOS;

  private static final int ANALOG = 17;
  private static final int STRAP = 0;
  private static final int SELECT = 15;

  private final Esp8266 chip;
  private final Firmware firmware;
  private final Workbench bench;
  private final BoardPins wired;
  private final PinWires pins;
  private final Outgoing serial = new Outgoing();
  private final Wifi wifi;
  private final Losses losses;
  private Consumer<String> told = _ -> {};
  private Runnable woken = () -> {};
  private long silentUntilNanos = Long.MIN_VALUE;
  private Outside out;

  // what the outside holds, and what of it the chip has seen
  private boolean powered;
  private boolean held;
  private boolean strapped;
  private boolean dips;
  private boolean hasPower;
  private boolean isHeld;
  private boolean stuckTold;

  private final Set<Integer> breaksTold = new HashSet<>();

  /// What befalls it, for its next turn.
  private final List<Runnable> deeds = new ArrayList<>();

  /// The image is put into a flash that has no program; else what is there begins. `seed` is all
  /// chance. `station` is null for one without an antenna; `doors` are the ports at which the
  /// program is reached.
  public EmulatedBoard(
      Image image,
      Flash flash,
      Identity identity,
      long seed,
      BoardPins wired,
      Station station,
      Doors doors) {
    this(List.of(image), flash, identity, seed, wired, station, doors);
  }

  /// The same with more programs than the first, of which the names are known too: one that comes
  /// over the network may be one of them.
  public EmulatedBoard(
      List<Image> images,
      Flash flash,
      Identity identity,
      long seed,
      BoardPins wired,
      Station station,
      Doors doors) {
    this.wired = wired;
    SplittableRandom random = new SplittableRandom(seed);
    byte[] mac = identity.macBytes();
    chip = new Esp8266(flash, mac, random.split(), new Surroundings());
    wifi = station == null ? null : new Wifi(chip, station, mac, doors, random.split());
    losses = new Losses(chip, wifi);
    bench = new Workbench(chip, new Symbols(List.of()), () -> begin(ResetReason.EXTERNAL));
    firmware = new Firmware(images, chip, wifi, bench, new SplittableRandom(~seed));
    pins = new PinWires(wired.bus(), chip);
    chip.stop();
  }

  /// A pass of a loop that never waits takes so long; 0: as long as its instructions.
  public void passNanos(long nanos) {
    firmware.passCycles(Time.cycles(nanos));
  }

  /// What helps to see what its program does. To be used where the board runs.
  public Workbench bench() {
    return bench;
  }

  /// For the end: tells what was lost on its serial line and in its network, once.
  public void tellLosses() {
    losses.once().forEach(told);
  }

  /// Who hears what it publishes by MQTT.
  public void whenPublished(Consumer<Packet.Publish> wanted) {
    if (wifi != null) {
      wifi.whenPublished(wanted);
    }
  }

  /// Where the ports at which its program waits are found from outside.
  public List<Door> doors() {
    return wifi == null ? List.of() : wifi.doors();
  }

  /// Who hears what is for the user: crashes, resets, sleep, and what cannot be done here.
  public void whenTold(Consumer<String> wanted) {
    told = wanted;
    firmware.whenTold(wanted);
  }

  /// What has it run when something has changed that it sees.
  public void whenWoken(Runnable wanted) {
    woken = wanted;
    if (wifi != null) {
      wifi.whenWoken(wanted);
    }
  }

  @Override
  public void receive(byte[] bytes, int length, long nowNanos) {
    if (out == null) {
      return; // it never had power
    }
    pass(nowNanos);
    for (int i = 0; i < length; i++) {
      chip.receive(0, bytes[i]);
    }
  }

  /// The chip sees it when it runs next.
  @Override
  public void pin(int pin, int level, long nowNanos) {
    switch (pin) {
      case POWER -> powered = level != 0;
      case RESET -> held = level == 0;
      case STRAP -> strapped = level == 0;
      default -> {}
    }
  }

  @Override
  public long run(long nowNanos, Outside outside) {
    out = outside;
    pass(nowNanos);
    supply();
    if (!deeds.isEmpty()) {
      List.copyOf(deeds).forEach(Runnable::run);
      deeds.clear();
    }
    pass(nowNanos);
    long wifiNanos = wifi == null ? Long.MAX_VALUE : runWifi(nowNanos);
    serial.flush(out);
    return Math.max(nowNanos + 1, Math.min(wifiNanos, dueNanos(nowNanos)));
  }

  private long runWifi(long nowNanos) {
    long dueNanos = wifi.run(nowNanos);
    wifi.news().forEach(told);
    return dueNanos;
  }

  /// Lets the chip's time come up to the world's.
  private void pass(long nowNanos) {
    long until = Time.cycles(nowNanos);
    while (bench.run(until)) {
      if (breaksTold.add(chip.processor().pc())) {
        told.accept(bench.where() + ": a breakpoint in the program, and no debugger; passed");
      }
      firmware.program().skip(chip.memory());
    }
    String stuck = chip.processor().stuck();
    if (stuck != null && !stuckTold) {
      stuckTold = true;
      told.accept("it cannot go on: " + stuck);
      bench.whereabouts().forEach(told);
    }
  }

  private void supply() {
    long nanos = Time.nanos(chip.cycles());
    boolean power = powered && !dips;
    if (power != hasPower) {
      hasPower = power;
      isHeld = held;
      if (power) {
        wired.i2c().power(nanos);
        pins.power(nanos);
        if (!held) {
          begin(ResetReason.POWER);
        }
      } else {
        stop();
        pins.losePower(nanos);
      }
    } else if (held != isHeld) {
      isHeld = held;
      if (held) {
        stop();
      } else if (power) {
        begin(ResetReason.EXTERNAL);
      }
    }
  }

  /// What it was sending is lost in the middle.
  private void stop() {
    serial.flush(out);
    out.cut();
    if (wifi != null) {
      wifi.reset();
    }
    chip.stop();
    pins.release(Time.nanos(chip.cycles()));
  }

  private void begin(ResetReason reason) {
    pins.release(Time.nanos(chip.cycles()));
    if (strapped) {
      told.accept("GPIO0 is low: it waits for somebody who flashes it, and nobody does");
      chip.stop();
      return;
    }
    bench.begins(reason).forEach(told);
    stuckTold = false;
    firmware.begin(reason);
  }

  private long dueNanos(long nowNanos) {
    long due = chip.idleUntil(Time.cycles(STRIDE_NANOS));
    return due == 0 ? nowNanos + STRIDE_NANOS : Time.nanos(due);
  }

  @Override
  public void reset(ResetCause why, long nowNanos) {
    switch (why) {
      case POWER_ON -> brownOut(1, 1, nowNanos);
      case EXCEPTION -> crash(Microcontroller.LOAD_PROHIBITED, nowNanos);
      case SOFTWARE_WATCHDOG -> hang(Hang.BUSY, nowNanos);
      case DEEP_SLEEP_WAKE -> deepSleep(SECOND, nowNanos);
      case EXTERNAL -> befall(() -> begin(ResetReason.EXTERNAL));
      case HARDWARE_WATCHDOG -> befall(() -> chip.restart(ResetReason.WATCHDOG));
      case SOFTWARE_RESTART -> befall(() -> chip.restart(ResetReason.RESTART));
    }
  }

  @Override
  public void crash(int exception, long nowNanos) {
    befall(() -> firmware.program().crash(exception));
  }

  @Override
  public void hang(Hang how, long nowNanos) {
    befall(() -> firmware.hang(how));
  }

  @Override
  public void brownOut(int times, long upNanos, long nowNanos) {
    befall(
        () -> {
          long atNanos = Time.nanos(chip.cycles());
          for (int i = 0; i < times; i++) {
            dips(atNanos, true);
            dips(atNanos + DIP_NANOS, false);
            atNanos += DIP_NANOS + upNanos;
          }
        });
  }

  private void dips(long atNanos, boolean now) {
    chip.at(
        Time.cycles(atNanos),
        () -> {
          dips = now;
          supply();
        });
  }

  @Override
  public void deepSleep(long nanos, long nowNanos) {
    befall(() -> chip.sleep(Time.cycles(nanos)));
  }

  /// What a program prints is its own matter: nothing happens.
  @Override
  public void flood(long nanos, long nowNanos) {
    told.accept("flood: an image prints what it prints");
  }

  @Override
  public void silence(long nanos, long nowNanos) {
    silentUntilNanos = nowNanos + nanos;
  }

  private void befall(Runnable deed) {
    deeds.add(
        () -> {
          if (hasPower && !isHeld) {
            deed.run();
          }
        });
    woken.run();
  }

  private final class Surroundings implements Esp8266.Surroundings {
    @Override
    public void sent(int port, byte value, long cycles) {
      if (port != 0) {
        bench.printedElsewhere(value);
        return;
      }
      bench.printed(value).forEach(told);
      if (Time.nanos(cycles) >= silentUntilNanos) {
        serial.add(value, out);
      }
    }

    @Override
    public void speed(int port, int baud) {
      if (port == 0) {
        serial.flush(out);
        out.baud(baud);
      }
    }

    @Override
    public void driven(int pin, boolean drives, boolean high, long cycles) {
      pins.drive(pin, drives, high, cycles);
      if (drives) {
        out.pin(pin, high ? 1 : 0);
      }
    }

    @Override
    public void pulled(int pin, Pull pull, long cycles) {
      pins.pull(pin, pull, cycles);
    }

    @Override
    public byte[] spi(byte[] bytes, long cycles) {
      return wired.spi().exchange(bytes, Time.nanos(cycles));
    }

    @Override
    public void spiSelect(boolean selected, long cycles) {
      pins.drive(SELECT, true, !selected, cycles);
    }

    @Override
    public void restart(ResetReason reason) {
      begin(reason);
    }

    @Override
    public void asleep(long cycles) {
      firmware.forget();
      if (wifi != null) {
        wifi.reset();
      }
      told.accept(
          cycles == Long.MAX_VALUE
              ? "deep sleep until somebody resets it"
              : "deep sleep, %.3f s".formatted(Time.nanos(cycles) / 1e9));
    }

    @Override
    public int adc() {
      return Math.max(0, wired.bus().analog(ANALOG, Time.nanos(chip.cycles())));
    }
  }
}
