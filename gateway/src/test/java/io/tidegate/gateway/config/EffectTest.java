package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.CsvRule;
import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.strict.Key;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every key arrives where it should, and no key is without effect.
class EffectTest {
  /// A value of each key that is not its default. For keys of a port and of a board, the rest of
  /// the line.
  private static final Map<String, String> OTHER = new LinkedHashMap<>();

  static {
    for (String each :
        """
        broker=ssl://b
        gateway=g
        ports[].path=/dev/other
        ports[].usb=1a86:7523
        ports[].usb_serial=A5
        ports[].usb_path=1-1.2
        ports[].name=p
        ports[].baud=9600
        ports[].lines=low
        ports[].decode=link
        ports[].device=d
        ports[].csv.columns=[a]
        ports[].csv.separator=;
        ports[].csv.header=true
        gpio.device=d
        gpio.sysfs=/other
        gpio.sensors.<name>.w1=28-0316a2797baa
        gpio.sensors.<name>.iio=bme280
        gpio.sensors.<name>.i2c=2
        gpio.sensors.<name>.address=0x49
        gpio.sensors.<name>.chip=bmp280
        gpio.sensors.<name>.channel=pressure
        gpio.sensors.<name>.range=0.256 V
        gpio.sensors.<name>.every=1 min
        gpio.sensors.<name>.decimals=4
        gpio.chip=gpiochip7
        gpio.counters_every=1 h
        gpio.pins.<name>.input=5
        gpio.pins.<name>.counter=5
        gpio.pins.<name>.output=5
        gpio.pins.<name>.pwm=13
        gpio.pins.<name>.pull=up
        gpio.pins.<name>.active=low
        gpio.pins.<name>.debounce=1 s
        gpio.pins.<name>.report=level
        gpio.pins.<name>.edge=both
        gpio.pins.<name>.scale=2
        gpio.pins.<name>.unit=mm
        gpio.pins.<name>.rate=h
        gpio.pins.<name>.every=2 min
        gpio.pins.<name>.frequency=5
        gpio.pins.<name>.at_start=on
        gpio.pins.<name>.at_stop=on
        gpio.pins.<name>.when_away=off
        gpio.pins.<name>.away_after=1 min
        gpio.pins.<name>.longest=1 s
        gpio.pins.<name>.interlock=other
        gpio.pins.<name>.dead_time=1 s
        boards.<id>.name=n
        boards.<id>.ignore=true
        boards.<id>.silence=1 s
        boards.<id>.mqtt_topics=none
        boards.<id>.commands=all
        boards.<id>.channels.<channel>.min=1
        boards.<id>.channels.<channel>.max=1
        boards.<id>.channels.<channel>.max_step=1
        boards.<id>.channels.<channel>.scale=2
        boards.<id>.channels.<channel>.offset=3
        boards.<id>.channels.<channel>.decimals=1
        boards.<id>.channels.<channel>.dead_band=0
        boards.<id>.channels.<channel>.heartbeat=5 min
        boards.<id>.channels.<channel>.min_interval=10 s
        boards.<id>.channels.<channel>.mean=10 s
        unknown_boards=ignore
        mqtt.client_id=c
        mqtt.username=u
        mqtt.password_file=f
        mqtt.password_env=E
        mqtt.password_credential=c
        mqtt.ca_file=f
        mqtt.cert_file=f
        mqtt.key_file=f
        mqtt.keep_alive=60 s
        mqtt.connect_timeout=11 s
        mqtt.stall_timeout=31 s
        mqtt.retry_min=1 s
        mqtt.retry_max=2 min
        mqtt.stable_after=31 s
        mqtt.window=65
        topics.readings=x/{device}
        topics.status=x
        topics.event=x
        topics.health=x
        topics.board_status=x/{device}
        topics.set=x/{device}
        topics.result=x/{device}
        payload.per_channel=true
        payload.timestamp_ms=true
        streams.readings.qos=0
        streams.readings.retain=true
        streams.events.qos=2
        streams.events.retain=true
        streams.results.qos=0
        streams.results.retain=true
        streams.state.qos=2
        streams.state.retain=false
        delivery.catch_up=live_first
        delivery.drain_per_second=0
        delivery.health_every=5 min
        spool.folder=s
        spool.limit=1GiB
        spool.max_age=0
        spool.free_floor=0
        spool.memory=9 MiB
        spool.commit_delay=0
        spool.commit_size=32 KiB
        spool.segment_size=2 MiB
        commands.allow=all
        commands.bare_ttl=11 s
        commands.max_ttl=2 h
        runtime_folder=r
        log_level=debug
        """
            .lines()
            .toList()) {
      OTHER.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
    }
  }

  @Test
  void everyKeyHasAnEffect() {
    assertEquals(
        Keys.ALL.stream().map(Key::path).toList(), List.copyOf(OTHER.keySet()), "a value for each");
    for (String key : OTHER.keySet()) {
      String before = file(key, null);
      String after = file(key, OTHER.get(key));
      assertNotEquals(Read.configuration(before), Read.configuration(after), key);
    }
  }

  private static boolean ofI2c(String key) {
    return key.matches("gpio\\.sensors\\..*\\.(i2c|address|chip|range)");
  }

  /// The pin that a key of a pin stands for.
  private static void pin(String key, Map<String, String> flat) {
    String name = key.substring(key.lastIndexOf('.') + 1);
    String kind =
        switch (name) {
          case "input", "pull", "active", "debounce", "report", "every", "chip" -> "input";
          case "counter", "edge", "scale", "unit", "rate" -> "counter";
          case "pwm", "frequency" -> "pwm";
          default -> "output";
        };
    flat.put("gpio.pins.<name>." + kind, kind.equals("pwm") ? "12" : "4");
    if (name.equals("away_after")) {
      flat.put("gpio.pins.<name>.when_away", "off");
    }
    if (name.equals("interlock") || name.equals("dead_time")) {
      flat.put("gpio.pins.other.output", "6");
    }
    if (name.equals("dead_time")) {
      flat.put("gpio.pins.<name>.interlock", "other");
    }
  }

  /// A file with this key, or without it and the same otherwise.
  private static String file(String key, String value) {
    Map<String, String> flat = new LinkedHashMap<>();
    flat.put("broker", "tcp://a");
    flat.put("ports[].path", "/dev/ttyUSB0");
    if (key.startsWith("ports[].csv")) {
      flat.put("ports[].decode", "csv");
      flat.put("ports[].csv.columns", "[x, y]");
    }
    if (key.endsWith(".iio") || key.endsWith(".channel")) {
      flat.put("gpio.sensors.<name>.iio", "bmp280");
      flat.put("gpio.sensors.<name>.channel", "temp");
    } else if (ofI2c(key)) {
      boolean converter = !key.endsWith(".chip");
      flat.put("gpio.sensors.<name>.i2c", "1");
      flat.put("gpio.sensors.<name>.address", converter ? "0x48" : "0x76");
      flat.put("gpio.sensors.<name>.chip", converter ? "ads1115" : "bme280");
      flat.put("gpio.sensors.<name>.channel", converter ? "a0" : "temp");
    } else if (key.matches("gpio\\.(pins\\..*|chip|counters_every)")) {
      pin(key, flat);
    } else if (key.startsWith("gpio.")) {
      flat.put("gpio.sensors.<name>.w1", "28-000000000001");
    }
    if (key.startsWith("boards.")) {
      flat.put("boards.<id>.silence", "2 s");
      flat.put("boards.<id>.channels.<channel>.max_step", "9");
    }
    if (key.endsWith(".heartbeat")) {
      flat.put("boards.<id>.channels.<channel>.dead_band", "1");
    }
    if (key.startsWith("mqtt.password")) {
      flat.put("mqtt.username", "ada");
    }
    if (key.matches("mqtt\\.(cert|key)_file")) {
      flat.put("mqtt.cert_file", "c");
      flat.put("mqtt.key_file", "k");
    }
    if (key.equals("payload.per_channel")) {
      flat.put("topics.readings", "x/{device}/x");
    }
    if (key.startsWith("ports[].usb")) {
      flat.remove("ports[].path");
      flat.put(key.equals("ports[].usb_path") ? "ports[].usb_path" : "ports[].usb", "1-9");
      flat.replace("ports[].usb", "1a86:0001");
    }
    if (value != null) {
      flat.put(key, value);
      flat.computeIfPresent(
          "payload.per_channel",
          (_, _) -> flat.put("topics.readings", "x/{device}/{channel}") == null ? "" : "true");
    }
    return text(flat);
  }

  /// In one line: `ports: [{path: "x"}]`.
  private static String text(Map<String, String> flat) {
    Map<String, Object> tree = new LinkedHashMap<>();
    flat.forEach((key, value) -> place(tree, List.of(key.split("\\.")), value));
    return shown(tree);
  }

  @SuppressWarnings("unchecked")
  private static void place(Map<String, Object> tree, List<String> steps, String value) {
    if (steps.size() == 1) {
      tree.put(steps.getFirst(), value);
    } else {
      Object inner = tree.computeIfAbsent(steps.getFirst(), _ -> new LinkedHashMap<>());
      place((Map<String, Object>) inner, steps.subList(1, steps.size()), value);
    }
  }

  private static String shown(Map<?, ?> tree) {
    StringBuilder text = new StringBuilder();
    tree.forEach(
        (step, value) -> {
          String name = step.toString().replaceAll("[<>]|\\[]", "");
          String inner =
              value instanceof Map<?, ?> map
                  ? shown(map)
                  : value.toString().matches("[\\[].*|[0-9]+|true|false")
                      ? value.toString()
                      : '"' + value.toString() + '"';
          boolean list = step.toString().endsWith("[]");
          text.append(name).append(": ").append(list ? "[" + inner + "]" : inner).append(", ");
        });
    return "{" + text + "}";
  }

  @Test
  void addressesOfTheBrokerAreReadInAllTheirForms() {
    String text =
        """
        broker:
          - tcp://localhost
          - mqtt://10.0.0.1:1884/
          - ssl://broker.example.org
          - MQTTS://broker.example.org:443
          - tcp://[::1]
          - ssl://[fe80::1]:8884
          - tcp://localhost:1883
        ports: [{path: x}]
        """;
    assertEquals(
        List.of(
            new Server("localhost", 1883, false),
            new Server("10.0.0.1", 1884, false),
            new Server("broker.example.org", 8883, true),
            new Server("broker.example.org", 443, true),
            new Server("::1", 1883, false),
            new Server("fe80::1", 8884, true)),
        Read.configuration(text).mqtt().servers());
  }

  @Test
  void portsAreFoundInThreeWays() {
    Configuration configuration =
        Read.configuration(
            """
            broker: tcp://a
            ports:
              - {path: /dev/serial/by-id/usb-1a86-port0, baud: 9600, lines: pulse}
              - {usb: "1A86:7523", usb_serial: A5, decode: csv, csv: {separator: "\\t"}}
              - {usb_path: 1-1.2, name: roof, decode: csv, csv: {columns: [a, b], header: true}}
            """);
    assertEquals(
        List.of(
            new SerialPortSettings(
                0,
                "usb-1a86-port0",
                new PortMatch.ByPath(Path.of("/dev/serial/by-id/usb-1a86-port0")),
                9_600,
                SerialPortSettings.LinePolicy.PULSE),
            new SerialPortSettings(
                1,
                "1a86:7523:A5",
                new PortMatch.ByUsb("1a86", "7523", "A5"),
                115_200,
                SerialPortSettings.LinePolicy.LEAVE),
            new SerialPortSettings(
                2,
                "roof",
                new PortMatch.ByPhysicalPath("1-1.2"),
                115_200,
                SerialPortSettings.LinePolicy.LEAVE)),
        configuration.ports());
    assertEquals(
        List.of(new CsvRule(List.of(), '\t', true), new CsvRule(List.of("a", "b"), ',', true)),
        configuration.settings().ports().stream().skip(1).map(port -> port.csv()).toList());
  }

  @Test
  void commandsOfABoardAreAllNoneAListOrAsTheDefaultSays() {
    Map<String, BoardRule> boards =
        Read.with(
                """
                commands: {allow: all}
                boards:
                  a:
                  b: {commands: none}
                  c: {commands: led}
                  d: {commands: [led, relay]}
                  0042: {commands: all}
                """)
            .settings()
            .boards();
    assertEquals(Set.of("*"), boards.get("a").commands());
    assertEquals(Set.of(), boards.get("b").commands());
    assertEquals(Set.of("led"), boards.get("c").commands());
    assertEquals(Set.of("led", "relay"), boards.get("d").commands());
    assertEquals(Set.of("*"), boards.get("0042").commands());
    assertEquals(Set.of(), Read.with("boards:\n  a:\n").settings().boards().get("a").commands());
  }

  @Test
  void aPasswordIsNamedAndNeverRead() {
    assertEquals(
        new Secret.InEnvironment("BROKER_PASSWORD"),
        Read.with("mqtt: {username: u, password_env: BROKER_PASSWORD}\n").mqtt().password());
    assertEquals(
        new Secret.InCredential("broker"),
        Read.with("mqtt: {username: u, password_credential: broker}\n").mqtt().password());
  }

  @Test
  void quantitiesAreReadWithOrWithoutTheSpaceInEveryUnit() {
    Settings.Store store =
        Read.with(
                """
                spool:
                  commit_delay: 250ms
                  max_age: 2 d
                  limit: 1GiB
                  commit_size: 2048 B
                """)
            .settings()
            .store();
    assertEquals(250_000_000L, store.commitDelayNanos());
    assertEquals(2 * 86_400_000_000_000L, store.maxAgeNanos());
    assertEquals(1L << 30, store.limitBytes());
    assertEquals(2_048, store.commitBytes());
  }
}
