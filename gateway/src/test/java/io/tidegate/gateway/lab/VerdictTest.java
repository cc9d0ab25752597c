package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void theLastLineIsTheCount() {
    Verdict verdict = Verdict.of(Pictures.well(), "");
    assertEquals(
        "boards 4  sent 410  delivered 410  lost 0  repeated 0  buffered at most 0",
        verdict.line());
    assertTrue(verdict.isGood());
    assertEquals(List.of(), verdict.remarks());
    assertEquals(
        "{\"final\":true,\"good\":true,\"boards\":4,\"sent\":410,\"delivered\":410,\"lost\":0,"
            + "\"repeated\":0,\"buffered_at_most\":0,\"unheard\":0,\"strange\":0,"
            + "\"silent_boards\":0,\"doubts\":\"\"}",
        verdict.json());
  }

  @Test
  void aLostReadingIsNotGood() {
    Verdict verdict = Verdict.of(Pictures.pulled(), "");
    assertFalse(verdict.isGood());
    assertEquals(40, verdict.lost());
  }

  @Test
  void aBoardThatBroughtNothingIsNotGoodAndNamed() {
    Verdict verdict = Verdict.of(Pictures.many(), "");
    assertFalse(verdict.isGood());
    assertEquals("nothing of board1 was delivered", verdict.remarks().getFirst());
    assertEquals(50, verdict.remarks().size());
  }

  @Test
  void aDoubtfulCountIsNotGoodHoweverItLooks() {
    Verdict verdict = Verdict.of(Pictures.well(), "the counting subscriber was cut off");
    assertFalse(verdict.isGood());
    assertEquals(
        List.of("this count is worth nothing: the counting subscriber was cut off"),
        verdict.remarks());
  }

  @Test
  void lostReadingsAndStrangersAreNamed() {
    Verdict verdict = new Verdict(1, 5, 3, 0, 2, 0, 4, List.of(), List.of("board1 [2, 3]"), "");
    assertFalse(verdict.isGood());
    assertEquals(
        List.of(
            "4 plain lines more went unheard (cable out, port not yet read): not \"sent\"",
            "lost of board1 [2, 3]",
            "2 messages arrived that no board had sent"),
        verdict.remarks());
  }
}
