package io.tidegate.sim.signal;

import java.util.random.RandomGenerator;

/// Chance by key: the same key always gives the same draw, whatever was drawn before. Only integer
/// arithmetic and exact floating point, so that every machine draws alike.
public final class Draws {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;

  private Draws(long seed) {
    this.seed = seed;
  }

  public static Draws from(RandomGenerator chance) {
    return new Draws(chance.nextLong());
  }

  /// SplitMix64 at the place `key` of its sequence.
  public long bits(long key) {
    long mixed = seed + key * GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /// From 0 up to, not including, 1.
  public double uniform(long key) {
    return (bits(key) >>> 11) * 0x1.0p-53;
  }

  /// Around 0 with a deviation of 1, close to a normal distribution, never beyond 3.47: four
  /// uniform draws of 16 bits together.
  public double normal(long key) {
    long bits = bits(key);
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - 2 * 0xFFFFL) * (1.7320508075688772 / 0x10000);
  }
}
