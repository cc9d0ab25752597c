package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.IOException;

/// Why a connection could not be made, in the words a person needs. Where it fails alike on any way
/// to a broker, the words stand here.
public final class ConnectFailure extends IOException {
  private static final long serialVersionUID = 1L;

  public final DisconnectCause reason;

  ConnectFailure(DisconnectCause reason, String words, Throwable cause) {
    super(words, cause);
    this.reason = reason;
  }

  // before there is a connection

  public static ConnectFailure unknownHost(Server server, Throwable cause) {
    return new ConnectFailure(
        DisconnectCause.UNKNOWN_HOST, "no such host: " + server.host(), cause);
  }

  public static ConnectFailure nobodyListens(Server server, Throwable cause) {
    return new ConnectFailure(
        DisconnectCause.REFUSED, server + " refused: is a broker listening there?", cause);
  }

  public static ConnectFailure notReached(Server server, int limitSeconds, Throwable cause) {
    return new ConnectFailure(
        DisconnectCause.UNREACHABLE,
        server + " did not answer within " + limitSeconds + " s",
        cause);
  }

  public static ConnectFailure unreachable(Server server, String words, Throwable cause) {
    return new ConnectFailure(DisconnectCause.UNREACHABLE, server + ": " + words, cause);
  }

  // before there is an answer

  public static ConnectFailure noAnswer(MqttSettings settings, Server server, Throwable cause) {
    return new ConnectFailure(
        DisconnectCause.NO_ANSWER,
        server
            + " accepted the connection and did not answer within "
            + settings.connectLimitSeconds()
            + " s: is that an MQTT broker?",
        cause);
  }

  public static ConnectFailure closed(Server server, Throwable cause) {
    return lost(server, " closed the connection without an answer", cause);
  }

  public static ConnectFailure lost(Server server, String words, Throwable cause) {
    return new ConnectFailure(DisconnectCause.LOST, server + words, cause);
  }

  // the answer

  /// `code` is that of CONNACK (MQTT 3.1.1, 3.2.2.3), not 0.
  public static ConnectFailure refused(
      int code, MqttSettings settings, Server server, Throwable cause) {
    String who =
        settings.username().isEmpty() ? "without a user name" : "user " + settings.username();
    return switch (code) {
      case 1 ->
          new ConnectFailure(
              DisconnectCause.PROTOCOL_REFUSED, server + " does not speak MQTT 3.1.1", cause);
      case 2 ->
          new ConnectFailure(
              DisconnectCause.CLIENT_ID_REFUSED,
              server + " does not accept the client id " + settings.clientId(),
              cause);
      case 3 ->
          new ConnectFailure(
              DisconnectCause.SERVER_UNAVAILABLE,
              server + " says that it is unavailable now",
              cause);
      case 4 ->
          new ConnectFailure(
              DisconnectCause.BAD_CREDENTIALS,
              server + " refused the name or password (" + who + ")",
              cause);
      case 5 ->
          new ConnectFailure(
              DisconnectCause.NOT_AUTHORISED,
              server
                  + " says not authorised ("
                  + who
                  + "): wrong name or password, or this client may not connect",
              cause);
      default -> lost(server, ": expected a code from 0 to 5 in its answer, got " + code, cause);
    };
  }

  public static ConnectFailure notSubscribed(Server server, String filter) {
    return new ConnectFailure(
        DisconnectCause.NOT_AUTHORISED,
        server + " does not let us subscribe to " + filter + ": see its access list",
        null);
  }
}
