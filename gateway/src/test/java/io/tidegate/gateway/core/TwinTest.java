package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Another gateway under our name shows by what it says of its health.
class TwinTest {
  private static final String HEALTH = "tidegate/g/health";

  private final Site site = new Site();
  private int messageId = 1;

  @BeforeEach
  void begin() {
    site.brokerUp(false);
  }

  private void health(String run, boolean retained) {
    site.step(
        new Input.Arrived(
            site.uplink.connection,
            messageId++,
            1,
            retained,
            HEALTH,
            ("{\"run\":\"" + run + "\",\"up_s\":5}").getBytes(UTF_8)));
  }

  private long alarms() {
    return site.log.stream().filter(each -> each.contains("alarm-twin_gateway")).count();
  }

  @Test
  void aGatewayThatGoesOnSpeakingUnderOurNameIsAnAlarmOnce() {
    health("another", false);
    health("another", false);
    health("another", false);
    assertEquals(1, alarms());
  }

  @Test
  void aLateMessageOfOurOwnRunBeforeThisOneIsNone() {
    health("before", false);
    health("before", true);
    health("long-before", false);
    assertEquals(0, alarms());
    assertEquals(3, site.uplink.on(HEALTH).size(), "ours stands again after each that was not old");
  }
}
