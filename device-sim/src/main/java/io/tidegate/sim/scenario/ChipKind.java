package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Chip;

/// What boards of a scenario run on.
public enum ChipKind {
  ESP8266(Chip.ESP8266),
  UNO(Chip.UNO),
  NANO(Chip.NANO);

  private final Chip chip;

  ChipKind(Chip chip) {
    this.chip = chip;
  }

  public Chip chip() {
    return chip;
  }
}
