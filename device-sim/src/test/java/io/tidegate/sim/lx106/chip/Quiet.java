package io.tidegate.sim.lx106.chip;

/// Surroundings in which nothing is seen.
class Quiet implements Esp8266.Surroundings {
  @Override
  public void sent(int port, byte value, long cycles) {}

  @Override
  public void driven(int pin, boolean drives, boolean high, long cycles) {}
}
