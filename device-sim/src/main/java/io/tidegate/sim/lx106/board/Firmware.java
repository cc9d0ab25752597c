package io.tidegate.sim.lx106.board;

import io.tidegate.sim.board.Hang;
import io.tidegate.sim.lx106.boot.Start;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.debug.Workbench;
import io.tidegate.sim.lx106.image.FlashImage;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The program that begins from a chip's flash: at each reset it may be another one, and with it
/// the names that the ROM, the radio and the workbench go by.
final class Firmware implements Start.Outcome {
  private static final int RESET_VECTOR = 0x40000080;

  private final Esp8266 chip;
  private final Wifi wifi;
  private final Workbench bench;
  private final RandomGenerator chance;
  private final Known known;
  private final Start start;
  private Consumer<String> told = _ -> {};
  private Program program;
  private Sdk sdk;
  private long passCycles;

  /// The program that was last told of.
  private Image introduced;

  /// `wifi` is null for a board without an antenna; `chance` is what memory has in it when power
  /// comes.
  Firmware(List<Image> images, Esp8266 chip, Wifi wifi, Workbench bench, RandomGenerator chance) {
    this.chance = chance;
    this.chip = chip;
    this.wifi = wifi;
    this.bench = bench;
    known = new Known(images, chip.flash());
    start = new Start(chip, this);
    use(known.first());
  }

  void whenTold(Consumer<String> wanted) {
    told = wanted;
  }

  void passCycles(long cycles) {
    passCycles = cycles;
    program.rom().passCycles(cycles);
  }

  /// Its loop goes no further, or never ends.
  void hang(Hang how) {
    switch (how) {
      case WAITING -> program.rom().holdBack();
      case BUSY -> program.spin(false);
      case INTERRUPTS_OFF -> program.spin(true);
    }
  }

  Program program() {
    return program;
  }

  /// Has the chip begin anew with what is in the flash.
  void begin(ResetReason reason) {
    if (reason == ResetReason.POWER) {
      forget();
    }
    if (wifi != null) {
      wifi.reset();
    }
    program.rom().enter(reason, RESET_VECTOR);
    start.begin(reason);
  }

  /// Memory had no power: it has anything in it.
  void forget() {
    forget(Memory.DATA, Memory.DATA_BYTES);
    forget(Memory.CODE, Memory.CODE_BYTES);
  }

  private void forget(int from, int count) {
    byte[] bytes = new byte[count];
    chance.nextBytes(bytes);
    chip.memory().poke(from, bytes);
  }

  private void use(Image image) {
    program = new Program(image, chip);
    program.rom().passCycles(passCycles);
    program.rom().whenIdle(bench::idle);
    bench.names(program.names());
    sdk = Sdk.of(image);
    if (wifi != null) {
      wifi.uses(image, sdk, program.rom());
    }
    if (wifi == null || !sdk.works()) {
      program.silenceRadio();
    }
  }

  @Override
  public void begins(FlashImage found, int stack) {
    Image image = known.now(found);
    if (image != program.image()) {
      use(image);
    }
    program.rom().handOver(found.entry(), stack);
    if (image != introduced) {
      introduced = image;
      known.words(image, found).forEach(told);
      program.lack(sdk).forEach(told);
    }
  }

  @Override
  public void told(String words) {
    told.accept(words);
  }
}
