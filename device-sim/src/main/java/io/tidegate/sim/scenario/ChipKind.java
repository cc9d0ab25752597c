package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Chip;
import io.tidegate.sim.setting.Named;

/// What boards run on.
public enum ChipKind implements Named {
  ESP8266(Chip.ESP8266),
  UNO(Chip.UNO),
  NANO(Chip.NANO);

  private final Chip chip;

  ChipKind(Chip chip) {
    this.chip = chip;
  }

  @Override
  public String wireName() {
    return chip.wireName();
  }

  public Chip chip() {
    return chip;
  }
}
