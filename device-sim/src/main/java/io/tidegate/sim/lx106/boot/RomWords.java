package io.tidegate.sim.lx106.boot;

import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.FlashImage;
import java.util.Locale;

/// What the ROM says of a program while it loads it. It reads the flash in pieces of 16 bytes: how
/// much of one is left for a part is its room, what it has of the last one its tail.
final class RomWords {
  /// It loads nothing.
  static final String NO_PROGRAM = "ets_main.c \n";

  static final String WRONG_SUM = "csum err\n" + NO_PROGRAM;

  private static final int PIECE = 16;

  private RomWords() {}

  /// Lines end in `\n`.
  static String of(FlashImage image, Flash flash) {
    StringBuilder words = new StringBuilder();
    int room = PIECE;
    for (int i = 0; i < image.parts().size(); i++) {
      FlashImage.Part part = image.parts().get(i);
      int held = part.bytes() < room ? PIECE - room : 0;
      int tail = part.bytes() < room ? part.bytes() : (part.bytes() - room) % PIECE;
      words.append(
          String.format(
              Locale.ROOT,
              "load 0x%08x, len %d, room %d \ntail %d\nchksum 0x%02x\n",
              part.address(),
              part.bytes(),
              room,
              tail,
              image.sum(flash, i)));
      int left = PIECE - held - tail;
      if (left < FlashImage.PART_HEAD_BYTES && i + 1 < image.parts().size()) {
        words.append("ho " + held + " tail " + tail + " room " + left + "\n");
      }
      room = (left < FlashImage.PART_HEAD_BYTES ? left + PIECE : left) - FlashImage.PART_HEAD_BYTES;
    }
    return words
        .append("csum 0x%02x\n".formatted(image.sum(flash, image.parts().size() - 1)))
        .toString();
  }
}
