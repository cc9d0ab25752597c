package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.core.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A firmware as it is flashed: what stands in the flash, what belongs into RAM at each start,
/// where it begins, and the names that came along.
public final class Image {
  private static final Pattern VERSION = Pattern.compile("\\d\\.\\d\\.\\d[!-~]{0,40}");
  private static final Pattern VERSION_WITH_COMMIT =
      Pattern.compile("\\d\\.\\d\\.\\d(-dev)?\\([0-9a-f]{7}\\)");
  private static final int VERSION_LIMIT = 48;

  /// The Arduino core's linker scripts put this many at the end: the sketch's, and the SDK's own.
  private static final int SECTORS_OF_SETTINGS = 5;

  private static final int RADIO_SETTINGS = 4;
  private static final int USUAL_FLASH_BYTES = 4 << 20;
  public static final byte RADIO_SETTINGS_VERSION = 5;

  private final int entry;
  private final List<Elf.Segment> flash = new ArrayList<>();
  private final List<Elf.Segment> ram = new ArrayList<>();
  private final List<Elf.Symbol> symbols;
  private final Lines lines;
  private final Map<String, Elf.Symbol> byName = new HashMap<>();
  private final TreeMap<Integer, Elf.Symbol> byAddress = new TreeMap<>();

  private Image(Elf elf) {
    entry = elf.entry();
    symbols = elf.symbols();
    lines = elf.lines();
    for (Elf.Segment each : elf.segments()) {
      (inFlash(each.address()) ? flash : ram).add(each);
    }
    for (Elf.Symbol each : symbols) {
      byName.putIfAbsent(each.name(), each);
      byAddress.merge(each.address(), each, (old, more) -> better(more, old) ? more : old);
    }
  }

  private static boolean better(Elf.Symbol one, Elf.Symbol other) {
    return one.function() && !other.function();
  }

  /// What begins from a flash, and nothing is known of but its bytes.
  public static Image nameless(FlashImage found, Flash flash) {
    byte[] bytes = new byte[Math.min(flash.size(), Memory.WINDOW_BYTES)];
    flash.read(0, bytes);
    Elf.Segment all = new Elf.Segment(Memory.WINDOW, bytes);
    return of(new Elf(found.entry(), List.of(all), List.of()));
  }

  /// An ELF file, or what a build tool makes of one for the flash.
  public static Image read(byte[] file) throws BadImage {
    if (Elf.begins(file)) {
      return of(Elf.read(file));
    }
    Bin bin = Bin.read(file);
    return new Image(new Elf(bin.entry(), bin.segments(), List.of()));
  }

  /// A file for the flash, and the names from the map that the linker wrote beside it.
  public static Image read(byte[] file, String map) throws BadImage {
    Bin bin = Bin.read(file);
    Image image = new Image(new Elf(bin.entry(), bin.segments(), LinkerMap.symbols(map)));
    if (!image.byAddress.containsKey(bin.entry())) {
      throw new BadImage(
          "the program begins at 0x%08x, and the map names nothing there: is it of another build?"
              .formatted(bin.entry()));
    }
    return image;
  }

  public static Image of(Elf elf) {
    return new Image(elf);
  }

  private static boolean inFlash(int address) {
    return address >= Memory.WINDOW && address < Memory.WINDOW + Bin.LIMIT_BYTES;
  }

  /// Where it begins.
  public int entry() {
    return entry;
  }

  /// What belongs into RAM before it begins.
  public List<Elf.Segment> ram() {
    return List.copyOf(ram);
  }

  public List<Elf.Symbol> symbols() {
    return symbols;
  }

  /// From which line of which source its code is; none in a `.bin`.
  public Lines lines() {
    return lines;
  }

  /// How much flash it fills, from the flash's beginning on.
  public int flashBytes() {
    return placement().bytes();
  }

  /// Puts it where it belongs in the flash, whole sectors of it; what is beside them stays. Throws
  /// when it does not fit.
  public void flash(Flash into) {
    placement().write(into);
  }

  /// The same for the same program, another one for any other: hexadecimal.
  public String digest() {
    return placement().digest();
  }

  /// Whether this program is what begins from this flash.
  public boolean isIn(Flash flash) {
    return placement().isIn(flash);
  }

  private Placement placement() {
    return new Placement(entry, List.copyOf(flash), List.copyOf(ram), has("__crc_len"));
  }

  /// How large a flash it was built for, if it says so and fits into that; 0 if not.
  public int wantedFlashBytes() {
    int rest = SECTORS_OF_SETTINGS * Flash.SECTOR_BYTES;
    OptionalInt settings = address("_EEPROM_start");
    int wanted =
        settings.isPresent()
            ? settings.getAsInt() - Memory.WINDOW + rest
            : Bin.flashBytes(wordAt(Memory.WINDOW));
    boolean fits = Integer.bitCount(wanted) == 1 && flashBytes() <= wanted - rest;
    return fits && wanted <= Bin.LIMIT_BYTES ? wanted : 0;
  }

  public OptionalInt address(String name) {
    Elf.Symbol found = byName.get(name);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found.address());
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /// What an address lies in: the last name before it. Null for none.
  public Elf.Symbol at(int address) {
    Map.Entry<Integer, Elf.Symbol> found = byAddress.floorEntry(address);
    return found == null ? null : found.getValue();
  }

  /// The first name after this address; the address itself plus `limit` when none is nearer.
  int next(int address, int limit) {
    Integer next = byAddress.higherKey(address);
    return next == null ? address + limit : Math.min(next, address + limit);
  }

  /// A byte of the program; -1 where it has none.
  int byteAt(int address) {
    for (List<Elf.Segment> part : List.of(flash, ram)) {
      for (Elf.Segment each : part) {
        int at = address - each.address();
        if (at >= 0 && at < each.bytes().length) {
          return each.bytes()[at] & 0xff;
        }
      }
    }
    return -1;
  }

  /// Little endian; bytes that the program does not have are 0.
  int wordAt(int address) {
    int word = 0;
    for (int i = 3; i >= 0; i--) {
      word = word << 8 | Math.max(0, byteAt(address + i));
    }
    return word;
  }

  private String textAt(int address) {
    StringBuilder text = new StringBuilder();
    for (int c = byteAt(address);
        c > 0 && text.length() < VERSION_LIMIT;
        c = byteAt(address + text.length())) {
      text.append((char) c);
    }
    return text.toString();
  }

  /// The version of the SDK that is in it, as `system_get_sdk_version` gives it; empty for none.
  public String sdkVersion() {
    OptionalInt named = address("SDK_VERSION");
    if (named.isPresent()) {
      String text = textAt(named.getAsInt());
      return VERSION.matcher(text).matches() ? text : "";
    }
    for (List<Elf.Segment> part : List.of(flash, ram)) {
      for (Elf.Segment each : part) {
        Matcher found = VERSION_WITH_COMMIT.matcher(new String(each.bytes(), ISO_8859_1));
        if (found.find()) {
          return found.group();
        }
      }
    }
    return "";
  }

  /// Where a module's flash of this size has the version of its radio's settings.
  public static int radioSettingsAt(int bytes) {
    return bytes - RADIO_SETTINGS * Flash.SECTOR_BYTES;
  }

  /// The same of the size that it was built for; where it does not say, of the usual one, 4 MiB.
  public Flash freshFlash() {
    int bytes = wantedFlashBytes();
    if (bytes == 0) {
      bytes = USUAL_FLASH_BYTES;
    }
    while (bytes < flashBytes() && bytes < Bin.LIMIT_BYTES) {
      bytes *= 2;
    }
    return freshFlash(bytes);
  }

  /// A module's flash of this size, and the program in it. Nothing else was ever written there but
  /// what modules come with: the fourth sector from the end has the radio's settings, of which the
  /// version alone is here, for SDKs that look for it.
  public Flash freshFlash(int bytes) {
    Flash fresh = Flash.erased(bytes);
    fresh.programPage(radioSettingsAt(bytes), new byte[] {RADIO_SETTINGS_VERSION});
    flash(fresh);
    return fresh;
  }
}
