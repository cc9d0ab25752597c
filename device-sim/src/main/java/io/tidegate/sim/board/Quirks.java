package io.tidegate.sim.board;

/// What is wrong with one board, or special about its time. `startMillis` is what millis() gives
/// when it begins to run for the first time, so that the end of its 32 bits is near; after a reset
/// it counts from 0. `driftPpm`: millionths by which its clock is too fast. `leakBytes`: what each
/// turn of loop() takes from the heap and does not give back.
public record Quirks(long startMillis, int driftPpm, int leakBytes) {
  public static final Quirks NONE = new Quirks(0, 0, 0);

  private static final int MOST_PPM = 100_000;

  public Quirks {
    check("startMillis", startMillis, 0, (1L << 32) - 1);
    check("driftPpm", driftPpm, -MOST_PPM, MOST_PPM);
    check("leakBytes", leakBytes, 0, 1 << 20);
  }

  public Quirks withStartMillis(long millis) {
    return new Quirks(millis, driftPpm, leakBytes);
  }

  public Quirks withDriftPpm(int ppm) {
    return new Quirks(startMillis, ppm, leakBytes);
  }

  public Quirks withLeakBytes(int bytes) {
    return new Quirks(startMillis, driftPpm, bytes);
  }

  private static void check(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "expected %s from %d to %d, got %d".formatted(name, least, most, value));
    }
  }
}
