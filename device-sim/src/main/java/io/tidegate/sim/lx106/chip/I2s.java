package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Memory;

/// I2S, and the DMA (SLC) by which alone programs use it: words go out as fast as its clock has
/// them, and what comes in is silence. Programs drive chains of lights by it too.
///
/// The two directions of the DMA are named by who hears: what goes out of memory is `RX`.
final class I2s implements Peripheral {
  private static final int DMA_BLOCK = 0x60000b00;

  private static final int RAW = 0x04;
  private static final int STATUS = 0x08;
  private static final int ENABLE = 0x0c;
  private static final int CLEAR = 0x10;
  private static final int OUT_LINK = 0x24;
  private static final int IN_LINK = 0x28;
  private static final int OUT_TOLD = 0x48;
  private static final int IN_TOLD = 0x4c;
  private static final int START = 1 << 29;
  private static final int RESTART = 1 << 30;
  private static final int STOP = 1 << 28;
  private static final int OUT_END = 1 << 17;
  private static final int OUT_DONE = 1 << 16;
  private static final int IN_END = 1 << 15;
  private static final int IN_DONE = 1 << 14;

  private static final int CONFIG = 0x08;
  private static final int GOES_OUT = 1 << 8;
  private static final int COMES_IN = 1 << 9;

  /// What listens.
  interface Wire {
    /// Words that go out from now on, as they stand in memory.
    default void i2s(byte[] words, long cycles) {}
  }

  private final Clock clock;
  private final Memory memory;
  private final Wire wire;
  private final SlcLink out;
  private final SlcLink in;
  private final int[] dma = new int[0x100 / 4];
  private final int[] i2s = new int[0x100 / 4];
  private int raw;

  I2s(Clock clock, Memory memory, Wire wire) {
    this.clock = clock;
    this.memory = memory;
    this.wire = wire;
    out = new SlcLink(memory);
    in = new SlcLink(memory);
  }

  void reset() {
    java.util.Arrays.fill(dma, 0);
    java.util.Arrays.fill(i2s, 0);
    out.reset();
    in.reset();
    raw = 0;
    line();
  }

  @Override
  public int read(int address) {
    int offset = address & 0xff;
    if ((address & 0xffffff00) != DMA_BLOCK) {
      return i2s[offset >> 2];
    }
    return switch (offset) {
      case RAW -> raw;
      case STATUS -> raw & dma[ENABLE >> 2];
      case OUT_TOLD -> out.told();
      case IN_TOLD -> in.told();
      default -> dma[offset >> 2];
    };
  }

  @Override
  public void write(int address, int value) {
    int offset = address & 0xff;
    if ((address & 0xffffff00) != DMA_BLOCK) {
      i2s[offset >> 2] = value;
    } else {
      dma[offset >> 2] = value;
      switch (offset) {
        case CLEAR -> raw &= ~value;
        case OUT_LINK -> link(out, value);
        case IN_LINK -> link(in, value);
        default -> {}
      }
      line();
    }
    begin(clock.cycles());
  }

  /// Programs write whole addresses, which have the bits of both start and stop: start wins.
  private static void link(SlcLink link, int value) {
    if ((value & (START | RESTART)) != 0) {
      link.start(value);
    } else if ((value & STOP) != 0) {
      link.stop();
    }
  }

  @Override
  public long due() {
    return Math.min(out.due(), in.due());
  }

  @Override
  public void act(long cycles) {
    while (due() <= cycles) {
      long now = due();
      if (out.due() == now) {
        raw |= OUT_DONE | (out.done() ? OUT_END : 0);
      } else {
        memory.poke(in.buffer(), new byte[in.bytes()]);
        raw |= IN_DONE | (in.done() ? IN_END : 0);
      }
      begin(now);
    }
    line();
  }

  private void begin(long now) {
    int config = i2s[CONFIG >> 2];
    if (out.waits() && (config & GOES_OUT) != 0) {
      out.take(now, wordCycles(config));
      wire.i2s(words(), now);
      clock.sooner();
    }
    if (in.waits() && (config & COMES_IN) != 0) {
      in.take(now, wordCycles(config));
      clock.sooner();
    }
  }

  private byte[] words() {
    byte[] words = new byte[out.bytes()];
    for (int i = 0; i < words.length; i++) {
      words[i] = (byte) memory.peek8(out.buffer() + i);
    }
    return words;
  }

  /// Two samples of 16 bits and more; 160 MHz by two dividers a bit.
  private static long wordCycles(int config) {
    int bits = 16 + (config >>> 12 & 15);
    return (long) bits * Math.max(1, config >>> 16 & 0x3f) * Math.max(1, config >>> 22 & 0x3f);
  }

  private void line() {
    clock.line(Esp8266.SLC_LINE, (raw & dma[ENABLE >> 2]) != 0);
  }
}
