package io.tidegate.sim.record;

/// The speeds of serial ports.
public final class Baud {
  public static final int LEAST = 50;
  public static final int MOST = 4_000_000;
  public static final String WORDS = "a speed of " + LEAST + " to " + MOST + " baud";

  private Baud() {}

  public static boolean fits(int baud) {
    return baud >= LEAST && baud <= MOST;
  }
}
