package io.tidegate.gateway.file;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.file.SpoolFolder.Opening;
import io.tidegate.gateway.spool.DiskBatch;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.RecoveryReport;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.spool.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A spool on a real folder without a gateway around it. As a program it takes numbered readings as
/// fast as the disk allows and prints each number that became durable, until it is killed.
final class Feeder implements Inbox, AutoCloseable {
  private final SpoolFolder folder;
  private final FileDisk disk;
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  final Spool spool;
  final RecoveryReport report;
  private boolean busy;

  Feeder(Path path, SpoolLimits limits) {
    this.folder =
        switch (SpoolFolder.open(path)) {
          case Opening.Opened(SpoolFolder opened) -> opened;
          case Opening.Refused(String words) -> throw new IllegalStateException(words);
        };
    Recovered recovered = folder.recover(limits, new SplittableRandom(), System.nanoTime(), -1);
    Recovered.Ready ready = (Recovered.Ready) recovered;
    this.spool = ready.spool();
    this.report = ready.report();
    this.disk = folder.disk(this);
  }

  static SpoolLimits limits() {
    return SpoolLimits.of(true, false, 20_000_000L, 64 << 10, 1 << 20, 64 << 20, 0, 0, 4 << 20);
  }

  static Message message(long number, int payloadBytes) {
    return new Message(
        Message.Kind.PUBLISH,
        Message.Chain.NORMAL,
        "b",
        new Key("b", "s", number),
        "/sensors/b",
        new byte[payloadBytes],
        1,
        false);
  }

  /// Begins what is due and takes an answer, waiting for it at most this long.
  List<Key> turn(boolean urgent, long waitMillis) throws InterruptedException {
    spool.takeEvicted();
    DiskBatch due = busy ? null : spool.due(System.nanoTime(), urgent);
    if (due != null) {
      busy = true;
      disk.perform(due);
    }
    Input input = inputs.poll(waitMillis, TimeUnit.MILLISECONDS);
    if (input instanceof Input.DiskAnswered(var result)) {
      busy = false;
      return spool.answered(result, System.nanoTime());
    }
    return List.of();
  }

  /// Delivers until nothing more comes.
  List<Long> drain() throws InterruptedException {
    List<Long> numbers = new ArrayList<>();
    spool.connected();
    long endNanos = System.nanoTime() + 60_000_000_000L;
    while (spool.status(System.nanoTime()).waiting() > 0 && System.nanoTime() < endNanos) {
      for (Waiting next = spool.next(System.nanoTime(), true);
          next != null;
          next = spool.next(System.nanoTime(), true)) {
        numbers.add(next.message().key().number());
        spool.release(next.position(), System.nanoTime());
      }
      turn(false, 5);
    }
    return numbers;
  }

  /// Ends in order; true when all is written down.
  boolean end() throws InterruptedException {
    spool.ending(true);
    for (int i = 0; i < 200 && (busy || !spool.settled()); i++) {
      turn(true, 100);
    }
    return spool.settled();
  }

  @Override
  public void control(Input input) {
    inputs.add(input);
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean command(Input.Arrived command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    disk.close();
    folder.close();
  }

  public static void main(String[] arguments) throws InterruptedException {
    try (Feeder feeder = new Feeder(Path.of(arguments[0]), limits())) {
      for (long number = Long.parseLong(arguments[1]); ; number++) {
        feeder.spool.append(message(number, 200), System.nanoTime());
        if (number % 20 == 0) {
          feeder.turn(false, 1).forEach(key -> System.out.println(key.number()));
          System.out.flush();
        }
      }
    }
  }
}
