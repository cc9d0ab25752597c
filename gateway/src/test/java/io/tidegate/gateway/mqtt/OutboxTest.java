package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When messages go, what becomes of their tokens, and where it ends.
@Timeout(180)
final class OutboxTest {
  private static final int WINDOW = 8;
  private static final int LIMIT = WINDOW + 64;

  private final List<Long> done = new CopyOnWriteArrayList<>();
  private final List<IOException> broken = new CopyOnWriteArrayList<>();
  private final List<byte[]> writes = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayWrite = new CountDownLatch(1);
  private final Outbox outbox = new Outbox("outbox-test", WINDOW, done::add);

  @AfterEach
  void end() {
    mayWrite.countDown();
    outbox.stop();
  }

  private void open() {
    mayWrite.countDown();
    openHanging();
  }

  private void openHanging() {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new AssertionError("single bytes");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            writes.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
            try {
              mayWrite.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    outbox.open(new PacketOutput(out, () -> {}), broken::add);
  }

  private boolean add(long token) {
    return outbox.add(token, "t", new byte[] {'x'}, 1, false);
  }

  private boolean addExactlyOnce(long token) {
    return outbox.add(token, "t", new byte[] {'x'}, 2, false);
  }

  private void acknowledge(int id) {
    outbox.answered(PacketInput.PUBACK, id);
  }

  private void complete(int id) {
    outbox.answered(PacketInput.PUBREC, id);
    outbox.answered(PacketInput.PUBCOMP, id);
  }

  @Test
  void nothingIsTakenBeforeTheConnectionStandsAndAfterItsEnd() {
    assertFalse(add(1));
    open();
    assertTrue(add(1));
    outbox.stop();
    assertFalse(add(2));
  }

  @Test
  void aMessageAloneGoesAtOnceAsMqttHasIt() {
    open();
    assertTrue(outbox.add(1, "ab", new byte[] {'x', 'y'}, 1, true));
    Eventually.await(60_000, () -> writes.size() == 1, () -> "nothing was written");
    byte[] packet = {0x33, 8, 0, 2, 'a', 'b', 1, 0, 'x', 'y'};
    assertEquals(List.of(asList(packet)), writes.stream().map(OutboxTest::asList).toList());
  }

  @Test
  void aLongMessageHasALengthOfTwoBytes() {
    open();
    assertTrue(outbox.add(1, "a", new byte[300], 0, false));
    Eventually.await(60_000, () -> done.equals(List.of(1L)), () -> "done: " + done);
    byte[] packet = writes.getFirst();
    assertEquals(List.of(0x30, 0xAF, 0x02, 0, 1, (int) 'a'), asList(packet).subList(0, 6));
    assertEquals(6 + 300, packet.length);
  }

  @Test
  void whatComesWhileOneIsWrittenGoesTogetherAndInOrder() {
    openHanging();
    add(1);
    Eventually.await(60_000, () -> writes.size() == 1, () -> "nothing was written");
    for (int i = 2; i <= 6; i++) {
      add(i);
    }
    mayWrite.countDown();
    Eventually.await(60_000, () -> writes.size() == 2, () -> writes.size() + " writes");
    byte[] rest = writes.getLast();
    int length = writes.getFirst().length;
    assertEquals(5 * length, rest.length);
    for (int i = 0; i < 5; i++) {
      assertEquals(i + 1, rest[i * length + 6], "the ids count up");
    }
  }

  @Test
  void eachAcknowledgementGivesItsTokenOnce() {
    open();
    add(70);
    add(71);
    acknowledge(Outbox.FIRST_ID + 1);
    acknowledge(Outbox.FIRST_ID + 1);
    acknowledge(9);
    acknowledge(Outbox.FIRST_ID);
    assertEquals(List.of(71L, 70L), done);
  }

  @Test
  void beyondTheLimitNothingIsTakenUntilSomethingIsAcknowledged() {
    open();
    for (int i = 1; i <= LIMIT; i++) {
      assertTrue(add(i));
    }
    assertFalse(add(0));
    acknowledge(Outbox.FIRST_ID + 5);
    assertTrue(add(0));
  }

  @Test
  void messagesOfQosZeroCountUntilTheyAreWritten() {
    openHanging();
    for (int i = 1; i <= LIMIT; i++) {
      assertTrue(outbox.add(i, "t", new byte[1], 0, false));
    }
    assertFalse(add(0));
    assertEquals(List.of(), done);
    mayWrite.countDown();
    Eventually.await(60_000, () -> done.size() == LIMIT, () -> "done: " + done);
    assertTrue(add(0));
  }

  @Test
  void anIdThatIsUnderWayIsNotGivenAgain() {
    open();
    add(100);
    for (int id = Outbox.FIRST_ID + 1; id < ExactlyOnce.FIRST_ID; id++) {
      assertTrue(add(id));
      acknowledge(id);
    }
    add(200);
    acknowledge(Outbox.FIRST_ID + 1);
    assertEquals(200, done.getLast());
    acknowledge(Outbox.FIRST_ID);
    assertEquals(100, done.getLast());
  }

  @Test
  void aRestEndsWhenManyAreUnderWayOrTheConnectionEnds() throws InterruptedException {
    open();
    Thread rest = Thread.ofPlatform().daemon().start(() -> outbox.rest(60_000));
    for (int i = 0; i <= WINDOW / 4; i++) {
      assertTrue(rest.isAlive());
      add(i);
    }
    assertTrue(rest.join(Duration.ofSeconds(60)));
    acknowledge(1);
    Thread last = Thread.ofPlatform().daemon().start(() -> outbox.rest(60_000));
    outbox.stop();
    assertTrue(last.join(Duration.ofSeconds(60)));
  }

  @Test
  void finishedIsWhatHasLeft() throws InterruptedException {
    openHanging();
    add(1);
    assertFalse(outbox.finish(10));
    mayWrite.countDown();
    assertTrue(outbox.finish(5_000));
  }

  @Test
  void whoFinishesTakesNothingMore() throws InterruptedException {
    open();
    assertTrue(outbox.finish(10), "there is nothing to write");
    assertFalse(add(1));
  }

  @Test
  void withQosTwoFinishedIsWhatTheBrokerHasCompleted() throws InterruptedException {
    open();
    addExactlyOnce(1);
    assertFalse(outbox.finish(10));
    outbox.answered(PacketInput.PUBREC, ExactlyOnce.FIRST_ID);
    assertFalse(outbox.finish(10));
    Thread last =
        Thread.ofPlatform()
            .daemon()
            .start(() -> outbox.answered(PacketInput.PUBCOMP, ExactlyOnce.FIRST_ID));
    assertTrue(outbox.finish(5_000));
    assertTrue(last.join(Duration.ofSeconds(60)));
  }

  @Test
  void theHandshakeOfQosTwoGivesItsTokenAtItsEndAndOnce() {
    open();
    assertTrue(outbox.add(5, "ab", new byte[] {'x'}, 2, true));
    acknowledge(ExactlyOnce.FIRST_ID);
    outbox.answered(PacketInput.PUBCOMP, ExactlyOnce.FIRST_ID);
    outbox.answered(PacketInput.PUBREC, ExactlyOnce.FIRST_ID);
    assertEquals(List.of(), done);
    outbox.answered(PacketInput.PUBCOMP, ExactlyOnce.FIRST_ID);
    outbox.answered(PacketInput.PUBCOMP, ExactlyOnce.FIRST_ID);
    assertEquals(List.of(5L), done);
    byte[] packets = {
      0x35, 7, 0, 2, 'a', 'b', (byte) 0xFF, (byte) 0xF6, 'x', 0x62, 2, (byte) 0xFF, (byte) 0xF6
    };
    Eventually.await(60_000, () -> asList(packets).equals(written()), () -> "wrote " + written());
  }

  private List<Integer> written() {
    return writes.stream().flatMap(each -> asList(each).stream()).toList();
  }

  @Test
  void moreMessagesOfQosTwoThanIdsAreTakenAndCountForTheLimit() {
    open();
    for (int i = 1; i < LIMIT; i++) {
      assertTrue(addExactlyOnce(i));
    }
    assertTrue(add(LIMIT));
    assertFalse(addExactlyOnce(0));
    assertFalse(add(0));
    complete(ExactlyOnce.FIRST_ID);
    assertTrue(add(0));
    for (int i = 1; i < ExactlyOnce.IDS; i++) {
      complete(ExactlyOnce.FIRST_ID + i);
    }
    complete(ExactlyOnce.FIRST_ID);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L), done);
  }

  @Test
  void noRestDelaysTheHandshakeOfQosTwo() throws InterruptedException {
    open();
    Thread rest = Thread.ofPlatform().daemon().start(() -> outbox.rest(60_000));
    addExactlyOnce(1);
    assertTrue(rest.join(Duration.ofSeconds(60)), "one message ends it");
    outbox.answered(PacketInput.PUBREC, ExactlyOnce.FIRST_ID);
    Thread released = Thread.ofPlatform().daemon().start(() -> outbox.rest(60_000));
    assertTrue(released.join(Duration.ofSeconds(60)), "none begins in the middle");
  }

  @Test
  void aWriteThatFailsIsToldAndNothingMoreIsTaken() {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("reset");
          }
        };
    outbox.open(new PacketOutput(out, () -> {}), broken::add);
    add(1);
    Eventually.await(60_000, () -> broken.size() == 1, () -> "nothing was told");
    Eventually.await(60_000, () -> !add(2), () -> "messages are still taken");
  }

  private static List<Integer> asList(byte[] bytes) {
    List<Integer> list = new java.util.ArrayList<>();
    for (byte each : bytes) {
      list.add(each & 0xFF);
    }
    return list;
  }
}
