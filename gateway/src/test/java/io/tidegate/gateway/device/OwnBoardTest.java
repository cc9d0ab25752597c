package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The board that lives inside the gateway: what is different about it, which is its end and the
/// trouble of its sensors.
class OwnBoardTest {
  private static final String DEVICE = "pi-gpio";
  private static final String BEFORE = "c2Vzc2lv";

  private static Boards boards(Map<String, BoardRule> rules) {
    PortRule port = PortRule.own(0, "gpio", DEVICE);
    return new Boards(new BoardRules(List.of(port), rules, true), 1, new SplittableRandom(1));
  }

  /// After a run in which 7 readings of it were safe.
  private static Boards restarted(boolean exact) {
    Boards boards = boards(Map.of());
    boards.restore(List.of(new Mark(DEVICE, BEFORE, 7)), exact);
    boards.portUp(0, new PortSource("gpio", "", ""), 0);
    return boards;
  }

  private static List<DeviceEffect> says(Boards boards, Frame frame) {
    return boards.bytes(0, FrameEncoder.encode(frame), 1);
  }

  private static Frame hello(String nonce, String session) {
    return new Frame.Hello(DEVICE, nonce, session, 1, 1, 256, 250, "tidegate", 0, "-");
  }

  private static List<DeviceEffect> unsure(List<DeviceEffect> effects) {
    return effects.stream().filter(DeviceEffect.Unsure.class::isInstance).toList();
  }

  private static String session(List<DeviceEffect> effects) {
    for (DeviceEffect effect : effects) {
      if (effect instanceof DeviceEffect.Send(_, Frame.Welcome(_, String session))) {
        return session;
      }
    }
    throw new AssertionError("no welcome in " + effects);
  }

  @Test
  void afterAStopInOrderItsEmptyMemoryIsNoLossAndItsSessionANewOne() {
    List<DeviceEffect> effects = says(restarted(true), hello("bm9uY2Ux", Frame.NO_SESSION));
    assertEquals(List.of(), unsure(effects));
    assertFalse(session(effects).equals(BEFORE), "no key is used for two readings");
  }

  @Test
  void afterACrashWhatItHeldMayBeLostAndThatIsSaid() {
    List<DeviceEffect> effects = says(restarted(false), hello("bm9uY2Ux", Frame.NO_SESSION));
    assertTrue(
        unsure(effects).getFirst() instanceof DeviceEffect.Unsure said
            && said.atMost() == 256
            && said.session().equals(BEFORE),
        effects.toString());
  }

  @Test
  void itsMemoryIsKnownToBeEmptyOnce() {
    Boards boards = restarted(true);
    String session = session(says(boards, hello("bm9uY2Ux", Frame.NO_SESSION)));
    says(boards, new Frame.Reading(session, 1, 1, 0, false, "{\"a\":1}"));
    assertEquals(1, unsure(says(boards, hello("bm9uY2Uy", Frame.NO_SESSION))).size());
  }

  @Test
  void whatItNumberedIsHeardOrNot() {
    Boards boards = restarted(true);
    assertTrue(boards.hasHeard(new LastWord(DEVICE, Frame.NO_SESSION, 0)), "it numbered nothing");
    assertFalse(boards.hasHeard(new LastWord(DEVICE, Frame.NO_SESSION, 1)));
    String session = session(says(boards, hello("bm9uY2Ux", Frame.NO_SESSION)));
    says(boards, new Frame.Reading(session, 1, 1, 0, false, "{\"a\":1}"));
    assertTrue(boards.hasHeard(new LastWord(DEVICE, session, 1)));
    assertFalse(boards.hasHeard(new LastWord(DEVICE, session, 2)));
  }

  @Test
  void endedInOrderItsSuccessorHasLostNothing() {
    Boards boards = restarted(true);
    String session = session(says(boards, hello("bm9uY2Ux", Frame.NO_SESSION)));
    says(boards, new Frame.Reading(session, 1, 1, 0, false, "{\"a\":1}"));
    assertEquals(List.of(), another(boards, new LastWord(DEVICE, session, 1)));
  }

  @Test
  void whatItsPredecessorDidNotHandOverIsSaidWithItsNumberAndOnce() {
    Boards boards = restarted(true);
    String session = session(says(boards, hello("bm9uY2Ux", Frame.NO_SESSION)));
    says(boards, new Frame.Reading(session, 1, 1, 0, false, "{\"a\":1}"));
    List<DeviceEffect> said = another(boards, new LastWord(DEVICE, session, 4));
    assertTrue(
        said.getFirst() instanceof DeviceEffect.Unsure unsure
            && unsure.atMost() == 3
            && unsure.session().equals(session),
        said.toString());
    assertEquals(1, said.size());
  }

  /// It ends, and comes again on another port; gives what is said to be unsure.
  private static List<DeviceEffect> another(Boards boards, LastWord word) {
    boards.portDown(0, 2);
    List<DeviceEffect> effects = boards.ended(word, 2);
    PortRule port = PortRule.own(1, "gpio", DEVICE);
    effects.addAll(boards.rules(new BoardRules(List.of(port), Map.of(), true), 2));
    effects.addAll(boards.portUp(1, new PortSource("gpio", "", ""), 2));
    effects.addAll(boards.bytes(1, FrameEncoder.encode(hello("bm9uY2Uz", Frame.NO_SESSION)), 3));
    assertTrue(
        effects.contains(new DeviceEffect.Presence(DEVICE, 1, true, "hello")), effects.toString());
    return unsure(effects);
  }

  @Test
  void aSensorsFaultIsARefusedReadingWithoutANumberUnderTheBoardsName() {
    BoardRule named = new BoardRule("garden", false, 0, Map.of(), java.util.Set.of());
    Boards boards = boards(Map.of(DEVICE, named));
    assertEquals(
        List.of(
            new DeviceEffect.Refused(
                "garden", Key.NONE, Reason.SENSOR_FAULT, "shed: no checksum", true)),
        boards.sensorFault(0, "shed", "no checksum", true, 1));
    assertEquals(
        List.of(
            new DeviceEffect.Refused(
                "garden", Key.NONE, Reason.SENSOR_FAULT, "shed: no checksum", false)),
        boards.sensorFault(0, "shed", "no checksum", false, 2));
    assertEquals(2, boards.describe("garden", 3).refused());
    assertEquals(
        List.of(new DeviceEffect.Notice("sensor_well", "garden", 0, "shed measures again")),
        boards.sensorWell(0, "shed", 4));
  }
}
