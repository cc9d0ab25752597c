package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is held back, what goes at once, and when the last word may be said.
final class PacketOutputTest {
  private static final byte[] PUBLISH = {0x32, 3, 0, 1, 'a'};
  private static final byte[] PING = {(byte) 0xC0, 0};
  private static final byte[] PUBACK = {0x40, 2, 0, 7};

  private final List<byte[]> calls = new ArrayList<>();
  private final UnderWay underWay = new UnderWay();
  private final PacketOutput output = new PacketOutput(underWay, () -> {});

  PacketOutputTest() {
    output.over(
        new ByteArrayOutputStream() {
          @Override
          public void write(byte[] bytes, int offset, int length) {
            calls.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
          }

          @Override
          public void write(byte[] bytes) {
            calls.add(bytes.clone());
          }
        });
  }

  @Test
  void aMessageAloneGoesAtOnce() throws IOException {
    underWay.take();
    packet(PUBLISH);
    assertEquals(1, calls.size());
    assertArrayEquals(PUBLISH, calls.getFirst());
  }

  @Test
  void messagesThatPahoHasAlreadyGoTogether() throws IOException {
    for (int i = 0; i < 10; i++) {
      underWay.take();
    }
    for (int i = 0; i < 9; i++) {
      packet(PUBLISH);
    }
    assertEquals(0, calls.size());
    packet(PUBLISH);
    assertEquals(1, calls.size());
    assertEquals(10 * PUBLISH.length, calls.getFirst().length);
  }

  @Test
  void aMessageThatPahoHasNotToldOfYetGoesAtOnce() throws IOException {
    packet(PUBLISH);
    assertEquals(1, calls.size());
    underWay.take();
    underWay.take();
    packet(PUBLISH);
    assertEquals(2, calls.size());
  }

  @Test
  void moreMessagesThanTheLimitAreNeverHeld() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      underWay.take();
    }
    for (int i = 1; i <= 500; i++) {
      packet(PUBLISH);
      assertTrue(i * PUBLISH.length - total() < PacketOutput.HELD_MESSAGES * PUBLISH.length);
    }
  }

  @Test
  void anythingElseTakesWhatIsHeldAlong() throws IOException {
    underWay.take();
    underWay.take();
    packet(PUBLISH);
    packet(PING);
    assertEquals(PUBLISH.length + PING.length, total());
  }

  @Test
  void moreBytesThanTheLimitAreNeverHeld() throws IOException {
    byte[] kilobyte = new byte[1_000];
    kilobyte[0] = 0x32;
    for (int i = 0; i < 100; i++) {
      underWay.take();
    }
    for (int i = 1; i < 100; i++) {
      packet(kilobyte);
      assertTrue(i * kilobyte.length - total() <= PacketOutput.HELD_BYTES);
    }
    assertTrue(calls.size() < 20, "several go together");
  }

  @Test
  void aPacketLargerThanTheLimitKeepsItsPlace() throws IOException {
    underWay.take();
    underWay.take();
    packet(PUBLISH);
    byte[] large = new byte[3 * PacketOutput.HELD_BYTES];
    large[0] = 0x32;
    packet(large);
    assertEquals(PUBLISH.length + large.length, total());
    assertArrayEquals(PUBLISH, calls.getFirst());
  }

  @Test
  void theLastWordComesAfterWhatIsHeldAndNothingComesAfterIt() throws Exception {
    underWay.take();
    underWay.take();
    packet(PUBLISH);
    assertTrue(output.disconnect(0, 100));
    assertArrayEquals(PUBLISH, calls.get(0));
    assertArrayEquals(new byte[] {(byte) 0xE0, 0}, calls.get(1));
    packet(PUBLISH);
    assertEquals(2, calls.size());
  }

  @Test
  void theLastWordWaitsForTheEndOfAPacketAndForAcknowledgements() throws Exception {
    output.write(PING, 0, 1);
    assertFalse(output.disconnect(0, 20), "within a packet");
    output.write(PING, 1, 1);
    output.flush();
    assertFalse(output.disconnect(1, 20), "an acknowledgement is on its way");
    packet(PUBACK);
    assertTrue(output.disconnect(1, 20));
  }

  @Test
  void aSenderThatMissedTheEndIsFreed() throws Exception {
    output.freeSender();
    CountDownLatch wrote = new CountDownLatch(1);
    Thread sender = Thread.ofPlatform().daemon().start(() -> writeAndWaitForWhatNeverComes(wrote));
    assertTrue(wrote.await(5, TimeUnit.SECONDS));
    output.freeSender();
    assertTrue(sender.join(Duration.ofSeconds(5)));
  }

  private void writeAndWaitForWhatNeverComes(CountDownLatch wrote) {
    try {
      packet(PING);
      wrote.countDown();
      new CountDownLatch(1).await();
    } catch (IOException | InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void beforeTheConnectionThereIsNoLastWord() throws Exception {
    assertFalse(new PacketOutput(underWay, () -> {}).disconnect(0, 20));
  }

  private void packet(byte[] bytes) throws IOException {
    output.write(bytes, 0, bytes.length);
    output.flush();
  }

  private int total() {
    return calls.stream().mapToInt(call -> call.length).sum();
  }
}
