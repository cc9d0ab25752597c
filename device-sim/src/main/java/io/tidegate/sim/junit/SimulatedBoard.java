package io.tidegate.sim.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.record.Recording;
import io.tidegate.sim.record.ReplayBoard;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A board on a port of its own that any program opens like a serial port, at [#path].
///
/// It runs by itself, in real time. Any thread may call. What begins with `await` fails after ten
/// seconds, with what has passed on the port.
public final class SimulatedBoard {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}");
  private static final long LIMIT_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = 2_000_000;
  private static final long MILLI_NANOS = 1_000_000;

  private final String name;
  private final Path folder;
  private final Books books = new Books();
  private final WitnessedBoard board;
  private final Rack rack;
  private final Place place;

  private SimulatedBoard(String name, Simulated wanted, Path folder) throws IOException {
    this.name = name;
    this.folder = folder;
    Board inside = inside(wanted);
    this.board = new WitnessedBoard(inside, books);
    this.rack = new Rack(new World(wanted.seed()));
    PortPlan plan =
        PortPlan.of(folder.resolve(name)).withResetOnOpen(wanted.resetOnOpen()).withTap(books);
    try {
      boolean replays = inside instanceof ReplayBoard;
      this.place = rack.add(board, replays ? plan.withBaud(ReplayBoard.LINE_BAUD) : plan);
    } catch (IOException e) {
      rack.close();
      throw e;
    }
  }

  static SimulatedBoard start(String name, Simulated wanted) throws IOException {
    check(name, wanted);
    Path folder = Files.createTempDirectory("tidegate-sim-");
    try {
      return new SimulatedBoard(name, wanted, folder);
    } catch (IOException | RuntimeException e) {
      try {
        remove(folder);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  public String name() {
    return name;
  }

  /// Where a program opens it. The same all the time; nothing is there while it is unplugged.
  public Path path() {
    return folder.resolve(name);
  }

  /// Presses its reset button.
  public void reset() {
    change("reset", place::reset);
  }

  /// Pulls its cable: the port vanishes. The board keeps its power and runs on.
  public void unplug() {
    change("unplugged", place::unplug);
  }

  public void plug() {
    change("plugged in", place::plug);
  }

  /// Takes its power or gives it back; what its memory held is gone.
  public void power(boolean on) {
    change(on ? "power" : "no power", () -> place.power(on));
  }

  /// Has it say this now, besides what it says by itself, as fast as its line goes; what it still
  /// has to say when its power goes or it is reset is lost. An IllegalStateException when it has no
  /// power, or more than a megabyte would wait.
  public void say(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    String refusal =
        ask(
            () -> {
              String why = board.say(bytes);
              place.cable().wake();
              return why;
            });
    if (!refusal.isEmpty()) {
      throw new IllegalStateException(name + ": " + refusal);
    }
  }

  /// All it was told so far; of more than a megabyte the last part.
  public String received() {
    return new String(books.received(), UTF_8);
  }

  /// Waits until this is part of what it was told.
  public void awaitReceived(String text) {
    await(() -> received().contains(text), "it is told \"" + text + "\"");
  }

  /// All that it has measured so far, each before it says so; at most the last 100,000. Empty for a
  /// board that is silent or plays a recording.
  public List<Measurement> measured() {
    return books.measured();
  }

  /// Waits until it has measured so often; gives all that it has measured by then.
  public List<Measurement> awaitMeasured(int count) {
    await(() -> measured().size() >= count, "it has measured " + count + " times");
    return measured();
  }

  /// True while a program has its port open.
  public boolean isOpened() {
    return place.isOpened();
  }

  /// Waits until a program has its port open. What it says before reaches nobody.
  public void awaitOpened() {
    await(this::isOpened, "its port is opened");
  }

  /// The last four kilobytes of what has passed on the port, a line each with its time: `<` the
  /// board said, `-` it said to nobody, `>` it was told, `!` something else.
  public String transcript() {
    return books.transcript();
  }

  /// For a person.
  String description() {
    return "%s at %s, opened %d times, %d bytes unheard, %d lost"
        .formatted(
            name,
            path(),
            place.opens(),
            place.unheardBytes(),
            place.lostBytes() + books.unsaidBytes());
  }

  void close() {
    rack.close();
    try {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + folder + " cannot be removed", e);
    }
  }

  /// With whatever a program has put there: it takes the folder for one of devices.
  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : all.reversed()) {
      Files.deleteIfExists(each);
    }
  }

  private static void check(String name, Simulated wanted) {
    String system = System.getProperty("os.name");
    demand(system.equals("Linux"), "ports", "Linux", system);
    demand(NAME.matcher(name).matches(), "name", "1 to 64 of A-Z a-z 0-9 _ . -", name);
    demand(wanted.everyMillis() >= 1, "everyMillis", "1 or more", wanted.everyMillis());
    boolean replays = !wanted.recording().isEmpty();
    demand(
        !(replays && wanted.silent()), "recording", "none for a silent board", wanted.recording());
  }

  private static void demand(boolean holds, String what, String expected, Object got) {
    if (!holds) {
      throw new IllegalArgumentException("%s: expected %s, got %s".formatted(what, expected, got));
    }
  }

  private Board inside(Simulated wanted) throws IOException {
    if (wanted.silent()) {
      return new WitnessedBoard.Silent();
    }
    if (!wanted.recording().isEmpty()) {
      Path file = Path.of(wanted.recording());
      demand(Files.isRegularFile(file), "recording", "a file", file + ", where none is");
      Recording recording = Recording.read(file);
      return new ReplayBoard(recording, wanted.speed(), wanted.loop());
    }
    long periodNanos = wanted.everyMillis() * MILLI_NANOS;
    return BoardPlan.of(name, wanted.kind(), wanted.kind().usualChip(), periodNanos)
        .build(wanted.seed(), books::measured)
        .board();
  }

  private interface Change {
    void happen() throws IOException;
  }

  private void change(String words, Change change) {
    ask(
        () -> {
          change.happen();
          books.note(words);
          return null;
        });
  }

  private <T> T ask(Callable<T> question) {
    try {
      return rack.ask(question);
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + e.getMessage(), e);
    }
  }

  private void await(BooleanSupplier condition, String words) {
    long endNanos = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - endNanos >= 0) {
        throw new AssertionError(
            "expected within 10 s that %s; %s:\n%s".formatted(words, description(), transcript()));
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }
}
