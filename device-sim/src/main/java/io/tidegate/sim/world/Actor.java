package io.tidegate.sim.world;

/// Something that acts in a world when its time has come.
@FunctionalInterface
public interface Actor {
  /// Acts; gives when it wants to act next, Long.MAX_VALUE when only something else can wake it.
  long run(long nowNanos);
}
