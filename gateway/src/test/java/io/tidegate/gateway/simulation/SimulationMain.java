package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.Trace;

/// Histories from the command line: `--seeds A..B`, or `--seed N [--trace]`; `--inputs N` for
/// longer or shorter ones; `--days N` for the seed's site at the pace of days. Exit code 1 when an
/// invariant does not hold.
final class SimulationMain {
  static final long INPUTS = 20_000;

  private SimulationMain() {}

  /// How to see a history again.
  static String command(long seed) {
    return ".ci/simulate --seed " + seed + " --trace";
  }

  public static void main(String[] arguments) throws InterruptedException {
    long first = 1;
    long last = 1_000;
    long inputs = INPUTS;
    long days = 0;
    boolean trace = false;
    int failures = 20;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seeds" -> {
          String[] range = arguments[++i].split("\\.\\.");
          first = Long.parseLong(range[0]);
          last = Long.parseLong(range[1]);
        }
        case "--seed" -> {
          first = Long.parseLong(arguments[++i]);
          last = first;
        }
        case "--inputs" -> inputs = Long.parseLong(arguments[++i]);
        case "--days" -> days = Long.parseLong(arguments[++i]);
        case "--trace" -> trace = true;
        case "--until-found" -> failures = 1;
        default ->
            throw new IllegalArgumentException(
                "expected --seeds A..B, --seed N, --inputs N, --days N or --trace, got "
                    + arguments[i]);
      }
    }
    if (days > 0 || trace) {
      Trace to = trace ? new Trace(System.out) : Trace.OFF;
      System.exit(run(days > 0 ? History.ofDays(first, days, to) : new History(first, inputs, to)));
    }
    System.exit(run(first, last, inputs, failures));
  }

  private static int run(History history) {
    try {
      history.run();
      System.out.printf("%,d core inputs, %s%n", history.inputs(), history.tally());
      return 0;
    } catch (RuntimeException | Error e) {
      System.out.println(history);
      e.printStackTrace(System.out);
      return 1;
    }
  }

  private static int run(long first, long last, long inputs, int failures)
      throws InterruptedException {
    long startNanos = System.nanoTime();
    Seeds seeds = new Seeds(first, last, inputs, failures);
    seeds.run(Runtime.getRuntime().availableProcessors());
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    System.out.print(seeds.coverage().table());
    System.out.printf(
        "%d seeds, %d core inputs, %.1f s%n", last - first + 1, seeds.coreInputs(), seconds);
    seeds.failures().forEach(System.out::println);
    return seeds.failures().isEmpty() ? 0 : 1;
  }
}
