package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameTest {

  private static Frame.Hello hello(String session, String caps) {
    return new Frame.Hello("d", "AAAAAAAB", session, 1, 1, 1, 60, "x", 0, caps);
  }

  @Test
  void capsAreReadWordByWord() {
    assertTrue(hello("-", "sleep=600,time").wantsTime());
    assertEquals(600, hello("-", "sleep=600,time").sleepSeconds());
    assertFalse(hello("-", "timeless").wantsTime());
    assertEquals(0, hello("-", "-").sleepSeconds());
    assertEquals(0, hello("-", "sleep=,x").sleepSeconds());
    assertEquals(0, hello("-", "sleep=1h").sleepSeconds());
    assertEquals(0, hello("-", "sleep=4294967296").sleepSeconds());
  }

  @Test
  void aDashIsNoSession() {
    assertFalse(hello(Frame.NO_SESSION, "-").hasSession());
    assertTrue(hello("k3F9aQ_x", "-").hasSession());
  }

  @Test
  void theCheckValueIsTheOneOfTheDocument() {
    assertEquals("CBF43926", Crc32Line.hex(Crc32Line.of("123456789")));
    assertEquals("00000000", Crc32Line.hex(Crc32Line.of("")));
  }

  @Test
  void theLongestJsonFitsWhateverTheNumbers() {
    var reading =
        new Frame.Reading(
            "k3F9aQ_x",
            Limits.SEQUENCE_LAST,
            Limits.SEQUENCE_LAST,
            Limits.U32_MAX,
            true,
            "x".repeat(Limits.READING_JSON_BYTES));
    assertEquals(Limits.LINE_UP_BYTES, FrameEncoder.sizeBytes(reading));
  }

  @Test
  void theMostBytesOfAStreamFitWhateverTheNumbers() {
    var stream =
        new Frame.Stream(
            Direction.UP,
            "k3F9aQ_x",
            Limits.U32_MAX,
            StreamWord.DATA,
            Limits.U32_MAX,
            Limits.U32_MAX,
            Limits.U32_MAX,
            "A".repeat(171));
    assertEquals(Limits.STREAM_DATA_BYTES, stream.bytes().length);
    assertTrue(FrameEncoder.sizeBytes(stream) <= Limits.LINE_UP_BYTES);
  }

  @Test
  void aDecoderTooSmallForTheLinkIsAMistakeOfTheCaller() {
    assertThrows(IllegalArgumentException.class, () -> new LineDecoder(249, Direction.UP));
    assertThrows(IllegalArgumentException.class, () -> new LineDecoder(59, Direction.DOWN));
  }
}
