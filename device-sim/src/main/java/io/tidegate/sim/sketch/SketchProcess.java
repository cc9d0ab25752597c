package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One run of a sketch: a process, its messages, and what it complains about. One thread talks to
/// it; it is ended when it does not answer.
final class SketchProcess implements AutoCloseable {
  /// So long may it compute in our time without a word.
  static final long PATIENCE_SECONDS = 10;

  private static final int MOST_COMPLAINTS = 200;
  private static final int MOST_LETTERS = 1_000;
  private static final long LOOK_MILLIS = 500;

  /// Looks after all sketches of this program.
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sketch-watch").daemon(true).factory());

  private final Process process;
  private final Talk talk;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final AtomicInteger complaintCount = new AtomicInteger();
  private final Thread listener;
  private final ScheduledFuture<?> watch;
  private volatile long waitingSinceNanos;
  private volatile boolean waiting;
  private volatile boolean silent;

  /// In this folder.
  SketchProcess(SketchSetup plan, Path folder) throws IOException {
    // one that is watched may be stopped for as long as one likes
    boolean debugger = plan.debugger();
    ProcessBuilder builder = new ProcessBuilder(plan.command()).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("ASAN_OPTIONS", "detect_leaks=0");
    environment.put("UBSAN_OPTIONS", "print_stacktrace=1");
    if (debugger) {
      environment.put("TIDEGATE_GDB", "1");
    }
    if (plan.isEmulated()) {
      environment.put("TIDEGATE_EMULATED", "1");
    }
    this.process = builder.start();
    this.talk = new Talk(process.getInputStream(), process.getOutputStream());
    this.listener = Thread.ofPlatform().name("sketch-complaints").daemon(true).start(this::listen);
    this.watch =
        debugger
            ? null
            : WATCH.scheduleWithFixedDelay(
                this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  long pid() {
    return process.pid();
  }

  void send(Out message) throws IOException {
    talk.send(message);
  }

  /// The next message; null when the process has ended.
  In await() throws IOException {
    waitingSinceNanos = System.nanoTime();
    waiting = true;
    try {
      talk.flush();
      return talk.receive();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return null; // nobody was there to hear us
    } finally {
      waiting = false;
    }
  }

  /// It was ended because it did not answer.
  boolean wasSilent() {
    return silent;
  }

  /// The next line that it has written to its standard error; null when there is none.
  String complaint() {
    return complaints.poll();
  }

  /// How it ended, in words, after all it had to say. One that does not end by itself is ended.
  String end() {
    try {
      if (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      listener.join(LOOK_MILLIS);
      int signal = process.waitFor() - 128;
      return signal > 0 ? "ended by signal " + signal : "ended with code " + process.exitValue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "ended";
    } finally {
      close();
    }
  }

  /// Waits until a debugger has it; false when it ends before.
  boolean awaitDebugger() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    while (process.isAlive()) {
      if (Files.readAllLines(status).stream()
          .anyMatch(each -> each.matches("TracerPid:\\s+[1-9].*"))) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS) / 5);
    }
    return false;
  }

  /// Ends it, whatever it still has to say.
  @Override
  public void close() {
    if (watch != null) {
      watch.cancel(false);
    }
    process.destroyForcibly();
  }

  private void look() {
    if (waiting
        && System.nanoTime() - waitingSinceNanos > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      silent = true;
      process.destroyForcibly();
    }
  }

  /// What is more than the limit is read and thrown away, so that the process can go on.
  private void listen() {
    StringBuilder line = new StringBuilder();
    try (Reader letters =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      for (int letter = letters.read(); letter >= 0; letter = letters.read()) {
        if (letter != '\n') {
          line.append((char) letter);
        }
        if (letter == '\n' || line.length() == MOST_LETTERS) {
          complain(line.toString());
          line.setLength(0);
        }
      }
    } catch (IOException _) {
      // it was ended in the middle of a line
    }
    if (!line.isEmpty()) {
      complain(line.toString());
    }
  }

  private void complain(String line) {
    int count = complaintCount.incrementAndGet();
    if (count <= MOST_COMPLAINTS) {
      complaints.add(line);
    } else if (count == MOST_COMPLAINTS + 1) {
      complaints.add("what it says further on is left out");
    }
  }
}
