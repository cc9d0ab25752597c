package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What goes between Paho's packets, and when the last word may be said.
final class PacketOutputTest {
  private static final byte[] PING = {(byte) 0xC0, 0};
  private static final byte[] PUBACK = {0x40, 2, 0, 7};
  private static final byte[] MESSAGE = {0x30, 3, 0, 1, 'a'};

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private PacketOutput output = new PacketOutput(sent, () -> {});

  @Test
  void messagesNeverStandWithinAPacketOfPahos() throws Exception {
    output.write(PING, 0, 1);
    Thread messages = Thread.ofPlatform().daemon().start(this::writeMessage);
    assertFalse(messages.join(Duration.ofMillis(50)), "a packet is not at its end");
    output.write(PING, 1, 1);
    output.flush();
    assertTrue(messages.join(Duration.ofSeconds(60)));
    assertArrayEquals(new byte[] {(byte) 0xC0, 0, 0x30, 3, 0, 1, 'a'}, sent.toByteArray());
  }

  @Test
  void nothingComesAfterTheLastWord() throws Exception {
    assertTrue(output.disconnect(0, 100));
    packet(PING);
    writeMessage();
    assertArrayEquals(new byte[] {(byte) 0xE0, 0}, sent.toByteArray());
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
  void aPacketThatBreaksOffHoldsNobodyUp() throws Exception {
    OutputStream reset =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("connection reset");
          }
        };
    output = new PacketOutput(reset, () -> {});
    assertThrows(IOException.class, () -> output.write(PING, 0, 1));
    writeMessage();
    assertEquals(0, sent.size());
  }

  @Test
  void aSenderThatMissedTheEndIsFreed() throws Exception {
    output.freeSender();
    CountDownLatch wrote = new CountDownLatch(1);
    Thread sender = Thread.ofPlatform().daemon().start(() -> writeAndWaitForWhatNeverComes(wrote));
    assertTrue(wrote.await(60, TimeUnit.SECONDS));
    output.freeSender();
    assertTrue(sender.join(Duration.ofSeconds(60)));
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

  private void writeMessage() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(MESSAGE);
    try {
      output.messages(message);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void packet(byte[] bytes) throws IOException {
    output.write(bytes, 0, bytes.length);
    output.flush();
  }
}
