package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.core.State;
import io.tidegate.gateway.core.Uplink;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The loop around a real core, with one way out that has a planted defect: the desk throws at
/// every line of port 0, which somebody monitors.
@Timeout(180)
class LoopTest {
  @TempDir Path folder;
  private final LoopInbox inbox = new LoopInbox(16);
  private final List<Integer> reopened = new CopyOnWriteArrayList<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final List<State> states = new CopyOnWriteArrayList<>();
  private Thread thread;

  private final Wires wires =
      new Wires() {
        @Override
        public boolean send(int port, byte[] bytes) {
          return true;
        }

        @Override
        public void reopen(int port, boolean reset) {
          reopened.add(port);
        }

        @Override
        public void broker(boolean up) {}
      };

  private final Uplink uplink =
      new Uplink() {
        @Override
        public void connect(long connection) {}

        @Override
        public boolean publish(
            long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
          return true;
        }

        @Override
        public void subscribe(long connection, String filter, boolean wanted) {}

        @Override
        public void acknowledge(long connection, int messageId) {
          acknowledged.incrementAndGet();
        }

        @Override
        public void close(long connection, boolean courteous) {}
      };

  private final Desk desk =
      new Desk() {
        @Override
        public void state(long ticket, State state) {
          states.add(state);
        }

        @Override
        public boolean line(long ticket, int port, Heard heard, byte[] bytes) {
          throw new IllegalStateException("planted");
        }

        @Override
        public void result(long ticket, String code, String text) {}
      };

  @BeforeEach
  void start() throws IOException {
    try (Site site = new Site(folder)) {
      site.plain("zero");
      site.plain("one");
      Settings settings = site.configuration(1).settings().durable(false);
      SteadyClock steady = new SteadyClock();
      Recovered.Ready recovered =
          (Recovered.Ready) new Recovery(limits(settings), new SplittableRandom(1)).finish(0, -1);
      Core core =
          new Core(
              settings,
              new Core.Outside(wires, uplink, batch -> {}, (_, _, _, _) -> {}, desk),
              new Core.Start(
                  recovered.spool(),
                  recovered.kept(),
                  recovered.marks(),
                  false,
                  1,
                  new SplittableRandom(1),
                  steady.nowNanos(),
                  0,
                  false));
      Defects defects =
          new Defects(
              folder.resolve("defects"),
              port -> "port" + port,
              (_, _, _, _) -> {},
              steady::nowNanos,
              ends::incrementAndGet);
      WallClock wall = new WallClock(InstantSource.system(), folder);
      thread =
          Thread.ofPlatform()
              .daemon()
              .start(new Loop(core, inbox, steady, wall, defects, () -> {}));
    }
    inbox.control(new Input.PortUp(0, new PortSource("zero", "", "")));
    inbox.control(new Input.PortUp(1, new PortSource("one", "", "")));
    inbox.control(new Input.Asked(9, new Question.Monitor(0, true)));
  }

  private static SpoolLimits limits(Settings settings) {
    Settings.Store store = settings.store();
    return SpoolLimits.of(
        false, false, 0, 1 << 10, store.segmentBytes(), store.limitBytes(), 0, 0, 1 << 20);
  }

  @AfterEach
  void stop() throws InterruptedException {
    inbox.control(new Input.Stop());
    thread.join(10_000);
    assertTrue(!thread.isAlive(), "the loop ends when it is asked to");
  }

  private State state() {
    int before = states.size();
    inbox.control(new Input.Asked(1, new Question.State()));
    Eventually.await(60_000, () -> states.size() > before, () -> "the loop does not answer");
    return states.getLast();
  }

  private void meet(int times) {
    for (int i = 1; i <= times; i++) {
      long met = i;
      say();
      Eventually.await(
          5_000, () -> state().counters().get("defects") == met, () -> met + " defects");
    }
  }

  private void say() {
    inbox.bytes(0, new byte[] {'x', '\n'}, 2);
  }

  @Test
  void aStepThatThrowsCostsItsPortAReopenAndNothingElse() throws IOException {
    byte[] line = "{\"t\":1}\n".getBytes(StandardCharsets.UTF_8);
    meet(1);
    assertEquals(List.of(0), reopened);
    inbox.bytes(1, line, line.length);
    Eventually.await(
        5_000, () -> state().counters().get("readings") == 1, () -> "the other port is not read");
    assertTrue(Files.exists(folder.resolve("defects/defect-0.txt")));
    assertEquals(0, ends.get());
  }

  @Test
  void theThirdWithinAMinuteEndsTheProcess() {
    meet(2);
    assertEquals(0, ends.get());
    say();
    Eventually.await(60_000, () -> ends.get() == 1, () -> "it goes on for ever");
  }
}
