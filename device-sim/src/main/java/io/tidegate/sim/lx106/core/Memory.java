package io.tidegate.sim.lx106.core;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

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
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);
  private static final int PAGE_BITS = 8;

  /// Whoever keeps what was decoded from memory.
  interface Decoded {
    /// These bytes are others now.
    void changed(int from, int to);
  }

  private record Range(int from, int to, Io io) {}

  final byte[] data = new byte[DATA_BYTES];
  private final byte[] rom = new byte[ROM_BYTES];
  final byte[] code = new byte[CODE_BYTES];
  private final FlashBytes flash;
  private final boolean[] decodedPage = new boolean[CODE_BYTES >> PAGE_BITS];
  private final List<Range> ranges = new ArrayList<>();
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
    ranges.add(new Range(from, to, io));
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
    return at >= 0 && at < DATA_BYTES ? (int) INT.get(data, at) : slowLoad(address);
  }

  int load16(int address) {
    if ((address & 1) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      return (short) SHORT.get(data, at) & 0xffff;
    }
    return narrow(address) >>> ((address & 2) << 3) & 0xffff;
  }

  int load8(int address) {
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      return data[at] & 0xff;
    }
    return narrow(address) >>> ((address & 3) << 3) & 0xff;
  }

  void store32(int address, int value) {
    if ((address & 3) != 0) {
      throw fault.of(Fault.UNALIGNED, address);
    }
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      INT.set(data, at, value);
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
      SHORT.set(data, at, (short) value);
    } else {
      narrowStore(address, value & 0xffff, 0xffff);
    }
  }

  void store8(int address, int value) {
    int at = address - DATA;
    if (at >= 0 && at < DATA_BYTES) {
      data[at] = (byte) value;
    } else {
      narrowStore(address, value & 0xff, 0xff);
    }
  }

  /// An instruction's three bytes, or two and whatever; the address after the last byte of a region
  /// is not reached, for no instruction ends there.
  int fetch(int address) {
    byte[] bytes = whole(address);
    if (bytes == null) {
      throw fault.of(Fault.FETCH_PROHIBITED, address);
    }
    int at = offset(address, bytes);
    if (bytes == code) {
      decodedPage[at >> PAGE_BITS] = true;
      decodedPage[Math.min(at + 2, CODE_BYTES - 1) >> PAGE_BITS] = true;
    }
    int word = bytes[at] & 0xff;
    for (int i = 1; i < 3; i++) {
      int next = at + i < bytes.length ? bytes[at + i] & 0xff : peek8(address + i);
      word |= next << (8 * i);
    }
    return word;
  }

  boolean executable(int address) {
    return whole(address) != null;
  }

  /// Whether this is in the ROM, and no instruction is there.
  boolean emptyRom(int address) {
    int at = address - ROM;
    return at >= 0 && at < ROM_BYTES && rom[at] == 0 && (at + 1 == ROM_BYTES || rom[at + 1] == 0);
  }

  /// A word that only the flash chip can change, which tells what was decoded.
  boolean constant(int address) {
    return (address & 3) == 0 && inWindow(address);
  }

  /// Whether memory is there, which [#peek8] and [#poke8] reach.
  public boolean has(int address) {
    return any(address) != null;
  }

  /// Reads for the host: no exception, no peripheral; 0 where nothing is.
  public int peek8(int address) {
    byte[] bytes = any(address);
    return bytes == null ? 0 : bytes[offset(address, bytes)] & 0xff;
  }

  public int peek32(int address) {
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
    if (any(address) == null && io(address) == null) {
      throw fault.of(cause, address);
    }
  }

  private void changeable(int address) {
    byte[] bytes = any(address);
    if (inWindow(address) || bytes == rom) {
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
    byte[] bytes = any(address);
    if (inWindow(address)) {
      flash.set(address - WINDOW + windowAt, value);
    } else if (bytes != null) {
      bytes[offset(address, bytes)] = (byte) value;
    }
    return bytes != null;
  }

  public boolean poke32(int address, int value) {
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
    throw fault.of(
        whole(address) != null ? Fault.LOAD_STORE_ERROR : Fault.LOAD_PROHIBITED, address);
  }

  private void narrowStore(int address, int value, int mask) {
    Io io = io(address);
    if (io == null) {
      throw fault.of(
          whole(address) != null ? Fault.LOAD_STORE_ERROR : Fault.STORE_PROHIBITED, address);
    }
    int shift = (address & 3) << 3;
    int kept = io.read(address & ~3) & ~(mask << shift);
    io.write(address & ~3, kept | value << shift);
  }

  private int slowLoad(int address) {
    byte[] bytes = whole(address);
    if (bytes != null) {
      return (int) INT.get(bytes, offset(address, bytes));
    }
    Io io = io(address);
    if (io == null) {
      throw fault.of(Fault.LOAD_PROHIBITED, address);
    }
    return io.read(address);
  }

  private void slowStore(int address, int value) {
    int at = address - CODE;
    if (at >= 0 && at < CODE_BYTES) {
      INT.set(code, at, value);
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
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (Integer.compareUnsigned(address, range.from) >= 0
          && Integer.compareUnsigned(address, range.to) < 0) {
        return range.io;
      }
    }
    return null;
  }

  /// The memory at an address that takes whole words only, and is executed; null when there is
  /// none.
  private byte[] whole(int address) {
    int at = address - CODE;
    if (at >= 0 && at < CODE_BYTES) {
      return code;
    }
    at = address - ROM;
    if (at >= 0 && at < ROM_BYTES) {
      return rom;
    }
    return inWindow(address) ? flash.part(address - WINDOW + windowAt) : null;
  }

  private boolean inWindow(int address) {
    int at = address - WINDOW;
    return at >= 0 && at < WINDOW_BYTES && windowAt + at < flash.size() - 3;
  }

  private byte[] any(int address) {
    int at = address - DATA;
    return at >= 0 && at < DATA_BYTES ? data : whole(address);
  }

  private int offset(int address, byte[] bytes) {
    if (bytes == data) {
      return address - DATA;
    }
    if (bytes == code) {
      return address - CODE;
    }
    return bytes == rom ? address - ROM : flash.within(address - WINDOW + windowAt);
  }
}
