package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// What a person reads who made this mistake: line, key, what was expected, what came. The texts
/// are the claim.
class RefusalTest {
  private static void refuses(String text, String... problems) {
    assertEquals(String.join("\n", problems), String.join("\n", Read.problems(text)));
  }

  /// Lines behind a minimal file; they begin in line 4.
  private static void refusesMore(String more, String... problems) {
    refuses(Read.MINIMAL + more, problems);
  }

  @Test
  void aMisspeltKeyNamesTheNearest() {
    refusesMore(
        "mqtt:\n  user_name: ada\n", "5: mqtt.user_name: unknown key; did you mean \"username\"?");
    refusesMore("Mqtt:\n  window: 1\n", "4: Mqtt: unknown key; did you mean \"mqtt\"?");
  }

  @Test
  void aQualityThatMqttDoesNotHaveIsRefused() {
    refusesMore(
        "streams:\n  readings:\n    qos: 3\n",
        "6: streams.readings.qos: expected a whole number from 0 to 2; got \"3\"");
  }

  @Test
  void aKeyInTheWrongPlaceNamesTheRightOne() {
    refusesMore("baud: 9600\n", "4: baud: unknown key here; it belongs to ports[]");
    refusesMore(
        "mqtt:\n  qos: 0\n",
        "5: mqtt.qos: expected under streams, for each stream: streams.readings.qos");
  }

  @Test
  void aWrongTypeSaysWhatCame() {
    refuses(
        "broker: tcp://a\nports:\n  - path: /dev/ttyUSB0\n    baud: fast\n    decode: [json]\n",
        "4: ports[0].baud: expected a whole number from 50 to 4000000; got \"fast\"",
        "5: ports[0].decode: expected one of auto, link, json, key_value, csv; got a list of 1");
    refusesMore(
        "payload:\n  per_channel: yes\nmqtt: 3\nlog_level:\n",
        "5: payload.per_channel: expected true or false; got \"yes\"",
        "6: mqtt: expected a section with keys such as client_id:; got \"3\"",
        "7: log_level: expected one of error, warning, notice, info, debug; got nothing");
    refuses(
        "broker: tcp://a\nports: /dev/ttyUSB0\n",
        "2: ports: expected a list, each entry beginning with a dash; got \"/dev/ttyUSB0\"");
  }

  @Test
  void aValueOutOfRangeSaysTheRange() {
    refusesMore(
        "mqtt:\n  window: 0\n  keep_alive: 20 h\nspool:\n  limit: 9999 GiB\n",
        "5: mqtt.window: expected a whole number from 1 to 1000; got \"0\"",
        "6: mqtt.keep_alive: expected a duration from 5 s to 18 h; got \"20 h\"",
        "8: spool.limit: expected a size from 256 KiB to 1024 GiB; got \"9999 GiB\"");
  }

  @Test
  void withoutBrokerOrPortsTheFileShowsWhatToWrite() {
    refuses(
        "mqtt:\n  window: 8\nports:\n  - path: /dev/ttyUSB0\n",
        " broker: is missing; expected the broker's address: tcp://HOST:1883");
    refuses(
        "broker: tcp://a\n",
        " ports: is missing or empty; expected at least one port:\n  ports:\n    - path: /dev/ttyUSB0\n"
            + "or sensors of this machine itself: `tidegate gpio` lists them");
    refuses(
        "# nothing yet\n",
        " the file is empty; expected at least\n  broker: ...\n  ports:\n    - path: ...");
  }

  @Test
  void anAddressThatIsNoneShowsOneThatIs() {
    String expected =
        ": expected an address such as tcp://localhost:1883 or ssl://broker.example.org:8883";
    String ports = "ports:\n  - path: /dev/ttyUSB0\n";
    refuses(
        "broker: localhost:1883\n" + ports,
        "1: broker"
            + expected
            + "; got \"localhost:1883\"; did you mean \"tcp://localhost:1883\"?");
    refuses("broker: a b\n" + ports, "1: broker" + expected + "; got \"a b\"");
    refuses(
        "broker: ws://localhost\n" + ports,
        "1: broker" + expected + "; MQTT over WebSocket is not supported; got \"ws://localhost\"");
    refuses(
        "broker:\n  - tcp://a\n  - tcp://b:99999\n" + ports,
        "3: broker: expected a port from 1 to 65535; got \"tcp://b:99999\"");
    refuses("broker:\n" + ports, "1: broker" + expected + "; got nothing");
  }

  @Test
  void aPasswordIsRefusedWithTheReasonAndNeverRepeated() {
    String words =
        "a password does not belong into this file, which gets copied, shown and put under version"
            + " control; write it into a file of its own and name that: password_file (or"
            + " password_env, password_credential)";
    refusesMore("mqtt:\n  username: ada\n  password: hunter2\n", "6: mqtt.password: " + words);
    String all =
        Read.problems(
                "broker: tcp://ada:hunter2@host\npassword: hunter2\nmqtt:\n  password: hunter2\n")
            .toString();
    assertFalse(all.contains("hunter2"), all);
  }

  @Test
  void aPasswordInTheWrongKeyIsNotRepeatedEither() {
    refusesMore(
        "mqtt:\n  username: ada\n  password_env: hunter-2\n",
        "6: mqtt.password_env: expected a variable's name, not the password itself; what came is"
            + " not repeated");
    refusesMore(
        "mqtt:\n  username: ada\n  password_credential: \"hunter 2\"\n",
        "6: mqtt.password_credential: expected a credential's name, not the password itself; what"
            + " came is not repeated");
  }

  @Test
  void whatIsMissingBecauseItIsMisspeltIsToldOnce() {
    refuses(
        "brokr: tcp://a\nports:\n  - pth: /dev/ttyUSB0\n",
        "1: brokr: unknown key; did you mean \"broker\"?",
        "3: ports[0].pth: unknown key; did you mean \"path\"?");
    refuses(
        "broker: tcp://a\nport:\n  - path: /dev/ttyUSB0\n",
        "2: port: unknown key; did you mean \"ports\"?");
  }

  @Test
  void aPasswordHasOnePlaceAndAUser() {
    refusesMore(
        "mqtt:\n  username: ada\n  password_env: A\n  password_credential: b\n",
        "7: mqtt.password_credential: expected one place for the password; mqtt.password_env names"
            + " one already");
    refusesMore(
        "mqtt:\n  password_env: A\n",
        "5: mqtt.password_env: expected mqtt.username beside it: MQTT knows no password without a"
            + " user name");
  }

  @Test
  void aPortIsNamedOnceInOneWay() {
    refuses(
        """
        broker: tcp://a
        ports:
          - path: /dev/ttyUSB0
          - path: /dev/../dev/ttyUSB0
          - baud: 9600
          - path: /dev/ttyUSB1
            usb: 1a86:7523
          - usb: CH340
          - usb: 1A86:7523
          - usb: 1a86:7523
          - usb_path: 1-1
            usb_serial: A1
        """,
        "4: ports[1].path: is the same port as ports[0]",
        "5: ports[2]: expected path: /dev/..., usb: VENDOR:PRODUCT or usb_path: BUS-PORT",
        "6: ports[3]: expected one way to find the port, got path and usb",
        "8: ports[4].usb: expected a text of vendor:product in hex digits, such as 1a86:7523; got"
            + " \"CH340\"",
        "10: ports[6].usb: is the same port as ports[5]",
        "12: ports[7].usb_serial: expected usb: VENDOR:PRODUCT beside it");
  }

  @Test
  void twoPortsOfOneNameAreRefused() {
    refuses(
        "broker: tcp://a\nports:\n  - path: /dev/ttyUSB0\n  - path: /tmp/ttyUSB0\n",
        "4: ports[1].name: \"ttyUSB0\" is the name of ports[0] already; give this port another"
            + " name");
  }

  @Test
  void twoBoardsOfOneNameAreRefused() {
    refusesMore(
        "boards:\n  a: {name: terrace}\n  b: {name: terrace}\n  terrace:\n",
        "6: boards.b.name: \"terrace\" is what board a is called already; two boards under one id"
            + " would be taken for one",
        "7: boards.terrace.name: \"terrace\" is what board a is called already; two boards under"
            + " one id would be taken for one");
    refuses(
        """
        broker: tcp://a
        ports:
          - {path: /dev/ttyUSB0, device: tank}
          - {path: /dev/ttyUSB1, device: tank}
        """,
        "4: ports[1].device: \"tank\" is the board of ports[0] already; two boards need two ids");
  }

  @Test
  void aNameThatWouldBreakATopicIsRefused() {
    refusesMore(
        "gateway: a/b\nboards:\n  x: {name: \"a b\"}\n",
        "4: gateway: expected a text of 1 to 64 of A-Z a-z 0-9 _ . : -; got \"a/b\"",
        "6: boards.x.name: expected a text of 1 to 64 of A-Z a-z 0-9 _ . : -; got \"a b\"");
  }

  @Test
  void templatesThatCannotWorkAreAllRefused() {
    refusesMore(
        """
        topics:
          readings: "sensors/#"
          status: "{gatway}/status"
          event: "{device}/event"
          set: "x/{device}y/set"
        """,
        "5: topics.readings: expected a topic to publish to, got \"sensors/#\" with a wildcard (+"
            + " or #)",
        "6: topics.status: expected one of {gateway} between { and }, got \"gatway\"",
        "7: topics.event: expected one of {gateway} between { and }, got \"device\"",
        "8: topics.set: expected {device} once, as a whole level between slashes, got"
            + " \"x/{device}y/set\"");
  }

  @Test
  void oneTopicPerChannelNeedsTheChannelInTheTemplate() {
    refusesMore(
        "payload:\n  per_channel: true\n",
        "5: topics.readings: one topic per channel needs {channel} in the template, got"
            + " \"/sensors/{device}\"");
    refusesMore(
        "topics:\n  readings: \"s/{channel}\"\n",
        "5: topics.readings: expected one of {device}, {gateway}, {port} between { and }, got"
            + " \"channel\"; {channel} needs payload.per_channel: true");
  }

  @Test
  void streamsThatWouldMeetOnOneTopicAreRefused() {
    refusesMore(
        "topics:\n  event: t/{gateway}\n  health: t/{gateway}\n",
        "6: topics.health: is the same topic as topics.event");
    refusesMore(
        "topics:\n  readings: \"s/{device}/set\"\n  set: \"s/{device}/set\"\n",
        "5: topics.readings: the gateway would take this for a command: it matches topics.set");
  }

  @Test
  void limitsThatExcludeEachOtherAreRefused() {
    refusesMore(
        """
        boards:
          a:
            silence: 1500 ms
            channels:
              t: {min: 5, max: 4, max_step: 0}
        mqtt:
          retry_min: 1 min
          retry_max: 10 s
        spool:
          limit: 1 MiB
          segment_size: 1 MiB
          commit_size: 1 MiB
          memory: 64 KiB
        """,
        "6: boards.a.silence: expected whole seconds; got 1500 ms",
        "8: boards.a.channels.t.max_step: expected a number above 0; got \"0\"",
        "8: boards.a.channels.t.min: expected at most max, which is 4.0; got 5.0",
        "11: mqtt.retry_min: expected at most mqtt.retry_max, which is 10 s; got 1 min",
        "13: spool.limit: expected at least four times spool.segment_size, 4 MiB; got 1 MiB",
        "15: spool.commit_size: expected at most spool.memory, 64 KiB; got 1 MiB");
    refusesMore(
        "commands: {bare_ttl: 1 h, max_ttl: 10 s}\n",
        "4: commands.bare_ttl: expected at most commands.max_ttl, which is 10 s; got 1 h");
  }

  @Test
  void rulesOfAChannelThatContradictEachOtherAreRefused() {
    refusesMore(
        """
        boards:
          a:
            channels:
              t: {scale: 0, offset: .nan, decimals: 10, dead_band: -1}
              u: {heartbeat: 5 min}
              v: {dead_band: 1, heartbeat: 5 s, min_interval: 10 s}
              w: {min_interval: 10 s, mean: 1 min}
              x: {dead_band: 1, heartbeat: 5 min, mean: 5 min}
        """,
        "7: boards.a.channels.t.scale: expected a number other than 0; got \"0\"",
        "7: boards.a.channels.t.offset: expected a number; got \".nan\"",
        "7: boards.a.channels.t.decimals: expected a whole number from 0 to 9; got \"10\"",
        "7: boards.a.channels.t.dead_band: expected a number at least 0; got \"-1\"",
        "8: boards.a.channels.u.heartbeat: expected dead_band beside it: without one every value is"
            + " new; got none",
        "9: boards.a.channels.v.heartbeat: expected at least min_interval and mean, 10 s; got 5 s",
        "10: boards.a.channels.w.min_interval: expected nothing beside mean, which says how often;"
            + " got 10 s");
  }

  @Test
  void columnsBelongToCsvAndNeedNames() {
    refuses(
        """
        broker: tcp://a
        ports:
          - path: /dev/ttyUSB0
            csv: {columns: [a, b]}
          - path: /dev/ttyUSB1
            decode: csv
            csv: {header: false, separator: "--"}
          - path: /dev/ttyUSB2
            decode: csv
            csv: {columns: [a, a]}
        """,
        "4: ports[0].csv.columns: expected decode: csv for this port",
        "7: ports[1].csv.separator: expected a text of one character: , ; | or a tab (\"\\t\"); got"
            + " \"--\"",
        "7: ports[1].csv.header: expected csv.columns where no header line names the columns",
        "10: ports[2].csv.columns: expected each column once; got a, a");
  }

  @Test
  void aTopicFilterThatIsNoneSaysWhereWildcardsStand() {
    refusesMore(
        """
        boards:
          a: {mqtt_topics: ["house/#", "house/#/hall"]}
          b: {mqtt_topics: house/hall+}
        """,
        "5: boards.a.mqtt_topics: expected a text of `none` or topic filters: `+` alone in a"
            + " level, `#` alone in the last one; got \"house/#/hall\"",
        "6: boards.b.mqtt_topics: expected a text of `none` or topic filters: `+` alone in a level,"
            + " `#` alone in the last one; got \"house/hall+\"");
  }
}
