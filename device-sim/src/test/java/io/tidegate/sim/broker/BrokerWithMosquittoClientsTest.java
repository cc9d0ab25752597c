package io.tidegate.sim.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The small broker judged by clients that others wrote.
@Tag("mosquitto")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokerWithMosquittoClientsTest {
  private static final int MESSAGES = 3_000;
  private final List<Process> started = new ArrayList<>();
  private Broker broker;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.start(0);
  }

  @AfterEach
  void stop() throws IOException {
    started.forEach(Process::destroyForcibly);
    broker.close();
  }

  private Process client(String program, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "-p", "" + broker.port()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static void end(Process process) throws InterruptedException {
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }

  private void awaitConnected(int count) {
    while (broker.connected() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void everyMessageArrivesOnceAndInOrder() throws Exception {
    // a kept session, so that the subscription stands before the first message
    String[] kept = {"-q", "1", "-t", "/sensors/+", "-c", "-i", "subscriber"};
    end(client("mosquitto_sub", with(kept, "-E")));
    Process subscriber = client("mosquitto_sub", with(kept, "-C", "" + MESSAGES));
    Process publisher = client("mosquitto_pub", "-q", "1", "-t", "/sensors/a", "-l");
    try (Writer lines = publisher.outputWriter(UTF_8)) {
      for (int i = 1; i <= MESSAGES; i++) {
        lines.write("reading " + i + "\n");
      }
    }
    List<String> got = subscriber.inputReader(UTF_8).lines().toList();
    assertEquals(IntStream.rangeClosed(1, MESSAGES).mapToObj(i -> "reading " + i).toList(), got);
    end(publisher);
    end(subscriber);
    assertEquals(0, broker.dropped());
  }

  @Test
  void aKeptSessionHoldsMessagesForAClientThatIsAway() throws Exception {
    String[] kept = {"-q", "1", "-t", "a/#", "-c", "-i", "kept"};
    end(client("mosquitto_sub", with(kept, "-E")));
    end(client("mosquitto_pub", "-q", "1", "-t", "a/b", "-m", "while away"));
    Process back = client("mosquitto_sub", with(kept, "-C", "1"));
    assertEquals(List.of("while away"), back.inputReader(UTF_8).lines().toList());
    end(back);
  }

  @Test
  void retainedMessagesAndWillsReachALateSubscriber() throws Exception {
    end(client("mosquitto_pub", "-q", "1", "-r", "-t", "status/a", "-m", "online"));
    awaitConnected(0);
    Process dying =
        client(
            "mosquitto_sub",
            "-t",
            "x",
            "--will-topic",
            "status/b",
            "--will-payload",
            "offline",
            "--will-retain",
            "--will-qos",
            "1");
    awaitConnected(1);
    dying.destroyForcibly();
    while (broker.retained("status/b").isEmpty()) {
      Thread.onSpinWait();
    }
    Process late =
        client("mosquitto_sub", "-q", "1", "-t", "status/#", "-C", "2", "-F", "%t %r %p");
    assertEquals(
        List.of("status/a 1 online", "status/b 1 offline"),
        late.inputReader(UTF_8).lines().toList());
    end(late);
  }

  private static String[] with(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
