package io.tidegate.gateway.bench;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Boards that speak the link and measure whenever their memory has room: how fast they go is
/// decided by the acknowledgements, which come when a reading is on disk or delivered.
final class LinkFeeder {
  private static final int RING = 512;
  private static final long WARM_MILLIS = 4_000;
  private static final long MEASURE_MILLIS = 5_000;
  private static final int FASTER_THAN_ANY_LINE = 50_000_000;

  private final List<Pty> ports = new ArrayList<>();
  private final List<LinkBoard> boards = new ArrayList<>();
  private final long[] numbers = new long[Bench.PORTS];
  private final byte[][] left = new byte[Bench.PORTS][];
  private volatile boolean running = true;

  private LinkFeeder(Path folder) throws IOException {
    CommandHandler refuses = (_, _) -> new CommandHandler.Answer(CommandCode.REFUSED, "");
    for (int i = 0; i < Bench.PORTS; i++) {
      Pty port = new Pty(folder.resolve("link-tty" + i));
      port.plug();
      ports.add(port);
      LinkSettings settings =
          new LinkSettings(
              "link-" + i,
              "bench/1",
              RING,
              256,
              "-",
              FASTER_THAN_ANY_LINE,
              List.of(Channel.gauge("temperature", "C", 2)));
      int number = i;
      boards.add(new LinkBoard(settings, refuses, line -> write(number, line)));
      boards.getLast().start(0);
    }
  }

  /// Readings a second at the subscriber, with a commit after 20 ms.
  static double rate(Bench bench) throws IOException {
    LinkFeeder feeder = new LinkFeeder(bench.folder());
    List<Path> paths = feeder.ports.stream().map(Pty::path).toList();
    try (Tally tally = bench.tally();
        Subject subject = bench.gateway(paths, "  commit_delay: 20 ms")) {
      Thread thread = Thread.ofPlatform().name("link-feeder").daemon(true).start(feeder::run);
      Eventually.await(60_000, () -> tally.unique() > 0, () -> "nothing arrived");
      Eventually.pass(WARM_MILLIS);
      long before = tally.unique();
      long begunNanos = System.nanoTime();
      Eventually.pass(MEASURE_MILLIS);
      double perSecond = (tally.unique() - before) * 1e9 / (System.nanoTime() - begunNanos);
      feeder.running = false;
      Eventually.await(60_000, () -> !thread.isAlive(), () -> "the feeder runs");
      if (perSecond == 0) {
        throw new IOException("nothing arrived; the log: " + subject.log());
      }
      return perSecond;
    } finally {
      feeder.ports.forEach(Pty::close);
    }
  }

  private void run() {
    byte[] heard = new byte[4_096];
    long begunNanos = System.nanoTime();
    while (running) {
      boolean idle = true;
      int nowMillis = (int) ((System.nanoTime() - begunNanos) / 1_000_000);
      for (int i = 0; i < boards.size(); i++) {
        LinkBoard board = boards.get(i);
        int count = ports.get(i).read(heard);
        idle &= count == 0;
        if (flush(i)) {
          if (!board.ringFull()) {
            board.reading(
                "{\"p\":" + i + ",\"n\":" + ++numbers[i] + ",\"temperature\":21.50}", nowMillis);
            idle = false;
          }
          board.poll(heard, count, nowMillis);
        } else if (count > 0) {
          board.poll(heard, count, nowMillis);
        }
      }
      if (idle) {
        java.util.concurrent.locks.LockSupport.parkNanos(50_000);
      }
    }
  }

  /// What the port did not take waits: a sketch's print would wait too.
  private void write(int port, byte[] line) {
    byte[] before = left[port];
    if (before != null) {
      byte[] both = java.util.Arrays.copyOf(before, before.length + line.length);
      System.arraycopy(line, 0, both, before.length, line.length);
      left[port] = both;
      return;
    }
    int taken = ports.get(port).write(line, 0, line.length);
    if (taken < line.length) {
      left[port] = java.util.Arrays.copyOfRange(line, taken, line.length);
    }
  }

  /// True when nothing waits any more.
  private boolean flush(int port) {
    byte[] waiting = left[port];
    if (waiting == null) {
      return true;
    }
    int taken = ports.get(port).write(waiting, 0, waiting.length);
    left[port] =
        taken == waiting.length
            ? null
            : java.util.Arrays.copyOfRange(waiting, taken, waiting.length);
    return left[port] == null;
  }
}
