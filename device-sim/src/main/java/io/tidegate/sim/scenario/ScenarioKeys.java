package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Bounds;
import io.tidegate.sim.check.DeliveryExpectation.Count;
import io.tidegate.sim.check.JsonPath;
import io.tidegate.sim.record.ReplayBoard;
import io.tidegate.sim.sensor.SensorKind;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.ChangeKind;
import io.tidegate.sim.signal.SignalKind;
import io.tidegate.sim.sketch.build.Bits;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import io.tidegate.strict.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Every key of a scenario file. The table in README.md is compared with this one.
final class ScenarioKeys {
  private static final int MOST_SSID = 32;
  private static final int MOST_WIFI_PASSWORD = 64;

  private static final List<Key<?>> KEYS = new ArrayList<>();

  // --- the run ---

  static final Key<String> TITLE =
      open("scenario", Types.text("", _ -> true), "required", "what it is about, in a line");
  static final Key<Long> SEED =
      of("seed", Types.whole(0, Scenario.MOST_SEED), "1", "chance begins here");
  static final Key<Long> LASTS =
      open(
          "lasts",
          Types.duration("100 ms", "100 d"),
          "required",
          "how long boards measure; then every fault ends");
  static final Key<Long> SETTLE =
      of(
          "settle",
          Types.duration("0 s", "1 d"),
          "30 s",
          "how long what is under way may take after that; the run ends when all expectations are"
              + " met");
  static final Key<Long> LATE =
      of("late", Types.duration("1 ms", "1 d"), "10 s", "what takes longer on its way is late");
  static final Key<Double> SPEED =
      of(
          "speed",
          Types.decimal("from 0.01 to 100", value -> value >= 0.01 && value <= 100),
          "1",
          "seconds that pass for the boards in one of ours; `tidegate lab` does not look at it");

  // --- what stands around the boards ---

  static final Key<String> BROKER =
      open(
          "broker",
          Types.text(
              "`host` or `host:port`", text -> text.matches("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")),
          "none",
          "where messages are listened for, and what boards with WiFi connect to; `--broker` on the"
              + " command line wins");
  static final Key<List<String>> LISTEN =
      open("listen", Types.texts("topic filters", _ -> true), "`#`", "what is listened for there");
  static final Key<String> GATEWAY =
      open(
          "gateway",
          Types.text("a file's path", _ -> true),
          "a port with `decode` as it fits for each board",
          "the gateway's configuration for `tidegate lab`, beside the scenario");

  static final Key<String> SSID =
      of(
          "wifi.ssid",
          Types.text("1 to 32 characters", text -> text.length() <= MOST_SSID),
          "lab",
          "the access point that boards with WiFi know");
  static final Key<String> WIFI_PASSWORD =
      of(
          "wifi.password",
          Types.text("at most 64 characters", text -> text.length() <= MOST_WIFI_PASSWORD),
          "secret-lab",
          "its password");

  // --- boards ---

  private static final String BOARD = "boards.<name>.";

  static final Key<FirmwareKind> FIRMWARE =
      of(BOARD + "firmware", Types.choice(FirmwareKind.class), "json", "what it runs");
  static final Key<ChipKind> CHIP =
      of(BOARD + "chip", Types.choice(ChipKind.class), "esp8266", "what it runs on");
  static final Key<Long> COUNT =
      of(BOARD + "count", Types.whole(1, 5_000), "1", "so many alike, named `name1`, `name2`, ...");
  static final Key<Long> EVERY =
      of(BOARD + "every", Types.duration("10 ms", "1 d"), "1 s", "how often it measures");
  static final Key<Long> BAUD =
      of(
          BOARD + "baud",
          Types.whole(300, 4_000_000),
          "115200",
          "bits per second of its serial port");
  static final Key<Boolean> RESET_ON_OPEN =
      of(
          BOARD + "reset_on_open",
          Types.flag(),
          "false",
          "whoever raises DTR resets it, which is what opening its port does, as on an Arduino");
  static final Key<Long> RING =
      of(
          BOARD + "ring",
          Types.whole(2, 100_000),
          "1000",
          "readings that a `link` board keeps until they are safe");
  static final Key<Long> MILLIS =
      of(
          BOARD + "millis",
          Types.duration("0 s", "1193.04 h"),
          "0 s",
          "what millis() gives at its first start; it wraps after 49.7 days");
  static final Key<Long> DRIFT =
      of(
          BOARD + "drift_ppm",
          Types.whole(-100_000, 100_000),
          "0",
          "how much too fast its clock is");
  static final Key<Long> LEAK =
      of(
          BOARD + "leak",
          Types.size("0 B", "64 KiB"),
          "0 B",
          "heap that each turn of loop() takes and does not give back");
  static final Key<Long> BAD_LINE =
      open(
          BOARD + "mean_bytes",
          Types.whole(1, 1_000_000),
          "no faults",
          "a fault on its line about every so many bytes");

  static final Key<String> SKETCH =
      open(
          BOARD + "sketch",
          Types.text("a folder's path", _ -> true),
          "required with `sketch`",
          "what it runs, beside the scenario; built when the scenario is read");
  static final Key<List<String>> LIBRARIES =
      open(
          BOARD + "libraries",
          Types.texts("a folder's path", _ -> true),
          "none",
          "with `sketch`: libraries, or folders of them, before those that are found");
  static final Key<Boolean> WIFI =
      open(
          BOARD + "wifi",
          Types.flag(),
          "with `sketch` whether it includes ESP8266WiFi.h, with `image` true",
          "with `sketch` and `image`: it talks to the broker itself, and no gateway need open its port");

  static final Key<String> IMAGE =
      open(
          BOARD + "image",
          Types.text("a file's path", _ -> true),
          "required with `image`",
          "what is flashed, beside the scenario: the linker's ELF file, or a .bin beside its `map`");
  static final Key<String> MAP =
      open(
          BOARD + "map",
          Types.text("a file's path", _ -> true),
          "none",
          "with `image`: the linker's map of a .bin, which has the symbols");
  static final Key<List<String>> UPDATES =
      open(
          BOARD + "updates",
          Types.texts("a file's path", _ -> true),
          "none",
          "with `image`: programs that may come to it over the network, as ELF files: what is known"
              + " by their names, such as WiFi, is then there");

  static final Key<List<Long>> DOORS =
      open(
          BOARD + "doors",
          Types.list(Types.whole(1, 65_535)),
          "none",
          "with `image`: TCP ports at which its program waits: each is found on this machine, at a"
              + " place that is told");
  static final Key<List<Long>> UDP_DOORS =
      open(
          BOARD + "udp_doors",
          Types.list(Types.whole(1, 65_535)),
          "none",
          "with `image`: the same for UDP");

  static final Key<Bits> BITS =
      of(
          BOARD + "bits",
          Types.choice(List.of(Bits.values()), Bits::wireName),
          "auto",
          "with `sketch`: how many `long`, `size_t` and pointers have; `auto`: 32 where the kernel"
              + " runs such programs itself, else 64");

  static final Key<String> RECORDING =
      open(
          BOARD + "recording",
          Types.text("a file's path", _ -> true),
          "none",
          "it plays this recording, beside the scenario, from its power and each reset on");
  static final Key<Double> REPLAY_SPEED =
      of(
          BOARD + "speed",
          Types.decimal(
              "from 0.01 to 1000",
              value -> value >= ReplayBoard.SLOWEST && value <= ReplayBoard.FASTEST),
          "1",
          "with `recording`: so many times as fast");
  static final Key<Boolean> LOOP =
      of(BOARD + "loop", Types.flag(), "false", "with `recording`: again and again");

  static final Map<String, Key<String>> FIRMWARE_SETTINGS =
      settings(BOARD, FirmwareKind.values(), FirmwareKind::settings);

  // --- what boards measure ---

  private static final String SENSOR = "boards.<name>.sensors[].";
  private static final String SIGNAL = "boards.<name>.sensors[].signals.<input>.";
  private static final String CHANGE = "boards.<name>.sensors[].signals.<input>.changes[].";

  static final Key<SensorKind> SENSOR_KIND =
      open(SENSOR + "sensor", Types.choice(SensorKind.class), "required", "its make");
  static final Key<String> SENSOR_PIN =
      open(
          SENSOR + "pin",
          Types.text("a pin's name, such as D2 or A0", _ -> true),
          "required with `sketch`, but for I2C and A0",
          "with `sketch`: where it hangs; several ds18b20 may share one");
  static final Key<String> SENSOR_ADDRESS =
      open(
          SENSOR + "address",
          Types.text("such as 0x76, or 16 hexadecimal digits", _ -> true),
          "bme280: 0x76; ads1115: 0x48; ds18b20: made up",
          "with `sketch`: its address among others");
  static final Key<SignalKind> SIGNAL_KIND =
      of(SIGNAL + "signal", Types.choice(SignalKind.class), "steady", "how it goes over time");
  static final Key<ChangeKind> CHANGE_KIND =
      open(CHANGE + "change", Types.choice(ChangeKind.class), "required", "what is put over it");

  static final Map<String, Key<String>> SENSOR_SETTINGS =
      settings(SENSOR, SensorKind.values(), SensorKind::settings);
  static final Map<String, Key<String>> SIGNAL_SETTINGS =
      settings(SIGNAL, SignalKind.values(), SignalKind::settings);
  static final Map<String, Key<String>> CHANGE_SETTINGS =
      settings(CHANGE, ChangeKind.values(), ChangeKind::settings);

  // --- faults ---

  private static final String FAULT = "faults[].";

  static final Key<FaultKind> FAULT_KIND =
      open(FAULT + "fault", Types.choice(FaultKind.class), "required", "what happens");
  static final Key<List<String>> FAULT_BOARDS =
      open(
          FAULT + "board",
          Types.texts("names of boards, or `all`", _ -> true),
          "required for what befalls boards",
          "to whom");
  static final WhenKeys WHEN_FAULT = kept(WhenKeys.of(FAULT));
  static final Key<Long> FOR =
      open(
          FAULT + "for",
          Types.duration("1 ms", "100 d"),
          "until boards measure no more",
          "how long");

  static final Map<String, Key<String>> FAULT_SETTINGS =
      settings(FAULT, FaultKind.values(), FaultKind::settings);

  // --- messages ---

  static {
    KEYS.addAll(PublishKeys.ALL);
  }

  // --- expectations ---

  private static final String EXPECT = "expect[].";

  static final Key<List<String>> EXPECT_BOARDS =
      open(
          EXPECT + "board",
          Types.texts("names of boards, or `all`", _ -> true),
          "`all` for counts",
          "whose count, or who prints");
  static final Map<Count, Key<Bounds>> COUNTS = counts();
  static final Key<Pattern> EXPECT_PRINTS =
      open(EXPECT + "prints", ScenarioTypes.pattern(), "none", "lines with this in them");
  static final Key<String> EXPECT_TOPIC =
      open(EXPECT + "topic", Types.text("a topic filter", _ -> true), "none", "messages there");
  static final Key<Pattern> LIKE =
      open(
          EXPECT + "like",
          ScenarioTypes.pattern(),
          "anything",
          "what is found in the payload, or at `value`");
  static final Key<JsonPath> VALUE =
      open(
          EXPECT + "value",
          ScenarioTypes.path(),
          "the payload",
          "where in the JSON: `DHT11.Temperature`, `sensors[0].t`");
  static final Key<Bounds> IN =
      open(EXPECT + "in", ScenarioTypes.range(), "anything", "the number at `value`");
  static final Key<Boolean> EVERY_ONE =
      of(EXPECT + "every_message", Types.flag(), "false", "each of them has to be so");
  static final Key<Bounds> HOW_OFTEN =
      open(EXPECT + "times", ScenarioTypes.range(), "`1..`", "how many lines or messages");
  static final Key<Bounds> PER_SECOND =
      open(EXPECT + "per_second", ScenarioTypes.range(), "any", "messages a second, on average");
  static final Key<String> COUNTER =
      open(
          EXPECT + "counter",
          Types.text("a name", _ -> true),
          "none",
          "one of the gateway's [counters](../gateway/README.md#counters), as its health message tells it; a slip in the name is refused");
  static final Key<Bounds> IS =
      of(EXPECT + "is", ScenarioTypes.range(), "0", "with `counter`: its value at the end");
  static final Key<Long> EXPECT_FROM =
      of(EXPECT + "from", Types.duration("0 s", "100 d"), "0 s", "lines and messages from then on");
  static final Key<Long> WITHIN =
      open(EXPECT + "within", Types.duration("1 ms", "100 d"), "the end", "up to then");

  static final List<Key<?>> ALL = List.copyOf(KEYS);

  private ScenarioKeys() {}

  private static <T> Key<T> of(String path, ValueType<T> type, String fallback, String words) {
    return kept(Key.of(path, type, fallback, words));
  }

  private static <T> Key<T> open(String path, ValueType<T> type, String fallback, String words) {
    return kept(Key.open(path, type, fallback, words));
  }

  private static <T> Key<T> kept(Key<T> key) {
    KEYS.add(key);
    return key;
  }

  private static WhenKeys kept(WhenKeys keys) {
    KEYS.addAll(keys.all());
    return keys;
  }

  private static Map<Count, Key<Bounds>> counts() {
    Map<Count, Key<Bounds>> keys = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      keys.put(count, open(EXPECT + count.wireName(), ScenarioTypes.range(), "any", count.words()));
    }
    return keys;
  }

  private interface SettingsOf<E> {
    List<Setting<?>> of(E kind);
  }

  /// What all kinds are made from, by name: read as text here, and held against the one kind that
  /// is meant later.
  private static <E> Map<String, Key<String>> settings(
      String place, E[] kinds, SettingsOf<E> settings) {
    Map<String, Key<String>> keys = new LinkedHashMap<>();
    for (E kind : kinds) {
      for (Setting<?> each : settings.of(kind)) {
        keys.computeIfAbsent(
            each.name(),
            name -> open(place + name, Types.text("", _ -> true), each.fallback(), each.words()));
      }
    }
    return keys;
  }
}
