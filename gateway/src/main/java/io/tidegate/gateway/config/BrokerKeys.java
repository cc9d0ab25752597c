package io.tidegate.gateway.config;

import static io.tidegate.strict.Key.of;
import static io.tidegate.strict.Key.open;

import io.tidegate.gateway.mqtt.Server;
import io.tidegate.strict.Key;
import io.tidegate.strict.Types;
import java.util.List;

/// The keys of the connection.
final class BrokerKeys {
  private BrokerKeys() {}

  static final Key<List<Server>> BROKER =
      open(
          "broker",
          BrokerAddress.TYPE,
          "required",
          "where the broker is; several addresses are one broker, tried in turn; without a port 1883, with TLS 8883");

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
          Keys.PATH,
          "none",
          "the password is the first line of this file, read at each connect");

  static final Key<String> PASSWORD_ENV =
      open(
          "mqtt.password_env",
          Types.secretName(
              "a variable's name", text -> text.matches("[A-Za-z_][A-Za-z0-9_]{0,127}")),
          "none",
          "the password is in this environment variable");

  static final Key<String> PASSWORD_CREDENTIAL =
      open(
          "mqtt.password_credential",
          Types.secretName(
              "a credential's name",
              text -> text.matches("[A-Za-z0-9_.-]{1,255}") && !text.matches("\\.+")),
          "none",
          "the password is in this systemd credential (`LoadCredential=`)");

  static final Key<String> CA_FILE =
      open(
          "mqtt.ca_file",
          Keys.PATH,
          "the certificates Java trusts",
          "PEM certificates to believe instead, read at each connect");

  static final Key<String> CERT_FILE =
      open(
          "mqtt.cert_file",
          Keys.PATH,
          "none",
          "our certificate for brokers that want one, PEM, then those of its issuers; read at each connect");

  static final Key<String> KEY_FILE =
      open("mqtt.key_file", Keys.PATH, "none", "its private key, PEM, without a passphrase");

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
}
