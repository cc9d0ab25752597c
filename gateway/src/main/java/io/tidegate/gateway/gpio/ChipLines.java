package io.tidegate.gateway.gpio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Asks the kernel for its GPIO chips and their lines, which takes none of them away from anybody.
///
/// Source: Linux, include/uapi/linux/gpio.h (version 2, since 5.10):
///
/// ```
/// gpiochip_info       name 0..31   label 32..63   lines 64..67
/// gpio_v2_line_info   name 0..31   consumer 32..63   offset 64   flags 72 (8 bytes)   256 in all
/// ```
public final class ChipLines {
  /// What is asked by ioctl: the structure goes there and comes back.
  interface Device extends AutoCloseable {
    void ask(long request, byte[] structure) throws Unreadable;

    @Override
    void close();
  }

  /// Opens a device.
  interface Opener {
    Device open(Path path) throws Unreadable;
  }

  static final long CHIP_INFO = 0x8044_B401L;
  static final int CHIP_INFO_BYTES = 68;
  static final long LINE_INFO = 0xC100_B405L;
  static final int LINE_INFO_BYTES = 256;

  /// More lines of one chip are not asked for.
  static final int LINES_LIMIT = 512;

  private static final Pattern CHIP = Pattern.compile("gpiochip[0-9]{1,4}");
  private static final int TEXT_BYTES = 32;
  private static final int OFFSET_AT = 64;
  private static final int FLAGS_AT = 72;
  private static final int USED = 1;
  private static final int OUTPUT = 8;

  private final Path chips;
  private final Path dev;
  private final Opener opener;

  public ChipLines(Path sysfs, Path dev) {
    this(sysfs, dev, DeviceFile::new);
  }

  ChipLines(Path sysfs, Path dev, Opener opener) {
    this.chips = sysfs.resolve("bus/gpio/devices");
    this.dev = dev;
    this.opener = opener;
  }

  /// In order.
  public List<FoundChip> chips() {
    try {
      return SysFile.names(chips).stream()
          .filter(name -> CHIP.matcher(name).matches())
          .map(this::chip)
          .toList();
    } catch (Unreadable unreadable) {
      return List.of(new FoundChip("gpiochip", "", List.of(), unreadable.fault.words()));
    }
  }

  private FoundChip chip(String name) {
    String label = "";
    List<FoundChip.Line> lines = new ArrayList<>();
    try (Device device = opener.open(dev.resolve(name))) {
      byte[] chip = new byte[CHIP_INFO_BYTES];
      device.ask(CHIP_INFO, chip);
      label = text(chip, TEXT_BYTES);
      int count = Math.clamp(structure(chip).getInt(OFFSET_AT), 0, LINES_LIMIT);
      for (int offset = 0; offset < count; offset++) {
        byte[] line = new byte[LINE_INFO_BYTES];
        structure(line).putInt(OFFSET_AT, offset);
        device.ask(LINE_INFO, line);
        lines.add(line(offset, line));
      }
      return new FoundChip(name, label, lines, "");
    } catch (Unreadable unreadable) {
      return new FoundChip(name, label, lines, unreadable.fault.words());
    }
  }

  private static FoundChip.Line line(int offset, byte[] bytes) {
    long flags = structure(bytes).getLong(FLAGS_AT);
    return new FoundChip.Line(
        offset,
        text(bytes, 0),
        (flags & USED) != 0,
        (flags & OUTPUT) != 0,
        text(bytes, TEXT_BYTES));
  }

  private static ByteBuffer structure(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /// Up to its zero.
  private static String text(byte[] bytes, int at) {
    String whole = new String(bytes, at, TEXT_BYTES, ISO_8859_1);
    int end = whole.indexOf(0);
    return SysFile.shown(end < 0 ? whole : whole.substring(0, end));
  }
}
