package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The package as it is installed, with the cache that make-cache leaves and without: how long a
/// start takes, in turns; and the memory after ten minutes at 100 readings a second, side by side.
final class Installed implements Bench.Group {
  private static final int STARTS = 15;
  private static final int PER_SECOND = 100;
  private static final long MEMORY_MILLIS = 600_000;

  @Override
  public String name() {
    return "installed";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "installed_start",
        "installed_start_cached",
        "installed_resident",
        "installed_resident_cached",
        "installed_cache");
  }

  @Override
  public boolean isLong() {
    return true;
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    Path home = install(bench);
    Path program = home.resolve("bin/tidegate");
    List<Double> plain = new ArrayList<>();
    List<Double> cached = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      plain.add(StartUp.seconds(bench, ports -> bench.installed(program, false, ports)));
      cached.add(StartUp.seconds(bench, ports -> bench.installed(program, true, ports)));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.stated("installed_start", Bench.median(plain), "s"));
    figures.add(Figure.stated("installed_start_cached", Bench.median(cached), "s"));
    figures.addAll(memory(bench, program));
    double megabytes = Files.size(home.resolve("cache/run.aot")) / 1e6;
    figures.add(Figure.stated("installed_cache", megabytes, "MB"));
    return figures;
  }

  private static List<Figure> memory(Bench bench, Path program) throws IOException {
    try (Feeder one = bench.feeder();
        Feeder other = bench.feeder();
        Subject plain = bench.installed(program, false, one.paths());
        Subject cached = bench.installed(program, true, other.paths())) {
      Bench.awaitReady(one);
      Bench.awaitReady(other);
      one.atRate(PER_SECOND);
      other.atRate(PER_SECOND);
      Eventually.pass(MEMORY_MILLIS);
      return List.of(
          resident("installed_resident", plain), resident("installed_resident_cached", cached));
    }
  }

  private static Figure resident(String name, Subject subject) throws IOException {
    return Figure.stated(name, Meter.residentMegabytes(subject.process().pid()), "MB");
  }

  private static Path install(Bench bench) throws IOException {
    Path home = Files.createDirectories(bench.work.resolve("installed"));
    try (Stream<Path> files = Files.list(bench.root.resolve("gateway/target"))) {
      Path archive = files.filter(f -> f.toString().endsWith(".tar.gz")).findFirst().orElseThrow();
      run("tar", "xzf", archive.toString(), "-C", home.toString(), "--strip-components=1");
    }
    run(home.resolve("bin/make-cache").toString());
    return home;
  }

  private static void run(String... command) throws IOException {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + exit);
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }
}
