package io.tidegate.sim.lx106.chip;

/// What peripherals know of time and of the processor.
interface Clock {
  /// Now.
  long cycles();

  /// An interrupt input of the processor is at this level.
  void line(int number, boolean high);

  /// Something is due earlier than it was.
  void sooner();
}
