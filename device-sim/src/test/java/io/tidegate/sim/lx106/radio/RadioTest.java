package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.net.Happening;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program with an SDK of our own, on access points.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RadioTest {
  @TempDir static Path folder;

  private static Image image;

  private SdkGuest guest;

  @BeforeAll
  static void build() throws IOException {
    image = SdkGuest.build(folder);
  }

  @BeforeEach
  void start() {
    guest = SdkGuest.start(image);
  }

  @AfterEach
  void nothingWentToTheRadioItself() {
    guest.isWell();
  }

  private void joins() {
    guest.line("EV connected", 6);
    assertEquals("IP 10.9.8.7", guest.line("IP ", 6));
  }

  private int heap() {
    guest.type('h');
    return Integer.parseInt(guest.line("HEAP", 1).substring(5));
  }

  @Test
  void itJoinsItsNetworkAndGetsAnAddress() {
    byte[] bssid = guest.lab.bssid();
    String joined = guest.line("connected with", 6);
    assertEquals(
        "connected with lab, channel %d, bssid %02x%02x..%02x, aid 1"
            .formatted(guest.lab.channel(), bssid[0], bssid[1], bssid[5]),
        joined);
    joins();
    assertTrue(guest.millis() < 5_000, guest.millis() + " ms");
    guest.type('r');
    int rssi = Integer.parseInt(guest.line("RSSI", 1).substring(5));
    assertTrue(rssi >= -58 && rssi <= -52, "rssi " + rssi);
  }

  @Test
  void framesGoBothWaysWhole() {
    joins();
    assertEquals(2, guest.sent.size(), "discover and request");
    byte[] longest = new byte[1514];
    longest[1513] = (byte) 0xa5;
    guest.radio.toGuest(longest);
    assertEquals("frame of 1514: a5", guest.line("frame of", 1));
    guest.radio.toGuest(new byte[] {1, 2, 3});
    assertEquals(1, guest.radio.lost(), "shorter than a frame can be");
  }

  @Test
  void framesThatComeFasterThanItTakesThemAreLostAndCounted() {
    joins();
    for (int i = 0; i < 40; i++) {
      guest.radio.toGuest(new byte[60]);
    }
    assertEquals(8, guest.radio.lost());
    for (int i = 0; i < 32; i++) {
      guest.line("frame of 60", 1);
    }
    int before = heap();
    guest.radio.toGuest(new byte[60]);
    guest.line("frame of 60", 1);
    assertEquals(before, heap(), "it gives back what it gets");
  }

  @Test
  void anAccessPointThatFallsSilentIsLostAndFoundAgain() {
    joins();
    guest.lab.on(false);
    assertEquals("EV disconnected 200, status 1", guest.line("EV dis", 12));
    assertEquals("EV disconnected 201, status 1", guest.line("EV dis", 6));
    guest.line("EV disconnected 201", 6);
    guest.lab.on(true);
    joins();
  }

  @Test
  void whoIsThrownOutIsToldWhyAndComesBack() {
    joins();
    guest.lab.kick();
    assertEquals("EV disconnected " + Happening.THROWN_OUT + ", status 1", guest.line("EV dis", 1));
    joins();
  }

  @Test
  void aWrongPasswordIsSaidAsOneAndTheRightOneLetsItIn() {
    guest.lab.password("another");
    assertEquals("EV disconnected 15, status 2", guest.line("EV dis", 10));
    guest.line("EV disconnected 15", 10);
    guest.lab.password("secret");
    joins();
  }

  @Test
  void aNetworkThatIsNotThereIsLookedForAgainAndAgain() {
    guest.lab.on(false);
    for (int i = 0; i < 4; i++) {
      guest.line("EV disconnected 201", 6);
    }
    assertEquals("EV disconnected 201, status 3", guest.line("EV dis", 6), "no such network");
    guest.lab.on(true);
    joins();
  }

  @Test
  void whoLeavesByItselfStaysOutUntilItWantsInAgain() {
    joins();
    guest.type('d');
    assertEquals("EV disconnected 8, status 0", guest.line("EV dis", 1));
    guest.seconds(8);
    guest.type('r');
    assertEquals("RSSI 31", guest.line("", 1), "nothing was said in between");
    guest.type('c');
    joins();
  }

  @Test
  void whoWantsIntoAnotherNetworkLeavesItsOwnFirst() {
    joins();
    guest.type('m');
    assertEquals("EV disconnected 8", guest.line("EV dis", 1).split(",")[0]);
    String joined = guest.line("connected with", 6);
    String channel = "channel " + guest.open.channel();
    assertTrue(joined.startsWith("connected with open house, " + channel), joined);
    joins();
  }

  @Test
  void whoDoesNotWantToComeBackDoesNot() {
    joins();
    guest.type('n');
    guest.seconds(1);
    guest.lab.kick();
    guest.line("EV disconnected 2", 1);
    guest.seconds(8);
    guest.type('r');
    assertEquals("RSSI 31", guest.line("", 1), "nothing was said in between");
  }

  @Test
  void aLookRoundNamesEveryNetworkAndGivesItsMemoryBack() {
    joins();
    int before = heap();
    guest.type('s');
    assertEquals("scan 1", guest.line("scan", 1));
    guest.type('s');
    assertEquals("scan 0", guest.line("scan", 1), "one at a time");
    byte[] bssid = guest.lab.bssid();
    assertEquals(
        "SCAN lab (3) on %d, -55 dBm, mode 3, %02x..%02x"
            .formatted(guest.lab.channel(), bssid[0], bssid[5]),
        guest.line("SCAN lab", 4));
    assertTrue(guest.line("SCAN open", 1).contains("(10) on "), "open");
    assertTrue(guest.line("SCAN far", 1).contains("-84 dBm, mode 3"), "far");
    assertEquals("SCANNED 0", guest.line("SCANNED", 1));
    assertEquals(before, heap());
    guest.type('o');
    guest.line("SCAN lab", 4);
    assertEquals("SCANNED 0", guest.line("", 1), "only the one that was asked for");
  }

  @Test
  void aServerThatGivesNoAddressesIsAskedAgainUntilItDoes() {
    guest.router.silent = true;
    guest.line("EV connected", 6);
    guest.seconds(7);
    assertEquals(4, guest.sent.size(), "discovers");
    guest.router.silent = false;
    assertEquals("IP 10.9.8.7", guest.line("IP ", 4));
  }

  @Test
  void aResetForgetsWhatTheProgramHadBegun() {
    guest.type('s');
    guest.line("scan 1", 1);
    guest.begin();
    joins();
    guest.begin();
    joins();
  }

  @Test
  void aHundredLossesAndReturnsLeaveNothingBehind() {
    joins();
    guest.lab.kick();
    joins();
    int before = heap();
    for (int i = 0; i < 100; i++) {
      if (i % 10 == 0) {
        guest.lab.on(false);
        guest.line("EV disconnected 200", 12);
        guest.lab.on(true);
      } else {
        guest.lab.kick();
        guest.line("EV disconnected 2", 1);
      }
      joins();
    }
    assertEquals(before, heap());
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    joins();
    long first = guest.millis();
    SdkGuest again = SdkGuest.start(image);
    again.line("EV connected", 6);
    again.line("IP ", 6);
    assertEquals(first, again.millis());
  }

  @Test
  void anImageThatLacksSomethingGetsNoRadio() {
    Sdk none = new Sdk("", null, List.of("this and that"));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Radio(image, none, null, null, guest.station, (_, _) -> {}, guest.visitor));
    assertTrue(refused.getMessage().contains("this and that"), refused.getMessage());
  }
}
