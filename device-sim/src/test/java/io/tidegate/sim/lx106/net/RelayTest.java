package io.tidegate.sim.lx106.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Happening;
import io.tidegate.sim.net.Reception;
import io.tidegate.sim.net.Udp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RelayTest {
  private static final long MILLI = Bench.MILLI;
  private static final long SECOND = Bench.SECOND;
  private static final int ROUTER = Wire.address(192, 168, 1, 1);
  private static final int DISCOVER = 1;
  private static final int REQUEST = 3;

  private final Bench bench = new Bench(1, new Doors(Set.of(), Set.of(5_000), 0));

  private static byte[] dhcp(int kind, int has, int wanted) {
    ByteBuffer question = ByteBuffer.allocate(300);
    question.put((byte) 1).put((byte) 1).put((byte) 6).put((byte) 0).putInt(0x1234_5678);
    question.putInt(0).putInt(has).position(28).put(Wire.GUEST);
    question.position(236).putInt(0x6382_5363).put(new byte[] {53, 1, (byte) kind});
    if (wanted != 0) {
      question.put(new byte[] {50, 4}).putInt(wanted);
    }
    question.put((byte) 255);
    return Wire.udp(Wire.ALL, has, 68, has == 0 ? -1 : ROUTER, 67, question.array());
  }

  private static byte[] question(String name, int type) {
    ByteBuffer question = ByteBuffer.allocate(12 + name.length() + 2 + 4);
    question.putShort((short) 0x4711).putShort((short) 0x100).putShort((short) 1).position(12);
    for (String label : name.split("\\.")) {
      question.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    }
    return question.put((byte) 0).putShort((short) type).putShort((short) 1).array();
  }

  private ByteBuffer last() {
    return ByteBuffer.wrap(bench.heard.getLast());
  }

  private byte[] lastBytes() {
    return Arrays.copyOfRange(bench.heard.getLast(), 42, bench.heard.getLast().length);
  }

  private void ask(String name, int type) {
    bench.heard.clear();
    bench.udp(4_000, "192.168.1.1", 53, question(name, type));
    bench.runFor(SECOND);
  }

  @Test
  void everyAddressIsTheRoutersButTheGuestsOwn() {
    bench.join();
    bench.send(Wire.arp(1, bench.own, Wire.address(192, 168, 1, 77)));
    bench.runFor(MILLI);
    assertEquals(Wire.address(192, 168, 1, 77), last().getInt(28));
    assertEquals(bench.own, last().getInt(38));
    bench.heard.clear();
    bench.send(Wire.arp(1, bench.own, bench.own));
    bench.send(Wire.arp(1, 0, bench.own));
    bench.send(Wire.arp(1, 0, Wire.address(192, 168, 1, 200)));
    bench.send(Wire.arp(2, bench.own, ROUTER));
    bench.runFor(MILLI);
    assertEquals(0, bench.heard.size());
    bench.send(Wire.arp(1, 0, ROUTER));
    bench.runFor(MILLI);
    assertEquals(ROUTER, last().getInt(28));
  }

  @Test
  void theGuestGetsTheStationsAddressAsSoonAsThereIsOne() {
    bench.station.begin("garden", "secret");
    while (bench.station.accessPoint() == null) {
      bench.runFor(10 * MILLI);
    }
    bench.send(dhcp(DISCOVER, 0, 0));
    bench.runFor(MILLI);
    assertEquals(0, bench.heard.size());
    bench.runFor(3 * SECOND);
    assertEquals(1, bench.heard.size());
    assertEquals(2, lastBytes()[242]);
    int given = last().getInt(42 + 16);
    assertEquals(bench.station.address(), Octets.text(given));
    assertEquals(0x1234_5678, last().getInt(42 + 4));

    bench.send(dhcp(REQUEST, 0, given));
    bench.runFor(MILLI);
    assertEquals(5, lastBytes()[242]);
    assertEquals(-1, last().getInt(30));
    assertArrayEquals(
        new byte[] {1, 4, -1, -1, -1, 0, 3, 4, (byte) 192, (byte) 168, 1, 1, 6, 4, (byte) 192},
        Arrays.copyOfRange(lastBytes(), 249, 264));

    bench.send(dhcp(REQUEST, given, 0));
    bench.runFor(MILLI);
    assertEquals(5, lastBytes()[242]);
    assertEquals(given, last().getInt(30));
    bench.send(dhcp(REQUEST, 0, Wire.address(192, 168, 1, 222)));
    bench.runFor(MILLI);
    assertEquals(6, lastBytes()[242]);
    assertEquals(0, last().getInt(42 + 16));
  }

  @Test
  void whereNobodyGivesAddressesTheGuestHearsNothing() {
    bench.accessPoint.dhcp(false);
    bench.station.begin("garden", "secret");
    for (int i = 0; i < 10; i++) {
      bench.runFor(SECOND);
      bench.send(dhcp(DISCOVER, 0, 0));
    }
    bench.runFor(5 * SECOND);
    assertEquals(0, bench.heard.size());
    bench.accessPoint.dhcp(true);
    bench.runFor(70 * SECOND);
    assertEquals(0, bench.heard.size(), "what was asked long ago is not answered");
    bench.send(dhcp(DISCOVER, 0, 0));
    bench.runFor(MILLI);
    assertEquals(1, bench.heard.size());
  }

  @Test
  void anAddressThatTheGuestHasTakenItselfBecomesTheStations() {
    bench.accessPoint.dhcp(false);
    bench.station.begin("garden", "secret");
    while (bench.station.accessPoint() == null) {
      bench.runFor(10 * MILLI);
    }
    int own = Wire.address(192, 168, 1, 99);
    bench.send(Wire.arp(1, own, own));
    bench.runFor(70 * SECOND);
    assertEquals("192.168.1.99", bench.station.address());
  }

  @Test
  void anAddressOfItsOwnIsTheStationsAlsoAfterOneThatItWasGiven() {
    bench.station.begin("garden", "secret");
    untilJoined();
    bench.send(dhcp(DISCOVER, 0, 0));
    bench.runFor(2 * SECOND);
    String given = bench.station.address();
    assertNotEquals("", given);
    bench.station.disconnect();
    bench.runFor(SECOND);
    bench.station.begin("garden", "secret");
    untilJoined();
    int taken = Wire.address(192, 168, 50, 77);
    bench.send(Wire.arp(1, taken, taken));
    bench.runFor(2 * SECOND);
    assertEquals("192.168.50.77", bench.station.address());
    bench.station.disconnect();
    bench.runFor(SECOND);
    bench.station.begin("garden", "secret");
    untilJoined();
    // what it had is said first; then it asks
    bench.send(Wire.arp(1, taken, taken));
    bench.send(dhcp(DISCOVER, 0, 0));
    bench.runFor(2 * SECOND);
    assertEquals(given, bench.station.address());
  }

  /// In the network; an address comes later.
  private void untilJoined() {
    bench.station.tellHappenings();
    for (int i = 0; i < 10_000; i++) {
      Happening next = bench.station.nextHappening();
      if (next != null && next.kind() == Happening.Kind.JOINED) {
        assertEquals("", bench.station.address());
        return;
      }
      bench.runFor(MILLI);
    }
    throw new AssertionError("it does not come in");
  }

  @Test
  void namesHaveTheAddressThatTheNetworkKnows() {
    bench.lan.listen("broker.lab", 1_883, each -> () -> {});
    bench.join();
    ask("broker.lab", 1);
    byte[] answer = lastBytes();
    assertEquals(1, bench.heard.size());
    assertEquals(0x4711, last().getShort(42));
    assertEquals(0, answer[3] & 0xF);
    assertArrayEquals(
        new byte[] {10, 0, 0, 1}, Arrays.copyOfRange(answer, answer.length - 4, answer.length));
    ask("nobody.lab", 1);
    assertEquals(3, lastBytes()[3] & 0xF);
    ask("broker.lab", 28);
    assertEquals(0, lastBytes()[3] & 0xF);
    assertEquals(0, last().getShort(42 + 6));
    bench.heard.clear();
    bench.udp(4_000, "192.168.1.1", 53, new byte[] {1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 99, 1});
    bench.runFor(SECOND);
    assertEquals(1, lastBytes()[3] & 0xF);
    assertEquals(1, bench.relay.count(Count.DNS_BAD));
  }

  @Test
  void datagramsGoThereAndComeBack() {
    Udp server = bench.lan.udp("10.0.0.9", 7, () -> {});
    bench.join();
    bench.udp(4_321, "10.0.0.9", 7, new byte[] {1, 2, 3});
    bench.runFor(SECOND);
    Udp.Datagram came = server.next();
    assertArrayEquals(new byte[] {1, 2, 3}, came.bytes());
    assertEquals(bench.station.address(), came.fromHost());
    assertEquals(4_321, came.fromPort());
    bench.heard.clear();
    server.send(came.fromHost(), 4_321, new byte[] {4, 5});
    server.send(came.fromHost(), 5_000, new byte[] {6});
    server.send(came.fromHost(), 5_001, new byte[] {7});
    bench.runFor(SECOND);
    assertEquals(2, bench.heard.size());
    assertEquals(Octets.address("10.0.0.9"), last().getInt(26));
  }

  @Test
  void theTimeComesFromTheAccessPoint() {
    bench.accessPoint.clock(() -> 1_700_000_000_000L);
    bench.join();
    ask("pool.ntp.org", 1);
    byte[] question = new byte[48];
    question[0] = 0x1B;
    bench.heard.clear();
    bench.udp(123, "192.168.1.1", 123, question);
    bench.runFor(SECOND);
    assertEquals(1_700_000_000L + 2_208_988_800L, last().getInt(42 + 40) & 0xFFFF_FFFFL);
  }

  @Test
  void whatIsSentToAGroupReachesTheGuestThatHasJoinedIt() {
    int group = Wire.address(224, 0, 0, 251);
    Udp other = bench.lan.udp("10.0.0.9", 5_000, () -> {});
    bench.join();
    other.send("224.0.0.251", 5_000, new byte[] {1});
    bench.runFor(SECOND);
    assertEquals(0, bench.heard.size());
    byte[] report = {0x16, 0, 0, 0, (byte) 224, 0, 0, (byte) 251};
    int sum = Wire.checksum(report, 0, 8, 0);
    report[2] = (byte) (sum >> 8);
    report[3] = (byte) sum;
    byte[] hardware = {1, 0, 0x5E, 0, 0, (byte) 251};
    bench.send(Wire.ip(hardware, 2, bench.own, group, report));
    other.send("224.0.0.251", 5_000, new byte[] {2});
    bench.runFor(SECOND);
    assertEquals(1, bench.heard.size());
    assertArrayEquals(hardware, Arrays.copyOf(bench.heard.getLast(), 6));
    assertEquals(group, last().getInt(30));
  }

  @Test
  void anEchoComesBackUnlessTheAirLosesIt() {
    bench.join();
    byte[] echo = {8, 0, 0, 0, 0, 1, 0, 2, 'h', 'i', '!'};
    int sum = Wire.checksum(echo, 0, echo.length, 0);
    echo[2] = (byte) (sum >> 8);
    echo[3] = (byte) sum;
    bench.send(Wire.ip(bench.router, 1, bench.own, Octets.address("10.9.9.9"), echo));
    bench.runFor(SECOND);
    byte[] back = bench.heard.getLast();
    assertEquals(0, back[34]);
    assertArrayEquals(Arrays.copyOfRange(echo, 4, 11), Arrays.copyOfRange(back, 38, back.length));
    bench.heard.clear();
    bench.accessPoint.reception(Reception.GOOD.withLoss(1));
    for (int i = 0; i < 20; i++) {
      bench.send(Wire.ip(bench.router, 1, bench.own, Octets.address("10.9.9.9"), echo));
    }
    bench.runFor(SECOND);
    assertEquals(0, bench.heard.size());
    assertEquals(0, bench.relay.count(Count.ECHO_FULL));
    bench.accessPoint.reception(Reception.GOOD);
    for (int i = 0; i < 20; i++) {
      bench.send(Wire.ip(bench.router, 1, bench.own, Octets.address("10.9.9.9"), echo));
    }
    bench.runFor(SECOND);
    assertEquals(16, bench.heard.size());
    assertEquals(4, bench.relay.count(Count.ECHO_FULL));
  }

  @Test
  void aDatagramInPiecesIsPutTogetherInWhateverOrderTheyComeAndALongOneGoesInPieces() {
    Udp server = bench.lan.udp("10.0.0.9", 7, () -> {});
    bench.join();
    byte[] much = new byte[4_000];
    new SplittableRandom(1).nextBytes(much);
    byte[] frame = Wire.udp(bench.router, bench.own, 4_321, Octets.address("10.0.0.9"), 7, much);
    List<byte[]> pieces = pieces(frame, 1_480);
    Collections.shuffle(pieces, new Random(2));
    pieces.forEach(bench::send);
    bench.send(pieces.getFirst());
    bench.runFor(SECOND);
    Udp.Datagram came = server.next();

    assertArrayEquals(much, came.bytes());
    assertNull(server.next());
    bench.heard.clear();
    server.send(came.fromHost(), 4_321, much);
    bench.runFor(SECOND);
    assertEquals(3, bench.heard.size());
    ByteBuffer whole = ByteBuffer.allocate(4_008);
    for (byte[] each : bench.heard) {
      int at = 8 * (ByteBuffer.wrap(each).getShort(20) & 0x1FFF);
      whole.put(at, each, 34, each.length - 34);
    }
    assertArrayEquals(much, Arrays.copyOfRange(whole.array(), 8, 4_008));
    assertEquals(0, bench.relay.count(Count.FRAGMENTS));
  }

  @Test
  void piecesThatMakeNoWholeAreForgottenAndCounted() {
    bench.join();
    byte[] frame = Wire.udp(bench.router, bench.own, 1, ROUTER, 7, new byte[9_000]);
    pieces(frame, 1_480).forEach(bench::send);
    assertEquals(3, bench.relay.count(Count.FRAGMENTS), "what is beyond the limit");
    for (int i = 1; i <= 10; i++) {
      byte[] first = pieces(frame, 1_480).getFirst();
      Octets.put16(first, 18, i);
      bench.send(Wire.guarded(first));
    }
    assertEquals(3 + 6, bench.relay.count(Count.FRAGMENTS), "the oldest make room");
    bench.runFor(31 * SECOND);
    bench.send(pieces(frame, 1_480).getFirst());
    assertEquals(3 + 6 + 5, bench.relay.count(Count.FRAGMENTS));
  }

  private static List<byte[]> pieces(byte[] frame, int size) {
    List<byte[]> pieces = new ArrayList<>();
    for (int at = 34; at < frame.length; at += size) {
      int count = Math.min(size, frame.length - at);
      byte[] piece = Arrays.copyOf(frame, 34 + count);
      System.arraycopy(frame, at, piece, 34, count);
      Octets.put16(piece, 16, 20 + count);
      Octets.put16(piece, 20, (at - 34) / 8 | (at + count < frame.length ? 0x2000 : 0));
      pieces.add(Wire.guarded(piece));
    }
    return pieces;
  }

  @Test
  void nothingPassesWhileTheAccessPointIsOff() {
    bench.join();
    bench.accessPoint.on(false);
    bench.send(Wire.arp(1, bench.own, ROUTER));
    bench.runFor(SECOND);
    assertEquals(0, bench.heard.size());
    assertEquals(1, bench.relay.count(Count.NO_AIR));
  }

  @Test
  void portsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Doors(Set.of(0), Set.of(), 0));
    assertThrows(IllegalArgumentException.class, () -> new Doors(Set.of(), Set.of(65_536), 0));
    assertThrows(IllegalArgumentException.class, () -> new Doors(Set.of(), Set.of(), -1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Relay(bench.station, new byte[5], Doors.NONE, bench.world.chance(), () -> {}));
    assertTrue(Arrays.stream(Count.values()).noneMatch(each -> each.words().isEmpty()));
  }
}
