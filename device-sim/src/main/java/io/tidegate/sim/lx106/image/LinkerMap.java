package io.tidegate.sim.lx106.image;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The map that GNU ld writes (`-Map`): names with their addresses; without local ones, and without
/// sizes.
final class LinkerMap {
  private static final int LIMIT_CHARACTERS = 64 << 20;
  private static final String BEGINNING = "Linker script and memory map";

  /// An address, much space, and a name or an assignment to one. A line whose name stands first is
  /// a section; one with a second number after the address, too.
  private static final Pattern LINE = Pattern.compile("\\s{2,}0x([0-9a-f]{8,16})\\s+(.*)");

  private static final Pattern NAME =
      Pattern.compile("PROVIDE \\(([\\w$]+)\\s*[,=].*|([A-Za-z_$~].*?)(?:\\s+=\\s.*)?");

  private LinkerMap() {}

  static List<Elf.Symbol> symbols(String map) throws BadImage {
    int from = map.indexOf(BEGINNING);
    if (from < 0 || map.length() > LIMIT_CHARACTERS) {
      throw new BadImage(
          "expected the map of GNU ld (\""
              + BEGINNING
              + "\"), got "
              + map.length()
              + " characters of something else");
    }
    List<Elf.Symbol> found = new ArrayList<>();
    for (String line : map.substring(from).lines().toList()) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        add(parts.group(1), NAME.matcher(parts.group(2)), found);
      }
    }
    if (found.isEmpty()) {
      throw new BadImage("expected names with their addresses in the map, got none");
    }
    return found;
  }

  private static void add(String number, Matcher name, List<Elf.Symbol> found) {
    if (!name.matches()) {
      return;
    }
    String text = name.group(1) == null ? name.group(2) : name.group(1);
    if (!text.startsWith("ASSERT")) {
      int address = (int) Long.parseUnsignedLong(number, 16);
      found.add(new Elf.Symbol(text, address, 0, executable(address)));
    }
  }

  private static boolean executable(int address) {
    return address >>> 28 == 4;
  }
}
