package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From the start of the process to the first reading at the subscriber, while boards print.
final class StartUp implements Bench.Group {
  private static final int STARTS = 5;
  private static final int PER_SECOND = 400;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public List<String> figures() {
    return List.of("start_to_first_delivered");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      seconds.add(seconds(bench, bench::gateway));
    }
    return List.of(Figure.atMost("start_to_first_delivered", Bench.median(seconds), "s", 1));
  }

  /// A start of a gateway on these ports.
  interface Start {
    Subject on(List<Path> ports) throws IOException;
  }

  static double seconds(Bench bench, Start start) throws IOException {
    try (Feeder feeder = bench.feeder();
        Tally tally = bench.tally()) {
      feeder.atRate(PER_SECOND);
      long begunNanos = System.nanoTime();
      try (Subject subject = start.on(feeder.paths())) {
        Eventually.await(60_000, () -> tally.unique() > 0, () -> "nothing came: " + log(subject));
        return (System.nanoTime() - begunNanos) / 1e9;
      }
    }
  }

  private static String log(Subject subject) {
    try {
      return subject.log();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
