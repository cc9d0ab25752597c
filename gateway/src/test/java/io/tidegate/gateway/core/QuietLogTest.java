package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.LogLevel;
import io.tidegate.gateway.core.Input.PortDown.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the log says of ports and of the broker, and how loudly.
class QuietLogTest {
  private final Site site = new Site();

  private List<String> loud() {
    return site.log.stream()
        .filter(line -> !line.startsWith("INFO") && !line.startsWith("DEBUG"))
        .toList();
  }

  private void portDown(Why why, String words) {
    site.step(new Input.PortDown(0, why, words));
  }

  private void attemptFails(String words) {
    site.after(20 * Site.SECOND);
    site.step(new Input.BrokerDown(site.uplink.connection, DisconnectCause.UNREACHABLE, words));
  }

  @Test
  void aPortThatIsLostIsToldOnceAlsoWhenItIsThenNotThere() {
    site.log.clear();
    portDown(Why.LOST, "unplugged");
    portDown(Why.ABSENT, "not there: /dev/ttyUSB0; waiting for it");
    assertEquals(List.of("WARNING port-down usb0: unplugged"), loud());
  }

  @Test
  void aPortThatNobodyMayOpenIsTroubleEachTimeTheReasonChanges() {
    portDown(Why.LOST, "unplugged");
    site.log.clear();
    portDown(Why.REFUSED, "held by minicom");
    portDown(Why.REFUSED, "held by minicom");
    portDown(Why.REFUSED, "no permission");
    assertEquals(
        List.of("WARNING port-down usb0: held by minicom", "WARNING port-down usb0: no permission"),
        loud());
  }

  @Test
  void whatAPersonWantedIsNoTrouble() {
    site.log.clear();
    portDown(Why.WANTED, "released for another program");
    assertEquals(List.of("NOTICE port-down usb0: released for another program"), loud());
  }

  @Test
  void whatASketchLogsIsLoggedAsItSaysAndWhatItPrintsIsNot() {
    site.hello();
    site.log.clear();
    site.hears(0, "just a print");
    for (LogLevel level : LogLevel.values()) {
      site.step(
          new Input.PortBytes(
              0, FrameEncoder.encode(new Frame.LogLine(level, "no sensor at 0x76"))));
    }
    assertEquals(
        List.of(
            "DEBUG board-says esp: no sensor at 0x76",
            "INFO board-says esp: no sensor at 0x76",
            "WARNING board-says esp: no sensor at 0x76",
            "ERROR board-says esp: no sensor at 0x76"),
        site.log);
  }

  @Test
  void anEndClosesPortsAndTakesBoardsAwayWithoutAWord() {
    site.hello();
    site.log.clear();
    portDown(Why.ENDING, "the gateway ends");
    site.step(new Input.PortDown(1, Why.ENDING, "the gateway ends"));
    assertEquals(List.of(), loud());
  }

  @Test
  void anOutageTellsEachReasonOnceHoweverOftenItIsTried() {
    site.brokerUp(false);
    site.log.clear();
    site.step(new Input.BrokerDown(site.uplink.connection, DisconnectCause.LOST, "closed"));
    for (int i = 0; i < 20; i++) {
      attemptFails("refused");
    }
    attemptFails("wrong name or password");
    attemptFails("refused");
    assertEquals(
        List.of(
            "WARNING broker-down broker: closed",
            "NOTICE broker-down broker: refused",
            "NOTICE broker-down broker: wrong name or password"),
        loud());
    site.brokerUp(false);
    site.log.clear();
    site.step(new Input.BrokerDown(site.uplink.connection, DisconnectCause.LOST, "closed"));
    attemptFails("refused");
    assertEquals(2, loud().size(), "a new outage is told anew: " + loud());
  }
}
