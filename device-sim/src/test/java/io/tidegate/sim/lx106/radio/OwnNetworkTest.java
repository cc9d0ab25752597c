package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program with an SDK of our own opens a network, and somebody comes into it.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnNetworkTest {
  private static Image image;

  private SdkGuest guest;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  @BeforeEach
  void start() {
    guest = SdkGuest.start(image);
    guest.visitor.comes = true;
    guest.line("IP ", 8);
  }

  @AfterEach
  void nothingWentToTheRadioItself() {
    guest.isWell();
  }

  private void opens() {
    guest.type('a');
    guest.line("own network open", 1);
    guest.line("EV in 0c", 2);
    // the program says so in the middle of the call that lets somebody in
    guest.seconds(1);
    assertEquals(1, guest.visitor.joined);
  }

  private int number(char letter, String word) {
    guest.type(letter);
    return Integer.parseInt(guest.line(word, 1).substring(word.length() + 1));
  }

  @Test
  void somebodyComesInAndFramesGoBothWays() {
    opens();
    byte[] frame = new byte[61];
    frame[60] = 0x77;
    guest.radio.toOwn(frame);
    assertEquals("own frame of 61: 77", guest.line("frame of", 1));
    guest.type('f');
    assertEquals("own send 0", guest.line("own send", 1));
    assertEquals(0x5a, guest.visitor.heard.getFirst()[59]);
  }

  @Test
  void whatIsForTheStationGoesToTheStation() {
    opens();
    guest.radio.toGuest(new byte[60]);
    assertEquals("frame of 60: 00", guest.line("frame of", 1));
    assertEquals(0, guest.visitor.heard.size());
  }

  @Test
  void nobodyComesWhoDoesNotWantTo() {
    guest.visitor.comes = false;
    guest.type('a');
    guest.line("own network open", 1);
    guest.seconds(10);
    guest.type('f');
    assertEquals("own send 1", guest.line("", 1), "nobody is there who could hear it");
  }

  @Test
  void theStationStaysInItsNetworkWhenTheOtherOneIsClosed() {
    opens();
    guest.type('z');
    guest.line("EV out 0c", 1);
    assertEquals(1, guest.visitor.left);
    assertTrue(number('r', "RSSI") < 0, "the station is in its network");
    guest.radio.toOwn(new byte[60]);
    guest.seconds(3);
    guest.type('f');
    assertEquals("own send 1", guest.line("", 1), "neither a frame nor anybody came");
  }

  @Test
  void whoeverOpensItAnewIsVisitedAgainAndNoMemoryIsLost() {
    opens();
    int before = number('h', "HEAP");
    for (int i = 0; i < 20; i++) {
      guest.type('g');
      guest.line("EV out 0c", 1);
      guest.line("own network open", 1);
      guest.line("EV in 0c", 2);
      guest.seconds(1);
    }
    assertEquals(21, guest.visitor.joined);
    assertEquals(20, guest.visitor.left);
    assertEquals(before, number('h', "HEAP"));
  }

  @Test
  void whoeverIsTurnedAwayTriesAgain() {
    guest.type('x');
    guest.type('a');
    guest.line("denied", 3);
    guest.line("denied", 6);
    assertEquals(0, guest.visitor.joined);
    guest.type('x');
    guest.line("EV in 0c", 6);
    guest.seconds(1);
    assertEquals(1, guest.visitor.joined);
  }

  @Test
  void eachBeaconIsFollowedByTheNext() {
    opens();
    int before = number('w', "BEACONS");
    guest.seconds(10);
    int sent = number('w', "BEACONS") - before;
    assertTrue(sent >= 80 && sent <= 100, sent + " in ten seconds");
  }

  @Test
  void aResetForgetsWhoWasIn() {
    opens();
    guest.begin();
    assertEquals(1, guest.visitor.left);
    guest.line("IP ", 8);
    guest.type('a');
    guest.line("EV in 0c", 3);
  }
}
