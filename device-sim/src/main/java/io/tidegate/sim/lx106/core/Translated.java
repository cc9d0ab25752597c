package io.tidegate.sim.lx106.core;

/// A region of a program as bytecode: made by [Translator], run by [Regions]. It has no state, so
/// all processors that have the same instructions there may share it.
abstract class Translated {
  /// Runs from one of the region's blocks on until it is left, or until a block begins with
  /// nothing left of [Processor#budget].
  ///
  /// @param a the registers, as the [Interpreter] has them
  /// @param entry the number of that block
  /// @return the address to go on at; anything when [Regions#left] says of which block the
  ///     interpreter has to run the last instruction
  abstract int run(Processor processor, int[] a, int entry);
}
