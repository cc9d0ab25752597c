package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.bridge.FlatJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundsTest {
  private final Bounds bounds =
      new Bounds(
          Map.of(
              "t", new ChannelRule(-40, 60, 5), "h", new ChannelRule(Double.NaN, 100, Double.NaN)));

  private String check(String json) {
    FlatJson values = ((FlatJson.Parsed) FlatJson.parse(json, FlatJson.Mode.OBJECT)).json();
    Bounds.Refusal refusal = bounds.check(values, Map.of());
    return refusal == null ? "taken" : refusal.words();
  }

  @Test
  void namesChannelValueAndBound() {
    assertEquals("taken", check("{\"t\":-40,\"h\":-1e300}"));
    assertEquals("t is -40.01, below min -40.0", check("{\"t\":-40.01}"));
    assertEquals("t is 85.0, above max 60.0", check("{\"t\":85.0}"));
    assertEquals("h is 1e999, above max 100.0", check("{\"t\":-40,\"h\":1e999}"));
    assertEquals("t is \"hot\", expected a number", check("{\"t\":\"hot\"}"));
    assertEquals("taken", check("{\"t\":null,\"other\":1e9}"));
  }

  @Test
  void keepsOneSpikeOutAndLetsANewLevelIn() {
    assertEquals("taken", check("{\"t\":20}"));
    assertEquals("t went from 20.0 to 40, more than max_step 5.0", check("{\"t\":40}"));
    assertEquals("taken", check("{\"t\":21}"));
    assertEquals("t went from 21.0 to 40, more than max_step 5.0", check("{\"t\":40}"));
    assertEquals("taken", check("{\"t\":41}"));
    assertEquals("taken", check("{\"t\":42}"));
  }
}
