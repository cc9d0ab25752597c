package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.MqttPacket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The handshake of QoS 2, packet by packet: what is said when, and when a message is done.
final class ExactlyOnceTest {
  private static final int FIRST = ExactlyOnce.FIRST_ID;

  private final ExactlyOnce exactlyOnce = new ExactlyOnce();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private void add(long token) {
    add(exactlyOnce, token, out);
  }

  private static void add(ExactlyOnce to, long token, ByteArrayOutputStream out) {
    to.add(token, "t", new byte[] {(byte) token}, false, out);
  }

  /// `PUBLISH 0 x1` is the message with token 1 under the first id.
  private List<String> said() {
    return packets(out).stream()
        .map(
            each ->
                each.type() == MqttPacket.PUBLISH
                    ? "PUBLISH " + (each.id() - FIRST) + " x" + each.payload()[0]
                    : "PUBREL " + (each.id() - FIRST))
        .toList();
  }

  /// PUBLISH of QoS 2 and PUBREL: with any other this fails.
  private static List<MqttPacket> packets(ByteArrayOutputStream out) {
    List<MqttPacket> packets = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    out.reset();
    try {
      for (MqttPacket next = MqttPacket.read(in); next != null; next = MqttPacket.read(in)) {
        int first = next.type() << 4 | next.flags();
        assertTrue(first == 0x34 || first == 0x62, Integer.toHexString(first));
        packets.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packets;
  }

  private void received(int at) {
    exactlyOnce.received(FIRST + at, out);
  }

  private Long completed(int at) {
    return exactlyOnce.completed(FIRST + at, out);
  }

  private static List<String> ten(String format) {
    return IntStream.range(0, ExactlyOnce.IDS).mapToObj(format::formatted).toList();
  }

  @Test
  void aMessageIsDoneWhenTheBrokerHasCompletedItAndNoSooner() {
    add(7);
    assertEquals(List.of("PUBLISH 0 x7"), said());
    received(0);
    assertEquals(List.of("PUBREL 0"), said());
    assertFalse(exactlyOnce.isEmpty());
    assertEquals(7, completed(0));
    assertTrue(exactlyOnce.isEmpty());
    assertEquals(List.of(), said());
  }

  @Test
  void repeatedAndUnexpectedAnswersChangeNothing() {
    received(0);
    assertNull(completed(0), "nothing was sent");
    add(7);
    said();
    assertNull(completed(0), "not received yet");
    received(1);
    received(0);
    received(0);
    assertEquals(List.of("PUBREL 0"), said(), "once");
    assertNull(completed(1));
    assertEquals(7, completed(0));
    assertNull(completed(0));
    received(0);
    assertEquals(List.of(), said());
  }

  @Test
  void answersForIdsThatAreNotOursChangeNothing() {
    add(7);
    said();
    for (int id : new int[] {0, 1, Outbox.FIRST_ID, FIRST - 1, 65_536, -1}) {
      exactlyOnce.received(id, out);
      assertNull(exactlyOnce.completed(id, out));
    }
    assertEquals(List.of(), said());
    assertEquals(1, exactlyOnce.size());
  }

  @Test
  void theTenIdsAreTheLastAndNoneOfQosOne() {
    assertEquals(65_526, ExactlyOnce.FIRST_ID);
    assertEquals(65_535, ExactlyOnce.LAST_ID);
    assertEquals(65_525, Outbox.LAST_ID);
  }

  @Test
  void tenAreUnderWayAndTheRestWaitsInOrder() {
    IntStream.rangeClosed(1, 25).forEach(this::add);
    List<String> said = said();
    assertEquals(ExactlyOnce.IDS, said.size());
    assertEquals("PUBLISH 9 x10", said.getLast());
    assertEquals(25, exactlyOnce.size());
    for (int i = 0; i < ExactlyOnce.IDS; i++) {
      received(i);
    }
    assertEquals(ten("PUBREL %d"), said());
    for (int i = 0; i < ExactlyOnce.IDS; i++) {
      assertEquals(i + 1, completed(i));
      assertEquals(List.of("PUBLISH " + i + " x" + (i + 11)), said());
    }
    assertEquals(15, exactlyOnce.size());
  }

  @Test
  void theFirstIdIsGivenAgainOnlyWhenAllOfTheRunAreReleased() {
    IntStream.rangeClosed(1, 11).forEach(this::add);
    said();
    for (int i = 0; i < 9; i++) {
      received(i);
      completed(i);
    }
    said();
    assertEquals(2, exactlyOnce.size());
    received(9);
    assertEquals(List.of("PUBREL 9", "PUBLISH 0 x11"), said());
  }

  @Test
  void anIdThatIsNotCompletedHoldsUpThoseBehindIt() {
    IntStream.rangeClosed(1, 12).forEach(this::add);
    IntStream.range(0, 10).forEach(this::received);
    said();
    completed(1);
    assertEquals(List.of(), said());
    completed(0);
    assertEquals(List.of("PUBLISH 0 x11", "PUBLISH 1 x12"), said());
  }

  /// Wherever a connection ends: of what the broker has read until then, the messages it was not
  /// yet told to release have rising ids, in the order in which they were sent.
  @Test
  void whatABrokerHoldsHasRisingIdsInTheOrderOfSending() {
    SplittableRandom random = new SplittableRandom(2);
    List<Integer> held = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      switch (random.nextInt(4)) {
        case 0 -> add(i);
        case 1 -> received(random.nextInt(ExactlyOnce.IDS));
        default -> completed(random.nextInt(ExactlyOnce.IDS));
      }
      for (MqttPacket packet : packets(out)) {
        if (packet.type() == MqttPacket.PUBREL) {
          held.remove((Object) packet.id());
        } else {
          held.add(packet.id());
        }
        assertEquals(held.stream().sorted().toList(), held);
      }
    }
    assertTrue(exactlyOnce.size() > 0);
  }

  @Test
  void aNewSessionBeginsAtOnce() {
    add(1);
    assertEquals(List.of("PUBLISH 0 x1"), said());
  }

  @Test
  void aResumedSessionSaysNothingBeforeTheFirstMessage() {
    exactlyOnce.resumed();
    received(3);
    assertNull(completed(3));
    assertEquals(List.of(), said());
    assertTrue(exactlyOnce.isEmpty());
  }

  @Test
  void aResumedSessionReleasesAllIdsInTheOrderOfSendingAndWaitsForEach() {
    exactlyOnce.resumed();
    add(1);
    add(2);
    assertEquals(ten("PUBREL %d"), said());
    assertEquals(2, exactlyOnce.size());
    for (int i = 0; i < ExactlyOnce.IDS; i++) {
      received(i);
      assertEquals(List.of(), said(), "the broker says again what it holds, or not all is free");
      assertNull(completed(i), "nobody waits for what a former connection left");
      assertNull(completed(i));
    }
    assertEquals(List.of("PUBLISH 0 x1", "PUBLISH 1 x2"), said());
    received(0);
    said();
    assertEquals(1, completed(0));
  }

  @Test
  void whatAPersonIsToldDependsOnWhatTheBrokerAnswered() {
    assertEquals("", exactlyOnce.remark());
    exactlyOnce.resumed();
    assertEquals("", exactlyOnce.remark());
    add(1);
    for (int i = 0; i < 9; i++) {
      completed(i);
    }
    assertEquals(
        "; it had not answered the PUBREL that come before the first message with QoS 2 of a"
            + " resumed session: does it offer QoS 2?",
        exactlyOnce.remark());
    completed(9);
    assertEquals(
        "; it had answered none of our messages with QoS 2: does it offer QoS 2?",
        exactlyOnce.remark());
    received(0);
    assertEquals("", exactlyOnce.remark());
  }

  /// All sequences of six events: one more message; PUBREC and PUBCOMP for each of the first two
  /// ids, and for one that is not ours.
  @Test
  void noOrderOfEventsBreaksTheHandshake() {
    int kinds = 7;
    int length = 6;
    int sequences = IntStream.range(0, length).reduce(1, (count, _) -> count * kinds);
    for (int sequence = 0; sequence < sequences; sequence++) {
      for (boolean resumed : new boolean[] {false, true}) {
        Judge judge = new Judge(resumed);
        for (int i = 0, left = sequence; i < length; i++, left /= kinds) {
          judge.event(left % kinds);
        }
      }
    }
  }

  /// What the other side sees. After each event: a token is done once, after PUBLISH, PUBREC,
  /// PUBREL and PUBCOMP in this order; no id is given while it is under way, nor below one that was
  /// not received; messages go in order, and none waits but for ids of a former connection. Of
  /// those all but the first two are completed at once.
  private static final class Judge {
    private static final int FOREIGN = FIRST - 1;
    private static final long FORMER = 0;

    private final ExactlyOnce subject = new ExactlyOnce();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TreeMap<Integer, Long> sent = new TreeMap<>();
    private final TreeMap<Integer, Long> released = new TreeMap<>();
    private final boolean resumed;
    private long added;
    private long published;
    private String story;

    Judge(boolean resumed) {
      this.resumed = resumed;
      story = resumed ? "resumed" : "new";
      if (resumed) {
        subject.resumed();
      }
    }

    void event(int kind) {
      story += " " + kind;
      int id = kind < 3 ? FIRST : kind < 5 ? FIRST + 1 : FOREIGN;
      if (kind == 0) {
        add();
      } else if (kind % 2 == 1) {
        received(id);
      } else {
        completed(id);
      }
      boolean former = released.containsValue(FORMER);
      assertEquals(former ? 0 : added, published, story);
      long underWay = released.values().stream().filter(token -> token != FORMER).count();
      assertEquals(added - published + sent.size() + underWay, subject.size(), story);
    }

    private void add() {
      added++;
      ExactlyOnceTest.add(subject, added, out);
      List<Integer> former =
          resumed && added == 1
              ? IntStream.range(0, ExactlyOnce.IDS).mapToObj(i -> FIRST + i).toList()
              : List.of();
      former.forEach(id -> released.put(id, FORMER));
      said(former);
      former.stream().filter(id -> id > FIRST + 1).forEach(this::completed);
    }

    private void received(int id) {
      subject.received(id, out);
      Long token = sent.remove(id);
      if (token != null) {
        released.put(id, token);
      }
      said(token == null ? List.of() : List.of(id));
    }

    private void completed(int id) {
      Long token = subject.completed(id, out);
      Long expected = released.remove(id);
      assertEquals(expected == null || expected == FORMER ? null : expected, token, story);
      said(List.of());
    }

    private void said(List<Integer> releases) {
      List<Integer> said = new ArrayList<>();
      for (MqttPacket packet : packets(out)) {
        if (packet.type() == MqttPacket.PUBREL) {
          said.add(packet.id());
        } else {
          published(packet);
        }
      }
      assertEquals(releases, said, story);
    }

    private void published(MqttPacket packet) {
      assertEquals(++published, packet.payload()[0], story);
      int id = packet.id();
      assertTrue(sent.isEmpty() || sent.lastKey() < id, story);
      assertFalse(released.containsKey(id), story);
      sent.put(id, published);
    }
  }
}
