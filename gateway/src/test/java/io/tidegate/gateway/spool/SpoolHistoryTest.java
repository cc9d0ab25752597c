package io.tidegate.gateway.spool;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpoolHistoryTest {
  @Test
  void losesNothingItPromisedInAnyHistory() {
    long crashes = 0;
    long faults = 0;
    long evicted = 0;
    long loads = 0;
    long repeated = 0;
    long refused = 0;
    long setAside = 0;
    for (long seed = 0; seed < Long.getLong("spool.seeds", 200); seed++) {
      SpoolHistory history = new SpoolHistory(seed);
      history.run(1_500);
      crashes += history.crashes;
      faults += history.faults;
      evicted += history.evicted;
      loads += history.loads;
      repeated += history.repeated;
      refused += history.refused;
      setAside += history.setAside;
    }
    String coverage =
        "crashes %d faults %d evicted %d loads %d repeated %d refused %d set aside %d"
            .formatted(crashes, faults, evicted, loads, repeated, refused, setAside);
    System.out.println("spool histories: " + coverage);
    boolean all = Math.min(Math.min(crashes, faults), Math.min(evicted, loads)) > 100;
    assertTrue(all && Math.min(Math.min(repeated, refused), setAside) > 100, coverage);
  }
}
