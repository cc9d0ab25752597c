package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
  @Test
  void anOutagePullsTheNetworkAndPlugsItInAgain() {
    assertEquals(
        List.of(new Step(10_000, "", false), new Step(15_000, "", true)), Step.outage("5s@10s"));
    assertEquals(
        List.of(new Step(60_000, "", false), new Step(60_500, "", true)),
        Step.outage("500ms@1min"));
  }

  @Test
  void anUnpluggedBoardComesBackAfterThreeSecondsOrAsLongAsIsSaid() {
    assertEquals(
        List.of(new Step(8_000, "board2", false), new Step(11_000, "board2", true)),
        Step.unplug("board2@8s"));
    assertEquals(
        List.of(new Step(8_000, "board12", false), new Step(68_000, "board12", true)),
        Step.unplug("board12@8s+1m"));
  }

  @Test
  void stepsOfSeveralPlansAreTakenInTheOrderOfTime() {
    List<Step> steps = new ArrayList<>(Step.outage("5s@10s"));
    steps.addAll(Step.unplug("board1@9s+2s"));
    assertEquals(
        List.of(9_000L, 10_000L, 11_000L, 15_000L),
        Step.inOrder(steps).stream().map(Step::atMillis).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5s", "5@10", "@10s", "5s@", "5s@10s@15s", "-5s@10s", "5 s@10s"})
  void whatIsNoOutageIsRefusedInWords(String text) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Step.outage(text));
    assertTrue(refused.getMessage().startsWith("expected LENGTH@START"), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "board@8s", "board2", "board2@8", "terrace@8s", "board2@8s+", "2@8s"})
  void whatIsNoUnplugIsRefusedInWords(String text) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> Step.unplug(text));
    assertTrue(refused.getMessage().startsWith("expected BOARD@START"), refused.getMessage());
  }
}
