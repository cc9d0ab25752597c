package io.tidegate.gateway.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads many ports, a thread each, as most programs do, and notes when each numbered line came.
final class PtyReaders {
  private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d{1,9})[,}]");

  /// A line by its board and its number.
  record Line(int board, long number) {}

  private final Map<Line, Long> cameNanos = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();

  PtyReaders(List<Path> ports) throws IOException {
    for (int i = 0; i < ports.size(); i++) {
      int board = i;
      FileInputStream port = new FileInputStream(ports.get(i).toFile());
      threads.add(
          Thread.ofPlatform().name("reader-" + i).daemon(true).start(() -> read(board, port)));
    }
  }

  /// When each line came; to be asked once its ports are gone.
  Map<Line, Long> cameNanos() throws IOException {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ports were read");
    }
    return cameNanos;
  }

  private void read(int board, FileInputStream port) {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(port, ISO_8859_1))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long nowNanos = System.nanoTime();
        Matcher number = NUMBER.matcher(line);
        if (number.find()) {
          cameNanos.putIfAbsent(new Line(board, Long.parseLong(number.group(1))), nowNanos);
        }
      }
    } catch (IOException _) {
      // the port is gone: that is how it ends
    }
  }
}
