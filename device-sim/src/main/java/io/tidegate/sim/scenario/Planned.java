package io.tidegate.sim.scenario;

/// Something that a scenario plans.
interface Planned {
  When when();

  /// For a person: where it stands, what it is, and these words.
  String told(String words);
}
