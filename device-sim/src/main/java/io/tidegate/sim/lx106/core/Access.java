package io.tidegate.sim.lx106.core;

/// What translated code calls. Data memory is reached here; everything else goes the interpreter's
/// way, with the processor told where it is: `where` is the block's number in the region and, in
/// the lowest eight bits, the instruction's in it.
///
/// For Java's first compiler those for words are too large to become part of the caller. As part of
/// it they made twice the code, which was no faster.
final class Access {
  private Access() {}

  static int load32(Processor processor, int[] data, int address, int where) {
    int at = address - Memory.DATA;
    return (at & 3) == 0 && at >= 0 && at < Memory.DATA_BYTES
        ? data[at >> 2]
        : otherLoad32(processor, address, where);
  }

  static int load16(Processor processor, int[] data, int address, int where) {
    int at = address - Memory.DATA;
    return (at & 1) == 0 && at >= 0 && at < Memory.DATA_BYTES
        ? Memory.part(data, at, 0xffff)
        : otherLoad16(processor, address, where);
  }

  static int load8(Processor processor, int[] data, int address, int where) {
    int at = address - Memory.DATA;
    return at >= 0 && at < Memory.DATA_BYTES
        ? Memory.part(data, at, 0xff)
        : otherLoad8(processor, address, where);
  }

  static void store32(Processor processor, int[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if ((at & 3) == 0 && at >= 0 && at < Memory.DATA_BYTES) {
      data[at >> 2] = value;
    } else {
      otherStore32(processor, address, value, where);
    }
  }

  static void store16(Processor processor, int[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if ((at & 1) == 0 && at >= 0 && at < Memory.DATA_BYTES) {
      Memory.part(data, at, value, 0xffff);
    } else {
      otherStore16(processor, address, value, where);
    }
  }

  static void store8(Processor processor, int[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if (at >= 0 && at < Memory.DATA_BYTES) {
      Memory.part(data, at, value, 0xff);
    } else {
      otherStore8(processor, address, value, where);
    }
  }

  static int special(Processor processor, int number, int where) {
    processor.enter(where);
    int value = processor.special(number);
    processor.leave();
    return value;
  }

  private static int otherLoad32(Processor processor, int address, int where) {
    int value = processor.enter(where).load32(address);
    processor.leave();
    return value;
  }

  private static int otherLoad16(Processor processor, int address, int where) {
    int value = processor.enter(where).load16(address);
    processor.leave();
    return value;
  }

  private static int otherLoad8(Processor processor, int address, int where) {
    int value = processor.enter(where).load8(address);
    processor.leave();
    return value;
  }

  private static void otherStore32(Processor processor, int address, int value, int where) {
    processor.enter(where).store32(address, value);
    processor.leave();
  }

  private static void otherStore16(Processor processor, int address, int value, int where) {
    processor.enter(where).store16(address, value);
    processor.leave();
  }

  private static void otherStore8(Processor processor, int address, int value, int where) {
    processor.enter(where).store8(address, value);
    processor.leave();
  }
}
