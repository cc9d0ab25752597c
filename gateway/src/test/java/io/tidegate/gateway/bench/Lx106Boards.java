package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Emulated boards whose programs wait for most of their time, by the commands that a person types:
///
/// - waiting: seconds of the board in one of ours, of an hour in virtual time, the start included;
///   the program waits 10 ms, then runs a few hundred instructions;
/// - publishing: the same for the SDK in small, which joins its network and publishes each second;
/// - image: only with LX106_IMAGE=FILE, the same for that: a sketch's .elf, as the tools of the
///   Arduino core make it, that goes into its network and connects to a broker;
/// - fifty_load: how much of a core fifty of them take, each on a port, in real time;
/// - megabytes_each: what each further one of these adds to the process, its flash of 4 MiB
///   included.
final class Lx106Boards {
  private static final String IMAGE = System.getenv("LX106_IMAGE");

  private static final int HOURS = 3;
  private static final int MANY = 50;
  private static final long LIMIT_SECONDS = 120;
  private static final long LIMIT_MILLIS = LIMIT_SECONDS * 1_000;

  /// After the first lines: Java compiles, then it runs.
  private static final double SETTLE_SECONDS = 20;

  private static final double MEASURED_SECONDS = 20;

  /// How much of a core a process takes, and what it holds.
  private record Load(double percent, double megabytes) {}

  private final Bench bench;
  private final Path cache;
  private final Path program;

  Lx106Boards(Bench bench) throws IOException {
    this.bench = bench;
    cache = bench.folder();
    program = Lx106.compile(bench, "waiting.c", List.of());
  }

  static List<String> figures() {
    List<String> figures = new ArrayList<>(List.of("lx106_waiting", "lx106_publishing"));
    if (IMAGE != null) {
      figures.add("lx106_image");
    }
    figures.addAll(List.of("lx106_fifty_load", "lx106_megabytes_each"));
    return figures;
  }

  List<Figure> measure() throws IOException {
    List<Figure> figures = new ArrayList<>();
    hour(program, "second ");
    Bench.awaitStartCache(cache);
    figures.add(hours("lx106_waiting", program, "second e0f"));
    figures.add(hours("lx106_publishing", Lx106.compileSdk(bench), "published: 3500"));
    if (IMAGE != null) {
      figures.add(hours("lx106_image", Path.of(IMAGE), "connected to "));
    }
    Load one = load(1);
    Load many = load(MANY);
    double each = (many.megabytes - one.megabytes) / (MANY - 1);
    figures.add(Figure.atMost("lx106_fifty_load", many.percent, "% core", 100));
    figures.add(Figure.atMost("lx106_megabytes_each", each, "MB", 6));
    return figures;
  }

  private Figure hours(String name, Path image, String said) throws IOException {
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      speeds.add(hour(image, said));
    }
    return Figure.atLeast(name, Bench.median(speeds), "x", 500);
  }

  private double hour(Path image, String said) throws IOException {
    Path log = bench.folder().resolve("log");
    long begunNanos = System.nanoTime();
    Process process =
        command("firmware", image.toString(), "--virtual", "--seconds", "3600")
            .redirectOutput(log.toFile())
            .start();
    endLater(process);
    Eventually.await(LIMIT_MILLIS, () -> !process.isAlive(), () -> "the hour does not pass");
    double took = (System.nanoTime() - begunNanos) / 1e9;
    if (process.exitValue() != 0 || !Files.readString(log).contains(said)) {
      throw new IOException(
          "expected an hour with \"" + said + "\", got: " + Files.readString(log));
    }
    return 3_600 / took;
  }

  private Load load(int boards) throws IOException {
    Path folder = bench.folder();
    Path links = Files.createDirectories(folder.resolve("links"));
    Path scenario =
        Files.writeString(
            folder.resolve("waiting.yaml"),
            """
            scenario: boards that wait
            lasts: 1 h
            boards:
              board:
                firmware: image
                image: %s
                wifi: false
                count: %d
            """
                .formatted(program, boards));
    Process process =
        command("run", scenario.toString(), "--json", "--link-dir=" + links)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    endLater(process);
    try {
      Eventually.await(
          LIMIT_MILLIS,
          () -> links.toFile().list().length >= boards,
          () -> "expected %d ports in %s".formatted(boards, links));
      pass(process, SETTLE_SECONDS);
      double before = Meter.cpuSeconds(process.pid());
      double took = pass(process, MEASURED_SECONDS);
      double used = Meter.cpuSeconds(process.pid()) - before;
      return new Load(100 * used / took, Meter.residentMegabytes(process.pid()));
    } finally {
      process.destroy();
    }
  }

  /// How long it took, for no wait is exact.
  private static double pass(Process process, double seconds) throws IOException {
    long begunNanos = System.nanoTime();
    if (Eventually.holds((long) (seconds * 1_000), () -> !process.isAlive())) {
      throw new IOException("it ended by itself");
    }
    return (System.nanoTime() - begunNanos) / 1e9;
  }

  private ProcessBuilder command(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addFirst(bench.root.resolve("device-sim/bin/tidegate-sim").toString());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    return builder;
  }

  private static void endLater(Process process) {
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }
}
