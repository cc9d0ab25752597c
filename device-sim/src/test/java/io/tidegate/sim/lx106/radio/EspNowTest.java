package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Identity;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.net.Doors;
import io.tidegate.sim.lx106.radio.Lab.Guest;
import io.tidegate.sim.net.Reception;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Boards that speak to each other by ESP-NOW, with an SDK of our own.
@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EspNowTest {
  private static final String NODE = mac(1);
  private static final String RECEIVER = mac(2);
  private static final String ALL = "ffffffffffff";
  private static final Pattern LINES = Pattern.compile("HEARD \\w+ n\\d+");
  private static Image image;

  private final Lab lab = new Lab(image, 5);
  private final Guest node = lab.board(1, Doors.NONE);
  private final Guest receiver = lab.board(2, Doors.NONE);

  @BeforeAll
  static void compile(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  @AfterEach
  void nothingIsBroken() {
    node.isWell();
    receiver.isWell();
  }

  private static String mac(int number) {
    return HexFormat.of().formatHex(Identity.of("board" + number, number).macBytes());
  }

  /// The board's other address, that of its own network.
  private static String ownMac(int number) {
    byte[] mac = Identity.of("board" + number, number).macBytes();
    mac[0] |= 2;
    return HexFormat.of().formatHex(mac);
  }

  /// Both are in the network, and the node's word goes to the receiver.
  private void join() {
    node.says("IP 192.168.1.");
    receiver.says("IP 192.168.1.");
    to(node, RECEIVER);
  }

  private static void to(Guest guest, String mac) {
    wish(guest, "t" + mac);
  }

  private static void wish(Guest guest, String line) {
    guest.type(";" + line + "\n");
    guest.says("done " + line.charAt(0));
  }

  private void leaveTheNetwork() {
    node.type("d");
    node.says("left");
    receiver.type("d");
    receiver.says("left");
  }

  @Test
  void whatIsSaidToOneIsHeardThereAndAcknowledged() {
    join();
    wish(node, "shello");
    receiver.says("HEARD " + NODE + " hello");
    node.says("SENT " + RECEIVER + " 1");
    to(receiver, NODE);
    wish(receiver, "sthe other way");
    node.says("HEARD " + RECEIVER + " the other way");
    receiver.says("SENT " + NODE + " 1");
    assertTrue(node.told.stream().noneMatch(each -> each.contains("ESP-NOW")), node.told::toString);
  }

  @Test
  void nobodyAcknowledgesForOneThatIsNotThere() {
    join();
    to(node, "5ccf7f999999");
    wish(node, "shello");
    node.says("SENT 5ccf7f999999 0");
    receiver.saysNothingOf("HEARD", 1);
    assertEquals("ESP-NOW: not acknowledged by 5C:CF:7F:99:99:99", node.told.getLast());
  }

  @Test
  void whatIsSaidToAllIsHeardByAllAndCountsAsSentWithoutAnybodyToo() {
    Guest third = lab.board(3, Doors.NONE);
    third.says("IP 192.168.1.");
    join();
    wish(node, "bto all");
    receiver.says("HEARD " + NODE + " to all");
    third.says("HEARD " + NODE + " to all");
    node.says("SENT " + ALL + " 1");
    node.saysNothingOf("HEARD", 1);
    receiver.cable.pin(Board.POWER, 0);
    third.cable.pin(Board.POWER, 0);
    wish(node, "bto nobody");
    node.says("SENT " + ALL + " 1");
  }

  @Test
  void noNetworkIsNeededButTheSameChannel() {
    join();
    leaveTheNetwork();
    lab.lab.on(false);
    wish(node, "c06");
    wish(node, "sone");
    node.says("SENT " + RECEIVER + " 0");
    wish(node, "bto all");
    node.says("SENT " + ALL + " 1");
    receiver.saysNothingOf("HEARD", 1);
    int home = lab.lab.channel();
    assertNotEquals(6, home);
    String told = String.join("\n", node.told);
    assertTrue(
        told.contains(
            " is on channel %d, and does not hear what is sent on channel 6".formatted(home)),
        told);
    assertTrue(told.contains("others are on channel " + home), told);
    wish(receiver, "c06");
    wish(node, "stwo");
    receiver.says("HEARD " + NODE + " two");
    node.says("SENT " + RECEIVER + " 1");
  }

  @Test
  void theAddressOfItsOwnNetworkIsItsToo() {
    join();
    to(node, ownMac(2));
    wish(node, "sbefore");
    node.says("SENT " + ownMac(2) + " 0");
    receiver.type("a");
    receiver.says("own network open");
    wish(node, "sinside");
    receiver.says("HEARD " + NODE + " inside");
    node.says("SENT " + ownMac(2) + " 1");
    receiver.type("z");
    wish(node, "safter");
    node.says("SENT " + ownMac(2) + " 0");
    receiver.saysNothingOf("HEARD", 1);
  }

  @Test
  void whoSleepsOrIsOffOrBeginsAnewHearsNothing() {
    join();
    receiver.board.deepSleep(10 * Lab.SECOND, lab.world.nowNanos());
    lab.runFor(Lab.SECOND);
    wish(node, "sasleep");
    node.says("SENT " + RECEIVER + " 0");
    receiver.says("begun");
    receiver.says("IP 192.168.1.");
    wish(node, "sawake");
    receiver.says("HEARD " + NODE + " awake");
    receiver.cable.pin(Board.RESET, 0);
    wish(node, "sheld");
    receiver.cable.pin(Board.RESET, 1);
    receiver.says("IP 192.168.1.");
    wish(receiver, "o");
    wish(node, "sradio off");
    wish(node, "bradio off");
    receiver.saysNothingOf("HEARD", 2);
  }

  @Test
  void whatIsUnderWayIsLostWithItsSendersPower() {
    join();
    lab.lab.reception(Reception.GOOD.withLatency(Lab.SECOND, 0));
    wish(node, "shello");
    node.cable.pin(Board.POWER, 0);
    receiver.saysNothingOf("HEARD", 3);
    lab.lab.reception(Reception.GOOD);
    node.cable.pin(Board.POWER, 1);
    node.says("IP 192.168.1.");
    node.saysNothingOf("SENT", 2);
  }

  @Test
  void aKeyIsNeededOnBothSides() {
    join();
    wish(node, "k22");
    wish(node, "ssecret");
    node.says("SENT " + RECEIVER + " 1");
    receiver.saysNothingOf("HEARD", 1);
    String lack = "ESP-NOW: %s encrypts with a key that this program does not have for it";
    String dotted =
        HexFormat.ofDelimiter(":").withUpperCase().formatHex(HexFormat.of().parseHex(NODE));
    assertEquals(lack.formatted(dotted), receiver.told.getLast());
    to(receiver, NODE);
    wish(receiver, "k33");
    wish(node, "sanother key");
    receiver.saysNothingOf("HEARD", 1);
    wish(receiver, "k22");
    wish(node, "ssecret");
    receiver.says("HEARD " + NODE + " secret");
  }

  @Test
  void manyFramesTakeNoMemoryAndNoneOvertakesAnother() {
    join();
    node.type("h");
    node.says("HEAP ");
    int heap = number(node);
    receiver.type("h");
    receiver.says("HEAP ");
    int other = number(receiver);
    for (int i = 0; i < 300; i++) {
      String text = "n" + i + (i % 7 == 0 ? " and more of it than fits into a short one" : "");
      wish(node, "s" + text);
      receiver.says("HEARD " + NODE + " " + text + "\r\n");
      node.says("SENT " + RECEIVER + " 1");
    }
    node.type("h");
    node.says("HEAP " + heap);
    receiver.type("h");
    receiver.says("HEAP " + other);
  }

  private static int number(Guest guest) {
    String heard = guest.heard();
    return Integer.parseInt(heard.substring(heard.lastIndexOf("HEAP ") + 5).strip());
  }

  /// Of a frame that is heard the acknowledgement may be lost: then it is heard, and its sender
  /// does not know.
  @Test
  void aBadSignalLosesFramesAndAcknowledgementsByTheSeed() {
    String first = weak(11);
    assertEquals(first, weak(11));
    assertNotEquals(first, weak(12));
  }

  private static String weak(long seed) {
    Lab lab = new Lab(image, seed);
    Guest node = lab.board(1, Doors.NONE);
    Guest receiver = lab.board(2, Doors.NONE);
    node.says("IP 192.168.1.", 60);
    receiver.says("IP 192.168.1.", 60);
    to(node, RECEIVER);
    receiver.station.reception(Reception.WEAK.withLoss(0.3));
    for (int i = 0; i < 100; i++) {
      wish(node, "sn" + i);
      node.says("SENT");
    }
    lab.runFor(Lab.SECOND);
    List<String> heard =
        LINES.matcher(receiver.heard()).results().map(each -> each.group()).toList();
    long acknowledged = node.heard().lines().filter(each -> each.endsWith(RECEIVER + " 1")).count();
    assertTrue(heard.size() > 50 && heard.size() < 90, heard::toString);
    assertTrue(acknowledged < heard.size() && acknowledged > 30, acknowledged + " of " + heard);
    node.isWell();
    receiver.isWell();
    return lab.world.nowNanos() + node.heard() + receiver.heard();
  }
}
