package io.tidegate.sim.pins;

/// A voltage at an analogue input, as the number that the converter makes of it: 0 to 1023.
@FunctionalInterface
public interface AnalogSource {
  int number(long nowNanos);
}
