package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.Out;
import io.tidegate.sim.sketch.WireFault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SketchNetTest {
  private static final long SECOND = Desk.SECOND;

  private final Desk desk = new Desk();
  private final List<Lan.Wire> accepted = new ArrayList<>();

  SketchNetTest() {
    desk.lan.listen(
        "broker",
        1_883,
        wire -> {
          accepted.add(wire);
          return () -> {};
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static void begin(Desk desk, String password) {
    desk.tell(new Out(NetKinds.WIFI_BEGIN).text("garden").text(password));
  }

  private String received(Tcp tcp) {
    byte[] into = new byte[4_096];
    return new String(into, 0, tcp.read(into, 0, into.length), UTF_8);
  }

  @Test
  void theSketchIsToldOfItsWifiFromTheStartOn() {
    In idle = desk.await(NetKinds.WIFI_STATE);
    assertEquals(0, idle.u8());
    begin(desk, "secret");
    assertEquals(7, desk.await(NetKinds.WIFI_STATE).u8());
    assertEquals(0, desk.await(NetKinds.WIFI_HAPPENED).u8(), "joined");
    assertEquals(2, desk.await(NetKinds.WIFI_HAPPENED).u8(), "has got an address");
    desk.accessPoint.kick();
    In out = desk.await(NetKinds.WIFI_STATE);
    assertEquals(7, out.u8());
    assertEquals(0, out.u32(), "the address is gone");
    In left = desk.await(NetKinds.WIFI_HAPPENED);
    assertEquals(1, left.u8());
    assertEquals(2, left.u8(), "the reason");
    In back = desk.await(NetKinds.WIFI_STATE);
    while (back.u8() != 3) {
      back = desk.await(NetKinds.WIFI_STATE);
    }
    assertTrue(back.u32() != 0, "an address again");
  }

  @Test
  void aWrongPasswordIsSaidAsOnTheChip() {
    begin(desk, "sesame");
    In left = desk.await(NetKinds.WIFI_HAPPENED);
    assertEquals(1, left.u8());
    assertEquals(15, left.u8(), "the reason");
    assertEquals(6, desk.station.status().code());
  }

  @Test
  void withoutAutoReconnectItStaysOut() {
    desk.tell(new Out(NetKinds.WIFI_SETTINGS).bool(false).u32(0).bool(false));
    desk.join();
    desk.accessPoint.kick();
    desk.runFor(60 * SECOND);
    assertEquals(7, desk.station.status().code());
  }

  @Test
  void itsOwnAddressNeedsNobodyWhoGivesOneOut() {
    desk.accessPoint.dhcp(false);
    desk.tell(new Out(NetKinds.WIFI_SETTINGS).bool(true).u32(Ipv4.of("192.168.1.77")).bool(false));
    desk.join();
    assertEquals("192.168.1.77", desk.station.address());
  }

  @Test
  void theNetworksAroundAreFoundInTheTimeThatALookRoundTakes() {
    desk.tell(new Out(NetKinds.SURVEY));
    In found = desk.await(NetKinds.SURVEYED);
    assertEquals(2_100 * Desk.MILLI, desk.nowNanos());
    assertEquals(1, found.u8());
    assertEquals("garden", found.text());
    found.raw(6);
    assertTrue(List.of(1, 6, 11).contains(found.u8()));
    assertEquals(-55, found.i32());
    assertEquals(false, found.bool(), "open");
    found.end();
  }

  @Test
  void whatFlashHoldsOutlastsTheSketch() {
    desk.tell(new Out(NetKinds.WIFI_SAVE).text("garden").text("secret"));
    desk.net.end();
    desk.net.start(desk);
    In saved = desk.ask(new Out(NetKinds.WIFI_SAVED));
    assertEquals("garden", saved.text());
    assertEquals("secret", saved.text());
  }

  @Test
  void namesHaveAddressesWhichLeadToTheSameServer() {
    desk.join();
    assertEquals("10.0.0.1", Ipv4.text(desk.lookup("broker")));
    assertEquals(0, desk.lookup("nobody"));
    desk.connect("broker", 1_883);
    assertEquals(1, accepted.size());
  }

  @Test
  void withoutWifiThereAreNoNames() {
    assertEquals(0, desk.lookup("broker"));
  }

  @Test
  void aNameServerThatIsNotHeardIsAskedFourTimes() {
    desk.join();
    desk.accessPoint.reception(desk.accessPoint.reception().withLoss(1));
    long beginNanos = desk.nowNanos();
    assertEquals(0, desk.lookup("broker"));
    assertEquals(10 * SECOND, desk.nowNanos() - beginNanos);
  }

  @Test
  void theAccessPointTellsTheTimeToWhoAsksForItByDatagram() {
    desk.join();
    long server = desk.lookup("pool.ntp.org");
    assertEquals("192.168.1.1", Ipv4.text(server));
    desk.tell(new Out(NetKinds.UDP_OPEN).u32(3).u16(0));
    byte[] question = new byte[48];
    question[0] = 0x1B;
    question[40] = 77;
    desk.tell(new Out(NetKinds.UDP_SEND).u32(3).u32(server).u16(123).blob(question));
    In came = desk.await(NetKinds.UDP_CAME);
    came.raw(4 + 4 + 2 + 4);
    ByteBuffer answer = ByteBuffer.wrap(came.blob());
    assertEquals(0x1C, answer.get(0), "version 3, a server");
    assertEquals(77, answer.get(24), "when it was asked, as the question had it");
    long seconds = Integer.toUnsignedLong(answer.getInt(40)) - 2_208_988_800L;
    assertEquals(Desk.UNIX_SECONDS + desk.nowNanos() / SECOND, seconds);
  }

  @Test
  void anAccessPointThatKnowsNoTimeAsksBehindItself() {
    desk.accessPoint.clock(null);
    desk.join();
    assertEquals(0, desk.lookup("pool.ntp.org"));
  }

  @Test
  void noMoreComesThanTheChipHasRoomForUntilItIsRead() {
    desk.join();
    desk.connect("broker", 1_883);
    accepted.getFirst().write(new byte[10_000], 0, 10_000);
    desk.runFor(5 * SECOND);
    assertEquals(4 * 536, received());
    desk.tell(new Out(NetKinds.TCP_READ).u32(5).u32(536));
    desk.runFor(5 * SECOND);
    assertEquals(536, received());
  }

  private int received() {
    int count = 0;
    while (!desk.none(NetKinds.TCP_DATA)) {
      In data = desk.await(NetKinds.TCP_DATA);
      data.u32();
      count += data.blob().length;
    }
    return count;
  }

  @Test
  void whatIsWrittenArrivesAndMakesRoomAgain() {
    desk.join();
    desk.connect("broker", 1_883);
    desk.tell(new Out(NetKinds.TCP_WRITE).u32(5).blob(bytes("hello")));
    In room = desk.await(NetKinds.TCP_ROOM);
    room.u32();
    assertEquals(5, room.u32(), "acknowledged");
    assertEquals("hello", received(accepted.getFirst()));
  }

  @Test
  void aSketchThatWritesMoreThanThereIsRoomForHasGoneAstray() {
    desk.join();
    desk.connect("broker", 1_883);
    assertThrows(
        WireFault.class, () -> desk.tell(new Out(NetKinds.TCP_WRITE).u32(5).blob(new byte[1_073])));
    assertThrows(WireFault.class, () -> desk.tell(new Out(NetKinds.TCP_READ).u32(5).u32(1)));
  }

  @Test
  void theEndOfTheOtherSideComesAfterAllItHasSaid() {
    desk.join();
    desk.connect("broker", 1_883);
    accepted.getFirst().write(bytes("bye"), 0, 3);
    accepted.getFirst().close();
    In data = desk.await(NetKinds.TCP_DATA);
    data.u32();
    assertArrayEquals(bytes("bye"), data.blob());
    assertEquals("closed by the other side", words(0, desk.await(NetKinds.TCP_STATE)));
  }

  @Test
  void nobodyThereAndNobodyListening() {
    desk.join();
    desk.tell(new Out(NetKinds.TCP_CONNECT).u32(5).u32(Ipv4.of("10.0.0.9")).u16(1));
    assertEquals("no such host: 10.0.0.9", words(2, desk.await(NetKinds.TCP_STATE)));
    desk.tell(new Out(NetKinds.TCP_CONNECT).u32(6).u32(Ipv4.of("10.0.0.1")).u16(1));
    assertEquals("Connection refused", words(1, desk.await(NetKinds.TCP_STATE)));
  }

  private static String words(int why, In state) {
    state.u32();
    assertEquals(2, state.u8());
    assertEquals(why, state.u8());
    return state.text();
  }

  @Test
  void aBoardThatEndsTellsNobody() {
    desk.join();
    desk.connect("broker", 1_883);
    desk.net.end();
    desk.runFor(60 * SECOND);
    assertEquals(Tcp.State.ESTABLISHED, accepted.getFirst().state());
    assertEquals("", desk.station.address());
  }

  @Test
  void aServerOnTheBoardIsReachedThroughTheAirAtItsAddress() {
    desk.tell(new Out(NetKinds.LISTEN).u32(9).u16(80));
    desk.join();
    Tcp guest = desk.lan.connect(desk.station.address(), 80, () -> {});
    In came = desk.await(NetKinds.CAME);
    assertEquals(9, came.u32());
    long number = came.u32();
    assertTrue(number >= 0x8000_0000L);
    guest.write(bytes("GET"), 0, 3);
    In data = desk.await(NetKinds.TCP_DATA);
    assertEquals(number, data.u32());
    assertArrayEquals(bytes("GET"), data.blob());
    desk.tell(new Out(NetKinds.TCP_WRITE).u32(number).blob(bytes("200")));
    desk.tell(new Out(NetKinds.TCP_CLOSE).u32(number).u8(0));
    desk.runFor(SECOND);
    assertEquals("200", received(guest));
    assertEquals(Tcp.State.CLOSED, guest.state());
    desk.tell(new Out(NetKinds.UNLISTEN).u32(9));
    Tcp late = desk.lan.connect(desk.station.address(), 80, () -> {});
    desk.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, late.state());
  }

  @Test
  void aBoardThatMakesItsOwnNetworkIsReachedThereUntilItIsInAnother() {
    desk.tell(new Out(NetKinds.LISTEN).u32(9).u16(80));
    desk.tell(new Out(NetKinds.WIFI_SETTINGS).bool(true).u32(0).bool(true));
    Tcp phone = desk.lan.connect("192.168.4.1", 80, () -> {});
    In came = desk.await(NetKinds.CAME);
    assertEquals(9, came.u32());
    desk.tell(new Out(NetKinds.TCP_WRITE).u32(came.u32()).blob(bytes("hi")));
    desk.runFor(SECOND);
    assertEquals("hi", received(phone));
    desk.join();
    Tcp late = desk.lan.connect("192.168.4.1", 80, () -> {});
    desk.lan.connect(desk.station.address(), 80, () -> {});
    assertEquals(9, desk.await(NetKinds.CAME).u32());
    assertEquals(Tcp.State.CLOSED, late.state());
    desk.tell(new Out(NetKinds.WIFI_END));
    desk.runFor(SECOND);
    desk.lan.connect("192.168.4.1", 80, () -> {});
    assertEquals(9, desk.await(NetKinds.CAME).u32());
  }

  @Test
  void datagramsComeInItsOwnNetworkToo() {
    desk.tell(new Out(NetKinds.WIFI_SETTINGS).bool(true).u32(0).bool(true));
    desk.tell(new Out(NetKinds.UDP_OPEN).u32(3).u16(53));
    Udp phone = desk.lan.udp("192.168.4.2", 5_353, () -> {});
    phone.send("192.168.4.1", 53, bytes("who"));
    assertEquals(3, desk.await(NetKinds.UDP_CAME).u32());
    desk.tell(
        new Out(NetKinds.UDP_SEND).u32(3).u32(Ipv4.of("192.168.4.2")).u16(5_353).blob(bytes("I")));
    desk.runFor(SECOND);
    assertArrayEquals(bytes("I"), phone.next().bytes());
  }

  @Test
  void datagramsGoBothWaysAndToAll() {
    desk.join();
    Udp peer = desk.lan.udp("10.9.9.9", 7_000, () -> {});
    desk.tell(new Out(NetKinds.UDP_OPEN).u32(3).u16(4_210));
    desk.tell(
        new Out(NetKinds.UDP_SEND).u32(3).u32(Ipv4.of("10.9.9.9")).u16(7_000).blob(bytes("a")));
    desk.runFor(SECOND);
    Udp.Datagram got = peer.next();
    assertEquals(desk.station.address(), got.fromHost());
    assertEquals(4_210, got.fromPort());
    assertNull(peer.next());
    peer.send("192.168.1.255", 4_210, bytes("b"));
    In came = desk.await(NetKinds.UDP_CAME);
    assertEquals(3, came.u32());
    assertEquals("10.9.9.9", Ipv4.text(came.u32()));
    assertEquals(7_000, came.u16());
    assertEquals("192.168.1.255", Ipv4.text(came.u32()));
    assertArrayEquals(bytes("b"), came.blob());
  }

  @Test
  void onlyWhoHasJoinedAGroupHearsIt() {
    desk.join();
    Udp peer = desk.lan.udp("10.9.9.9", 7_000, () -> {});
    desk.tell(new Out(NetKinds.UDP_OPEN).u32(3).u16(1_900));
    peer.send("239.255.255.250", 1_900, bytes("a"));
    desk.runFor(SECOND);
    assertTrue(desk.none(NetKinds.UDP_CAME));
    desk.tell(new Out(NetKinds.UDP_JOIN).u32(3).u32(Ipv4.of("239.255.255.250")));
    peer.send("239.255.255.250", 1_900, bytes("b"));
    In came = desk.await(NetKinds.UDP_CAME);
    assertEquals(3, came.u32());
  }

  @Test
  void aMessageThatIsNoneEndsTheSketch() {
    assertThrows(WireFault.class, () -> desk.tell(new Out(127)));
    assertThrows(WireFault.class, () -> desk.tell(new Out(NetKinds.UDP_JOIN).u32(3).u32(0)));
    assertThrows(WireFault.class, () -> desk.tell(new Out(NetKinds.WIFI_END).u8(1)));
  }

  @Test
  void addressesAreReadAsTheyAreWritten() {
    assertEquals("10.2.0.255", Ipv4.text(Ipv4.of("10.2.0.255")));
    for (String none : List.of("", "1.2.3", "1.2.3.256", "a.b.c.d", "::1", "1.2.3.4.5")) {
      assertEquals(0, Ipv4.of(none), none);
    }
  }
}
