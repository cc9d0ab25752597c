package io.tidegate.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// What a chip does from a reset until its sketch begins. The numbers stand in FACTS.md with their
/// sources.
public sealed interface Boot {
  long MILLI = 1_000_000L;

  /// The sketch does not begin: the chip waits for a program to be sent to it.
  long NEVER = Long.MAX_VALUE;

  /// What is said, at which speed (0: the one it has), and after how long the sketch begins.
  record Beginning(int baud, byte[] text, long sketchNanos) {}

  /// How long after a reset the chip looks at the pins that decide what it does.
  default long strapNanos() {
    return 0;
  }

  /// `flashing`: the pin that asks for it is held low. `variant`: what differs from chip to chip.
  Beginning begin(ResetCause cause, boolean flashing, int variant);

  /// Says a text at the speed it has, if any, and begins after some time.
  record Text(byte[] text, long durationNanos) implements Boot {
    @Override
    public Beginning begin(ResetCause cause, boolean flashing, int variant) {
      return new Beginning(0, text, durationNanos);
    }
  }

  /// The mask ROM of an ESP8266 and the second loader of its Arduino core, with a 26 MHz crystal.
  record Rom() implements Boot {
    /// The ROM means 115200, for a crystal of 40 MHz.
    public static final int CRYSTAL_BAUD = 74_880;

    public static final int SET_BAUD = 115_200;

    /// What it says while it loads the second loader; lines end in `\n`.
    public static final String LOADER =
        "load 0x4010f000, len 3460, room 16 \ntail 4\nchksum 0xcc\n"
            + "load 0x3fff20b8, len 40, room 4 \ntail 4\nchksum 0xc9\ncsum 0xc9\n";

    private static final long POWER_ON_NANOS = 300 * MILLI;
    private static final long RESET_NANOS = 140 * MILLI;

    /// The reset pin has a capacitor: a program that lets go of it and then pulls GPIO0 down, as
    /// those that load a sketch do, is in time.
    @Override
    public long strapNanos() {
      return MILLI;
    }

    @Override
    public Beginning begin(ResetCause cause, boolean flashing, int variant) {
      int baud = cause.keepsClock() ? SET_BAUD : CRYSTAL_BAUD;
      long sketchNanos = cause == ResetCause.POWER_ON ? POWER_ON_NANOS : RESET_NANOS;
      byte[] text = text(cause, flashing, variant).getBytes(ISO_8859_1);
      return new Beginning(baud, text, flashing ? NEVER : sketchNanos);
    }

    static String text(ResetCause cause, boolean flashing, int variant) {
      String text = first(cause, flashing, variant);
      if (!flashing) {
        text += LOADER + "v%08x\n~ld\n".formatted(0x40000 + (variant & 0xffff));
      }
      return text.replace("\n", "\r\n");
    }

    /// What the ROM says before it looks at the flash; lines end in `\n`.
    public static String first(ResetCause cause, boolean flashing, int variant) {
      String mode = (flashing ? "1," : "3,") + (6 + (variant & 1));
      return ("\n ets Jan  8 2013,rst cause:" + cause.romCause())
          + (", boot mode:(" + mode + ")\n\n")
          + (cause == ResetCause.HARDWARE_WATCHDOG ? "wdt reset\n" : "");
    }
  }

  /// The loader of an Arduino Uno and of the newer Nanos. It says nothing. After the reset pin it
  /// waits for a program for a while; after power has come it begins at once.
  record Loader() implements Boot {
    /// What the fuses ask for until the crystal is stable.
    private static final long CRYSTAL_NANOS = 65 * MILLI;

    /// The light flashes, then the watchdog runs out.
    private static final long WAIT_NANOS = (375 + 1_000) * MILLI;

    /// The loader gives up this soon after bytes that are no command.
    static final long DISTURBED_NANOS = 16 * MILLI;

    @Override
    public Beginning begin(ResetCause cause, boolean flashing, int variant) {
      long waitNanos = cause == ResetCause.EXTERNAL ? WAIT_NANOS : 0;
      return new Beginning(0, new byte[0], CRYSTAL_NANOS + waitNanos);
    }
  }
}
