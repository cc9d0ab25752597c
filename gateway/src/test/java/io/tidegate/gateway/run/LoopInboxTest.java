package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoopInboxTest {
  private static final long LIMIT_NANOS = 10_000_000_000L;
  private static final int MANY = 4;

  private final LoopInbox inbox = new LoopInbox(MANY);

  private static Input.Arrived command(int id) {
    return new Input.Arrived(1, id, 1, false, "t", new byte[0]);
  }

  private List<Input> round() throws InterruptedException {
    List<Input> round = new ArrayList<>();
    inbox.take(round, LIMIT_NANOS, true);
    return round;
  }

  private static String kinds(List<Input> round) {
    return round.stream().map(input -> input.getClass().getSimpleName()).toList().toString();
  }

  /// The ports whose bytes came, and what else did.
  private static String ports(List<Input> round) {
    return round.stream()
        .map(
            input ->
                input instanceof Input.PortBytes(int port, _)
                    ? "" + port
                    : input.getClass().getSimpleName())
        .collect(Collectors.joining(" "));
  }

  @Test
  void controlComesBeforeBytesAndBytesBeforeCommands() throws InterruptedException {
    assertTrue(inbox.command(command(1)));
    assertTrue(inbox.bytes(0, new byte[] {1, 2}, 2));
    inbox.control(new Input.Tick());
    assertEquals("[Tick, PortBytes, Arrived]", kinds(round()));
  }

  @Test
  void aFloodOfBytesStarvesNeitherOtherPortsNorCommands() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      inbox.bytes(0, new byte[100], 100);
    }
    inbox.bytes(1, new byte[] {1}, 1);
    inbox.command(command(1));
    inbox.command(command(2));
    assertEquals("0 Arrived", ports(round()), "one chunk, one command");
    inbox.control(new Input.Acknowledged(1, 1));
    assertEquals("Acknowledged 1 Arrived", ports(round()), "the other port is next");
    assertEquals("0", ports(round()));
    assertEquals("0", ports(round()));
  }

  /// What an acknowledgement makes room for goes out before more is read.
  @Test
  void theBrokerIsHeardBetweenTheChunksOfTwoPorts() throws InterruptedException {
    inbox.bytes(0, new byte[100], 100);
    inbox.bytes(1, new byte[100], 100);
    assertEquals("0", ports(round()));
    inbox.control(new Input.Acknowledged(1, 1));
    assertEquals("Acknowledged 1", ports(round()));
  }

  @Test
  void bytesThatAreNotWantedStayAndHoldNothingElseUp() throws InterruptedException {
    inbox.bytes(0, new byte[] {1}, 1);
    inbox.control(new Input.Tick());
    List<Input> round = new ArrayList<>();
    inbox.take(round, LIMIT_NANOS, false);
    assertEquals("[Tick]", kinds(round));
    round.clear();
    inbox.take(round, 1_000_000, false);
    assertEquals("[]", kinds(round));
    assertEquals("[PortBytes]", kinds(round()));
  }

  @Test
  void aPortGoesDownAfterWhatItHadSaid() throws InterruptedException {
    inbox.bytes(0, new byte[] {1}, 1);
    inbox.bytes(0, new byte[] {2}, 1);
    inbox.control(new Input.PortDown(0, "unplugged"));
    List<Input> round = round();
    assertEquals("[PortBytes, PortBytes, PortDown]", kinds(round));
    assertEquals(1, assertInstanceOf(Input.PortBytes.class, round.getFirst()).bytes()[0]);
  }

  @Test
  void theStopComesAfterWhatAllPortsHadSaid() throws InterruptedException {
    inbox.bytes(0, new byte[] {1}, 1);
    inbox.bytes(1, new byte[] {1}, 1);
    inbox.bytes(0, new byte[] {2}, 1);
    inbox.control(new Input.Stop());
    assertEquals("[PortBytes, PortBytes, PortBytes, Stop]", kinds(round()));
  }

  @Test
  void aFullPortMakesItsOwnReaderWaitAndNobodyElse() throws InterruptedException {
    int quarter = PortShare.LIMIT_BYTES / 4;
    for (int i = 0; i < 4; i++) {
      assertTrue(inbox.bytes(0, new byte[quarter], quarter));
    }
    AtomicBoolean taken = new AtomicBoolean();
    Thread reader =
        Thread.ofPlatform().daemon().start(() -> taken.set(inbox.bytes(0, new byte[] {1}, 1)));
    Eventually.await(
        5_000, () -> reader.getState() == Thread.State.WAITING, () -> "the reader does not wait");
    assertTrue(inbox.bytes(1, new byte[] {1}, 1), "another port goes on");
    assertEquals("0", ports(round()));
    assertEquals("1", ports(round()));
    assertEquals(Thread.State.WAITING, reader.getState(), "it is not woken for every chunk");
    assertEquals("0", ports(round()));
    reader.join(5_000);
    assertTrue(taken.get());
  }

  @Test
  void aPieceOfALineWakesNobodyAndComesWithItsEnd() throws InterruptedException {
    List<Input> round = new ArrayList<>();
    Thread core = waitingCore(round);
    inbox.bytes(0, new byte[] {'a'}, 1);
    assertEquals(Thread.State.TIMED_WAITING, core.getState());
    inbox.bytes(0, new byte[] {'b', '\n'}, 2);
    core.join(5_000);
    assertEquals("0", ports(round));
    assertEquals("0", ports(round()));
  }

  @Test
  void aFloodWithoutLinesWakesTheCore() throws InterruptedException {
    List<Input> round = new ArrayList<>();
    Thread core = waitingCore(round);
    int more = PortShare.LIMIT_BYTES / 2 + 1;
    inbox.bytes(0, new byte[more], more);
    core.join(5_000);
    assertEquals("0", ports(round));
  }

  @Test
  void theEndFreesReadersThatWait() throws InterruptedException {
    inbox.bytes(0, new byte[PortShare.LIMIT_BYTES], PortShare.LIMIT_BYTES);
    AtomicBoolean taken = new AtomicBoolean(true);
    Thread reader =
        Thread.ofPlatform().daemon().start(() -> taken.set(inbox.bytes(0, new byte[] {1}, 1)));
    Eventually.await(
        5_000, () -> reader.getState() == Thread.State.WAITING, () -> "the reader does not wait");
    inbox.end();
    reader.join(5_000);
    assertFalse(taken.get());
  }

  @Test
  void aFewAcknowledgementsWakeNobodyAndComeWithWhatDoes() throws InterruptedException {
    List<Input> round = new ArrayList<>();
    Thread core = waitingCore(round);
    for (int i = 1; i < MANY; i++) {
      inbox.control(new Input.Acknowledged(1, i));
      assertEquals(Thread.State.TIMED_WAITING, core.getState());
    }
    inbox.bytes(0, new byte[] {'\n'}, 1);
    core.join(5_000);
    assertEquals("[Acknowledged, Acknowledged, Acknowledged, PortBytes]", kinds(round));
  }

  @Test
  void manyAcknowledgementsWakeTheCoreAndThenAreCountedAnew() throws InterruptedException {
    for (int turn = 0; turn < 2; turn++) {
      List<Input> round = new ArrayList<>();
      Thread core = waitingCore(round);
      for (int i = 1; i <= MANY; i++) {
        inbox.control(new Input.Acknowledged(1, i));
      }
      core.join(5_000);
      assertEquals(MANY, round.size());
    }
  }

  @Test
  void acknowledgementsThatAreThereAlreadyAreTakenWithoutWaiting() throws InterruptedException {
    inbox.control(new Input.Acknowledged(1, 1));
    assertEquals("[Acknowledged]", kinds(round()));
  }

  private Thread waitingCore(List<Input> round) {
    Thread core = Thread.ofPlatform().daemon().start(() -> takeInto(round));
    Eventually.await(
        5_000,
        () -> core.getState() == Thread.State.TIMED_WAITING,
        () -> "the core does not wait but is " + core.getState());
    return core;
  }

  private void takeInto(List<Input> round) {
    try {
      inbox.take(round, LIMIT_NANOS, true);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void commandsBeyondTheLimitStayWithTheBroker() {
    for (int i = 1; i <= LoopInbox.COMMAND_LIMIT; i++) {
      assertTrue(inbox.command(command(i)));
    }
    assertFalse(inbox.command(command(65)));
  }
}
