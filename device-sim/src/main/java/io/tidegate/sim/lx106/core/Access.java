package io.tidegate.sim.lx106.core;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What translated code calls. Data memory is reached here, small enough to become part of the
/// caller; everything else goes the interpreter's way, with the processor told where it is. `where`
/// is the block's number in the region and, in the lowest eight bits, the instruction's in it.
final class Access {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);

  private Access() {}

  static int load32(Processor processor, byte[] data, int address, int where) {
    int at = address - Memory.DATA;
    return (at & 3) == 0 && Integer.compareUnsigned(at, data.length - 3) < 0
        ? (int) INT.get(data, at)
        : otherLoad32(processor, address, where);
  }

  static int load16(Processor processor, byte[] data, int address, int where) {
    int at = address - Memory.DATA;
    return (at & 1) == 0 && Integer.compareUnsigned(at, data.length - 1) < 0
        ? (short) SHORT.get(data, at) & 0xffff
        : otherLoad16(processor, address, where);
  }

  static int load8(Processor processor, byte[] data, int address, int where) {
    int at = address - Memory.DATA;
    return at >= 0 && at < data.length ? data[at] & 0xff : otherLoad8(processor, address, where);
  }

  static void store32(Processor processor, byte[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if ((at & 3) == 0 && Integer.compareUnsigned(at, data.length - 3) < 0) {
      INT.set(data, at, value);
    } else {
      otherStore32(processor, address, value, where);
    }
  }

  static void store16(Processor processor, byte[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if ((at & 1) == 0 && Integer.compareUnsigned(at, data.length - 1) < 0) {
      SHORT.set(data, at, (short) value);
    } else {
      otherStore16(processor, address, value, where);
    }
  }

  static void store8(Processor processor, byte[] data, int address, int value, int where) {
    int at = address - Memory.DATA;
    if (at >= 0 && at < data.length) {
      data[at] = (byte) value;
    } else {
      otherStore8(processor, address, value, where);
    }
  }

  /// A word of instruction memory, at a place in it that is known to be good.
  static int word(byte[] code, int at) {
    return (int) INT.get(code, at);
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
