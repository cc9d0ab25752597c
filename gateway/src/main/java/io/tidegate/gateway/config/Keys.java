package io.tidegate.gateway.config;

import static io.tidegate.gateway.config.Key.of;
import static io.tidegate.gateway.config.Key.open;

import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.Names;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.List;

/// Every key there is, in the order of the documents. What is not here is a constant with its
/// reason where it stands, such as the health message's minute or the shutdown's five seconds.
final class Keys {
  private Keys() {}

  /// What happens to what waited when the connection comes back.
  enum CatchUp {
    IN_ORDER,
    LIVE_FIRST
  }

  enum Unknown {
    ACCEPT,
    IGNORE
  }

  enum Allow {
    NONE,
    ALL
  }

  private static final ValueType<String> NAME =
      Types.text("1 to 64 of A-Z a-z 0-9 _ . : -", Names::legal);
  private static final ValueType<String> PATH =
      Types.text("a path, from this file's folder", text -> text.length() <= 4_096);
  private static final ValueType<String> TOPIC =
      Types.text("a topic of at most 1024 characters", text -> text.length() <= 1_024);
  private static final ValueType<Long> QOS = Types.whole(0, 1);

  static final Key<List<Server>> BROKER =
      open(
          "broker",
          BrokerAddress.TYPE,
          "required",
          "where the broker is; several addresses are one broker, tried in turn; without a port 1883, with TLS 8883");
  static final Key<String> GATEWAY =
      open(
          "gateway",
          NAME,
          "host name, `-`, 4 hex digits of the hashed machine id",
          "this gateway's name in topics; no two may share one");

  static final Key<String> CLIENT_ID =
      open(
          "mqtt.client_id",
          Types.text(
              "1 to 128 printable characters",
              text -> text.length() <= 128 && text.chars().allMatch(c -> c > 0x20 && c < 0x7F)),
          "as `gateway`",
          "what the broker knows us by");
  static final Key<String> USERNAME =
      open(
          "mqtt.username",
          Types.text("1 to 1024 characters", text -> text.length() <= 1_024),
          "none",
          "for brokers that ask for one");
  static final Key<String> PASSWORD_FILE =
      open(
          "mqtt.password_file",
          PATH,
          "none",
          "the password is the first line of this file, read at each connect");
  static final Key<String> PASSWORD_ENV =
      open(
          "mqtt.password_env",
          Types.text("a variable's name", text -> text.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")),
          "none",
          "the password is in this environment variable");
  static final Key<String> PASSWORD_CREDENTIAL =
      open(
          "mqtt.password_credential",
          Types.text(
              "a credential's name",
              text -> text.matches("[A-Za-z0-9_.-]{1,255}") && !text.matches("\\.+")),
          "none",
          "the password is in this systemd credential (`LoadCredential=`)");
  static final Key<String> CA_FILE =
      open(
          "mqtt.ca_file",
          PATH,
          "the certificates Java trusts",
          "PEM certificates to believe instead, read at each connect");
  static final Key<Long> KEEP_ALIVE =
      of(
          "mqtt.keep_alive",
          Types.duration("5 s", "18 h"),
          "30 s",
          "how long the line may be silent before the broker is asked whether it is there");
  static final Key<Long> CONNECT_TIMEOUT =
      of(
          "mqtt.connect_timeout",
          Types.duration("1 s", "5 min"),
          "10 s",
          "how long an attempt to connect may take");
  static final Key<Long> STALL_TIMEOUT =
      of(
          "mqtt.stall_timeout",
          Types.duration("2 s", "1 h"),
          "30 s",
          "a connection is given up when its oldest message waits this long for the acknowledgement");
  static final Key<Long> RETRY_MIN =
      of(
          "mqtt.retry_min",
          Types.duration("50 ms", "1 h"),
          "500 ms",
          "the first pause before connecting again is at most this; it doubles");
  static final Key<Long> RETRY_MAX =
      of("mqtt.retry_max", Types.duration("50 ms", "1 d"), "1 min", "no pause is longer");
  static final Key<Long> STABLE_AFTER =
      of(
          "mqtt.stable_after",
          Types.duration("0", "1 d"),
          "30 s",
          "a connection that stood this long lets the pauses begin anew");
  static final Key<Long> WINDOW =
      of("mqtt.window", Types.whole(1, 1_000), "64", "messages under way at a time");

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
          "counters and the spool's state, retained, every minute");
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
          "one topic per channel, the value alone as payload; `topics.readings` must then name `{channel}`");
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
          "0: released when handed to the socket, nobody can count them");
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
          "false only for brokers that refuse retained messages: new subscribers then see no state");

  static final Key<CatchUp> CATCH_UP =
      of(
          "delivery.catch_up",
          Types.choice(CatchUp.class),
          "in_order",
          "what waited goes first, in order per board; or new readings first and the rest behind them, marked late, never retained");
  static final Key<Long> DRAIN_PER_SECOND =
      of(
          "delivery.drain_per_second",
          Types.whole(0, 1_000_000),
          "1000",
          "how many waiting messages a second are sent after an outage; 0: no bound");

  static final Key<String> SPOOL_FOLDER =
      open(
          "spool.folder",
          PATH,
          "`spool` in `$STATE_DIRECTORY`, else in `$XDG_STATE_HOME/tidegate`, else in `~/.local/state/tidegate`",
          "where messages wait; one gateway each");
  static final Key<Long> SPOOL_LIMIT =
      of(
          "spool.limit",
          Types.size("256 KiB", "1024 GiB"),
          "256 MiB",
          "readings beyond this push out the oldest, announced; events and results have an eighth of it beside");
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

  static final Key<String> PORT_PATH =
      open(
          "ports[].path",
          PATH,
          "one of `path`, `usb`, `usb_path`",
          "the device file, or a link to it such as `/dev/serial/by-id/...`");
  static final Key<String> PORT_USB =
      open(
          "ports[].usb",
          Types.text(
              "vendor:product in hex digits, such as 1a86:7523",
              text -> text.matches("[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}")),
          "",
          "the USB ids of the adapter");
  static final Key<String> PORT_USB_SERIAL =
      open(
          "ports[].usb_serial",
          Types.text("1 to 128 characters", text -> text.length() <= 128),
          "any",
          "with `usb`: the adapter's serial number");
  static final Key<String> PORT_USB_PATH =
      open(
          "ports[].usb_path",
          Types.text(
              "bus-port.port, such as 1-1.2",
              text -> text.matches("[0-9]{1,3}-[0-9]{1,3}(\\.[0-9]{1,3}){0,8}")),
          "",
          "the socket the adapter is plugged into, as the kernel names it");
  static final Key<String> PORT_NAME =
      open(
          "ports[].name",
          NAME,
          "the end of the path, or the USB ids",
          "the port's name in logs, status and `{port}`");
  static final Key<Long> BAUD =
      of("ports[].baud", Types.whole(50, 4_000_000), "115200", "bits per second");
  static final Key<LinePolicy> LINES =
      of(
          "ports[].lines",
          Types.choice(LinePolicy.class),
          "leave",
          "DTR and RTS at open: as the kernel left them (raised), both low, or a reset pulse");
  static final Key<Decoding> DECODE =
      of(
          "ports[].decode",
          Types.choice(Decoding.class),
          "auto",
          "how lines are read; `auto`: link frames and JSON lines");
  static final Key<String> DEVICE =
      open(
          "ports[].device",
          NAME,
          "the line's `device_id`, else the USB serial number, else the socket, else the port's name",
          "the id of a board that does not speak the link");
  static final Key<List<String>> CSV_COLUMNS =
      open(
          "ports[].csv.columns",
          Types.texts("1 to 64 characters each", text -> text.length() <= 64),
          "from the header line",
          "the columns' names in order");
  static final Key<String> CSV_SEPARATOR =
      of(
          "ports[].csv.separator",
          Types.text(
              "one character: , ; | or a tab (\"\\t\")",
              text -> text.length() == 1 && ",;|\t".contains(text)),
          ",",
          "what stands between columns");
  static final Key<Boolean> CSV_HEADER =
      open(
          "ports[].csv.header",
          Types.flag(),
          "true without `columns`",
          "a line of names is a header, no reading");

  static final Key<String> BOARD_NAME =
      open(
          "boards.<id>.name",
          NAME,
          "as the board says",
          "the board's id in topics, payloads and keys");
  static final Key<Boolean> IGNORE =
      of("boards.<id>.ignore", Types.flag(), "false", "nothing of this board is taken");
  static final Key<Long> SILENCE =
      of(
          "boards.<id>.silence",
          Types.duration("0", "7 d"),
          "0",
          "whole seconds; after this long without a word its port is opened anew, then the board is reset, then an alarm is raised; 0: never");
  static final Key<List<String>> COMMANDS =
      open(
          "boards.<id>.commands",
          Types.texts("`all`, `none` or channels", text -> text.length() <= 64),
          "as `commands.allow`",
          "the channels that may be set; `all`: every one the board calls writable");
  static final Key<Double> MIN =
      open(
          "boards.<id>.channels.<channel>.min",
          Types.decimal("", value -> true),
          "no limit",
          "a reading below is not sent; counted and named");
  static final Key<Double> MAX =
      open(
          "boards.<id>.channels.<channel>.max",
          Types.decimal("", value -> true),
          "no limit",
          "a reading above is not sent");
  static final Key<Double> MAX_STEP =
      open(
          "boards.<id>.channels.<channel>.max_step",
          Types.decimal("above 0", value -> value > 0),
          "no limit",
          "a jump larger than this is not sent, unless the next reading confirms it");

  static final Key<Unknown> UNKNOWN_BOARDS =
      of(
          "unknown_boards",
          Types.choice(Unknown.class),
          "accept",
          "boards that are not under `boards`");
  static final Key<Allow> ALLOW =
      of(
          "commands.allow",
          Types.choice(Allow.class),
          "none",
          "commands over MQTT to boards whose `commands` says nothing; `all`: every channel the board calls writable");
  static final Key<Long> BARE_TTL =
      of(
          "commands.bare_ttl",
          Types.duration("100 ms", "1 h"),
          "10 s",
          "how long a command without `expires` may wait for its board");
  static final Key<Long> MAX_TTL =
      of(
          "commands.max_ttl",
          Types.duration("1 s", "7 d"),
          "1 h",
          "no command waits longer, whatever it says");

  static final List<Key<?>> ALL =
      List.of(
          BROKER,
          GATEWAY,
          PORT_PATH,
          PORT_USB,
          PORT_USB_SERIAL,
          PORT_USB_PATH,
          PORT_NAME,
          BAUD,
          LINES,
          DECODE,
          DEVICE,
          CSV_COLUMNS,
          CSV_SEPARATOR,
          CSV_HEADER,
          BOARD_NAME,
          IGNORE,
          SILENCE,
          COMMANDS,
          MIN,
          MAX,
          MAX_STEP,
          UNKNOWN_BOARDS,
          CLIENT_ID,
          USERNAME,
          PASSWORD_FILE,
          PASSWORD_ENV,
          PASSWORD_CREDENTIAL,
          CA_FILE,
          KEEP_ALIVE,
          CONNECT_TIMEOUT,
          STALL_TIMEOUT,
          RETRY_MIN,
          RETRY_MAX,
          STABLE_AFTER,
          WINDOW,
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
          SPOOL_FOLDER,
          SPOOL_LIMIT,
          MAX_AGE,
          FREE_FLOOR,
          MEMORY,
          COMMIT_DELAY,
          COMMIT_SIZE,
          SEGMENT_SIZE,
          ALLOW,
          BARE_TTL,
          MAX_TTL,
          RUNTIME_FOLDER,
          LOG_LEVEL);
}
