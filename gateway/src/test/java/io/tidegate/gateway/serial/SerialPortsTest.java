package io.tidegate.gateway.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.Typing;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ports' supervisor with jSerialComm and pseudo-terminals.
final class SerialPortsTest {
  @TempDir Path folder;
  private PortTrial trial;

  @BeforeEach
  void begin() {
    trial = new PortTrial(folder);
  }

  @AfterEach
  void end() throws IOException {
    trial.close();
  }

  @Test
  void bytesGoBothWaysUnchanged() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    StringBuilder every = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      every.append((char) i);
    }
    Typing.into(pty, every.toString().repeat(20));
    trial.awaitText(0, every.toString().repeat(20));
    assertEquals(20 * 256, trial.text(0).length());
    assertTrue(
        ports.send(0, every.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    assertEquals(every.toString(), PortTrial.read(pty, 256));
  }

  @Test
  void nothingIsWrittenToAPortUnasked() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    trial.start();
    trial.awaitUp(0, 1);
    Typing.into(pty, "hello\n");
    trial.awaitText(0, "hello\n");
    assertEquals(0, pty.read(new byte[64]), "not even an echo");
  }

  @Test
  void anUnpluggedPortIsToldAndAReturningOneIsReadWithinASecond() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    trial.start();
    trial.awaitUp(0, 1);
    long[] tookMillis = new long[5];
    for (int round = 0; round < tookMillis.length; round++) {
      int downs = trial.downs(0).size();
      pty.unplug();
      trial.await(() -> trial.downs(0).size() > downs, "the unplugging was told");
      assertTrue(
          trial.downs(0).get(downs).words().contains("unplugged"), trial.downs(0).toString());
      long begunNanos = System.nanoTime();
      pty.plug();
      trial.awaitUp(0, round + 2);
      Typing.into(pty, "round " + round + "\n");
      trial.awaitText(0, "round " + round + "\n");
      tookMillis[round] = (System.nanoTime() - begunNanos) / 1_000_000;
    }
    Arrays.sort(tookMillis);
    assertTrue(
        tookMillis[2] < 1_000, "half of the rounds took longer: " + Arrays.toString(tookMillis));
  }

  @Test
  void aPortThatIsAbsentAtTheStartIsToldOnceAndPickedUpWhenItComes() throws IOException {
    Pty pty = trial.port();
    trial.start();
    Input.PortDown down = trial.awaitDown(0, "not there");
    assertEquals("not there: " + folder.resolve("port0") + "; waiting for it", down.words());
    Eventually.pass(3 * SerialPorts.LOOK_MILLIS);
    assertEquals(1, trial.downs(0).size(), "told once, not at every look");
    pty.plug();
    trial.awaitUp(0, 1);
    Typing.into(pty, "here\n");
    trial.awaitText(0, "here\n");
  }

  @Test
  void troubleWithOnePortTouchesNoOther() throws IOException {
    Pty troubled = trial.port();
    Pty calm = trial.port();
    troubled.plug();
    calm.plug();
    trial.port(folder.resolve("never-there"));
    trial.port(Files.createDirectory(folder.resolve("a-folder")));
    trial.port(Files.writeString(folder.resolve("a-file"), "no port\n"));
    trial.start();
    trial.awaitUp(1, 1);
    AtomicBoolean over = new AtomicBoolean();
    StringBuilder sent = new StringBuilder();
    Thread talker =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !over.get(); i++) {
                    String line = "line " + i + "\n";
                    Typing.into(calm, line);
                    sent.append(line);
                    Eventually.pass(2);
                  }
                });
    for (int round = 1; round <= 3; round++) {
      trial.awaitUp(0, round);
      troubled.unplug();
      int wanted = round;
      trial.await(() -> trial.downs(0).size() >= wanted, "unplugged");
      troubled.plug();
    }
    trial.awaitDown(2, "not there");
    trial.awaitDown(3, "a-folder");
    trial.awaitDown(4, "a-file");
    over.set(true);
    Eventually.await(60_000, () -> !talker.isAlive(), () -> "the talker talks");
    trial.awaitText(1, sent.substring(sent.lastIndexOf("line")));
    assertEquals(sent.toString(), trial.text(1));
    assertEquals(1, trial.ups(1));
    assertTrue(trial.downs(1).isEmpty());
  }

  @Test
  void aBoardThatDoesNotReadCostsOnlyItsOwnPort() throws IOException {
    Pty deaf = trial.port();
    Pty calm = trial.port();
    deaf.plug();
    calm.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    trial.awaitUp(1, 1);
    byte[] much = new byte[4_096];
    Arrays.fill(much, (byte) 'x');
    boolean[] refused = {false};
    Eventually.await(
        PortTrial.LIMIT_MILLIS,
        () -> {
          long begunNanos = System.nanoTime();
          refused[0] = !ports.send(0, much);
          assertTrue(System.nanoTime() - begunNanos < 2_000_000_000L, "send may not wait");
          return refused[0];
        },
        () -> "the queue never filled");
    trial.awaitDown(0, "has not read for 2 s");
    assertTrue(ports.send(1, "to the other\n".getBytes()));
    assertEquals("to the other\n", PortTrial.read(calm, 13));
    trial.awaitUp(0, 2);
    Typing.into(deaf, "still talks\n");
    trial.awaitText(0, "still talks\n");
    assertTrue(trial.downs(1).isEmpty());
  }

  @Test
  void aPortHeldByAnotherProgramIsNamedWithItAndTakenWhenItIsFree() throws Exception {
    Pty pty = trial.port();
    pty.plug();
    Process holder =
        new ProcessBuilder("/bin/sh", "-c", "exec 3<>" + pty.device() + "; exec sleep 60").start();
    try {
      trial.await(pty::isOpened, "the other program has it");
      trial.await(() -> PortDoctor.holder(pty.device()).startsWith("sleep"), "it is sleep now");
      trial.start();
      Input.PortDown down = trial.awaitDown(0, "held by");
      assertEquals(
          pty.device() + " is held by sleep (process " + holder.pid() + "); trying again",
          down.words());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    trial.awaitUp(0, 1);
  }

  @Test
  void aReleasedPortIsFreeUntilItIsTakenOrItsTimeIsOver() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    assertTrue(ports.release(0, 600_000));
    trial.awaitDown(0, "released for another program");
    trial.await(() -> !pty.isOpened(), "nobody has it open");
    Eventually.pass(3 * SerialPorts.LOOK_MILLIS);
    assertFalse(pty.isOpened(), "it is left alone");
    assertFalse(ports.send(0, new byte[1]), "nothing is written meanwhile");
    assertTrue(ports.take(0));
    trial.awaitUp(0, 2);
    assertTrue(ports.release(0, 500));
    trial.await(() -> trial.downs(0).size() == 2, "released again");
    trial.awaitUp(0, 3);
    assertFalse(ports.release(7, 1));
    assertFalse(ports.take(7));
  }

  @Test
  void aPortIsOpenedAnewWhenAsked() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    ports.reopen(0, true);
    trial.awaitUp(0, 2);
    Typing.into(pty, "anew\n");
    trial.awaitText(0, "anew\n");
    assertEquals(1, trial.downs(0).size());
  }

  @Test
  void anOpenPortIsRawAndDoesNotHangUpAtTheEnd() throws Throwable {
    Pty pty = trial.port();
    pty.plug();
    Process stty =
        new ProcessBuilder(
                "stty", "-F", pty.device().toString(), "sane", "hupcl", "echo", "icanon", "ixon")
            .redirectErrorStream(true)
            .start();
    assertEquals(0, stty.waitFor(), () -> new String(read(stty)));
    trial.start();
    trial.awaitUp(0, 1);
    TermiosFlags flags = TermiosFlags.of(pty.device());
    assertTrue(flags.isRaw(), flags.toString());
    assertFalse(flags.hangsUp(), "HUPCL would reset the board when we end");
    assertTrue(trial.journal.isEmpty(), trial.journal.toString());
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      return e.toString().getBytes();
    }
  }

  @Test
  void aFullInboxHoldsBackOnlyThatPortAndLosesNothing() throws IOException {
    Pty pty = trial.port();
    pty.plug();
    trial.start();
    trial.awaitUp(0, 1);
    trial.full(true);
    String much = "0123456789abcde\n".repeat(500);
    Thread talker = Thread.ofPlatform().start(() -> Typing.into(pty, much));
    Eventually.pass(300);
    assertEquals("", trial.text(0));
    trial.full(false);
    trial.await(() -> trial.text(0).length() == much.length(), "everything arrived");
    assertEquals(much, trial.text(0));
    Eventually.await(60_000, () -> !talker.isAlive(), () -> "the talker talks");
  }

  @Test
  void afterTheEndNothingIsOpenAndNoThreadRuns() throws IOException {
    Pty one = trial.port();
    Pty two = trial.port();
    one.plug();
    two.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    trial.awaitUp(1, 1);
    assertFalse(trial.threads().isEmpty(), "threads carry the port's label");
    ports.close();
    trial.await(() -> !one.isOpened() && !two.isOpened(), "closed");
    trial.await(() -> trial.threads().isEmpty(), "threads left: " + trial.threads());
  }

  @Test
  void theEndDoesNotWaitForAStuckWriterOrAFullInbox() throws IOException {
    Pty deaf = trial.port();
    Pty full = trial.port();
    deaf.plug();
    full.plug();
    SerialPorts ports = trial.start();
    trial.awaitUp(0, 1);
    trial.awaitUp(1, 1);
    for (int i = 0; i < OpenPort.QUEUE_LIMIT; i++) {
      ports.send(0, new byte[4_096]);
    }
    trial.full(true);
    Typing.into(full, "nobody takes this\n");
    long begunNanos = System.nanoTime();
    ports.close();
    long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;
    assertTrue(tookMillis < 20_000, "close took " + tookMillis + " ms");
  }
}
