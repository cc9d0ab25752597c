package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.gateway.stream.Rights;
import io.tidegate.gateway.stream.TopicFilter;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import java.util.List;

/// The keys of boards, and of commands to them.
final class BoardKeys {
  private BoardKeys() {}

  enum Unknown {
    ACCEPT,
    IGNORE
  }

  enum Allow {
    NONE,
    ALL
  }

  static final Key<String> BOARD_NAME =
      open(
          "boards.<id>.name",
          Keys.NAME,
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

  static final Key<List<String>> MQTT_TOPICS =
      open(
          "boards.<id>.mqtt_topics",
          Types.texts(
              "`none` or topic filters: `+` alone in a level, `#` alone in the last one",
              text -> text.equals(Rights.NONE) || TopicFilter.isGood(text)),
          "none beside its own",
          "for a sketch that talks MQTT over the link's byte stream: what it may publish and subscribe to beside what is below `/sensors/<id>`, `sensors/<id>` and `devices/<id>`; `none`: its streams are refused");

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

  static final Key<Double> SCALE =
      of(
          "boards.<id>.channels.<channel>.scale",
          Types.decimal("other than 0", value -> value != 0),
          "1",
          "the value is multiplied by this");

  static final Key<Double> OFFSET =
      of(
          "boards.<id>.channels.<channel>.offset",
          Types.decimal("", value -> true),
          "0",
          "and this is added; limits are looked at after that");

  static final Key<Long> DECIMALS =
      open(
          "boards.<id>.channels.<channel>.decimals",
          Types.whole(0, 9),
          "as it comes",
          "the value is rounded to so many decimals, halves away from 0");

  static final Key<Double> DEAD_BAND =
      open(
          "boards.<id>.channels.<channel>.dead_band",
          Types.decimal("at least 0", value -> value >= 0),
          "every value",
          "a value is new when it differs by more than this from the last one sent");

  static final Key<Long> HEARTBEAT =
      of(
          "boards.<id>.channels.<channel>.heartbeat",
          Types.duration("0", "7 d"),
          "0",
          "with `dead_band`: after this long a value is new in any case; 0: never");

  static final Key<Long> MIN_INTERVAL =
      of(
          "boards.<id>.channels.<channel>.min_interval",
          Types.duration("0", "1 d"),
          "0",
          "no number is new sooner than this after the last one sent");

  static final Key<Long> MEAN =
      of(
          "boards.<id>.channels.<channel>.mean",
          Types.duration("0", "1 d"),
          "0",
          "one value in this time, the mean of all since the last; not beside `min_interval`");

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
          "a command whose `expires` is further ahead is refused");
}
