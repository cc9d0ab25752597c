package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Chip;
import io.tidegate.sim.pins.PinNames;
import io.tidegate.sim.setting.Named;

/// What boards run on.
public enum ChipKind implements Named {
  ESP8266(Chip.ESP8266, PinNames.NODEMCU),
  UNO(Chip.UNO, PinNames.UNO),
  NANO(Chip.NANO, PinNames.UNO);

  private final Chip chip;
  private final PinNames pins;

  ChipKind(Chip chip, PinNames pins) {
    this.chip = chip;
    this.pins = pins;
  }

  @Override
  public String wireName() {
    return chip.wireName();
  }

  public Chip chip() {
    return chip;
  }

  PinNames pins() {
    return pins;
  }
}
