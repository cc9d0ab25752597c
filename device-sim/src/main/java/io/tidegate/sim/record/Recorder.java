package io.tidegate.sim.record;

import io.tidegate.sim.pty.Pty;
import io.tidegate.sim.pty.Tty;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Writes down what passes on a serial port. A port that goes away is waited for.
///
/// It may lie between a board and a program: then the program opens a port of ours, and what it
/// sends goes on to the board and into the file.
///
/// One thread at a time; only [#counts] may be asked by others.
public final class Recorder implements AutoCloseable {
  private static final int READ_BYTES = 4_096;
  private static final int TURN_MILLIS = 20;
  private static final long RETRY_NANOS = 200_000_000;

  /// What to record and where to: `through` is the link of the port that a program may open
  /// instead; null for none. The file grows to `limitBytes` at most.
  public record Plan(
      Path port, int baud, Path file, boolean replace, long limitBytes, Path through) {
    /// The least limit.
    public static final long LEAST_BYTES = 4_096;

    public Plan {
      if (!Baud.fits(baud)) {
        throw new IllegalArgumentException("expected " + Baud.WORDS + ", got " + baud);
      }
      if (limitBytes < LEAST_BYTES) {
        throw new IllegalArgumentException(
            "expected a file of at least %d bytes, got %d".formatted(LEAST_BYTES, limitBytes));
      }
    }
  }

  /// So far. `losses`: how often the port has gone away.
  public record Counts(long heardBytes, long heardReads, long sentBytes, int losses) {
    private Counts plus(int heard, int sent, int lost) {
      return new Counts(
          heardBytes + heard, heardReads + (heard > 0 ? 1 : 0), sentBytes + sent, losses + lost);
    }
  }

  private final Plan plan;
  private final RecordingWriter writer;
  private final Pty through;
  private final long startNanos;
  private final byte[] read = new byte[READ_BYTES];
  private final byte[] waiting = new byte[READ_BYTES];
  private int waitingFrom;
  private int waitingTo;
  private boolean opened;
  private boolean full;
  private Tty tty;
  private volatile Counts counts = new Counts(0, 0, 0, 0);

  /// Opens the port, then makes the file and what a program may open; `now` is when that is.
  public Recorder(Plan plan, Instant now) throws IOException {
    this.plan = plan;
    this.tty = Tty.open(plan.port(), plan.baud());
    this.through = plan.through() == null ? null : new Pty(plan.through());
    this.startNanos = System.nanoTime();
    RecordingWriter made = null;
    try {
      made = new RecordingWriter(plan.file(), plan.replace(), plan.limitBytes());
      made.begin(plan.port().toString(), plan.baud(), now);
      if (through != null) {
        through.plug();
      }
    } catch (IOException e) {
      writer = made;
      close();
      throw e;
    }
    writer = made;
  }

  /// Goes on until `ended` says why to stop, or the file is full; `ended` is asked at least fifty
  /// times a second and says nothing, an empty text, while it goes on.
  public void run(Supplier<String> ended) throws IOException {
    String why = ended.get();
    while (why.isEmpty() && !full) {
      if (tty == null) {
        reopen();
      } else {
        turn();
      }
      why = ended.get();
    }
    writer.note(passedNanos(), "ended: " + why);
  }

  /// From any thread.
  public Counts counts() {
    return counts;
  }

  /// True when the file has its largest size.
  public boolean isFull() {
    return full;
  }

  @Override
  public void close() throws IOException {
    if (tty != null) {
      tty.close();
      tty = null;
    }
    if (through != null) {
      through.close();
    }
    if (writer != null) {
      writer.close();
    }
  }

  private void turn() throws IOException {
    boolean blocked = waitingTo > waitingFrom;
    tty.await(TURN_MILLIS, blocked ? null : through);
    int count = tty.read(read);
    if (count < 0) {
      lose();
      return;
    }
    if (count > 0) {
      heard(count);
    }
    if (through != null && !full) {
      forward();
    }
  }

  private void heard(int count) throws IOException {
    full = !writer.write(passedNanos(), Direction.HEARD, read, count);
    counts = counts.plus(full ? 0 : count, 0, 0);
    if (through != null) {
      through.write(read, 0, count);
    }
  }

  /// What the program says; the board's port may take it in parts.
  private void forward() throws IOException {
    if (waitingFrom == waitingTo) {
      waitingFrom = 0;
      waitingTo = through.read(waiting);
    }
    if (waitingFrom < waitingTo) {
      int taken = tty.write(waiting, waitingFrom, waitingTo - waitingFrom);
      System.arraycopy(waiting, waitingFrom, read, 0, taken);
      waitingFrom += taken;
      full = taken > 0 && !writer.write(passedNanos(), Direction.SENT, read, taken);
      counts = counts.plus(0, full ? 0 : taken, 0);
    }
    boolean openedNow = through.isOpened();
    if (opened && !openedNow) {
      through.freshen();
    }
    opened = openedNow;
  }

  private void lose() throws IOException {
    writer.note(passedNanos(), "the port is gone");
    counts = counts.plus(0, 0, 1);
    tty.close();
    tty = null;
    waitingFrom = waitingTo;
    if (through != null) {
      through.unplug();
      opened = false;
    }
  }

  private void reopen() throws IOException {
    try {
      tty = Tty.open(plan.port(), plan.baud());
    } catch (IOException _) {
      // not there yet, or not ours yet: udev sets its group a moment later
      LockSupport.parkNanos(this, RETRY_NANOS);
      return;
    }
    writer.note(passedNanos(), "the port is back");
    if (through != null) {
      through.plug();
    }
  }

  private long passedNanos() {
    return System.nanoTime() - startNanos;
  }
}
