package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.rom.Rom;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.function.Consumer;

/// Frames of 802.11 that the program sends itself: beacons of its own network, which nobody hears,
/// and ESP-NOW. The program waits for each to have been sent: before, it neither plans the next
/// beacon nor opens its network anew, and whoever sends by ESP-NOW wants to know whether it came.
final class Transmitted {
  /// How long one is in the air.
  private static final long SENT_AFTER_CYCLES = Esp8266.HERTZ / 1_000;

  // kinds of 802.11, in the header's first byte, and under which number the program says what to
  // call when one has been sent
  private static final int BEACON = 0x80;
  private static final int ACTION = 0xd0;
  private static final Map<Integer, Integer> NUMBERS = Map.of(BEACON, 4, ACTION, 7);

  /// In the record of a frame.
  private static final int HEADER = 16;

  // where the record of its sending is, in it whether it was acknowledged, and which bit of its
  // first word says from which place it came
  private static final int SENDING = 36;
  private static final int ACKNOWLEDGED = 15;
  private static final int[] BITS = {20, 21, 30, 27};
  private static final int FIRST_PLACE = 4;

  private record Sent(int kind, int frame, int function, boolean acknowledged) {}

  private final Esp8266 chip;
  private final Rom rom;
  private final Memory memory;
  private final OptionalInt recycle;
  private final EspNow espNow;
  private final Map<Integer, Integer> whenSent = new HashMap<>();
  private final Queue<Sent> sent = new ArrayDeque<>();

  /// How often the chip has begun: what was sent before a reset is nobody's afterwards.
  private int turn;

  Transmitted(Image image, Esp8266 chip, Rom rom, EspNow espNow) {
    this.chip = chip;
    this.rom = rom;
    this.espNow = espNow;
    memory = chip.memory();
    recycle = image.address("esf_buf_recycle");
  }

  void reset() {
    turn++;
    sent.clear();
    whenSent.clear();
  }

  /// The program says what it wants to be called when frames of a kind have been sent; gives what
  /// it gets.
  int registers(int function, int number) {
    whenSent.put(number, function);
    return 0;
  }

  /// The program sends a frame of any kind; gives what it gets.
  int sends(int frame) {
    int kind = memory.peek8(memory.peek32(frame + HEADER));
    int function = whenSent.getOrDefault(NUMBERS.getOrDefault(kind, -1), 0);
    if (function == 0) {
      return 0;
    }
    int now = turn;
    Consumer<Boolean> whenSent =
        acknowledged -> {
          if (turn == now) {
            sent.add(new Sent(kind, frame, function, acknowledged));
            rom.wake();
          }
        };
    if (kind != ACTION || !espNow.sends(frame, whenSent)) {
      chip.at(chip.cycles() + SENT_AFTER_CYCLES, () -> whenSent.accept(false));
    }
    return 0;
  }

  /// Whether there was something to do.
  boolean idle() {
    if (sent.isEmpty()) {
      return false;
    }
    Sent next = sent.remove();
    if (next.kind == ACTION) {
      int sending = memory.peek32(next.frame + SENDING);
      memory.poke8(sending + ACKNOWLEDGED, next.acknowledged ? 1 : 0);
    }
    rom.call(next.function, _ -> over(next), next.frame);
    return true;
  }

  /// A beacon's buffer is used again; another one's goes back to where it came from.
  private void over(Sent was) {
    if (was.kind == ACTION && recycle.isPresent()) {
      int bits = memory.peek32(memory.peek32(was.frame + SENDING));
      for (int i = 0; i < BITS.length; i++) {
        if ((bits >> BITS[i] & 1) != 0) {
          rom.call(recycle.getAsInt(), _ -> {}, was.frame, FIRST_PLACE + i);
          return;
        }
      }
    }
  }
}
