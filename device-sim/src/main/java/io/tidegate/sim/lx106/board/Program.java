package io.tidegate.sim.lx106.board;

import io.tidegate.sim.board.Boot;
import io.tidegate.sim.lx106.chip.BootText;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.lx106.trace.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The image in the chip's memory.
final class Program {
  private static final int PS = 230;
  private static final int USER_MODE = 0x20;
  private static final int ALL_LOCKED = 0x0f;

  /// In the ROM, where nobody names anything: `j .`.
  private static final int SPIN = 0x40000240;

  private static final byte[] JUMP_TO_ITSELF = {0x06, (byte) 0xff, (byte) 0xff};

  private static final int NARROW = 8;
  private static final int ERASED = 0xff;
  private static final int RESULT = 2;
  private static final Set<String> RADIO =
      Set.of(
          "chip_v6_rf_init",
          "chip_v6_initialize_bb",
          "chip_v6_set_chan",
          "RFChannelSel",
          "ieee80211_send_mgmt",
          "cnx_sta_connect_cmd");

  private final Image image;
  private final Esp8266 chip;
  private final Processor processor;
  private final Memory memory;
  private final Rom rom;
  private final RandomGenerator chance;

  /// `chance` is what memory has in it when power comes.
  Program(Image image, Esp8266 chip, RandomGenerator chance) {
    this.chance = chance;
    this.image = image;
    this.chip = chip;
    processor = chip.processor();
    memory = chip.memory();
    rom = new Rom(chip);
    memory.poke(SPIN, JUMP_TO_ITSELF);
    putRom();
    putFlash(chip.flash());
  }

  private void putRom() {
    for (Elf.Symbol each : image.symbols()) {
      if (each.address() >= Memory.ROM && each.address() < Memory.ROM + Memory.ROM_BYTES) {
        rom.put(each.name(), each.address());
      }
    }
  }

  /// Nothing calibrates what is not there.
  void silenceRadio() {
    for (Elf.Symbol each : image.symbols()) {
      if (RADIO.contains(each.name())) {
        processor.hook(
            each.address(),
            at -> {
              at.a(RESULT, 0);
              return at.back();
            });
      }
    }
  }

  /// What is beside it in the flash stays as it was; one that is new has what modules come with.
  private void putFlash(Flash flash) {
    image.flash(flash.bytes());
    flash.written(0, image.flashBytes());
    int settings = Image.radioSettingsAt(flash.size());
    if (flash.read(settings) == ERASED) {
      flash.programPage(settings, new byte[] {Image.RADIO_SETTINGS_VERSION});
    }
  }

  /// Why there is no WiFi, if the program looks as if it wanted some, or nobody can tell.
  List<String> lack(Sdk sdk) {
    if (sdk.works() || !Sdk.in(image) && !image.symbols().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String version = sdk.version().isEmpty() ? "" : " (SDK " + sdk.version() + ")";
    lines.add("no WiFi for this program" + version + "; it lacks");
    sdk.missing().forEach(each -> lines.add("  " + each));
    return lines;
  }

  /// The image's names, and those of places in the ROM that are ours.
  Symbols names() {
    List<Elf.Symbol> names = new ArrayList<>(image.symbols());
    Rom.ownPlaceNames()
        .forEach((address, name) -> names.add(new Elf.Symbol(name, address, 1, true)));
    return new Symbols(names, image.lines());
  }

  Rom rom() {
    return rom;
  }

  /// As the ROM and the boot loader leave it: what belongs into RAM is there, and the program is at
  /// its first instruction, once all is said that these two say. Without power, RAM has chance in
  /// it; else what was there stays.
  void begin(ResetReason reason) {
    if (reason == ResetReason.POWER) {
      forget();
    }
    image.ram().forEach(each -> memory.poke(each.address(), each.bytes()));
    rom.enter(reason, image.entry());
    Boot.Beginning said = BootText.of(reason, 0);
    chip.say(said.baud(), said.text());
  }

  /// Memory had no power: it has anything in it.
  void forget() {
    forget(Memory.DATA, Memory.DATA_BYTES);
    forget(Memory.CODE, Memory.CODE_BYTES);
  }

  private void forget(int from, int count) {
    byte[] bytes = new byte[count];
    chance.nextBytes(bytes);
    memory.poke(from, bytes);
  }

  void crash(int exception) {
    processor.raise(exception);
  }

  /// Round and round from here on, until a watchdog comes.
  void spin(boolean interruptsOff) {
    processor.pc(SPIN);
    processor.special(PS, interruptsOff ? USER_MODE | ALL_LOCKED : USER_MODE);
  }

  /// Beyond the instruction that comes next.
  void skip() {
    int pc = processor.pc();
    processor.pc(pc + ((memory.peek8(pc) & NARROW) != 0 ? 2 : 3));
  }
}
