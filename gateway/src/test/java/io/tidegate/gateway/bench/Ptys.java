package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// 500 boards on ports at a line a second, in one process: how late each line is at a reader,
/// counted from when its board was to measure, its time on the line included; and what they cost.
final class Ptys implements Bench.Group {
  private static final int BOARDS = 500;
  private static final long WARM_MILLIS = 6_000;
  private static final long MEASURE_MILLIS = 20_000;
  private static final long STOP_SECONDS = 20;

  /// As `tidegate-sim` is started, see gateway/bin/launch.sh and device-sim/bin/tidegate-sim.
  static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:+UseSerialGC",
          "-Xmx192m",
          "-Xmn8m",
          "-Xss512k",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"));

  private record Round(
      double p50Millis,
      double p99Millis,
      double most,
      double lost,
      double cpuPercent,
      double megabytes) {}

  @Override
  public String name() {
    return "ptys";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "ptys_500_late_p50",
        "ptys_500_late_p99",
        "ptys_500_late_most",
        "ptys_500_lost",
        "ptys_500_in_step_late_p50",
        "ptys_500_in_step_late_p99",
        "ptys_500_cpu",
        "ptys_500_resident",
        "ptys_per_board");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    Round one = round(bench.folder(), 1, "spread");
    Round spread = round(bench.folder(), BOARDS, "spread");
    Round step = round(bench.folder(), BOARDS, "step");
    double perBoard = (spread.megabytes - one.megabytes) * 1_024 / (BOARDS - 1);
    return List.of(
        Figure.stated("ptys_500_late_p50", spread.p50Millis, "ms"),
        Figure.atMost("ptys_500_late_p99", spread.p99Millis, "ms", 100),
        Figure.stated("ptys_500_late_most", spread.most, "ms"),
        Figure.atMost("ptys_500_lost", spread.lost + step.lost, "lines", 0),
        Figure.stated("ptys_500_in_step_late_p50", step.p50Millis, "ms"),
        Figure.atMost("ptys_500_in_step_late_p99", step.p99Millis, "ms", 100),
        Figure.stated("ptys_500_cpu", spread.cpuPercent, "%"),
        Figure.stated("ptys_500_resident", spread.megabytes, "MB"),
        Figure.stated("ptys_per_board", perBoard, "KB"));
  }

  private static Round round(Path folder, int count, String how) throws IOException {
    List<String> command = new ArrayList<>(JAVA);
    command.add(PtyBoards.class.getName());
    command.addAll(List.of(folder.toString(), Integer.toString(count), how));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String said = process.inputReader(StandardCharsets.UTF_8).readLine();
      if (!"ready".equals(said)) {
        throw new IOException("the boards are not there: " + said);
      }
      List<Path> ports = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ports.add(PtyBoards.port(folder, i));
      }
      PtyReaders readers = new PtyReaders(ports);
      return measured(process, readers, folder);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Round measured(Process process, PtyReaders readers, Path folder)
      throws IOException {
    long pid = process.pid();
    Eventually.pass(WARM_MILLIS);
    double cpuBefore = Meter.cpuSeconds(pid);
    long fromNanos = System.nanoTime();
    Eventually.pass(MEASURE_MILLIS);
    long toNanos = System.nanoTime();
    double cpu = 100 * (Meter.cpuSeconds(pid) - cpuBefore) * 1e9 / (toNanos - fromNanos);
    double megabytes = Meter.residentMegabytes(pid);
    // what is due just before the end may still be on its way
    Eventually.pass(1_000);
    end(process);
    Map<PtyReaders.Line, Long> cameNanos = readers.cameNanos();
    List<Double> lateMillis = new ArrayList<>();
    long lost = 0;
    for (String line : Files.readAllLines(folder.resolve(PtyBoards.DUE))) {
      String[] words = line.split(" ");
      long dueNanos = Long.parseLong(words[2]);
      if (dueNanos < fromNanos || dueNanos >= toNanos) {
        continue;
      }
      Long came =
          cameNanos.get(new PtyReaders.Line(Integer.parseInt(words[0]), Long.parseLong(words[1])));
      if (came == null) {
        lost++;
      } else {
        lateMillis.add((came - dueNanos) / 1e6);
      }
    }
    if (lateMillis.isEmpty()) {
      throw new IOException("no line came");
    }
    lateMillis.sort(null);
    return new Round(
        part(lateMillis, 0.5), part(lateMillis, 0.99), lateMillis.getLast(), lost, cpu, megabytes);
  }

  private static void end(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the boards do not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static double part(List<Double> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
  }
}
