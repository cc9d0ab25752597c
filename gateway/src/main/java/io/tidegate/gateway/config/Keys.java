package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.topic.TopicTemplates;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import io.tidegate.strict.ValueType;
import java.util.List;

/// Every key there is, in the order of the documents. What is not here is a constant with its
/// reason where it stands, such as the shutdown's five seconds.
final class Keys {
  private Keys() {}

  /// What happens to what waited when the connection comes back.
  enum CatchUp {
    IN_ORDER,
    LIVE_FIRST
  }

  static final ValueType<String> NAME = Types.text("1 to 64 of A-Z a-z 0-9 _ . : -", Names::legal);
  static final ValueType<String> PATH =
      Types.text("a path, from this file's folder", text -> text.length() <= 4_096);
  private static final ValueType<String> TOPIC =
      Types.text("a topic of at most 1024 characters", text -> text.length() <= 1_024);
  private static final ValueType<Long> QOS = Types.whole(0, 2);

  static final Key<String> GATEWAY =
      open(
          "gateway",
          NAME,
          "host name, `-`, 4 hex digits of the hashed machine id",
          "this gateway's name in topics; no two may share one");

  static final Key<String> READINGS =
      of(
          "topics.readings",
          TOPIC,
          TopicTemplates.DEFAULT.readings(),
          "readings; `{gateway}`, `{device}`, `{port}`, `{channel}` are filled in");
  static final Key<String> STATUS =
      of(
          "topics.status",
          TOPIC,
          TopicTemplates.DEFAULT.status(),
          "`online` or `offline`, retained; the will");
  static final Key<String> EVENT =
      of("topics.event", TOPIC, TopicTemplates.DEFAULT.event(), "gaps, alarms, recoveries");
  static final Key<String> HEALTH =
      of(
          "topics.health",
          TOPIC,
          TopicTemplates.DEFAULT.health(),
          "counters and the spool's state, retained");
  static final Key<String> BOARD_STATUS =
      of(
          "topics.board_status",
          TOPIC,
          TopicTemplates.DEFAULT.boardStatus(),
          "a board's availability, retained");
  static final Key<String> SET =
      of("topics.set", TOPIC, TopicTemplates.DEFAULT.set(), "commands; `/<channel>` may follow");
  static final Key<String> RESULT =
      of("topics.result", TOPIC, TopicTemplates.DEFAULT.result(), "results of commands");

  static final Key<Boolean> PER_CHANNEL =
      of(
          "payload.per_channel",
          Types.flag(),
          "false",
          "one topic per channel, the value alone as payload; `topics.readings` must then name"
              + " `{channel}`; `device_id` and times are no channels");
  static final Key<Boolean> TIMESTAMP_MS =
      of(
          "payload.timestamp_ms",
          Types.flag(),
          "false",
          "adds `timestamp_ms`, milliseconds since 1970");

  static final Key<Long> READINGS_QOS =
      of(
          "streams.readings.qos",
          QOS,
          "1",
          "0: released when handed to the socket, nobody can count them; 2: see [QoS 2](#qos-2)");
  static final Key<Boolean> READINGS_RETAIN =
      of(
          "streams.readings.retain",
          Types.flag(),
          "false",
          "the broker keeps the last reading of each topic for new subscribers");

  static final Key<Long> EVENTS_QOS =
      of("streams.events.qos", QOS, "1", "gaps, alarms, recoveries");
  static final Key<Boolean> EVENTS_RETAIN =
      of("streams.events.retain", Types.flag(), "false", "the broker keeps the last event");
  static final Key<Long> RESULTS_QOS = of("streams.results.qos", QOS, "1", "results of commands");
  static final Key<Boolean> RESULTS_RETAIN =
      of(
          "streams.results.retain",
          Types.flag(),
          "false",
          "the broker keeps each board's last result");
  static final Key<Long> STATE_QOS =
      of("streams.state.qos", QOS, "1", "status, health, availability, and the will");
  static final Key<Boolean> STATE_RETAIN =
      of(
          "streams.state.retain",
          Types.flag(),
          "true",
          "false only for brokers that refuse retained messages: new subscribers then see no"
              + " state");

  static final Key<CatchUp> CATCH_UP =
      of(
          "delivery.catch_up",
          Types.choice(CatchUp.class),
          "in_order",
          "what waited goes first, in order per board; or new readings first and the rest behind"
              + " them, marked late, never retained");
  static final Key<Long> DRAIN_PER_SECOND =
      of(
          "delivery.drain_per_second",
          Types.whole(0, 1_000_000),
          "1000",
          "how many waiting messages a second are sent after an outage; 0: no bound; where boards"
              + " send more than this, outages soon after each other pile up");

  static final Key<Long> HEALTH_EVERY =
      of(
          "delivery.health_every",
          Types.duration("5 s", "1 d"),
          "1 min",
          "how often the health message is published; about 1 KiB each");

  static final Key<String> SPOOL_FOLDER =
      open(
          "spool.folder",
          PATH,
          "`spool` in `$STATE_DIRECTORY`, else in `$XDG_STATE_HOME/tidegate`, else in"
              + " `~/.local/state/tidegate`",
          "where messages wait; one gateway each");
  static final Key<Long> SPOOL_LIMIT =
      of(
          "spool.limit",
          Types.size("256 KiB", "1024 GiB"),
          "256 MiB",
          "readings beyond this push out the oldest, announced; events and results have an eighth"
              + " of it beside");
  static final Key<Long> MAX_AGE =
      of(
          "spool.max_age",
          Types.duration("0", "3650 d"),
          "30 d",
          "what waited longer is dropped, announced; 0: never");
  static final Key<Long> FREE_FLOOR =
      of(
          "spool.free_floor",
          Types.size("0", "1024 GiB"),
          "64 MiB",
          "so much of the disk is left to others");
  static final Key<Long> MEMORY =
      of(
          "spool.memory",
          Types.size("64 KiB", "1 GiB"),
          "8 MiB",
          "messages held in memory; part of the heap (`TIDEGATE_HEAP`)");
  static final Key<Long> COMMIT_DELAY =
      of(
          "spool.commit_delay",
          Types.duration("0", "10 min"),
          "500 ms",
          "how long a message may be in memory only; 0: nothing is published before it is synced");
  static final Key<Long> COMMIT_SIZE =
      of(
          "spool.commit_size",
          Types.size("1 KiB", "16 MiB"),
          "64 KiB",
          "so much in memory is committed without waiting");
  static final Key<Long> SEGMENT_SIZE =
      of(
          "spool.segment_size",
          Types.size("16 KiB", "16 MiB"),
          "1 MiB",
          "the spool's files; deleted when all in them is delivered");

  static final Key<String> RUNTIME_FOLDER =
      open(
          "runtime_folder",
          PATH,
          "`$RUNTIME_DIRECTORY`, else `$XDG_RUNTIME_DIR/tidegate`, else beside the spool",
          "holds the control socket");
  static final Key<Journal.Level> LOG_LEVEL =
      of("log_level", Types.choice(Journal.Level.class), "notice", "how much is logged");

  static final List<Key<?>> ALL =
      List.of(
          BrokerKeys.BROKER,
          GATEWAY,
          PortKeys.PORT_PATH,
          PortKeys.PORT_USB,
          PortKeys.PORT_USB_SERIAL,
          PortKeys.PORT_USB_PATH,
          PortKeys.PORT_NAME,
          PortKeys.BAUD,
          PortKeys.LINES,
          PortKeys.DECODE,
          PortKeys.DEVICE,
          PortKeys.CSV_COLUMNS,
          PortKeys.CSV_SEPARATOR,
          PortKeys.CSV_HEADER,
          GpioKeys.GPIO_DEVICE,
          GpioKeys.SYSFS,
          GpioKeys.W1,
          GpioKeys.IIO,
          GpioKeys.I2C,
          GpioKeys.ADDRESS,
          GpioKeys.CHIP,
          GpioKeys.CHANNEL,
          GpioKeys.RANGE,
          GpioKeys.EVERY,
          GpioKeys.SENSOR_DECIMALS,
          PinKeys.CHIP,
          PinKeys.COUNTERS_EVERY,
          PinKeys.INPUT,
          PinKeys.COUNTER,
          PinKeys.OUTPUT,
          PinKeys.PWM,
          PinKeys.PULL,
          PinKeys.ACTIVE,
          PinKeys.DEBOUNCE,
          PinKeys.REPORT,
          PinKeys.EDGE,
          PinKeys.SCALE,
          PinKeys.UNIT,
          PinKeys.RATE,
          PinKeys.PIN_EVERY,
          PinKeys.FREQUENCY,
          PinKeys.AT_START,
          PinKeys.AT_STOP,
          PinKeys.WHEN_AWAY,
          PinKeys.AWAY_AFTER,
          PinKeys.LONGEST,
          PinKeys.INTERLOCK,
          PinKeys.DEAD_TIME,
          BoardKeys.BOARD_NAME,
          BoardKeys.IGNORE,
          BoardKeys.SILENCE,
          BoardKeys.MQTT_TOPICS,
          BoardKeys.COMMANDS,
          BoardKeys.MIN,
          BoardKeys.MAX,
          BoardKeys.MAX_STEP,
          BoardKeys.SCALE,
          BoardKeys.OFFSET,
          BoardKeys.DECIMALS,
          BoardKeys.DEAD_BAND,
          BoardKeys.HEARTBEAT,
          BoardKeys.MIN_INTERVAL,
          BoardKeys.MEAN,
          BoardKeys.UNKNOWN_BOARDS,
          BrokerKeys.CLIENT_ID,
          BrokerKeys.USERNAME,
          BrokerKeys.PASSWORD_FILE,
          BrokerKeys.PASSWORD_ENV,
          BrokerKeys.PASSWORD_CREDENTIAL,
          BrokerKeys.CA_FILE,
          BrokerKeys.CERT_FILE,
          BrokerKeys.KEY_FILE,
          BrokerKeys.KEEP_ALIVE,
          BrokerKeys.CONNECT_TIMEOUT,
          BrokerKeys.STALL_TIMEOUT,
          BrokerKeys.RETRY_MIN,
          BrokerKeys.RETRY_MAX,
          BrokerKeys.STABLE_AFTER,
          BrokerKeys.WINDOW,
          READINGS,
          STATUS,
          EVENT,
          HEALTH,
          BOARD_STATUS,
          SET,
          RESULT,
          PER_CHANNEL,
          TIMESTAMP_MS,
          READINGS_QOS,
          READINGS_RETAIN,
          EVENTS_QOS,
          EVENTS_RETAIN,
          RESULTS_QOS,
          RESULTS_RETAIN,
          STATE_QOS,
          STATE_RETAIN,
          CATCH_UP,
          DRAIN_PER_SECOND,
          HEALTH_EVERY,
          SPOOL_FOLDER,
          SPOOL_LIMIT,
          MAX_AGE,
          FREE_FLOOR,
          MEMORY,
          COMMIT_DELAY,
          COMMIT_SIZE,
          SEGMENT_SIZE,
          BoardKeys.ALLOW,
          BoardKeys.BARE_TTL,
          BoardKeys.MAX_TTL,
          RUNTIME_FOLDER,
          LOG_LEVEL);
}
