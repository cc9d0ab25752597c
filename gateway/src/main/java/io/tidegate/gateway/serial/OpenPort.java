package io.tidegate.gateway.serial;

import com.fazecast.jSerialComm.SerialPort;
import io.tidegate.gateway.core.Inbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// One port while it is open: a thread that reads, a thread that writes. Platform threads, since
/// the native calls would pin virtual ones.
///
/// jSerialComm's writes have no time limit on Linux: a peer that does not read makes them hang. The
/// supervisor asks [#isWriterStuck] and closes the port, which frees the call.
final class OpenPort {
  static final int QUEUE_LIMIT = 32;
  static final int CHUNK_BYTES = 64;
  static final long WRITE_LIMIT_NANOS = 2_000_000_000L;
  private static final int READ_BYTES = 1_024;

  /// A read that finds nothing wakes up this rarely; a byte, a hang-up and a close end it at once.
  private static final int READ_TIMEOUT_MILLIS = 500;

  /// A reader that is in a read when its port is closed comes back at once.
  private static final long JOIN_MILLIS = 200;

  /// A read that gives nothing sooner than its timeout: the device is going away.
  private static final long SOON_NANOS = 20_000_000L;
  private static final int SOON_LIMIT = 5;

  final int number;
  final Path path;
  private final SerialPort device;
  private final Inbox inbox;
  private final BiConsumer<OpenPort, String> gone;
  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT);
  private volatile boolean closing;
  private volatile long writingSinceNanos;
  private Thread reader;
  private Thread writer;

  /// `gone` is told once when the port ends by itself, on the reader's thread.
  OpenPort(
      int number, Path path, SerialPort device, Inbox inbox, BiConsumer<OpenPort, String> gone) {
    this.number = number;
    this.path = path;
    this.device = device;
    this.inbox = inbox;
    this.gone = gone;
  }

  static void settle(SerialPort device) {
    device.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MILLIS, 0);
  }

  void start(String label) {
    writer = Thread.ofPlatform().name("write-" + label).daemon(true).start(this::write);
    reader = Thread.ofPlatform().name("read-" + label).daemon(true).start(this::read);
  }

  /// False when the queue is full.
  boolean send(byte[] bytes) {
    return !closing && queue.offer(bytes);
  }

  boolean isWriterStuck(long nowNanos) {
    long since = writingSinceNanos;
    return since != 0 && nowNanos - since > WRITE_LIMIT_NANOS;
  }

  /// Frees both threads and sees what was read into the inbox; may hang in the driver, so it is
  /// called where that does no harm.
  void close() {
    closing = true;
    writer.interrupt();
    device.closePort();
    try {
      reader.join(JOIN_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    byte[] bytes = new byte[READ_BYTES];
    int soon = 0;
    while (!closing) {
      long begunNanos = System.nanoTime();
      int count = device.readBytes(bytes, bytes.length);
      if (count > 0) {
        soon = 0;
        if (!inbox.bytes(number, bytes, count)) {
          return;
        }
        continue;
      }
      soon = System.nanoTime() - begunNanos < SOON_NANOS ? soon + 1 : 0;
      if (count < 0 || soon > SOON_LIMIT || !Files.exists(path)) {
        break;
      }
    }
    if (!closing) {
      gone.accept(this, "unplugged or closed by its driver");
    }
  }

  private void write() {
    try {
      while (!closing) {
        byte[] next = queue.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          writeWhole(next);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeWhole(byte[] bytes) {
    writingSinceNanos = System.nanoTime() | 1;
    for (int at = 0; at < bytes.length && !closing; ) {
      byte[] chunk = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK_BYTES));
      int count = device.writeBytes(chunk, chunk.length);
      if (count <= 0) {
        // the reader finds out that the port is gone
        break;
      }
      at += count;
    }
    writingSinceNanos = 0;
  }
}
