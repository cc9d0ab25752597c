package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Measures and prints: `Bench ROOT WORK [NAME]`, where NAME is a figure or a group of them. Ends
/// with 1 when a figure is missing, not when it is slow.
final class Bench {
  /// Figures that are measured together.
  interface Group {
    String name();

    /// The names of all figures it gives.
    List<String> figures();

    List<Figure> measure(Bench bench) throws IOException;

    /// Measured only when it is named.
    default boolean isLong() {
      return false;
    }
  }

  static final int PORTS = 4;
  private static final long START_MILLIS = 20_000;
  private static final long CACHE_MILLIS = 300_000;

  final Path root;
  final Path work;
  final MosquittoProcess broker;
  private int subjects;

  private Bench(Path root, Path work) throws IOException {
    this.root = root;
    this.work = work;
    this.broker =
        MosquittoProcess.start(
            work.resolve("broker"),
            "127.0.0.1",
            "allow_anonymous true",
            "set_tcp_nodelay true",
            "max_inflight_messages 0",
            "max_queued_messages 0");
  }

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[1]);
    String wanted = arguments.length > 2 ? arguments[2] : "";
    List<Group> groups =
        List.of(
            new Throughput(),
            new Latency(),
            new StartUp(),
            new Installed(),
            new Writes(),
            new Ptys(),
            new FleetLoad(),
            new Sketches(),
            new Lx106(),
            new Day());
    List<Group> chosen =
        groups.stream()
            .filter(each -> wanted.isEmpty() ? !each.isLong() : isMeant(each, wanted))
            .toList();
    if (chosen.isEmpty()) {
      System.err.println("no figure or group " + wanted + "; there are:");
      groups.forEach(each -> System.err.println("  " + each.name() + ": " + each.figures()));
      System.exit(2);
    }
    Machine.lines(work).forEach(System.out::println);
    System.out.println(Figure.heading());
    Bench bench = new Bench(Path.of(arguments[0]), work);
    boolean whole = true;
    for (Group group : chosen) {
      whole &= bench.measure(group, group.name().equals(wanted) ? "" : wanted);
    }
    bench.broker.close();
    System.exit(whole ? 0 : 1);
  }

  private static boolean isMeant(Group group, String wanted) {
    return group.name().equals(wanted) || group.figures().contains(wanted);
  }

  /// Prints the group's figures, or only the one that is wanted; true when none is missing.
  private boolean measure(Group group, String wanted) {
    List<Figure> measured = new ArrayList<>();
    try {
      measured.addAll(group.measure(this));
    } catch (IOException | RuntimeException | AssertionError e) {
      System.out.println(group.name() + " could not be measured: " + e);
    }
    boolean whole = true;
    for (String name : group.figures()) {
      if (!wanted.isEmpty() && !wanted.equals(name)) {
        continue;
      }
      Figure figure =
          measured.stream()
              .filter(each -> each.name().equals(name) && !Double.isNaN(each.value()))
              .findFirst()
              .orElse(null);
      System.out.println(figure == null ? name + " MISSING" : figure.line());
      whole &= figure != null && figure.leftOut().isEmpty();
    }
    return whole;
  }

  Subject passthrough(Feeder feeder) throws IOException {
    return Subject.passthrough(
        root.resolve("gateway/target/passthrough"), folder(), broker.port(), feeder.paths());
  }

  Subject mosquittoPub(Feeder feeder) throws IOException {
    return Subject.mosquittoPub(folder(), broker.port(), feeder.paths());
  }

  Subject gateway(List<Path> ports, String... lines) throws IOException {
    return Subject.gateway(
        root.resolve("gateway/bin/tidegate"), Map.of(), folder(), broker.port(), ports, lines);
  }

  /// The installed one, as the service starts it; without a state folder it leaves the cache alone.
  Subject installed(Path program, boolean cached, List<Path> ports) throws IOException {
    Path folder = folder();
    Map<String, String> state = cached ? Map.of("STATE_DIRECTORY", folder.toString()) : Map.of();
    return Subject.gateway(program, state, folder, broker.port(), ports);
  }

  Feeder feeder() throws IOException {
    return new Feeder(folder(), PORTS);
  }

  Tally tally() throws IOException {
    return new Tally(broker.port());
  }

  /// Waits until the subject has all ports open.
  static void awaitReady(Feeder feeder) {
    feeder.awaitOpened(START_MILLIS);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /// The simulator's first start makes it, in the background; it would be in the way of what is
  /// measured next.
  ///
  /// @param home where the simulator has its caches
  static void awaitStartCache(Path home) {
    Path folder = home.resolve("tidegate-sim");
    Eventually.await(
        CACHE_MILLIS,
        () -> {
          String[] made = folder.toFile().list((_, name) -> name.endsWith(".aot.of"));
          return made != null && made.length > 0;
        },
        () -> "no cache of the start in " + folder);
  }

  Path folder() throws IOException {
    return Files.createDirectories(work.resolve("subject-" + subjects++));
  }
}
