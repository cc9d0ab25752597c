package io.tidegate.sim.lx106.radio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.radio.Lab.Guest;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who comes to a program from the network behind its access point.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoorsTest {
  private static final long MILLI = Lab.MILLI;
  private static final long SECOND = Lab.SECOND;
  private static final int BIG = 100_000;
  private static final String PAGE = "a page of the guest\n";
  private static Image image;

  private final Lab lab = new Lab(image, 3);
  private final Guest guest = lab.board(1, new Doors(Set.of(80), Set.of(5_000), 0));

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  /// One who asks for a page and reads so much each time.
  private final class Caller {
    final Tcp tcp = lab.lan.connect(guest.station.address(), 80, () -> {});
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final byte[] chunk;

    Caller(int reads) {
      chunk = new byte[reads];
    }

    Caller ask(String path) {
      byte[] question = ("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(ISO_8859_1);
      for (int i = 0; i < 100 && tcp.state() == Tcp.State.CONNECTING; i++) {
        lab.runFor(10 * MILLI);
      }
      assertEquals(question.length, tcp.write(question, 0, question.length), tcp.words());
      return this;
    }

    boolean isOver() {
      heard.write(chunk, 0, tcp.read(chunk, 0, chunk.length));
      return tcp.state() == Tcp.State.CLOSED && tcp.available() == 0;
    }

    byte[] body() {
      String all = heard.toString(ISO_8859_1);
      return all.substring(all.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
    }
  }

  private byte[] page(String path, int reads) {
    Caller caller = new Caller(reads).ask(path);
    until(60, List.of(caller));
    return caller.body();
  }

  private void until(int seconds, List<Caller> callers) {
    boolean[] over = {false};
    for (int i = 0; i < seconds * 100 && !over[0]; i++) {
      lab.runFor(10 * MILLI);
      over[0] = callers.stream().filter(each -> !each.isOver()).count() == 0;
    }
    assertTrue(over[0], () -> callers.stream().map(each -> each.heard.size()).toList().toString());
  }

  private static byte[] big() {
    byte[] bytes = new byte[BIG];
    for (int i = 0; i < BIG; i++) {
      bytes[i] = (byte) ('a' + i % 16);
    }
    return bytes;
  }

  @Test
  void pagesComeWholeToManyAtOnceAndToASlowReader() {
    guest.says("IP 192.168.1.2");
    assertEquals(PAGE, new String(page("/", 1_000), ISO_8859_1));
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      callers.add(new Caller(1_000).ask(i % 2 == 0 ? "/big" : "/"));
    }
    until(120, callers);
    for (int i = 0; i < 5; i++) {
      assertArrayEquals(i % 2 == 0 ? big() : PAGE.getBytes(ISO_8859_1), callers.get(i).body());
    }
    assertArrayEquals(big(), page("/big", 37));
    guest.isWell();
  }

  @Test
  void whoCallsABoardThatSleepsOrHasNoPowerIsNotHeard() {
    assertEquals("", guest.station.address());
    assertClosed();
    guest.says("IP 192.168.1.");
    Caller waits = new Caller(100);
    lab.runFor(SECOND);
    assertEquals(Tcp.State.ESTABLISHED, waits.tcp.state());
    guest.board.deepSleep(20 * SECOND, lab.world.nowNanos());
    lab.runFor(SECOND);
    assertEquals("", guest.station.address(), "it has no radio while it sleeps");
    assertEquals(Tcp.State.ESTABLISHED, waits.tcp.state(), "nobody has told it");
    assertClosed();
    guest.says("IP 192.168.1.", 60);
    assertEquals(PAGE, new String(page("/", 1_000), ISO_8859_1));
    guest.cable.pin(Board.RESET, 0);
    lab.runFor(SECOND);
    assertClosed();
    guest.cable.pin(Board.RESET, 1);
    guest.says("IP 192.168.1.");
    assertEquals(PAGE, new String(page("/", 1_000), ISO_8859_1));
    guest.cable.pin(Board.POWER, 0);
    lab.runFor(SECOND);
    assertClosed();
    guest.isWell();
  }

  private void assertClosed() {
    String address = guest.station.address().isEmpty() ? "192.168.1.2" : guest.station.address();
    Tcp tcp = lab.lan.connect(address, 80, () -> {});
    lab.runFor(SECOND);
    assertEquals(Tcp.State.CLOSED, tcp.state());
  }

  @Test
  void datagramsComeInAndAreAnsweredAndTheTimeIsKnown() {
    lab.lab.clock(() -> 1_700_000_000_000L);
    guest.says("IP 192.168.1.2");
    Udp other = lab.lan.udp("10.0.0.9", 7, () -> {});
    other.send("192.168.1.2", 5_000, "hello".getBytes(ISO_8859_1));
    guest.says("UDP 5 from 9 to 192");
    lab.runFor(SECOND);
    Udp.Datagram back = other.next();
    assertEquals("hello", new String(back.bytes(), ISO_8859_1));
    assertEquals(5_000, back.fromPort());
    guest.type("T");
    guest.says("NAME 192.168.1.1\r");
    guest.says("TIME " + (1_700_000_000L + 2_208_988_800L));
    guest.isWell();
  }

  @Test
  void anAccessPointThatGivesNoAddressesAndThenDoesGetsItBack() {
    guest.says("IP 192.168.1.");
    lab.lab.dhcp(false);
    lab.lab.kick();
    guest.says("EV disconnected 2");
    guest.says("EV connected");
    guest.saysNothingOf("IP", 100);
    lab.lab.dhcp(true);
    guest.says("IP 192.168.1.", 5);
    assertEquals(PAGE, new String(page("/", 1_000), ISO_8859_1));
    lab.lab.dhcp(false);
    lab.lab.on(false);
    guest.says("EV disconnected 200");
    lab.lab.on(true);
    guest.says("EV connected");
    guest.saysNothingOf("IP", 10);
    lab.lab.dhcp(true);
    guest.says("IP 192.168.1.", 5);
    guest.isWell();
  }
}
