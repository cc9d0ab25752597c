package io.tidegate.gateway.config;

import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.serial.SerialPortSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What a configuration that was read anew changes in a gateway that runs.
///
/// Taken at once are ports, the machine's own board, boards, which commands are allowed, how the
/// broker is reached, and the log level. What spool and topics rest on stays as it was at the
/// start: `waiting` names what of that would be another. With another name of the gateway, which
/// waits, the own board waits too, as it is called by it.
///
/// `now` is what holds from here on: the new values, and the old ones where those stay. A port that
/// is as it was keeps its number; any other gets one that no port has had.
public record Reload(
    Configuration now,
    List<SerialPortSettings> gone,
    List<SerialPortSettings> added,
    boolean gpio,
    boolean broker,
    boolean boards,
    boolean logLevel,
    List<String> waiting) {

  private record AtStart(String key, Function<Configuration, Object> value) {}

  private static final List<AtStart> AT_START =
      List.of(
          new AtStart("gateway", each -> each.settings().gateway()),
          new AtStart("topics", each -> each.settings().topics()),
          new AtStart("payload", each -> each.settings().payload()),
          new AtStart("streams", each -> each.settings().delivery().streams()),
          new AtStart("delivery.catch_up", each -> each.settings().delivery().liveFirst()),
          new AtStart(
              "delivery.drain_per_second", each -> each.settings().delivery().drainPerSecond()),
          new AtStart(
              "delivery.health_every", each -> each.settings().delivery().healthEveryNanos()),
          new AtStart("mqtt.stall_timeout", each -> each.settings().delivery().stallNanos()),
          new AtStart("mqtt.retry_min", each -> each.settings().delivery().backoffMinNanos()),
          new AtStart("mqtt.retry_max", each -> each.settings().delivery().backoffMaxNanos()),
          new AtStart("mqtt.stable_after", each -> each.settings().delivery().stableNanos()),
          new AtStart("mqtt.window", each -> each.settings().delivery().window()),
          new AtStart("spool", each -> List.of(each.spoolFolder(), each.settings().store())),
          new AtStart("runtime_folder", Configuration::runtimeFolder));

  /// The keys that wait for the next start.
  static List<String> atStart() {
    return AT_START.stream().map(AtStart::key).toList();
  }

  /// `nextPort` is the first number that no port has had.
  public static Reload of(Configuration old, Configuration wanted, int nextPort) {
    Map<String, SerialPortSettings> before = new HashMap<>();
    old.ports().forEach(port -> before.put(port.label(), port));
    List<SerialPortSettings> ports = new ArrayList<>();
    List<PortRule> rules = new ArrayList<>();
    List<SerialPortSettings> added = new ArrayList<>();
    for (SerialPortSettings port : wanted.ports()) {
      PortRule rule = rule(wanted, port.port());
      SerialPortSettings same = before.get(port.label());
      boolean kept =
          same != null
              && same.equals(port.withPort(same.port()))
              && rule(old, same.port()).equals(rule.withPort(same.port()));
      int number = kept ? same.port() : nextPort + added.size();
      ports.add(port.withPort(number));
      rules.add(rule.withPort(number));
      if (kept) {
        before.remove(port.label());
      } else {
        added.add(port.withPort(number));
      }
    }
    boolean sameName = old.settings().gateway().equals(wanted.settings().gateway());
    boolean sameGpio = old.gpio().withPort(-1).equals(wanted.gpio().withPort(-1));
    boolean another = sameName && !sameGpio;
    GpioSettings gpio = another ? wanted.gpio().withPort(nextPort + added.size()) : old.gpio();
    if (gpio.isUsed()) {
      rules.add(PortRule.own(gpio.port(), GpioSettings.LABEL, gpio.device()));
    }
    Configuration now =
        new Configuration(
            settings(old, wanted, gpio, rules),
            mqtt(old, wanted),
            ports,
            gpio,
            old.spoolFolder(),
            old.runtimeFolder(),
            wanted.logLevel());
    return new Reload(
        now,
        old.ports().stream().filter(before::containsValue).toList(),
        added,
        another,
        !now.mqtt().equals(old.mqtt()),
        !aboutBoards(now.settings()).equals(aboutBoards(old.settings())),
        now.logLevel() != old.logLevel(),
        waiting(old, wanted, !sameGpio && !another));
  }

  private static List<String> waiting(Configuration old, Configuration wanted, boolean gpio) {
    List<String> keys = new ArrayList<>();
    for (AtStart each : AT_START) {
      if (!each.value.apply(old).equals(each.value.apply(wanted))) {
        keys.add(each.key);
      }
    }
    if (gpio) {
      keys.add("gpio");
    }
    return keys;
  }

  /// What it does, in words for the log.
  public String words() {
    List<String> words = new ArrayList<>();
    tell(words, "closed ", gone.stream().filter(port -> !isAnew(port)).toList());
    tell(words, "opening anew ", gone.stream().filter(this::isAnew).toList());
    tell(words, "opening ", added.stream().filter(port -> !isIn(gone, port)).toList());
    if (gpio) {
      words.add(now.gpio().isUsed() ? "starting gpio anew" : "closed gpio");
    }
    if (boards) {
      words.add("other rules for boards or commands");
    }
    if (broker) {
      words.add("connecting to the broker anew");
    }
    if (logLevel) {
      words.add("log level " + now.logLevel().name().toLowerCase(Locale.ROOT));
    }
    return words.isEmpty() ? "nothing to do" : String.join("; ", words);
  }

  private static void tell(List<String> words, String what, List<SerialPortSettings> ports) {
    if (!ports.isEmpty()) {
      words.add(what + String.join(", ", ports.stream().map(SerialPortSettings::label).toList()));
    }
  }

  /// One that is gone, and comes again with other settings.
  public boolean isAnew(SerialPortSettings port) {
    return isIn(added, port);
  }

  private static boolean isIn(List<SerialPortSettings> ports, SerialPortSettings port) {
    return ports.stream().anyMatch(each -> each.label().equals(port.label()));
  }

  private static PortRule rule(Configuration configuration, int port) {
    return configuration.settings().ports().stream()
        .filter(each -> each.port() == port)
        .findFirst()
        .orElseThrow();
  }

  private static List<Object> aboutBoards(Settings settings) {
    return List.of(settings.boards(), settings.acceptUnknownBoards(), settings.commands());
  }

  private static Settings settings(
      Configuration old, Configuration wanted, GpioSettings gpio, List<PortRule> ports) {
    Settings start = old.settings();
    Map<String, BoardRule> boards = new HashMap<>(wanted.settings().boards());
    if (gpio.isUsed() && start.boards().containsKey(gpio.device())) {
      boards.putIfAbsent(gpio.device(), start.boards().get(gpio.device()));
    }
    return new Settings(
        start.gateway(),
        start.version(),
        start.topics(),
        start.payload(),
        List.copyOf(ports),
        boards,
        wanted.settings().acceptUnknownBoards(),
        start.delivery(),
        start.store(),
        wanted.settings().commands());
  }

  private static MqttSettings mqtt(Configuration old, Configuration wanted) {
    MqttSettings start = old.mqtt();
    MqttSettings now = wanted.mqtt();
    // a client id that nobody chose is the gateway's name, which stays
    boolean chosen = !now.clientId().equals(wanted.settings().gateway());
    return new MqttSettings(
        now.servers(),
        chosen ? now.clientId() : old.settings().gateway(),
        now.username(),
        now.password(),
        now.tls(),
        now.keepAliveSeconds(),
        now.connectLimitSeconds(),
        start.will(),
        start.subscriptions(),
        start.window());
  }
}
