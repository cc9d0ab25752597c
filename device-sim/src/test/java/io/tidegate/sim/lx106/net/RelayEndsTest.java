package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections of which one side has ended.
class RelayEndsTest {
  private static final long SECOND = Bench.SECOND;
  private static final byte[] QUESTION = {'a', '?'};

  private final List<Lan.Wire> wires = new ArrayList<>();

  private Bench bench(long seed, Doors doors) {
    Bench bench = new Bench(seed, doors);
    bench.lan.listen(
        "10.0.0.1",
        7,
        wire -> {
          wires.add(wire);
          wire.staysOpen();
          return () -> {};
        });
    bench.join();
    return bench;
  }

  private static byte[] read(Tcp tcp) {
    byte[] bytes = new byte[tcp.available()];
    tcp.read(bytes, 0, bytes.length);
    return bytes;
  }

  private static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void aServerThatAnswersAfterTheGuestsEndIsHeard(double faults) {
    Bench bench = bench(1, Doors.NONE);
    bench.faults(faults);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", 7);
    guest.write(QUESTION);
    guest.end();
    for (int i = 0; i < 60 && !guest.isAcknowledged(); i++) {
      bench.runFor(SECOND);
    }
    assertTrue(guest.isAcknowledged());
    assertFalse(guest.otherEnded());
    Lan.Wire server = wires.getFirst();
    assertArrayEquals(QUESTION, read(server));
    assertEquals(Tcp.State.ENDED, server.state());
    byte[] answer = bytes(2, 20_000);
    assertEquals(answer.length, server.write(answer, 0, answer.length));
    server.close();
    for (int i = 0; i < 200 && !guest.otherEnded(); i++) {
      bench.runFor(SECOND);
    }
    assertArrayEquals(answer, guest.received());
    bench.runFor(60 * SECOND);
    assertEquals(0, bench.relay.connections());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void oneWhoAsksAndEndsGetsTheWholeAnswer(double faults) {
    Bench bench = bench(3, new Doors(Set.of(80), Set.of(), 0));
    bench.faults(faults);
    GuestTcp guest = bench.waits(80);
    byte[] answer = bytes(4, 100_000);
    Tcp caller = bench.lan.connect(bench.station.address(), 80, () -> {});
    caller.staysOpen();
    bench.runFor(SECOND);
    caller.write(QUESTION, 0, 2);
    caller.end();
    for (int i = 0; i < 60 && !guest.otherEnded(); i++) {
      bench.runFor(SECOND);
    }
    assertArrayEquals(QUESTION, guest.received());
    guest.write(answer);
    guest.end();
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    for (int i = 0; i < 4_000 && caller.state() != Tcp.State.CLOSED; i++) {
      bench.runFor(SECOND / 10);
      heard.writeBytes(read(caller));
    }
    heard.writeBytes(read(caller));
    assertArrayEquals(answer, heard.toByteArray());
    bench.runFor(60 * SECOND);
    assertTrue(guest.isAcknowledged());
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void anEndIsSaidOnceWhoeverEndsFirst() {
    for (boolean guestFirst : new boolean[] {true, false}) {
      Bench bench = bench(8, Doors.NONE);
      GuestTcp guest = bench.calls(1_024, "10.0.0.1", 7);
      bench.runFor(SECOND);
      if (guestFirst) {
        guest.end();
        bench.runFor(SECOND);
      }
      wires.getLast().close();
      bench.runFor(SECOND);
      guest.end();
      bench.runFor(60 * SECOND);
      long ends = bench.heard.stream().filter(each -> (each[47] & GuestTcp.FIN) != 0).count();
      assertEquals(1, ends, "guest first: " + guestFirst);
      assertTrue(guest.isAcknowledged() && guest.otherEnded());
      assertEquals(0, bench.relay.count(Count.TCP_REFUSED));
      assertEquals(0, bench.relay.connections());
    }
  }

  @Test
  void aGuestThatTalksToOneThatHasClosedIsReset() {
    Bench bench = bench(5, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", 7);
    bench.runFor(SECOND);
    wires.getFirst().close();
    bench.runFor(SECOND);
    assertTrue(guest.otherEnded());
    guest.write(bytes(6, 2_000));
    bench.runFor(5 * SECOND);
    assertEquals(GuestTcp.State.RESET, guest.state);
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void aGuestThatHangsUpAfterTheOthersEndIsOver() {
    Bench bench = bench(7, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", 7);
    bench.runFor(SECOND);
    wires.getFirst().end();
    bench.runFor(SECOND);
    assertTrue(guest.otherEnded());
    assertEquals(1, bench.relay.connections());
    guest.reset();
    bench.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, wires.getFirst().state());
    assertEquals(0, bench.relay.connections());
  }

  @Test
  void aServerThatResetsWhileTheGuestHasEndedIsOver() {
    Bench bench = bench(9, Doors.NONE);
    GuestTcp guest = bench.calls(1_024, "10.0.0.1", 7);
    bench.runFor(SECOND);
    guest.end();
    bench.runFor(SECOND);
    assertTrue(guest.isAcknowledged());
    wires.getFirst().reset();
    bench.runFor(30 * SECOND);
    assertEquals(0, bench.relay.connections());
    assertEquals(Tcp.State.CLOSED, wires.getFirst().state());
  }
}
