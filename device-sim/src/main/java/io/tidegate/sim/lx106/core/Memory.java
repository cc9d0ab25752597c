package io.tidegate.sim.lx106.core;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// What the processor reaches, by the ESP8266's map. Instruction memory, ROM and the window into
/// the flash take whole words only; peripherals are words too. What breaks a rule is an exception
/// of the guest.
public final class Memory {
  public static final int DATA = 0x3ffe8000;
  public static final int DATA_BYTES = 0x18000;
  public static final int ROM = 0x40000000;
  public static final int ROM_BYTES = 0x10000;
  public static final int CODE = 0x40100000;
  public static final int CODE_BYTES = 0x10000;
  public static final int WINDOW = 0x40200000;
  public static final int WINDOW_BYTES = 0x100000;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
  private static final int PAGE_BITS = 8;

  /// Whoever keeps what was decoded from memory.
  interface Decoded {
    /// These bytes are others now.
    void changed(int from, int to);
  }

  private record Range(int from, int size, Io io) {}

  // in words, for they are read and written as such most often
  final int[] data = new int[DATA_BYTES / 4];
  final int[] code = new int[CODE_BYTES / 4];
  private final byte[] rom = new byte[ROM_BYTES];
  private final FlashBytes flash;
  private final boolean[] decodedPage = new boolean[CODE_BYTES >> PAGE_BITS];
  private Range[] ranges = {};
  private final Fault fault = new Fault();
  private Decoded decoded = (_, _) -> {};
  private int windowAt;

  /// `flash` is what the flash chip has; it is not copied.
  public Memory(byte[] flash) {
    this(FlashBytes.of(flash));
  }

  public Memory(FlashBytes flash) {
    this.flash = flash;
  }

  void decodedBy(Decoded keeper) {
    decoded = keeper;
  }

  /// Puts a peripheral at these addresses; the first that was put there answers.
  public void io(int from, int to, Io io) {
    ranges = Arrays.copyOf(ranges, ranges.length + 1);
    ranges[ranges.length - 1] = new Range(from, to - from, io);
  }

  /// The window shows the flash from here on.
  public void window(int flashAt) {
    if (windowAt != flashAt) {
      windowAt = flashAt;
      decoded.changed(WINDOW, WINDOW + WINDOW_BYTES);
    }
  }

  /// The flash chip has other bytes there.
  public void flashChanged(int from, int to) {
    long start = Math.max(0L, (long) from - windowAt);
    long end = Math.min(WINDOW_BYTES, (long) to - windowAt);
    if (start < end) {
      decoded.changed(WINDOW + (int) start, WINDOW + (int) end);
    }
  }

  int load32(int address) {
    if ((address & 3) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    return at >= 0 && at < DATA_BYTES ? data[at >> 2] : slowLoad(address);
  }

  int load16(int address) {
    if ((address & 1) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      return part(data, at, 0xffff);
    }
    return narrow(address) >>> ((address & 2) << 3) & 0xffff;
  }

  int load8(int address) {
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      return part(data, at, 0xff);
    }
    return narrow(address) >>> ((address & 3) << 3) & 0xff;
  }

  void store32(int address, int value) {
    if ((address & 3) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      data[at >> 2] = value;
    } else {
      slowStore(address, value);
    }
  }

  void store16(int address, int value) {
    if ((address & 1) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      part(data, at, value, 0xffff);
    } else {
      narrowStore(address, value & 0xffff, 0xffff);
    }
  }

  void store8(int address, int value) {
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      part(data, at, value, 0xff);
    } else {
      narrowStore(address, value & 0xff, 0xff);
    }
  }

  /// An instruction's three bytes, or two and whatever; the address after the last byte of a region
  /// is not reached, for no instruction ends there.
  int fetch(int address) {
    if (!executable(address)) {
      throw fault.of(Fault.FETCH_PROHIBITED, address);
    }
    if (inCode(address)) {
      int at = address - CODE;
      decodedPage[at >> PAGE_BITS] = true;
      decodedPage[Math.min(at + 2, CODE_BYTES - 1) >> PAGE_BITS] = true;
    }
    return peek8(address) | peek8(address + 1) << 8 | peek8(address + 2) << 16;
  }

  /// The memory at an address takes whole words only, and is executed.
  boolean executable(int address) {
    return inCode(address) || inRom(address) || inWindow(address);
  }

  /// Whether this is in the ROM, and no instruction is there.
  boolean emptyRom(int address) {
    int at = address - ROM;
    return inRom(address) && rom[at] == 0 && (at + 1 == ROM_BYTES || rom[at + 1] == 0);
  }

  /// A word that only the flash chip can change, which tells what was decoded.
  boolean constant(int address) {
    return (address & 3) == 0 && inWindow(address);
  }

  /// Whether memory is there, which [#peek8] and [#poke8] reach.
  public boolean has(int address) {
    return inData(address) || executable(address);
  }

  /// Reads for the host: no exception, no peripheral; 0 where nothing is.
  public int peek8(int address) {
    if (inData(address)) {
      return part(data, address - DATA, 0xff);
    }
    if (inCode(address)) {
      return part(code, address - CODE, 0xff);
    }
    if (inRom(address)) {
      return rom[address - ROM] & 0xff;
    }
    return inWindow(address) ? flash.get(address - WINDOW + windowAt) : 0;
  }

  public int peek32(int address) {
    if ((address & 3) == 0 && inData(address)) {
      return data[address - DATA >> 2];
    }
    return peek8(address)
        | peek8(address + 1) << 8
        | peek8(address + 2) << 16
        | peek8(address + 3) << 24;
  }

  /// Before the host reads so many bytes on the guest's behalf: the exception that the guest would
  /// have had there, where nothing is.
  public void readable(int from, int length) {
    if (length > 0) {
      present(from, Fault.LOAD_PROHIBITED);
      present(from + length - 1, Fault.LOAD_PROHIBITED);
    }
  }

  /// As [#readable], before it writes: flash and ROM are nothing to write to.
  public void writable(int from, int length) {
    if (length > 0) {
      changeable(from);
      changeable(from + length - 1);
    }
  }

  private void present(int address, int cause) {
    if (!has(address) && io(address) == null) {
      throw fault.of(cause, address);
    }
  }

  private void changeable(int address) {
    if (inWindow(address) || inRom(address)) {
      throw fault.of(Fault.STORE_PROHIBITED, address);
    }
    present(address, Fault.STORE_PROHIBITED);
  }

  /// Writes for the host, ROM and flash too; false where no memory is.
  public boolean poke8(int address, int value) {
    boolean there = put(address, value);
    poked(address, 1);
    return there;
  }

  /// Writes many for the host; how many of them found memory.
  public int poke(int address, byte[] bytes) {
    int there = 0;
    for (int i = 0; i < bytes.length; i++) {
      there += put(address + i, bytes[i]) ? 1 : 0;
    }
    poked(address, bytes.length);
    return there;
  }

  /// Reads for the host on the guest's behalf, out of peripherals too.
  public byte[] bytes(int from, int count) {
    byte[] bytes = new byte[count];
    boolean peripheral = io(from) != null;
    for (int i = 0; i < count; i++) {
      int at = from + i;
      Io io = peripheral ? io(at) : null;
      bytes[i] = (byte) (io == null ? peek8(at) : io.read(at & ~3) >> ((at & 3) << 3));
    }
    return bytes;
  }

  /// Writes for the host on the guest's behalf, into peripherals too.
  public void store(int to, byte[] bytes) {
    if (io(to) == null) {
      poke(to, bytes);
      return;
    }
    for (int i = 0; i < bytes.length && io(to + i) != null; i++) {
      narrowStore(to + i, bytes[i] & 0xff, 0xff);
    }
  }

  /// Nothing is decoded from data memory, and the host writes there often.
  private void poked(int address, int count) {
    if (address < DATA || address + count > DATA + DATA_BYTES) {
      decoded.changed(address, address + count);
    }
  }

  private boolean put(int address, int value) {
    if (inData(address)) {
      part(data, address - DATA, value, 0xff);
    } else if (inCode(address)) {
      part(code, address - CODE, value, 0xff);
    } else if (inRom(address)) {
      rom[address - ROM] = (byte) value;
    } else if (inWindow(address)) {
      flash.set(address - WINDOW + windowAt, value);
    } else {
      return false;
    }
    return true;
  }

  public boolean poke32(int address, int value) {
    if ((address & 3) == 0 && inData(address)) {
      data[address - DATA >> 2] = value;
      return true;
    }
    boolean there = true;
    for (int i = 0; i < 4; i++) {
      there &= put(address + i, value >>> (8 * i));
    }
    poked(address, 4);
    return there;
  }

  /// Bytes and half words come out of data memory only, and out of what is not there at all comes
  /// another exception.
  private int narrow(int address) {
    Io io = io(address);
    if (io != null) {
      return io.read(address & ~3);
    }
    throw fault.of(executable(address) ? Fault.LOAD_STORE_ERROR : Fault.LOAD_PROHIBITED, address);
  }

  private void narrowStore(int address, int value, int mask) {
    Io io = io(address);
    if (io == null) {
      throw fault.of(
          executable(address) ? Fault.LOAD_STORE_ERROR : Fault.STORE_PROHIBITED, address);
    }
    int shift = (address & 3) << 3;
    int kept = io.read(address & ~3) & ~(mask << shift);
    io.write(address & ~3, kept | value << shift);
  }

  private int slowLoad(int address) {
    Io io = io(address);
    if (io != null) {
      return io.read(address);
    }
    if (inCode(address)) {
      return code[address - CODE >> 2];
    }
    if (inRom(address)) {
      return (int) INT.get(rom, address - ROM);
    }
    if (inWindow(address)) {
      int at = address - WINDOW + windowAt;
      return (int) INT.get(flash.part(at), flash.within(at));
    }
    throw fault.of(Fault.LOAD_PROHIBITED, address);
  }

  private void slowStore(int address, int value) {
    if (inCode(address)) {
      int at = address - CODE;
      code[at >> 2] = value;
      if (decodedPage[at >> PAGE_BITS]) {
        int page = address & -(1 << PAGE_BITS);
        decodedPage[at >> PAGE_BITS] = false;
        decoded.changed(page, page + (1 << PAGE_BITS));
      }
      return;
    }
    Io io = io(address);
    if (io == null) {
      throw fault.of(Fault.STORE_PROHIBITED, address);
    }
    io.write(address, value);
  }

  private Io io(int address) {
    for (Range range : ranges) {
      int at = address - range.from;
      if (at >= 0 && at < range.size) {
        return range.io;
      }
    }
    return null;
  }

  private static boolean inData(int address) {
    return address >= DATA && address < DATA + DATA_BYTES;
  }

  private static boolean inCode(int address) {
    return address >= CODE && address < CODE + CODE_BYTES;
  }

  private static boolean inRom(int address) {
    return address >= ROM && address < ROM + ROM_BYTES;
  }

  private boolean inWindow(int address) {
    int at = address - WINDOW;
    return at >= 0 && at < WINDOW_BYTES && windowAt + at < flash.size() - 3;
  }

  /// A byte or a half word of words.
  static int part(int[] words, int at, int mask) {
    return words[at >> 2] >>> ((at & 3) << 3) & mask;
  }

  static void part(int[] words, int at, int value, int mask) {
    int shift = (at & 3) << 3;
    words[at >> 2] = words[at >> 2] & ~(mask << shift) | (value & mask) << shift;
  }
}
