package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.image.Image;
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

/// What a program with an SDK of our own wants of a radio that is not there.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LacksTest {
  private static Image image;

  private SdkGuest guest;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    image = SdkGuest.build(folder);
  }

  @BeforeEach
  void start() {
    guest = SdkGuest.start(image);
    guest.line("IP ", 8);
  }

  @AfterEach
  void nothingWentToTheRadioItself() {
    guest.isWell();
  }

  @Test
  void whoSpeaksByEspNowIsToldThatNobodyHasHeardIt() {
    assertEquals(List.of(), guest.radio.lacks());
    guest.type('e');
    assertEquals("spoken 1, heard 0", guest.line("spoken", 1));
    assertEquals("given back 1: 5", guest.line("given", 1));
    guest.type('E');
    assertEquals("given back 1: 4", guest.line("given", 1));
    List<String> told = guest.radio.lacks();
    assertEquals(1, told.size(), told::toString);
    assertTrue(told.getFirst().startsWith("ESP-NOW: nobody is in reach"), told::toString);
    assertEquals(List.of(), guest.radio.lacks(), "once");
  }

  @Test
  void whoWantsToListenToOthersIsToldThatNothingWillCome() {
    guest.type('p');
    guest.seconds(1);
    assertEquals(List.of(), guest.radio.lacks(), "it wants to hear no more");
    guest.type('P');
    guest.seconds(1);
    List<String> told = guest.radio.lacks();
    assertTrue(told.getFirst().startsWith("not there: wifi_promiscuous_enable: "), told::toString);
  }
}
