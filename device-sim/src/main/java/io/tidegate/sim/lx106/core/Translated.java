package io.tidegate.sim.lx106.core;

/// A region of a program as bytecode: made by [Translator], run by [Processor]. It has no state, so
/// all processors that have the same instructions there may share it.
abstract class Translated {
  /// Runs from the region's first block on until it is left, or until a block begins with
  /// [Processor#cycles] at [Processor#limit] or beyond.
  ///
  /// @param a the registers, as the [Interpreter] has them
  /// @param data the words at [Memory#DATA]
  /// @param code the words at [Memory#CODE]
  /// @return the address to go on at; anything when [Processor#left] says of which block the
  ///     interpreter has to run the last instruction
  abstract int run(Processor processor, int[] a, int[] data, int[] code);
}
