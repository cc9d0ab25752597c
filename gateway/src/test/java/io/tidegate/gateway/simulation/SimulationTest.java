package io.tidegate.gateway.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.lab.twin.Fault;
import io.tidegate.gateway.lab.twin.Trace;
import io.tidegate.gateway.lab.twin.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole histories of the real core from seeds: what is promised holds in every one of them.
class SimulationTest {
  private static final boolean LONG = Boolean.getBoolean("tidegate.long");
  private static final int SEEDS = Integer.getInteger("tidegate.simulation.seeds", 1_000);
  private static final int DAYS = LONG ? 20 : 1;

  /// A fault that fewer histories than one in so many have met was not tried.
  private static final int RARE = 12;

  private static final List<Fault> SELDOM =
      List.of(
          Fault.UNLINKED_CAME_BACK,
          Fault.BIT_ROT,
          Fault.CURSOR_GONE,
          Fault.COMMAND_LOST,
          Fault.MESSAGE_SET_ASIDE,
          Fault.CONNECTION_STALLED);

  @Test
  void nothingThatIsAcknowledgedIsLostAndEverythingDrains() throws InterruptedException {
    Seeds seeds = new Seeds(1, SEEDS, SimulationMain.INPUTS, 5);
    seeds.run(Runtime.getRuntime().availableProcessors());
    System.out.print(seeds.coverage().table());
    System.out.println(SEEDS + " histories, " + seeds.coreInputs() + " core inputs");
    assertEquals(List.of(), seeds.failures());
    List<Fault> missed = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      int least = SELDOM.contains(fault) ? 1 : SEEDS / RARE;
      if (seeds.coverage().seeds(fault) < least) {
        missed.add(fault);
      }
    }
    assertEquals(List.of(), missed, "faults that too few histories have met");
  }

  /// One day, with `-Dtidegate.long=true` twenty: limits and outages of hours.
  @Test
  void daysGoByAndEveryReadingIsAccountedFor() {
    History history = History.ofDays(20, DAYS, Trace.OFF);
    history.run();
    Tally tally = history.tally();
    System.out.printf("%d days of one site: %,d core inputs, %s%n", DAYS, history.inputs(), tally);
    assertEquals(0, tally.lost(), tally.toString());
    assertTrue(tally.delivered() > tally.measured() / 2, tally.toString());
    assertTrue(tally.unsafe() < tally.measured() / 10_000, tally.toString());
  }

  @Test
  void theSameSeedGivesTheSameHistory() {
    assertEquals(inputsOf(3), inputsOf(3));
  }

  private static long inputsOf(long seed) {
    History history = new History(seed, 2_000, Trace.OFF);
    try {
      history.run();
    } catch (Violation _) {
      // as it comes: the other test judges
    }
    return history.inputs();
  }
}
