package io.tidegate.sim.lx106.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListingTest {
  @TempDir Path folder;

  /// A program thrown with dice, side by side with what the GNU tools say of it.
  @Test
  void instructionsAreWrittenAsTheGnuToolsWriteThem() throws IOException {
    Memory memory = new Memory(new byte[1 << 20]);
    Toolchain.place(Guest.build(folder, RandomGuest.text(5, 60, 60, 1)).elf(), memory);
    String file = folder.resolve("guest.elf").toString();
    Toolchain.run(folder, List.of("xtensa-lx106-elf-objdump", "-d", "-j.text", file));
    Set<String> names = new TreeSet<>();
    int compared = 0;
    for (String line : Files.readAllLines(folder.resolve("said"))) {
      String[] parts = line.split("\t");
      if (parts.length < 3 || parts[2].startsWith(".")) {
        continue;
      }
      int address = Integer.parseUnsignedInt(parts[0].strip().replace(":", ""), 16);
      String theirs = plain(parts[2] + (parts.length > 3 ? " " + parts[3] : ""));
      String ours = plain(Listing.text(memory, address, 0));
      if (!sameByAnotherName(theirs)) {
        assertEquals(theirs, ours, line);
        names.add(theirs.split(" ")[0]);
        compared++;
      }
    }
    assertTrue(compared > 2_000, "compared: " + compared);
    assertTrue(names.size() > 60, "names: " + names);
  }

  /// What orders memory is nothing here, and so are some moves.
  private static boolean sameByAnotherName(String theirs) {
    return theirs.matches("(memw|extw|isync|rsync|esync|dsync|excw|rer|wer)( .*)?");
  }

  /// Without names behind addresses, and numbers in one way.
  private static String plain(String text) {
    List<String> words = new ArrayList<>();
    String bare = text.replaceAll(" *[<(].*", "").replace(",", " ").strip();
    for (String word : bare.split("\\s+")) {
      boolean hex = word.startsWith("0x") || word.matches("4020[0-9a-f]{4}");
      words.add(hex ? "" + Integer.parseUnsignedInt(word.replace("0x", ""), 16) : word);
    }
    return String.join(" ", words);
  }
}
