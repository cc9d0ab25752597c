package io.tidegate.gateway.gpio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.bridge.Crc32Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What counters have counted, over restarts: a few lines in a file beside the spool.
///
/// ```
///   tidegate-counters 1 running     or `stopped`, when nothing was counted after it
///   rain 1234
///   *1A2B3C4D                       CRC-32 of the lines before
/// ```
///
/// A new one is written beside it and synced; then the present one becomes `counters.old`, and the
/// new one takes its place. So at any moment one of the three is whole. One that is not is kept as
/// `counters.bad`.
final class CounterFile {
  static final String NAME = "counters";

  /// Counters that the configuration does not name any more are kept, up to so many in all.
  static final int LIMIT = 64;

  private static final int LIMIT_BYTES = 8_192;
  private static final String HEAD = "tidegate-counters 1 ";
  private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_.:-]{1,16}) ([0-9]{1,18})");

  private final Path folder;

  CounterFile(Path folder) {
    this.folder = folder;
  }

  /// `stopped`: nothing was counted after this was written. `troubles` are for a person.
  record Loaded(Map<String, Long> counts, boolean stopped, List<String> troubles) {}

  /// Whatever it finds: the newest whole one.
  Loaded load() {
    List<String> troubles = new ArrayList<>();
    for (String name : List.of(NAME, NAME + ".new", NAME + ".old")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        Loaded loaded = read(file, troubles);
        if (loaded != null) {
          return loaded;
        }
      }
    }
    return new Loaded(Map.of(), true, troubles);
  }

  private Loaded read(Path file, List<String> troubles) {
    try {
      if (Files.size(file) <= LIMIT_BYTES) {
        Loaded loaded = parse(Files.readString(file, US_ASCII), troubles);
        if (loaded != null) {
          return loaded;
        }
      }
      Files.move(file, folder.resolve(NAME + ".bad"), StandardCopyOption.REPLACE_EXISTING);
      troubles.add(file + " is damaged: kept as counters.bad, an older one is taken");
    } catch (IOException e) {
      troubles.add(file + " cannot be read, an older one is taken: " + e);
    }
    return null;
  }

  /// Null when it is not whole.
  private static Loaded parse(String text, List<String> troubles) {
    int end = Math.max(0, text.lastIndexOf('*'));
    String body = text.substring(0, end);
    if (!text.substring(end).equals(tail(body))) {
      return null;
    }
    List<String> lines = body.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith(HEAD)) {
      return null;
    }
    Map<String, Long> counts = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        return null;
      }
      counts.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return new Loaded(counts, lines.getFirst().equals(HEAD + "stopped"), troubles);
  }

  private static String tail(String body) {
    return "*" + Crc32Line.hex(Crc32Line.of(body)) + "\n";
  }

  void save(Map<String, Long> counts, boolean stopped) throws IOException {
    StringBuilder text = new StringBuilder(HEAD).append(stopped ? "stopped" : "running");
    text.append('\n');
    counts.forEach((name, count) -> text.append(name).append(' ').append(count).append('\n'));
    text.append(tail(text.toString()));

    Path present = folder.resolve(NAME);
    Path fresh = folder.resolve(NAME + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = US_ASCII.encode(text.toString());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    if (Files.exists(present)) {
      Files.move(present, folder.resolve(NAME + ".old"), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, present, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
