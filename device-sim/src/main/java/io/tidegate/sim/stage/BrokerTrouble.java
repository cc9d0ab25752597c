package io.tidegate.sim.stage;

import java.io.IOException;

/// The broker of a scenario is not to be had; the words name it.
public final class BrokerTrouble extends IOException {
  private static final long serialVersionUID = 1;

  BrokerTrouble(String words) {
    super(words);
  }
}
