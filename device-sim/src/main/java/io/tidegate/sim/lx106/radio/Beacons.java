package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.rom.Rom;

/// The beacons of the network that the program opens itself. Nobody hears them, but the program
/// waits for each to have been sent: before, it neither plans the next nor opens its network anew.
final class Beacons {
  /// How long one is in the air.
  private static final long SENT_AFTER_CYCLES = Esp8266.HERTZ / 1_000;

  /// Under this number the program says what to call when one has been sent.
  private static final int NUMBER = 4;

  /// Of 802.11, in the header's first byte.
  private static final int KIND = 0x80;

  /// In the record of a frame.
  private static final int HEADER = 16;

  private final Esp8266 chip;
  private final Rom rom;
  private final Memory memory;
  private int whenSent;
  private int frame;
  private boolean sent;

  /// How many it has sent since power, so that one of before a reset is told from later ones.
  private int turn;

  Beacons(Esp8266 chip, Rom rom) {
    this.chip = chip;
    this.rom = rom;
    memory = chip.memory();
  }

  void reset() {
    turn++;
    sent = false;
    whenSent = 0;
  }

  /// The program says what it wants to be called when frames of a kind have been sent.
  void registers(int function, int number) {
    if (number == NUMBER) {
      whenSent = function;
    }
  }

  /// The program sends a frame of any kind.
  void sends(int record) {
    if (whenSent == 0 || memory.peek8(memory.peek32(record + HEADER)) != KIND) {
      return;
    }
    frame = record;
    int now = ++turn;
    chip.at(
        chip.cycles() + SENT_AFTER_CYCLES,
        () -> {
          if (turn == now) {
            sent = true;
            rom.wake();
          }
        });
  }

  /// Whether there was something to do.
  boolean idle() {
    if (!sent) {
      return false;
    }
    sent = false;
    rom.call(whenSent, _ -> {}, frame);
    return true;
  }
}
