package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Esp8266;
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

/// The program that is in the chip: the functions of the ROM are where its names have them.
final class Program {
  private static final int PS = 230;
  private static final int USER_MODE = 0x20;
  private static final int ALL_LOCKED = 0x0f;

  /// In the ROM, where nobody names anything: `j .`.
  private static final int SPIN = 0x40000240;

  private static final byte[] JUMP_TO_ITSELF = {0x06, (byte) 0xff, (byte) 0xff};

  private static final int NARROW = 8;
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
  private final Processor processor;
  private final Rom rom;

  /// Whatever the host answered before for another program, it does so no more.
  Program(Image image, Esp8266 chip) {
    this.image = image;
    processor = chip.processor();
    processor.unhook();
    rom = new Rom(chip);
    chip.memory().poke(SPIN, JUMP_TO_ITSELF);
    putRom();
  }

  private void putRom() {
    for (Elf.Symbol each : image.symbols()) {
      if (each.address() >= Memory.ROM && each.address() < Memory.ROM + Memory.ROM_BYTES) {
        rom.put(each.name(), each.address());
      }
    }
  }

  /// Nothing calibrates what is not there. esp-open-rtos has the SDK's names behind a word of its
  /// own.
  void silenceRadio() {
    for (Elf.Symbol each : image.symbols()) {
      String name = each.name();
      if (RADIO.contains(name.startsWith("sdk_") ? name.substring(4) : name)) {
        processor.hook(
            each.address(),
            at -> {
              at.a(RESULT, 0);
              return at.back();
            });
      }
    }
  }

  /// Why there is no WiFi, if the program looks as if it wanted some, or nobody can tell.
  List<String> lack(Sdk sdk) {
    if (sdk.works()) {
      return List.of();
    }
    if (!Sdk.in(image) && !image.symbols().isEmpty()) {
      return image.has("vTaskStartScheduler")
          ? List.of(
              "a program on FreeRTOS: it gets no WiFi, for its SDK's functions have other names;"
                  + " what else it needs, as rBoot's settings in its flash, is its own matter")
          : List.of();
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

  Image image() {
    return image;
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
  void skip(Memory memory) {
    int pc = processor.pc();
    processor.pc(pc + ((memory.peek8(pc) & NARROW) != 0 ? 2 : 3));
  }
}
