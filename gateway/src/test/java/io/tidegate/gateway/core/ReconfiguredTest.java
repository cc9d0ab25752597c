package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.ChannelRule;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.topic.CommandRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Other rules while everything runs.
class ReconfiguredTest {
  private static final PortRule USB0 = new PortRule(0, "usb0", Decoding.AUTO, "", null);
  private static final PortRule USB1 = new PortRule(1, "usb1", Decoding.AUTO, "", null);

  private final Site site = new Site();

  @BeforeEach
  void begin() {
    site.brokerUp(false);
    site.hello();
  }

  private void reconfigure(
      List<PortRule> ports, Map<String, BoardRule> boards, boolean unknown, boolean allowAll) {
    Settings wanted = site.settings();
    site.step(
        new Input.Reconfigured(
            new Settings(
                wanted.gateway(),
                wanted.version(),
                wanted.topics(),
                wanted.payload(),
                ports,
                boards,
                unknown,
                wanted.delivery(),
                wanted.store(),
                new CommandRule(allowAll, 10_000, 3_600_000)),
            null));
  }

  private void boards(Map<String, BoardRule> boards) {
    reconfigure(List.of(USB0, USB1), boards, true, false);
  }

  private static BoardRule named(String name) {
    return new BoardRule(name, false, 0, Map.of(), Set.of());
  }

  private List<String> published(String topicPart) {
    site.acknowledgeAll();
    site.sync();
    site.acknowledgeAll();
    return site.uplink.published.stream().filter(each -> each.contains(topicPart)).toList();
  }

  @Test
  void aBoardIsNotDisturbedByRulesThatStayAsTheyAre() {
    site.reading(1, "{\"t\":20}");
    boards(site.settings().boards());
    site.reading(2, "{\"t\":21}");
    assertEquals(2, published("/sensors/esp").size());
    assertEquals(List.of(), site.written.stream().filter(each -> each.contains("~1?")).toList());
  }

  @Test
  void boundsOfAChannelHoldFromTheNextReadingOn() {
    boards(
        Map.of(
            "esp",
            new BoardRule(
                "", false, 0, Map.of("t", new ChannelRule(0, 10, Double.NaN)), Set.of())));
    site.reading(1, "{\"t\":20}");
    site.reading(2, "{\"t\":5}");
    assertEquals(1, published("/sensors/esp").size());
    assertEquals(1, site.count(Counter.READINGS_REFUSED));
  }

  @Test
  void aLinkBoardWithAnotherNameGreetsAgainAndNothingIsLost() {
    site.reading(1, "{\"t\":20}");
    boards(Map.of("esp", named("tomatoes")));
    assertTrue(site.written.contains("0 ~1?"), () -> "" + site.written);
    site.hears(0, "~1H esp AAAAAAAC SESSION1 1 2 64 256 fw 0 -");
    site.hears(0, "~1R SESSION1 1 1 0 {\"t\":20}");
    site.hears(0, "~1R SESSION1 2 1 0 {\"t\":21}");
    assertEquals(1, published("/sensors/esp").size());
    List<String> renamed = published("/sensors/tomatoes");
    assertEquals(2, renamed.size(), "what the board was not told safe, it tells by its new name");
    assertTrue(renamed.getLast().contains("\"device_id\":\"tomatoes\""), renamed.getLast());
    assertEquals(0, site.count(Counter.READINGS_LOST_ON_BOARD));
  }

  @Test
  void aBoardThatIsToBeLeftAloneIsAndOneThatIsNotComesBack() {
    boards(Map.of("esp", new BoardRule("", true, 0, Map.of(), Set.of())));
    site.hears(0, "~1H esp AAAAAAAC SESSION1 1 1 64 256 fw 0 -");
    site.reading(1, "{\"t\":20}");
    assertEquals(List.of(), published("/sensors/esp"));
    site.written.clear();
    boards(Map.of());
    assertTrue(site.written.contains("0 ~1?"), () -> "" + site.written);
    site.hears(0, "~1H esp AAAAAAAD SESSION1 1 2 64 256 fw 0 -");
    site.reading(1, "{\"t\":20}");
    assertEquals(1, published("/sensors/esp").size());
  }

  @Test
  void aPlainBoardWithAnotherNameGoesByItFromItsNextLineOn() {
    site.hears(1, "{\"device_id\":\"shed\",\"t\":1}");
    boards(Map.of("shed", named("barn")));
    site.hears(1, "{\"device_id\":\"shed\",\"t\":2}");
    assertEquals(1, published("/sensors/shed").size());
    assertEquals(1, published("/sensors/barn").size());
    boards(Map.of());
    site.hears(1, "{\"device_id\":\"shed\",\"t\":3}");
    assertEquals(2, published("/sensors/shed").size());
    State.Board barn =
        site.state().boards().stream().filter(each -> each.device().equals("barn")).findAny().get();
    assertFalse(barn.available(), "nobody goes by that name");
  }

  @Test
  void unknownBoardsAreLeftAloneOnceTheyAreToBe() {
    site.hears(1, "{\"device_id\":\"shed\",\"t\":1}");
    reconfigure(List.of(USB0, USB1), Map.of("esp", named("")), false, false);
    site.hears(1, "{\"device_id\":\"shed\",\"t\":2}");
    site.reading(1, "{\"t\":20}");
    assertEquals(1, published("/sensors/shed").size());
    assertEquals(1, published("/sensors/esp").size());
  }

  @Test
  void aPortThatIsGoneIsNotShownAndWhatItStillSaysIsNobodys() {
    site.step(new Input.PortDown(0, Input.PortDown.Why.WANTED, "no longer in the configuration"));
    reconfigure(List.of(USB1), Map.of(), true, false);
    assertEquals(List.of("usb1"), site.state().ports().stream().map(State.Port::label).toList());
    site.reading(1, "{\"t\":20}");
    site.step(new Input.PortUp(0, new PortSource("usb0", "", "")));
    site.reading(1, "{\"t\":20}");
    site.step(new Input.PortDown(0, "late"));
    assertEquals(List.of(), published("/sensors/esp"));
    assertFalse(site.state().boards().getFirst().available());
  }

  @Test
  void aPortThatIsNewIsReadAndItsBoardMayComeFromAnotherOne() {
    PortRule usb2 = new PortRule(2, "usb2", Decoding.JSON, "", null);
    List<PortRule> ports = new ArrayList<>(List.of(USB0, USB1, usb2));
    reconfigure(ports, Map.of(), true, false);
    site.step(new Input.PortUp(2, new PortSource("usb2", "", "")));
    site.hears(2, "{\"device_id\":\"shed\",\"t\":1}");
    assertEquals(1, published("/sensors/shed").size());
    assertEquals(3, site.state().ports().size());
  }

  @Test
  void aCommandIsAllowedOnceTheRulesAllowIt() {
    site.arrives(1, false, Site.SET + "/valve", "{\"id\":\"a1\",\"value\":1}");
    site.sync();
    assertTrue(published("/result").getLast().contains("may not be set"));
    reconfigure(List.of(USB0, USB1), Map.of(), true, true);
    site.written.clear();
    site.arrives(2, false, Site.SET + "/valve", "{\"id\":\"a2\",\"value\":1}");
    site.sync();
    assertTrue(
        site.written.stream().anyMatch(each -> each.startsWith("0 ~1c")), () -> "" + site.written);
  }

  @Test
  void aLimitOfSilenceHoldsFromNowOn() {
    boards(Map.of("esp", new BoardRule("", false, 30, Map.of(), Set.of())));
    site.after(31 * Site.SECOND);
    assertEquals(List.of("0"), site.reopened);
    site.reopened.clear();
    boards(Map.of("esp", named("")));
    site.after(100 * Site.SECOND);
    assertEquals(List.of(), site.reopened);
  }
}
