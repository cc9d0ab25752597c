package io.tidegate.sim.stage;

import java.io.IOException;

/// A scenario cannot be played here: its broker is not to be had, or a fault is beyond this stage.
public final class Unplayable extends IOException {
  private static final long serialVersionUID = 1;

  Unplayable(String words) {
    super(words);
  }
}
