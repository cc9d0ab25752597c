package io.tidegate.sim.net;

/// How far a [Station] has come.
enum Phase {
  OFF,
  SCANNING,
  JOINING,
  ASKING_FOR_ADDRESS,
  UP
}
