package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.net.AirFrame;
import io.tidegate.sim.net.AirFrames;
import io.tidegate.sim.net.Station;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// ESP-NOW between boards: what the program says goes to whoever is on the same channel, and what
/// others say comes in by the function in which the SDK takes such frames; from there on it is the
/// SDK's code.
///
/// Nothing is encrypted here. A frame for which the program has set a key says which, and it is
/// given to a program that has the same key for its sender.
final class EspNow implements AirFrames.Ear {
  /// Waiting for the program; to one more the radio does not answer.
  private static final int MOST_WAITING = 16;

  /// Where the SDK takes frames of this kind, and where it tunes the radio, in MHz.
  private static final String TAKES = "ieee80211_recv_action";

  static final String TUNES = "phy_change_channel";
  private static final String FREES = "vPortFree";
  private static final List<String> NEEDED = List.of(TAKES, TUNES, FREES);

  // in the record of a frame: the header, and how long the body behind it is
  private static final int HEADER = 16;
  private static final int BODY_BYTES = 22;

  // in the record of its sending, with which key
  private static final int SENDING = 36;
  private static final int KEY = 12;
  private static final int KEY_MASK = 0x7f;

  // in the second byte of the header; what is encrypted has 8 bytes in front and 8 behind
  private static final int ENCRYPTED = 0x40;
  private static final int CIPHER_BYTES = 8;

  /// Frames that only their maker understands, and this maker.
  private static final byte[] ESPRESSIF = {127, 0x18, (byte) 0xfe, 0x34};

  private static final int LONGEST = 400;

  // channels 1 to 13, and the last one apart
  private static final int BASE_MHZ = 2_407;
  private static final int STEP_MHZ = 5;
  private static final int LAST_MHZ = 2_484;
  private static final int LAST = 14;

  private final Rom rom;
  private final Memory memory;
  private final Guest guest;
  private final Lacks lacks;
  private final RadioRegisters registers;
  private final AirFrames air;
  private final boolean can;
  private final int allocate;
  private final int take;
  private final int free;
  private final Queue<byte[]> waiting = new ArrayDeque<>();

  /// 0: it is off.
  private int channel;

  private long lost;

  EspNow(Image image, Esp8266 chip, Rom rom, Station station, Guest guest, Lacks lacks) {
    this.rom = rom;
    this.guest = guest;
    this.lacks = lacks;
    memory = chip.memory();
    registers = new RadioRegisters(chip);
    can = NEEDED.stream().allMatch(image::has);
    allocate = image.address("pvPortZalloc").orElseThrow();
    take = image.address(TAKES).orElse(0);
    free = image.address(FREES).orElse(0);
    air = new AirFrames(station, this);
  }

  /// The chip begins anew, or has no power: it hears nothing until the program tunes it.
  void reset() {
    channel = 0;
    waiting.clear();
    air.silence();
  }

  void close() {
    air.close();
  }

  /// Frames that found no memory in the program.
  long lost() {
    return lost;
  }

  /// The program tunes the radio; gives what it gets.
  int tuned(int megahertz) {
    channel = megahertz == LAST_MHZ ? LAST : (megahertz - BASE_MHZ) / STEP_MHZ;
    return 0;
  }

  // what the program says

  /// It sends this; false when it is none of ESP-NOW, or nobody could hear it.
  boolean sends(int record, Consumer<Boolean> whenSent) {
    if (!can || air.alone()) {
      lacks.tell("ESP-NOW: nobody is in reach; what is sent is not acknowledged");
      return false;
    }
    int length = AirFrame.HEADER_BYTES + half(record + BODY_BYTES);
    int sentOn = channel();
    if (sentOn == 0 || length > LONGEST) {
      return false;
    }
    byte[] bytes = bytes(memory.peek32(record + HEADER), length);
    boolean encrypted = (bytes[1] & ENCRYPTED) != 0;
    int place = memory.peek8(memory.peek32(record + SENDING) + KEY) & KEY_MASK;
    AirFrame frame = new AirFrame(bytes, encrypted ? registers.key(place) : null);
    if (!isEspressifs(bytes, encrypted) || encrypted && frame.key() == null) {
      return false;
    }
    air.send(
        sentOn,
        frame,
        (acknowledged, elsewhere) -> {
          tell(frame, sentOn, acknowledged, elsewhere);
          whenSent.accept(acknowledged);
        });
    return true;
  }

  private static boolean isEspressifs(byte[] frame, boolean encrypted) {
    int at = AirFrame.HEADER_BYTES + (encrypted ? CIPHER_BYTES : 0);
    int end = Math.min(frame.length, at + ESPRESSIF.length);
    return at < end && Arrays.equals(Arrays.copyOfRange(frame, at, end), ESPRESSIF);
  }

  private void tell(AirFrame frame, int sentOn, boolean acknowledged, int elsewhere) {
    String target = text(frame.target());
    if (elsewhere != 0) {
      lacks.tell(
          frame.isForMany()
              ? "ESP-NOW: nobody hears what is sent for all on channel %d; others are on channel %d"
                  .formatted(sentOn, elsewhere)
              : "ESP-NOW: %s is on channel %d, and does not hear what is sent on channel %d"
                  .formatted(target, elsewhere, sentOn));
    } else if (!acknowledged) {
      lacks.tell("ESP-NOW: not acknowledged by " + target);
    }
  }

  // what others say

  @Override
  public int channel() {
    return can && registers.answers() ? channel : 0;
  }

  @Override
  public boolean is(byte[] address) {
    return registers.is(address);
  }

  @Override
  public boolean hears(AirFrame frame) {
    if (waiting.size() == MOST_WAITING) {
      lost++;
      return false;
    }
    if (frame.key() == null) {
      waiting.add(frame.bytes());
    } else if (Arrays.equals(frame.key(), registers.keyOf(frame.source()))) {
      waiting.add(Arrays.copyOf(frame.bytes(), frame.bytes().length + CIPHER_BYTES));
    } else {
      lacks.tell(
          "ESP-NOW: %s encrypts with a key that this program does not have for it"
              .formatted(text(frame.source())));
    }
    rom.wake();
    return true;
  }

  /// One frame each time; whether there was one.
  boolean idle() {
    if (waiting.isEmpty()) {
      return false;
    }
    byte[] next = waiting.remove();
    rom.call(allocate, place -> give(next, place), next.length, 0, 0);
    return true;
  }

  private void give(byte[] frame, int place) {
    if (place == 0) {
      lost++;
      return;
    }
    memory.poke(place, frame);
    rom.call(
        take,
        _ -> rom.call(free, _ -> {}, place, 0, 0),
        guest.connection(),
        place,
        place + AirFrame.HEADER_BYTES,
        place + frame.length);
  }

  private byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) memory.peek8(from + i);
    }
    return bytes;
  }

  private int half(int at) {
    return memory.peek8(at) | memory.peek8(at + 1) << 8;
  }

  private static String text(byte[] address) {
    return HexFormat.ofDelimiter(":").withUpperCase().formatHex(address);
  }
}
