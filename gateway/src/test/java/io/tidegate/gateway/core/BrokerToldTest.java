package io.tidegate.gateway.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Who drives something has to know when nobody can command it.
class BrokerToldTest {
  @Test
  void boardsOfTheMachineAreToldOfTheBrokerAtEachChangeAndOnlyThen() {
    Site site = new Site();
    site.after(60 * Site.SECOND);
    assertEquals(List.of(), site.brokerTold, "before, there is none");
    site.brokerUp(false);
    site.after(60 * Site.SECOND);
    assertEquals(List.of(true), site.brokerTold);
    site.brokerDown(DisconnectCause.UNREACHABLE);
    site.after(60 * Site.SECOND);
    assertEquals(List.of(true, false), site.brokerTold);
    site.brokerUp(false);
    assertEquals(List.of(true, false, true), site.brokerTold);
  }
}
