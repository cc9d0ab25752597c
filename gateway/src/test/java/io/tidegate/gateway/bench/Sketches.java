package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/// A sketch that speaks MQTT with PubSubClient, and an idle one, by the command that a person
/// types, its start included, in virtual time:
///
/// - first build: from the command to the word that it is built, with nothing in the cache;
/// - cached start: the same once all is there, the cache of Java's start as well;
/// - to connect: from that word until the sketch says that the broker has taken its CONNECT;
/// - resident: the most that the sketch's own process holds during an hour of its time, in which
///   it publishes; the simulator, which many boards share, is not in it;
/// - virtual hour: the whole command with an hour of a sketch whose loop() is empty; and of the
///   one that publishes every five seconds.
final class Sketches implements Bench.Group {
  private static final int FIRST_BUILDS = 3;
  private static final int STARTS = 11;
  private static final int HOURS = 3;
  private static final long LIMIT_SECONDS = 300;
  private static final long LOOK_MILLIS = 250;
  private static final String CONNECTING = "esp8266-pubsubclient";
  private static final String IDLE = "Idle";
  private static final String CONNECTED = "mqtt connected";

  /// Seconds from the command to the word that it is built, and from there to the connection.
  private record Start(double built, double connected) {}

  /// Seconds from the command to its end, and what the sketch held at most.
  private record Hour(double seconds, double megabytes) {}

  @Override
  public String name() {
    return "sketches";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "sketch_first_build",
        "sketch_cached_start",
        "sketch_to_connect",
        "sketch_resident",
        "sketch_virtual_hour",
        "sketch_virtual_hour_connected");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    Path connecting = connecting(bench);
    Path idle = Files.createDirectories(bench.folder().resolve(IDLE));
    Files.writeString(idle.resolve(IDLE + ".ino"), "void setup() {}\nvoid loop() {}\n");
    List<Start> first = new ArrayList<>();
    Path cache = null;
    for (int i = 0; i < FIRST_BUILDS; i++) {
      cache = bench.folder();
      first.add(start(bench, cache, connecting, "built for"));
      Bench.awaitStartCache(cache);
    }
    List<Start> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      starts.add(start(bench, cache, connecting, "built before for"));
    }
    List<Hour> idling = new ArrayList<>();
    List<Hour> publishing = new ArrayList<>();
    hour(bench, cache, idle, 1);
    for (int i = 0; i < HOURS; i++) {
      idling.add(hour(bench, cache, idle, 3_600));
      publishing.add(hour(bench, cache, connecting, 3_600));
    }
    double most = publishing.stream().mapToDouble(Hour::megabytes).max().orElseThrow();
    return List.of(
        Figure.atMost("sketch_first_build", median(first, Start::built), "s", 10),
        Figure.atMost("sketch_cached_start", 1_000 * median(starts, Start::built), "ms", 200),
        Figure.atMost("sketch_to_connect", 1_000 * median(starts, Start::connected), "ms", 50),
        Figure.atMost("sketch_resident", most, "MB", 8),
        Figure.atMost("sketch_virtual_hour", median(idling, Hour::seconds), "s", 5),
        Figure.stated("sketch_virtual_hour_connected", median(publishing, Hour::seconds), "s"));
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    return Bench.median(all.stream().map(value::applyAsDouble).toList());
  }

  /// As its author would have it: a copy, with the settings of the example.
  private static Path connecting(Bench bench) throws IOException {
    Path folder = Files.createDirectories(bench.folder().resolve(CONNECTING));
    Path from = bench.root.resolve("arduino-sketches").resolve(CONNECTING);
    for (String each : List.of(CONNECTING + ".ino", "back_off.h")) {
      Files.copy(from.resolve(each), folder.resolve(each));
    }
    Files.copy(from.resolve("config.example.h"), folder.resolve("config.h"));
    return folder;
  }

  private static Start start(Bench bench, Path cache, Path sketch, String word) throws IOException {
    ProcessBuilder builder = command(bench, cache, sketch, 10);
    long begunNanos = System.nanoTime();
    Process process = builder.redirectErrorStream(true).start();
    endLater(process);
    StringBuilder said = new StringBuilder();
    double built = Double.NaN;
    double connected = Double.NaN;
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        double now = (System.nanoTime() - begunNanos) / 1e9;
        said.append(line).append('\n');
        if (Double.isNaN(built) && line.contains(": " + word)) {
          built = now;
        } else if (Double.isNaN(connected) && line.startsWith(CONNECTED)) {
          connected = now - built;
        }
      }
    }
    if (Double.isNaN(built) || Double.isNaN(connected)) {
      throw new IOException("expected `" + word + "` and `" + CONNECTED + "`, got:\n" + said);
    }
    return new Start(built, connected);
  }

  private static Hour hour(Bench bench, Path cache, Path sketch, int seconds) throws IOException {
    Path log = bench.folder().resolve("log");
    ProcessBuilder builder = command(bench, cache, sketch, seconds);
    long begunNanos = System.nanoTime();
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    endLater(process);
    String name = sketch.getFileName().toString();
    double most = 0;
    // a look costs time, too
    while (!Eventually.holds(LOOK_MILLIS, () -> !process.isAlive())) {
      most = Math.max(most, megabytes(process, name));
    }
    double took = (System.nanoTime() - begunNanos) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(name + " failed: " + Files.readString(log));
    }
    return new Hour(took, most);
  }

  /// Of the sketch's process below this one; 0 while there is none.
  private static double megabytes(Process process, String name) {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/" + name))
        .mapToDouble(each -> peak(each.pid()))
        .max()
        .orElse(0);
  }

  private static double peak(long pid) {
    try {
      return Meter.peakMegabytes(pid);
    } catch (IOException _) {
      return 0; // it has just ended
    }
  }

  private static ProcessBuilder command(Bench bench, Path cache, Path sketch, int seconds) {
    ProcessBuilder builder =
        new ProcessBuilder(
            bench.root.resolve("device-sim/bin/tidegate-sim").toString(),
            "sketch",
            sketch.toString(),
            "--library",
            bench.root.resolve("device-sim/host-core/test/libraries").toString(),
            "--virtual",
            "--seconds",
            Integer.toString(seconds));
    builder.environment().put("XDG_CACHE_HOME", cache.toString());
    return builder;
  }

  private static void endLater(Process process) {
    CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }
}
