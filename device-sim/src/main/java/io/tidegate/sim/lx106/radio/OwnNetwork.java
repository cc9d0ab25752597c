package io.tidegate.sim.lx106.radio;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.rom.Rom;
import java.util.List;
import java.util.function.IntConsumer;

/// The network that the program opens itself (`softAP`), and the visitor who comes into it: a while
/// after it is open, and again after it was thrown out. For the program it is one whose frames of
/// 802.11 have all been right, the password's among them.
final class OwnNetwork {
  /// What the program has, so that somebody can come in.
  static final List<String> NEEDED = List.of("cnx_node_alloc", "cnx_node_join");

  /// Calls a function of the program by name, and gives what it gives.
  interface Caller {
    void call(String function, IntConsumer then, int... arguments);
  }

  // frames of 802.11: two answers to who wants in, with 0 for yes; leaving; being thrown out
  private static final int ANSWER = 0x10;
  private static final int ANSWER_AGAIN = 0x30;
  private static final int DISASSOCIATE = 0xa0;
  private static final int DEAUTHENTICATE = 0xc0;

  private static final long COMES_AFTER_CYCLES = Esp8266.HERTZ;
  private static final long AGAIN_AFTER_CYCLES = 5 * Esp8266.HERTZ;

  /// The second of the program's two interfaces.
  private static final int INTERFACE = 1;

  // in the memory that it has from the program: its address, and words for calls
  private static final int WORDS = 8;
  private static final int BYTES = 16;

  private enum Phase {
    OUT,
    WAITING,
    KNOCKING,
    COMING,
    IN
  }

  private final Esp8266 chip;
  private final Rom rom;
  private final Memory memory;
  private final Guest guest;
  private final Frames frames;
  private final Visitor visitor;
  private final Caller caller;
  private final boolean can;
  private Phase phase = Phase.OUT;
  private boolean let;

  /// How often it has begun to wait: what was due for an earlier time is not any more.
  private int turn;

  /// Memory of the program; 0 as long as there is none.
  private int place;

  OwnNetwork(Image image, Esp8266 chip, Rom rom, Guest guest, Visitor visitor, Caller caller) {
    this.chip = chip;
    this.rom = rom;
    this.guest = guest;
    this.visitor = visitor;
    this.caller = caller;
    memory = chip.memory();
    frames = new Frames(image, rom, memory, INTERFACE, guest::ownInterface);
    can = NEEDED.stream().allMatch(image::has);
  }

  void reset() {
    leave();
    place = 0;
  }

  boolean isVisited() {
    return phase == Phase.IN;
  }

  Radio.Ether ether() {
    return visitor;
  }

  long lost() {
    return frames.lost();
  }

  void toGuest(byte[] frame) {
    if (phase == Phase.IN) {
      frames.add(frame);
      rom.wake();
    }
  }

  /// Whether this is its record.
  boolean is(int connection) {
    return connection != 0 && connection == guest.ownConnection();
  }

  /// The program has sent a frame of 802.11 there.
  void managed(int kind, int argument) {
    if (kind == ANSWER || kind == ANSWER_AGAIN) {
      let = argument == 0;
    } else if ((kind == DISASSOCIATE || kind == DEAUTHENTICATE) && phase == Phase.IN) {
      leave();
    }
  }

  /// One thing each time; whether there was one.
  boolean idle() {
    if (!can || !visitor.comes()) {
      return false;
    }
    if (!guest.isOpen()) {
      leave();
      return false;
    }
    switch (phase) {
      case OUT -> waits(COMES_AFTER_CYCLES);
      case KNOCKING -> {
        knock();
        return true;
      }
      case IN -> {
        if (frames.any()) {
          frames.give(place + WORDS);
          return true;
        }
      }
      case WAITING, COMING -> {}
    }
    return false;
  }

  private void waits(long cycles) {
    phase = Phase.WAITING;
    int now = ++turn;
    chip.at(
        chip.cycles() + cycles,
        () -> {
          if (phase == Phase.WAITING && turn == now) {
            phase = Phase.KNOCKING;
            rom.wake();
          }
        });
  }

  private void leave() {
    frames.clear();
    if (phase == Phase.IN) {
      visitor.left();
    }
    phase = Phase.OUT;
  }

  private void knock() {
    phase = Phase.COMING;
    if (place == 0) {
      caller.call("pvPortZalloc", this::knockAt, BYTES, 0, 0);
    } else {
      knockAt(place);
    }
  }

  private void knockAt(int memoryOfProgram) {
    place = memoryOfProgram;
    if (place == 0) {
      waits(AGAIN_AFTER_CYCLES);
      return;
    }
    memory.poke(place, visitor.mac());
    caller.call("cnx_node_alloc", this::come, place);
  }

  /// `node` is its record with the program; 0 where there is no room for one more.
  private void come(int node) {
    if (node == 0) {
      waits(AGAIN_AFTER_CYCLES);
      return;
    }
    let = false;
    caller.call("cnx_node_join", _ -> come(), guest.ownConnection(), node, ANSWER);
  }

  private void come() {
    if (let) {
      phase = Phase.IN;
      visitor.joined();
    } else {
      waits(AGAIN_AFTER_CYCLES);
    }
  }
}
