package io.tidegate.sim.lx106.board;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Crc;
import io.tidegate.sim.lx106.image.FlashImage;
import io.tidegate.sim.lx106.image.Image;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Programs whose names are known: one of them is in the flash, or another.
final class Known {
  private static final int ERASED = 0xff;

  // what the Arduino core's tool puts into a program, behind its header
  private static final int LENGTH = 0x10;
  private static final int CRC = 0x14;

  private final List<Image> images;
  private final Flash flash;

  /// One that is none of these, and the CRC of what is in the flash of it.
  private Image other;

  private int crc;

  /// The first is put into a flash that has none.
  Known(List<Image> images, Flash flash) {
    this.images = List.copyOf(images);
    this.flash = flash;
    if (flash.read(0) == ERASED) {
      images.getFirst().flash(flash);
    }
    int settings = Image.radioSettingsAt(flash.size());
    if (flash.read(settings) == ERASED) {
      flash.programPage(settings, new byte[] {Image.RADIO_SETTINGS_VERSION});
    }
  }

  Image first() {
    return images.getFirst();
  }

  /// What begins from the flash; one without names where it is none of these.
  Image now(FlashImage found) {
    for (Image each : images) {
      if (each.isIn(flash)) {
        return each;
      }
    }
    int now = Crc.of(bytes(found.at(), found.end()));
    if (other == null || crc != now) {
      other = Image.nameless(found, flash);
      crc = now;
    }
    return other;
  }

  /// What there is to say when `image` begins, which is in the flash.
  List<String> words(Image image, FlashImage found) {
    if (images.contains(image)) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    words.add("the program in the flash is none that was given: its names are not known");
    words.add("  (give its ELF file, too: --update FILE, in a scenario updates: [FILE])");
    int length = flash.read32(found.at() + LENGTH);
    if (length == found.end()) {
      byte[] all = bytes(0, length);
      Arrays.fill(all, found.at() + LENGTH, found.at() + CRC + 4, (byte) 0);
      int written = flash.read32(found.at() + CRC);
      if (written != Crc.of(all)) {
        words.add(
            "  it is damaged: expected the CRC 0x%08x, got 0x%08x; a chip begins it all the same"
                .formatted(written, Crc.of(all)));
      }
    }
    return words;
  }

  private byte[] bytes(int from, int to) {
    byte[] bytes = new byte[to - from];
    flash.read(from, bytes);
    return bytes;
  }
}
