package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Which bytes are kept for their like to come, and which go on at once.
final class GatheringInputTest {
  private static final byte[] PUBACK = {0x40, 2, 0, 7};
  private static final byte[] TWO_PUBACKS = {0x40, 2, 0, 7, 0x40, 2, 0, 8};
  private static final byte[] COMMAND_BEHIND = {0x40, 2, 0, 7, 0x30, 3, 0, 1, 'a'};
  private static final byte[] PINGRESP = {(byte) 0xD0, 0};
  private static final byte[] HALF_A_PUBACK = {0x40, 2};

  private boolean somebodyWaits;
  private int kept;

  @Test
  void acknowledgementsAreKeptForAWhile() throws IOException {
    assertTrue(isKept(PUBACK));
    assertTrue(isKept(TWO_PUBACKS));
  }

  @Test
  void nothingIsKeptFromSomebodyWhoWaits() throws IOException {
    somebodyWaits = true;
    assertFalse(isKept(PUBACK));
  }

  @Test
  void anythingElseGoesOnAtOnce() throws IOException {
    assertFalse(isKept(COMMAND_BEHIND));
    assertFalse(isKept(PINGRESP));
    assertFalse(isKept(HALF_A_PUBACK));
  }

  @Test
  void theEndGoesOnAtOnce() throws IOException {
    GatheringInput input = input(new byte[0]);
    assertEquals(-1, input.read(new byte[8], 0, 8));
    assertEquals(0, kept);
  }

  private boolean isKept(byte[] bytes) throws IOException {
    kept = 0;
    byte[] read = new byte[32];
    int count = input(bytes).read(read, 3, 20);
    assertArrayEquals(bytes, Arrays.copyOfRange(read, 3, 3 + count));
    return kept > 0;
  }

  private GatheringInput input(byte[] bytes) {
    return new GatheringInput(new ByteArrayInputStream(bytes), () -> !somebodyWaits, () -> kept++);
  }
}
