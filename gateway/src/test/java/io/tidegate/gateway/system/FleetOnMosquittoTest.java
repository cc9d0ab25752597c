package io.tidegate.gateway.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.load.Fleet;
import io.tidegate.sim.load.FleetCount;
import io.tidegate.sim.load.FleetPlan;
import io.tidegate.sim.load.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many boards on a broker that others wrote. 5,000 of them are measured by `.ci/bench fleet`.
@Tag("mosquitto")
@Timeout(180)
final class FleetOnMosquittoTest {
  private static final int BOARDS = 200;
  private static final int EACH = 4;
  private static final long EVERY_NANOS = 1_000_000_000L;

  @TempDir Path folder;
  private MosquittoProcess broker;

  @AfterEach
  void end() {
    broker.close();
  }

  private Fleet fleet(FleetPlan plan) throws IOException {
    return Fleet.of(plan, 1, InstantSource.system());
  }

  private FleetPlan plan(int count) {
    return FleetPlan.of("127.0.0.1", broker.port(), "b", count)
        .withEvery(EVERY_NANOS)
        .withConnectsPerSecond(0)
        .withMessages(Template.of("/sensors/{id}"), Template.of("{n}"));
  }

  @Test
  void everyMessageOfTwoHundredBoardsArrivesInOrder() throws IOException {
    broker = MosquittoProcess.open(folder);
    try (Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("/sensors/#", 0);
      FleetCount count;
      try (Fleet fleet = fleet(plan(BOARDS))) {
        count =
            fleet.run(
                now ->
                    now.connected() == BOARDS
                        && now.published() >= BOARDS * EACH
                        && topics(onlooker) == BOARDS);
      }
      assertTrue(count.isWell(), count::toString);
      assertEquals(BOARDS, count.connects());
      long published = count.published();
      Eventually.await(60_000, () -> onlooker.count() >= published, () -> "" + onlooker.count());
      Map<String, Integer> lastByTopic = new HashMap<>();
      for (Onlooker.Seen each : onlooker.all()) {
        int number = Integer.parseInt(each.text());
        assertEquals(number - 1, lastByTopic.getOrDefault(each.topic(), 0), each.topic());
        lastByTopic.put(each.topic(), number);
      }
      assertEquals(BOARDS, lastByTopic.size());
    }
    Eventually.await(
        20_000,
        () -> broker.timesLogged("(p2, c1, k15)") == BOARDS,
        () -> "connected: " + broker.timesLogged("(p2, c1, k15)"));
    Eventually.await(
        20_000,
        () -> broker.timesLogged(" disconnected.") == BOARDS,
        () -> "said goodbye: " + broker.timesLogged(" disconnected."));
  }

  private static long topics(Onlooker onlooker) {
    return onlooker.all().stream().map(Onlooker.Seen::topic).distinct().count();
  }

  @Test
  void aWrongPasswordIsCountedForEveryBoard() throws IOException {
    Path passwords = MosquittoProcess.passwords(folder.resolve("passwords"), "lab", "secret");
    broker = MosquittoProcess.start(folder, "127.0.0.1", "password_file " + passwords);
    try (Fleet fleet = fleet(plan(20).withUser("lab", "wrong"))) {
      FleetCount count = fleet.run(now -> now.refusals() >= 20);
      assertEquals(Map.of("not authorised (5)", 20L), count.refused());
      assertEquals(20, count.never());
    }
    try (Fleet fleet = fleet(plan(20).withUser("lab", "secret"))) {
      assertTrue(fleet.run(now -> now.connected() == 20).isWell());
    }
  }

  @Test
  void boardsOutliveTheirBroker() throws IOException {
    broker = MosquittoProcess.open(folder);
    try (Fleet fleet = fleet(plan(50))) {
      fleet.run(now -> now.connected() == 50);
      broker.stop();
      assertEquals(50, fleet.run(now -> now.losses() == 50).losses());
      broker.start();
      assertEquals(50, fleet.run(now -> now.connected() == 50).reconnects());
    }
  }
}
