package io.tidegate.sim.pins;

import io.tidegate.sim.sensor.Ds18b20Chip;

/// The commands of a DS18B20. After a reset one of those that choose devices, then one of those
/// that have the chosen do something.
///
/// Source: Maxim, DS18B20 data sheet, ROM commands and function commands.
final class Ds18b20Talk implements OneWireTalk {
  private static final int SEARCH_ROM = 0xF0;
  private static final int ALARM_SEARCH = 0xEC;
  private static final int READ_ROM = 0x33;
  private static final int MATCH_ROM = 0x55;
  private static final int SKIP_ROM = 0xCC;
  private static final int CONVERT = 0x44;
  private static final int WRITE_SCRATCHPAD = 0x4E;
  private static final int READ_SCRATCHPAD = 0xBE;
  private static final int COPY_SCRATCHPAD = 0x48;
  private static final int RECALL = 0xB8;
  private static final int READ_SUPPLY = 0xB4;

  private static final int ROM_BITS = 64;
  private static final int SETTINGS_BITS = 24;
  private static final byte[] NOTHING = {};

  private enum State {
    /// Until the next reset it hears nothing.
    DEAF,
    CHOOSING,
    COMMAND,
    MATCHING,
    SEARCHED,
    SETTINGS,
    SENDING,
    BUSY,
    SUPPLY
  }

  private final OneWireRom rom;
  private final Ds18b20Chip chip;
  private final boolean parasitic;
  private State state = State.DEAF;

  /// How many bits of the present part have gone, and those that came.
  private int count;

  private long bits;
  private byte[] sending = NOTHING;

  /// `parasitic`: it has no supply but the line's resistor.
  Ds18b20Talk(OneWireRom rom, Ds18b20Chip chip, boolean parasitic) {
    this.rom = rom;
    this.chip = chip;
    this.parasitic = parasitic;
  }

  @Override
  public boolean isThere(long nowNanos) {
    return chip.isThere(nowNanos);
  }

  @Override
  public void losePower() {
    chip.losePower();
    state = State.DEAF;
  }

  @Override
  public void reset() {
    next(State.CHOOSING);
  }

  @Override
  public boolean sends() {
    return switch (state) {
      case SENDING, BUSY, SUPPLY -> true;
      case SEARCHED -> count % 3 < 2;
      case DEAF, CHOOSING, COMMAND, MATCHING, SETTINGS -> false;
    };
  }

  @Override
  public boolean send(long nowNanos) {
    return switch (state) {
      case BUSY -> !chip.converting(nowNanos);
      case SUPPLY -> !parasitic;
      case SEARCHED -> rom.bit(count / 3) == (count++ % 3 == 0);
      default -> sendNext();
    };
  }

  /// Once all is sent, ones.
  private boolean sendNext() {
    if (count >= 8 * sending.length) {
      return true;
    }
    boolean bit = (sending[count / 8] >> count % 8 & 1) != 0;
    count++;
    if (count == ROM_BITS && sending.length == ROM_BITS / 8) {
      next(State.COMMAND);
    }
    return bit;
  }

  @Override
  public void receive(boolean bit, long nowNanos) {
    switch (state) {
      case CHOOSING -> {
        if (taken(bit, 8)) {
          choose((int) bits, nowNanos);
        }
      }
      case COMMAND -> {
        if (taken(bit, 8)) {
          command((int) bits, nowNanos);
        }
      }
      case MATCHING -> match(bit);
      case SEARCHED -> searched(bit);
      case SETTINGS -> {
        if (taken(bit, SETTINGS_BITS)) {
          chip.set((int) bits & 0xFF, (int) bits >> 8 & 0xFF, (int) bits >> 16);
          next(State.DEAF);
        }
      }
      default -> {}
    }
  }

  private void choose(int command, long nowNanos) {
    switch (command) {
      case SEARCH_ROM -> next(State.SEARCHED);
      case ALARM_SEARCH -> next(chip.alarmed(nowNanos) ? State.SEARCHED : State.DEAF);
      case READ_ROM -> send(rom.bytes());
      case MATCH_ROM -> next(State.MATCHING);
      case SKIP_ROM -> next(State.COMMAND);
      default -> next(State.DEAF);
    }
  }

  private void command(int command, long nowNanos) {
    switch (command) {
      case CONVERT -> {
        chip.convert(nowNanos);
        next(State.BUSY);
      }
      case READ_SCRATCHPAD -> send(chip.scratchpad(nowNanos));
      case WRITE_SCRATCHPAD -> next(State.SETTINGS);
      case COPY_SCRATCHPAD -> {
        chip.store();
        next(State.BUSY);
      }
      case RECALL -> {
        chip.recall();
        next(State.BUSY);
      }
      case READ_SUPPLY -> next(State.SUPPLY);
      default -> next(State.DEAF);
    }
  }

  private void match(boolean bit) {
    if (bit != rom.bit(count++)) {
      next(State.DEAF);
    } else if (count == ROM_BITS) {
      next(State.COMMAND);
    }
  }

  /// The board goes on with those whose bit is this.
  private void searched(boolean bit) {
    boolean goesOn = bit == rom.bit(count / 3);
    count++;
    if (!goesOn) {
      next(State.DEAF);
    } else if (count == 3 * ROM_BITS) {
      next(State.COMMAND);
    }
  }

  private boolean taken(boolean bit, int of) {
    bits |= bit ? 1L << count : 0;
    count++;
    return count == of;
  }

  private void send(byte[] bytes) {
    next(State.SENDING);
    sending = bytes == null ? NOTHING : bytes;
  }

  private void next(State to) {
    state = to;
    count = 0;
    bits = 0;
    sending = NOTHING;
  }
}
