package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How many lines a second arrive at the subscriber when boards print as fast as they are read.
final class Throughput implements Bench.Group {
  private static final int ROUNDS = 3;
  private static final long WARM_MILLIS = 4_000;
  private static final long MEASURE_MILLIS = 5_000;

  /// What waits in the spool at the end is not lost: it is given time while anything arrives.
  private static final long QUIET_MILLIS = 10_000;

  private double lost;
  private double repeats;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "passthrough_rate",
        "mosquitto_pub_rate",
        "gateway_rate",
        "gateway_rate_ratio",
        "gateway_rate_lost",
        "gateway_rate_repeated",
        "gateway_rate_commit_20ms",
        "gateway_rate_commit_20ms_ratio",
        "link_rate_board_acks");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    List<Double> passthrough = new ArrayList<>();
    List<Double> gateway = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      passthrough.add(rate(bench, feeder -> bench.passthrough(feeder), false));
      gateway.add(rate(bench, feeder -> bench.gateway(feeder.paths()), true));
    }
    double publisher = rate(bench, feeder -> bench.mosquittoPub(feeder), false);
    double committing =
        rate(bench, feeder -> bench.gateway(feeder.paths(), "  commit_delay: 20 ms"), true);
    double measure = Bench.median(passthrough);
    return List.of(
        Figure.stated("passthrough_rate", measure, "lines/s"),
        Figure.stated("mosquitto_pub_rate", publisher, "lines/s"),
        Figure.stated("gateway_rate", Bench.median(gateway), "lines/s"),
        Figure.atLeast("gateway_rate_ratio", Bench.median(gateway) / measure, "x", 0.6),
        Figure.atMost("gateway_rate_lost", lost, "lines", 0),
        Figure.stated("gateway_rate_repeated", repeats, "lines"),
        Figure.stated("gateway_rate_commit_20ms", committing, "lines/s"),
        Figure.stated("gateway_rate_commit_20ms_ratio", committing / measure, "x"),
        Figure.stated("link_rate_board_acks", LinkFeeder.rate(bench), "readings/s"));
  }

  private interface Start {
    Subject subject(Feeder feeder) throws IOException;
  }

  /// `counted`: what does not arrive goes to the books.
  private double rate(Bench bench, Start start, boolean counted) throws IOException {
    try (Feeder feeder = bench.feeder();
        Tally tally = bench.tally();
        Subject subject = start.subject(feeder)) {
      Bench.awaitReady(feeder);
      // some settle their ports only after opening them
      Eventually.pass(500);
      feeder.flatOut();
      Eventually.pass(WARM_MILLIS);
      long before = tally.unique();
      long begunNanos = System.nanoTime();
      Eventually.pass(MEASURE_MILLIS);
      double perSecond = (tally.unique() - before) * 1e9 / (System.nanoTime() - begunNanos);
      feeder.stop();
      drain(feeder, tally);
      if (counted) {
        long missing = Math.max(feeder.fed() - tally.unique(), 0);
        if (missing > 0) {
          System.err.println(missing + " lines did not arrive; the log: " + subject.log());
        }
        lost += missing;
        repeats += tally.repeats();
      }
      if (perSecond == 0) {
        throw new IOException("nothing arrived; the log: " + subject.log());
      }
      return perSecond;
    }
  }

  private static void drain(Feeder feeder, Tally tally) {
    long arrived;
    do {
      arrived = tally.unique();
      long before = arrived;
      Eventually.holds(
          QUIET_MILLIS, () -> tally.unique() >= feeder.fed() || tally.unique() > before);
    } while (tally.unique() > arrived && tally.unique() < feeder.fed());
  }
}
