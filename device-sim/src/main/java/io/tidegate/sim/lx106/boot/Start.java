package io.tidegate.sim.lx106.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.board.Boot;
import io.tidegate.sim.lx106.chip.BootText;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.FlashImage;
import java.util.Optional;

/// Between a reset of a chip and a program's first instruction.
public final class Start {
  /// The stack that the ROM leaves, and that the second loader leaves.
  private static final int ROM_STACK = 0x40000000;

  private static final int STACK = 0x3ffffff0;

  /// Where the second loader has its program, counted from where it looks for one.
  private static final int BEHIND_LOADER = 0x1000;

  private static final int VERSION = 0x10;
  private static final int REGISTERS = 0x60000000;
  private static final int MILLISECOND = Esp8266.HERTZ / 1_000;
  private static final int ERASE_CYCLES = 45 * MILLISECOND;

  /// 16 pages of 0.7 ms.
  private static final int PROGRAM_CYCLES = 11 * MILLISECOND + MILLISECOND / 5;

  /// What comes of it.
  public interface Outcome {
    /// A program is in memory and begins.
    void begins(FlashImage program, int stack);

    /// A program that came over the network is in its place, or is not.
    void told(String words);
  }

  private final Esp8266 chip;
  private final Flash flash;
  private final Outcome outcome;
  private int baud;

  public Start(Esp8266 chip, Outcome outcome) {
    this.chip = chip;
    this.outcome = outcome;
    flash = chip.flash();
  }

  /// For a chip that was reset. What follows follows in its time; a further reset ends it.
  public void begin(ResetReason reason) {
    baud = BootText.baud(reason);
    say(BootText.first(reason));
    FlashImage first;
    try {
      first = FlashImage.read(flash, 0);
    } catch (BadImage e) {
      fail(RomWords.NO_PROGRAM, e.getMessage());
      return;
    }
    if (first.standsIn()) {
      say(Boot.Rom.LOADER);
      second(first.entry() - Memory.WINDOW - BEHIND_LOADER);
    } else {
      rom(first);
    }
  }

  private void rom(FlashImage first) {
    int sum = first.sum(flash, first.parts().size() - 1);
    for (FlashImage.Part each : first.parts()) {
      if (!each.inRam() && Integer.compareUnsigned(each.address(), REGISTERS) < 0) {
        fail(
            RomWords.NO_PROGRAM,
            "flash: the program at 0: expected parts for memory, got %d bytes for 0x%08x"
                .formatted(each.bytes(), each.address()));
        return;
      }
    }
    say(RomWords.of(first, flash));
    if (sum != first.written()) {
      fail(
          RomWords.WRONG_SUM,
          "flash: the program at 0 is damaged: expected the checksum 0x%02x, got 0x%02x"
              .formatted(sum, first.written()));
    } else if (first.end() <= BEHIND_LOADER && flash.read(BEHIND_LOADER) == FlashImage.MAGIC) {
      second(0);
    } else {
      chip.hold(0, () -> enter(first, ROM_STACK));
    }
  }

  /// What the second loader does, which counts places from `base` on.
  private void second(int base) {
    say("v%08x\n".formatted(flash.read32(base + BEHIND_LOADER + VERSION)));
    Optional<Command> given = Command.in(chip);
    if (given.isEmpty()) {
      say("~ld\n");
      load(base, false);
      return;
    }
    Command command = given.get();
    say("@");
    if (command.action() == Command.COPY) {
      say("cp:");
      copy(new Copy(flash, command), command);
      return;
    }
    Command.clear(chip);
    if (command.action() == Command.LOAD) {
      say("ld\n");
      load(command.from(), true);
    } else {
      outcome.told("the boot loader was given a command that it does not know: it begins anew");
      chip.hold(0, () -> chip.restart(ResetReason.SOFTWARE));
    }
  }

  /// A sector, and so on.
  private void copy(Copy copy, Command command) {
    byte[] sector = copy.over() ? null : copy.next();
    if (sector == null) {
      chip.hold(0, () -> copied(copy, command));
    } else if (copy.to() == 0 && same(sector)) {
      say("B");
      copy.on();
      copy(copy, command);
    } else {
      chip.hold(
          0,
          () -> {
            flash.eraseSector(copy.to());
            chip.hold(
                ERASE_CYCLES + PROGRAM_CYCLES,
                () -> {
                  flash.program(copy.to(), sector);
                  copy.on();
                  copy(copy, command);
                });
          });
    }
  }

  /// The loader's own sector is not written when nothing in it would be another.
  private boolean same(byte[] sector) {
    byte[] there = new byte[sector.length];
    flash.read(0, there);
    return java.util.Arrays.equals(there, sector);
  }

  private void copied(Copy copy, Command command) {
    copy.close();
    Command.clear(chip);
    say(copy.failure() + "\n");
    if (copy.failure() == 0) {
      outcome.told("update: " + copy + " copied");
      say("ld\n");
      load(command.to(), true);
    } else {
      outcome.told(
          "update: %s were to be copied, and that failed (%s): what was there begins, as far as it"
                  .formatted(copy, reason(copy.failure()))
              + " is whole");
      chip.hold(0, () -> chip.restart(ResetReason.SOFTWARE));
    }
  }

  private static String reason(int failure) {
    return failure
        + switch (failure) {
          case Copy.UNALIGNED -> ", places are not the beginning of a sector";
          case Copy.NOT_ERASED -> ", beyond the flash's end";
          case Copy.NOT_READ -> ", it goes beyond the flash's end";
          case Copy.NO_HEADER -> ", not the gzip that is known";
          default -> ", the compressed bytes are damaged";
        };
  }

  /// Not even the checksum is looked at there. `again`: a failure is none the next time.
  private void load(int place, boolean again) {
    FlashImage image;
    try {
      image = FlashImage.read(flash, place + BEHIND_LOADER);
      if (image.parts().isEmpty()) {
        throw new BadImage(
            "flash: the program at 0x%x has no parts".formatted(place + BEHIND_LOADER));
      }
    } catch (BadImage e) {
      if (again) {
        outcome.told(e.getMessage());
        say("e:3\n");
        chip.hold(0, () -> chip.restart(ResetReason.SOFTWARE));
      } else {
        fail("e:3\n", e.getMessage() + "; a chip begins anew again and again");
      }
      return;
    }
    chip.hold(0, () -> enter(image, STACK));
  }

  private void enter(FlashImage image, int stack) {
    for (FlashImage.Part each : image.parts()) {
      if (each.inRam()) {
        chip.memory().poke(each.address(), FlashImage.bytes(flash, each));
      }
    }
    outcome.begins(image, stack);
  }

  private void fail(String said, String words) {
    say(said);
    chip.hold(0, () -> chip.processor().stuck(words));
  }

  private void say(String words) {
    chip.say(baud, words.replace("\n", "\r\n").getBytes(ISO_8859_1));
  }
}
