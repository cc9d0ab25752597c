package io.tidegate.sim.lx106.core;

/// Runs blocks while somebody looks on.
record Watched(Processor processor, Program program, Watch watch, boolean each) {
  void run(Block block) {
    if (program.stopsAt(block.pc)) {
      processor.execute(block);
    } else if (each) {
      for (int i = 0; i < block.length() && run(block.single(i), 1); i++) {}
    } else {
      run(block, block.length());
    }
  }

  /// False when what is behind it shall not run.
  private boolean run(Block block, int instructions) {
    return (watch.at(block.pc, instructions) || !processor.stopHere()) && processor.execute(block);
  }
}
