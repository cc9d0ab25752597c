package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a reading's way takes at 100 readings a second on four ports, and what that costs.
final class Latency implements Bench.Group {
  private static final int ROUNDS = 2;
  private static final int PER_SECOND = 100;
  private static final long WARM_MILLIS = 8_000;
  private static final long MEASURE_MILLIS = 15_000;

  private record Round(double p50Millis, double p99Millis, double cpuPercent, double megabytes) {}

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "passthrough_p50",
        "passthrough_p99",
        "gateway_p50",
        "gateway_p99",
        "gateway_p50_above",
        "gateway_p99_above",
        "passthrough_cpu",
        "gateway_cpu",
        "gateway_resident");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    List<Round> passthrough = new ArrayList<>();
    List<Round> gateway = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      passthrough.add(round(bench, feeder -> bench.passthrough(feeder)));
      gateway.add(round(bench, feeder -> bench.gateway(feeder.paths())));
    }
    double pass50 = median(passthrough, Round::p50Millis);
    double pass99 = median(passthrough, Round::p99Millis);
    double gate50 = median(gateway, Round::p50Millis);
    double gate99 = median(gateway, Round::p99Millis);
    return List.of(
        Figure.stated("passthrough_p50", pass50, "ms"),
        Figure.stated("passthrough_p99", pass99, "ms"),
        Figure.stated("gateway_p50", gate50, "ms"),
        Figure.stated("gateway_p99", gate99, "ms"),
        Figure.atMost("gateway_p50_above", gate50 - pass50, "ms", 1),
        Figure.atMost("gateway_p99_above", gate99 - pass99, "ms", 5),
        Figure.stated("passthrough_cpu", median(passthrough, Round::cpuPercent), "%"),
        Figure.atMost("gateway_cpu", median(gateway, Round::cpuPercent), "%", 3),
        Figure.atMost("gateway_resident", median(gateway, Round::megabytes), "MB", 80));
  }

  private static double median(
      List<Round> rounds, java.util.function.ToDoubleFunction<Round> value) {
    return Bench.median(rounds.stream().mapToDouble(value).boxed().toList());
  }

  private interface Start {
    Subject subject(Feeder feeder) throws IOException;
  }

  private static Round round(Bench bench, Start start) throws IOException {
    try (Feeder feeder = bench.feeder();
        Tally tally = bench.tally();
        Subject subject = start.subject(feeder)) {
      Bench.awaitReady(feeder);
      long pid = subject.process().pid();
      feeder.atRate(PER_SECOND);
      Eventually.pass(WARM_MILLIS);
      tally.time();
      double cpuBefore = Meter.cpuSeconds(pid);
      long begunNanos = System.nanoTime();
      Eventually.pass(MEASURE_MILLIS);
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      double cpu = 100 * (Meter.cpuSeconds(pid) - cpuBefore) / seconds;
      return new Round(
          tally.tookMillis(0.5), tally.tookMillis(0.99), cpu, Meter.residentMegabytes(pid));
    }
  }
}
