package io.tidegate.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.check.Published;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What becomes of messages, whatever the broker says.
class PublishingTest {
  private final List<Consumer<String>> underWay = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Publication publication =
      new Publication(
          "a.yaml:5: publish[0].topic", "t", "{n}", List.of(), 1, false, new When.At(0, 0));
  private final Publishing publishing =
      new Publishing(List.of(publication), new Desk(), () -> 7_000_000_000L, told::add);

  @Test
  void whatTheBrokerHasIsCountedAndWhatItHasNotIsNamedOnce() {
    for (int i = 0; i < 4; i++) {
      publishing.publish(publication);
    }
    assertTrue(publishing.isUnderWay());
    underWay.get(0).accept("");
    underWay.get(1).accept("Connection refused");
    underWay.get(2).accept("another reason");
    underWay.get(3).accept("");
    assertFalse(publishing.isUnderWay());
    assertEquals(new Published(4, 2), publishing.published());
    assertEquals(
        List.of(
            "a.yaml:5: publish[0].topic: publish on t failed for 2 of 4 messages: Connection"
                + " refused (the first, at 7 s)"),
        publishing.troubles(true));
    assertEquals(publishing.troubles(true), publishing.troubles(false));
    assertEquals("not published on t: Connection refused", told.get(4));
  }

  @Test
  void whatIsUnderWayIsTroubleOnlyWhenTheTimeIsOver() {
    publishing.publish(publication);
    assertEquals(List.of(), publishing.troubles(false));
    assertEquals(
        List.of(
            "a.yaml:5: publish[0].topic: publish on t failed for 1 of 1 messages: the broker has"
                + " not answered"),
        publishing.troubles(true));
  }

  /// A stage with nothing on it but somebody who publishes.
  private final class Desk implements Stage, Stage.Voice {
    @Override
    public long unixMillis() {
      return 0;
    }

    @Override
    public void publish(Packet.Publish message, Consumer<String> done) {
      underWay.add(done);
    }

    @Override
    public Voice voice() {
      return this;
    }

    @Override
    public World world() {
      throw new AssertionError();
    }

    @Override
    public Seat seat(String board) {
      throw new AssertionError();
    }

    @Override
    public void move(SequencedMap<String, String> names) {
      throw new AssertionError();
    }

    @Override
    public Way way() {
      throw new AssertionError();
    }

    @Override
    public Air air() {
      throw new AssertionError();
    }

    @Override
    public Process process() {
      throw new AssertionError();
    }
  }
}
