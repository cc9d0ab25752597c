package io.tidegate.gateway.config;

import java.util.Map;

/// Keys people try that are not there, and what to write instead; those of a list without index.
final class Hints {
  static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry(
              "mqtt.password",
              "a password does not belong into this file, which gets copied, shown and put under"
                  + " version control; write it into a file of its own and name that:"
                  + " password_file (or password_env, password_credential)"),
          Map.entry(
              "password", "a password does not belong into this file: see mqtt.password_file"),
          Map.entry("host", "expected broker: tcp://HOST:1883"),
          Map.entry("url", "expected broker: tcp://HOST:1883"),
          Map.entry("mqtt.host", "expected broker: tcp://HOST:1883 at the top level"),
          Map.entry("mqtt.url", "expected broker: tcp://HOST:1883 at the top level"),
          Map.entry("mqtt.broker", "expected broker: at the top level, not under mqtt"),
          Map.entry("mqtt.topic", "topics have a section of their own: topics.readings"),
          Map.entry("mqtt.qos", "expected under streams, for each stream: streams.readings.qos"),
          Map.entry(
              "mqtt.retain", "expected under streams, for each stream: streams.readings.retain"),
          Map.entry("mqtt.tls", "TLS is part of the address: broker: ssl://HOST:8883"),
          Map.entry(
              "mqtt.insecure",
              "certificates are always checked; name your own authority with mqtt.ca_file"),
          Map.entry("ports.port", "expected path: /dev/..."),
          Map.entry("ports.device_path", "expected path: /dev/..."),
          Map.entry("ports.baudrate", "unknown key; did you mean \"baud\"?"),
          Map.entry("ports.baud_rate", "unknown key; did you mean \"baud\"?"),
          Map.entry("ports.format", "unknown key; did you mean \"decode\"?"),
          Map.entry("ports.decoder", "unknown key; did you mean \"decode\"?"),
          Map.entry("ports.dtr", "expected lines: leave, low or pulse"),
          Map.entry("ports.rts", "expected lines: leave, low or pulse"));

  private Hints() {}
}
