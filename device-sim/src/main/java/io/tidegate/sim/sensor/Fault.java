package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Named;

/// What may befall a sensor. Which kind of sensor knows which stands at [SensorKind]; what a sketch
/// then gets is the sensor's matter.
public enum Fault implements Named {
  NAN("nan", "the library gives no number"),
  CHECKSUM("checksum", "what arrives is damaged, and the check tells"),
  DISCONNECTED("disconnected", "a wire is off"),
  STUCK("stuck", "the value no longer changes"),
  POWER_ON("power_on", "the sensor was without power for a moment"),
  OUT_OF_RANGE("out_of_range", "a value that cannot be, and no check tells");

  private final String wireName;
  private final String words;

  Fault(String wireName, String words) {
    this.wireName = wireName;
    this.words = words;
  }

  @Override
  public String wireName() {
    return wireName;
  }

  public String words() {
    return words;
  }
}
