package io.tidegate.gateway.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.device.Reading;
import io.tidegate.gateway.spool.Key;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadsTest {
  private static final long WALL_MILLIS = 1_764_000_000_900L;

  private final Payloads payloads = payloads(PayloadRule.DEFAULT, TopicTemplates.DEFAULT);

  @Test
  void aBoardsOwnMembersPassUnchangedInTheirOrder() {
    assertEquals(
        "{\"t\":22.50, \"name\":\"k\\u00fcche\",\"n\":1e3,\"device_id\":\"esp\","
            + "\"timestamp\":1764000000,\"tg\":\"run.7\"}",
        text(payloads, "{\"t\":22.50, \"name\":\"k\\u00fcche\",\"n\":1e3}", 0, true));
  }

  @Test
  void addsNothingThatTheBoardSaysItself() {
    String own = "{\"device_id\":\"esp\",\"timestamp\":5,\"clock\":\"gps\"";
    assertEquals(own + ",\"tg\":\"run.7\"}", text(payloads, own + "}", 0, false));
  }

  @Test
  void saysHowManyBeforeItWereHeldBackWhenAnyWere() {
    assertEquals(
        "{\"t\":1,\"device_id\":\"esp\",\"timestamp\":1764000000,\"tg\":\"run.7\",\"tg_held\":12}",
        held(payloads, "{\"t\":1}", 12));
    assertEquals(
        "{\"tg_held\":12,\"device_id\":\"esp\",\"timestamp\":1764000000,\"tg\":\"run.7\"}",
        held(payloads, "{\"tg_held\":3}", 12),
        "a board's own");
  }

  @Test
  void theTimeIsThatOfMeasuring() {
    assertEquals(
        "{\"t\":1,\"device_id\":\"esp\",\"timestamp\":1763999999,\"tg\":\"run.7\"}",
        text(payloads, "{\"t\":1}", 901, true));
  }

  @Test
  void saysWhenTheClockIsNotToBeTrusted() {
    assertEquals(
        "{\"t\":1,\"device_id\":\"esp\",\"timestamp\":1764000000,\"tg\":\"run.7\","
            + "\"clock\":\"unsynced\"}",
        text(payloads, "{\"t\":1}", 0, false));
  }

  @Test
  void givesMillisecondsWhenAsked() {
    Payloads precise = payloads(new PayloadRule(false, true), TopicTemplates.DEFAULT);
    assertEquals(
        "{\"t\":1,\"device_id\":\"esp\",\"timestamp\":1764000000,"
            + "\"timestamp_ms\":1764000000900,\"tg\":\"run.7\"}",
        text(precise, "{\"t\":1}", 0, true));
  }

  @Test
  void lateIsAddedWithoutTouchingTheRest() {
    assertEquals("{\"t\":22.50,\"late\":true}", late("{\"t\":22.50}"));
    assertEquals("22.5", late("22.5"));
    assertEquals("{}", late("{}"));
    assertEquals("{\"late\":true,\"t\":1}", late("{\"late\":false,\"t\":1}"));
  }

  @Test
  void oneTopicPerChannelCarriesTheValueAlone() {
    TopicTemplates d = TopicTemplates.DEFAULT;
    TopicTemplates templates =
        new TopicTemplates(
            "s/{device}/{channel}",
            d.status(),
            d.event(),
            d.health(),
            d.boardStatus(),
            d.set(),
            d.result());
    Payloads each = payloads(new PayloadRule(true, false), templates);
    List<Payloads.Publication> publications =
        each.of(reading("{\"t\":22.50,\"s\":\"on\",\"a/b\":true}", 0), "usb0", WALL_MILLIS, true);
    assertEquals(
        List.of("s/esp/t 22.50", "s/esp/s on", "s/esp/a_b true"),
        publications.stream().map(p -> p.topic() + " " + utf8(p.payload())).toList());
  }

  /// Who counts by key and board must not meet another board's, whatever the board says of itself.
  @Test
  void whatOnlyTheGatewayCanKnowIsSaidAsItKnowsIt() {
    Payloads payloads = payloads(PayloadRule.DEFAULT, TopicTemplates.DEFAULT);
    assertEquals(
        "{ \"device_id\" : \"esp\", \"t\":22.50,\"timestamp\":1764000000,\"tg\":\"run.7\"}",
        text(payloads, "{ \"device_id\" : \"esp\", \"t\":22.50}", 0, true));
    assertEquals(
        "{\"device_id\":\"esp\",\"t\":22.50,\"tg\":\"run.7\",\"tg_held\":0,\"timestamp\":1764000000}",
        text(
            payloads,
            "{\"device_id\":\"board2\",\"t\":22.50,\"tg\":\"mine.1\",\"tg_held\":5}",
            0,
            true));
  }

  private static Payloads payloads(PayloadRule rule, TopicTemplates templates) {
    return new Payloads(new Topics("g", templates, rule.perChannel()), rule);
  }

  private static String text(Payloads payloads, String json, long ageMillis, boolean synced) {
    return utf8(
        payloads.of(reading(json, ageMillis), "usb0", WALL_MILLIS, synced).getFirst().payload());
  }

  private static String held(Payloads payloads, String json, long held) {
    return utf8(
        payloads.of(reading(json, 0, held), "usb0", WALL_MILLIS, true).getFirst().payload());
  }

  private static Reading reading(String json, long ageMillis) {
    return reading(json, ageMillis, 0);
  }

  private static Reading reading(String json, long ageMillis, long held) {
    FlatJson values =
        assertInstanceOf(FlatJson.Parsed.class, FlatJson.parse(json, FlatJson.Mode.OBJECT)).json();
    return new Reading(0, "esp", new Key("esp", "run", 7), values, ageMillis, false, held);
  }

  private static String late(String payload) {
    return utf8(Payloads.late(payload.getBytes(StandardCharsets.UTF_8)));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
