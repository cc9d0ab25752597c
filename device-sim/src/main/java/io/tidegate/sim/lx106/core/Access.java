package io.tidegate.sim.lx106.core;

/// What translated code calls. Data memory is reached here; everything else goes the interpreter's
/// way, which has to know [where][Regions#enter(int)] it is. `what` is that, and in its upper half
/// how far behind `base` the address is: one number makes the shortest call.
///
/// For Java's first compiler they are too large to become part of the caller. As part of it, those
/// for words made more code and were no faster.
final class Access {
  /// How far the upper half of `what` has to be shifted.
  static final int OFFSET = 16;

  private static final int WHERE = 0xffff;

  private Access() {}

  static int load32(Processor processor, int base, int what) {
    int address = base + (what >>> OFFSET);
    int at = word(address);
    int[] data = processor.data;
    return at >= 0 && at < data.length ? data[at] : otherLoad32(processor, address, what);
  }

  static int load16(Processor processor, int base, int what) {
    int address = base + (what >>> OFFSET);
    int at = address - Memory.DATA;
    return (at & 1) == 0 && at >= 0 && at < Memory.DATA_BYTES
        ? Memory.part(processor.data, at, 0xffff)
        : otherLoad16(processor, address, what);
  }

  static int load8(Processor processor, int base, int what) {
    int address = base + (what >>> OFFSET);
    int at = address - Memory.DATA;
    return at >= 0 && at < Memory.DATA_BYTES
        ? Memory.part(processor.data, at, 0xff)
        : otherLoad8(processor, address, what);
  }

  static void store32(Processor processor, int base, int value, int what) {
    int address = base + (what >>> OFFSET);
    int at = word(address);
    int[] data = processor.data;
    if (at >= 0 && at < data.length) {
      data[at] = value;
    } else {
      otherStore32(processor, address, value, what);
    }
  }

  static void store16(Processor processor, int base, int value, int what) {
    int address = base + (what >>> OFFSET);
    int at = address - Memory.DATA;
    if ((at & 1) == 0 && at >= 0 && at < Memory.DATA_BYTES) {
      Memory.part(processor.data, at, value, 0xffff);
    } else {
      otherStore16(processor, address, value, what);
    }
  }

  static void store8(Processor processor, int base, int value, int what) {
    int address = base + (what >>> OFFSET);
    int at = address - Memory.DATA;
    if (at >= 0 && at < Memory.DATA_BYTES) {
      Memory.part(processor.data, at, value, 0xff);
    } else {
      otherStore8(processor, address, value, what);
    }
  }

  /// Which word of the data memory is at an address; none that there is where it is no multiple of
  /// four.
  private static int word(int address) {
    int at = address - Memory.DATA;
    return at >>> 2 | at << 30;
  }

  static int special(Processor processor, int number, int where) {
    processor.regions.enter(where);
    int value = processor.special(number);
    processor.regions.leave();
    return value;
  }

  private static int otherLoad32(Processor processor, int address, int what) {
    int value = processor.regions.enter(what & WHERE).load32(address);
    processor.regions.leave();
    return value;
  }

  private static int otherLoad16(Processor processor, int address, int what) {
    int value = processor.regions.enter(what & WHERE).load16(address);
    processor.regions.leave();
    return value;
  }

  private static int otherLoad8(Processor processor, int address, int what) {
    int value = processor.regions.enter(what & WHERE).load8(address);
    processor.regions.leave();
    return value;
  }

  private static void otherStore32(Processor processor, int address, int value, int what) {
    processor.regions.enter(what & WHERE).store32(address, value);
    processor.regions.leave();
  }

  private static void otherStore16(Processor processor, int address, int value, int what) {
    processor.regions.enter(what & WHERE).store16(address, value);
    processor.regions.leave();
  }

  private static void otherStore8(Processor processor, int address, int value, int what) {
    processor.regions.enter(what & WHERE).store8(address, value);
    processor.regions.leave();
  }
}
