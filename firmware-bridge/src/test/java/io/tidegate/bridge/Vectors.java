package io.tidegate.bridge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the files in vectors/; their format is described there.
final class Vectors {

  record Entry(String key, byte[] value) {
    String text() {
      return new String(value, StandardCharsets.UTF_8);
    }
  }

  record Case(String name, List<Entry> entries) {

    boolean has(String key) {
      return entries.stream().anyMatch(entry -> entry.key().equals(key));
    }

    byte[] bytes(String key) {
      return entries.stream()
          .filter(entry -> entry.key().equals(key))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("case " + name + " has no " + key))
          .value();
    }

    String text(String key) {
      return new String(bytes(key), StandardCharsets.UTF_8);
    }
  }

  private Vectors() {}

  static List<Case> read(String file) {
    List<Case> cases = new ArrayList<>();
    for (String block : lines(file).split("\n\n+")) {
      List<Entry> entries =
          block.lines().filter(line -> !line.startsWith("#")).map(Vectors::entry).toList();
      if (!entries.isEmpty()) {
        cases.add(new Case(entries.getFirst().text(), entries.subList(1, entries.size())));
      }
    }
    return cases;
  }

  private static String lines(String file) {
    try {
      return Files.readString(Path.of("vectors", file), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? new Entry(line, new byte[0])
        : new Entry(line.substring(0, space), unescape(line.substring(space + 1)));
  }

  static byte[] unescape(String value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\\') {
        out.write(c);
        continue;
      }
      char letter = value.charAt(++i);
      switch (letter) {
        case '\\' -> out.write('\\');
        case 'n' -> out.write('\n');
        case 'r' -> out.write('\r');
        case 'x' -> {
          out.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> throw new IllegalStateException("unknown escape in " + value);
      }
    }
    return out.toByteArray();
  }

  /// Bytes in the way of the files, so that what was expected and what came can be compared as
  /// text.
  static String escape(byte[] bytes, int offset, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = offset; i < offset + length; i++) {
      int c = bytes[i] & 0xFF;
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default ->
            out.append(c < 0x20 || c > 0x7E ? String.format("\\x%02X", c) : Character.toString(c));
      }
    }
    return out.toString();
  }
}
