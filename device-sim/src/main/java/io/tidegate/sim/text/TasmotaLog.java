package io.tidegate.sim.text;

import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.sensor.Quantity;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The serial log of a Tasmota device that knows no time: each line begins with the time since it
/// started, and what goes to the broker stands behind its topic.
final class TasmotaLog implements LineFormat {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final int DAY_SECONDS = 86_400;

  private final String id;
  private int published;

  /// `id` is the end of the chip's address, six hex digits.
  TasmotaLog(String id) {
    this.id = id;
  }

  @Override
  public List<String> start(List<Quantity> quantities) {
    published = 0;
    String topic = "tele/tasmota_" + id;
    return List.of(
        "",
        line(1, "HDW: ESP8266EX"),
        line(34, "CFG: Loaded from flash at F8, Count 4"),
        line(40, "QPC: Count 1"),
        line(
            53,
            "Project tasmota - Tasmota Version"
                + " 14.4.1(release-tasmota)-2_7_8(2024-12-15T12:43:57)"),
        line(1_207, "WIF: Connecting to AP1 lab Channel 6 in mode 11n as tasmota-" + id + "..."),
        line(4_302, "WIF: Connected"),
        line(4_553, "HTP: Web server active on tasmota-" + id + " with IP address 192.168.1.23"),
        line(5_204, "MQT: Attempting connection..."),
        line(5_261, "MQT: Connected"),
        line(5_264, "MQT: " + topic + "/LWT = Online (retained)"),
        line(5_272, "MQT: stat/tasmota_" + id + "/RESULT = {\"POWER\":\"OFF\"}"));
  }

  @Override
  public List<String> lines(Measurement measurement, long upNanos) {
    published++;
    String topic = "MQT: tele/tasmota_" + id;
    long millis = upNanos / MILLI;
    return List.of(
        line(millis, topic + "/STATE = " + state(upNanos)),
        line(millis + 6, topic + "/SENSOR = " + sensors(measurement, upNanos)));
  }

  private String state(long upNanos) {
    long seconds = upNanos / SECOND;
    return String.format(
        Locale.ROOT,
        "{\"Time\":\"%s\",\"Uptime\":\"%dT%s\",\"UptimeSec\":%d,\"Heap\":25,"
            + "\"SleepMode\":\"Dynamic\",\"Sleep\":50,\"LoadAvg\":19,\"MqttCount\":%d,"
            + "\"POWER\":\"OFF\",\"Wifi\":{\"AP\":1,\"SSId\":\"lab\","
            + "\"BSSId\":\"02:00:00:00:00:01\",\"Channel\":6,\"Mode\":\"11n\",\"RSSI\":70,"
            + "\"Signal\":-65,\"LinkCount\":1,\"Downtime\":\"0T00:00:04\"}}",
        date(upNanos),
        seconds / DAY_SECONDS,
        clock(seconds),
        seconds,
        published > 1 ? 2 : 1);
  }

  private String sensors(Measurement measurement, long upNanos) {
    List<String> members = new ArrayList<>();
    members.add("\"Time\":\"" + date(upNanos) + "\"");
    members.addAll(new TasmotaSensors(measurement, id).members());
    return "{" + String.join(",", members) + "}";
  }

  private static String line(long millis, String words) {
    long seconds = millis / 1_000;
    return String.format(Locale.ROOT, "%s.%03d %s", clock(seconds), millis % 1_000, words);
  }

  private static String clock(long seconds) {
    long today = seconds % DAY_SECONDS;
    return String.format(Locale.ROOT, "%02d:%02d:%02d", today / 3_600, today / 60 % 60, today % 60);
  }

  /// Without a time from the network the first day is the first of 1970.
  private static String date(long upNanos) {
    long seconds = upNanos / SECOND;
    return LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).toLocalDate()
        + "T"
        + clock(seconds);
  }
}
