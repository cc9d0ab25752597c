package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Boards that print: numbered JSON lines of about 90 bytes on pseudo-terminals, at a rate or as
/// fast as they are read. One thread.
final class Feeder implements AutoCloseable {
  private static final int LINES_AT_ONCE = 40;
  private static final long FULL_NANOS = 50_000;

  private final List<Pty> ports = new ArrayList<>();
  private final List<Path> paths = new ArrayList<>();
  private final long[] numbers;
  private volatile boolean running;
  private volatile long fed;
  private Thread thread;

  Feeder(Path folder, int count) throws IOException {
    numbers = new long[count];
    for (int i = 0; i < count; i++) {
      paths.add(folder.resolve("bench-tty" + i));
      ports.add(new Pty(paths.getLast()));
      ports.getLast().plug();
    }
  }

  List<Path> paths() {
    return paths;
  }

  /// Waits until somebody has every port open.
  void awaitOpened(long limitMillis) {
    Eventually.await(
        limitMillis, () -> ports.stream().allMatch(Pty::isOpened), () -> "ports are not opened");
  }

  void flatOut() {
    begin(this::pour);
  }

  /// So many lines a second on all ports together.
  void atRate(int perSecond) {
    begin(() -> drip(1_000_000_000L / perSecond));
  }

  /// Lines that went whole into a port.
  long fed() {
    return fed;
  }

  void stop() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (running) {
      stop();
    }
    ports.forEach(Pty::close);
  }

  private void begin(Runnable work) {
    running = true;
    thread = Thread.ofPlatform().name("feeder").daemon(true).start(work);
  }

  private void pour() {
    byte[][] blocks = new byte[ports.size()][];
    int[] written = new int[ports.size()];
    while (running) {
      boolean moved = false;
      for (int i = 0; i < ports.size(); i++) {
        if (blocks[i] == null) {
          blocks[i] = block(i, LINES_AT_ONCE);
          written[i] = 0;
        }
        int count = ports.get(i).write(blocks[i], written[i], blocks[i].length - written[i]);
        written[i] += count;
        moved |= count > 0;
        if (written[i] == blocks[i].length) {
          blocks[i] = null;
          fed += LINES_AT_ONCE;
        }
      }
      if (!moved) {
        LockSupport.parkNanos(FULL_NANOS);
      }
    }
    finish(blocks, written);
  }

  /// The block that is half in is brought to its end, so that what was fed can be counted.
  private void finish(byte[][] blocks, int[] written) {
    for (int i = 0; i < ports.size(); i++) {
      while (blocks[i] != null && ports.get(i).isOpened()) {
        written[i] += ports.get(i).write(blocks[i], written[i], blocks[i].length - written[i]);
        if (written[i] == blocks[i].length) {
          blocks[i] = null;
          fed += LINES_AT_ONCE;
        } else {
          LockSupport.parkNanos(FULL_NANOS);
        }
      }
    }
  }

  private void drip(long periodNanos) {
    long dueNanos = System.nanoTime();
    for (int i = 0; running; i = (i + 1) % ports.size()) {
      while (running && System.nanoTime() - dueNanos < 0) {
        LockSupport.parkNanos(dueNanos - System.nanoTime());
      }
      dueNanos += periodNanos;
      boolean opened = ports.get(i).isOpened();
      byte[] line = block(i, 1);
      if (ports.get(i).write(line, 0, line.length) == line.length && opened) {
        fed++;
      }
    }
  }

  private byte[] block(int port, int lines) {
    StringBuilder text = new StringBuilder(lines * 96);
    for (int i = 0; i < lines; i++) {
      text.append("{\"device_id\":\"b").append(port).append("\",\"p\":").append(port);
      text.append(",\"n\":").append(++numbers[port]).append(",\"t\":").append(System.nanoTime());
      text.append(",\"temperature\":21.50,\"humidity\":48.25}\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
