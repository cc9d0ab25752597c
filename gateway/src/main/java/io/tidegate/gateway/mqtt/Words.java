package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.EOFException;
import java.net.SocketException;
import org.eclipse.paho.client.mqttv3.MqttException;

/// Paho's reason codes in plain words.
final class Words {
  private Words() {}

  /// Why an attempt failed.
  static ConnectFailure failure(MqttException e, MqttSettings settings, Server server) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof ConnectFailure failure) {
        return failure;
      }
    }
    String who =
        settings.username().isEmpty() ? "without a user name" : "user " + settings.username();
    return switch (e.getReasonCode()) {
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION ->
          failure(DisconnectCause.PROTOCOL_REFUSED, server + " does not speak MQTT 3.1.1", e);
      case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
          failure(
              DisconnectCause.CLIENT_ID_REFUSED,
              server + " does not accept the client id " + settings.clientId(),
              e);
      case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
          failure(
              DisconnectCause.SERVER_UNAVAILABLE, server + " says that it is unavailable now", e);
      case MqttException.REASON_CODE_FAILED_AUTHENTICATION ->
          failure(
              DisconnectCause.BAD_CREDENTIALS,
              server + " refused the name or password (" + who + ")",
              e);
      case MqttException.REASON_CODE_NOT_AUTHORIZED ->
          failure(
              DisconnectCause.NOT_AUTHORISED,
              server
                  + " says not authorised ("
                  + who
                  + "): wrong name or password, or this client may not connect",
              e);
      case MqttException.REASON_CODE_CLIENT_TIMEOUT ->
          failure(
              DisconnectCause.NO_ANSWER,
              server
                  + " accepted the connection and did not answer within "
                  + settings.connectLimitSeconds()
                  + " s: is that an MQTT broker?",
              e);
      default -> failure(DisconnectCause.LOST, server + lost(e, server), e);
    };
  }

  private static String lost(MqttException e, Server server) {
    if (e.getCause() instanceof EOFException) {
      return " closed the connection without an answer";
    }
    boolean reset = e.getCause() instanceof SocketException;
    return ": " + of(e) + (reset && !server.tls() ? " (is this a port for TLS? then ssl://)" : "");
  }

  /// The class of a socket's trouble says nothing that its words do not.
  static String of(MqttException e) {
    return switch (e.getCause()) {
      case SocketException socket when socket.getMessage() != null -> socket.getMessage();
      case Throwable cause when cause.getMessage() != null -> cause.toString();
      case null, default -> e.toString();
    };
  }

  /// Why a connection that stood has ended.
  static String ofLoss(Throwable loss) {
    if (!(loss instanceof MqttException e)) {
      return "connection lost: " + loss;
    }
    return switch (e.getReasonCode()) {
      case MqttException.REASON_CODE_CLIENT_TIMEOUT, MqttException.REASON_CODE_WRITE_TIMEOUT ->
          "connection lost: the broker did not answer our ping";
      case MqttException.REASON_CODE_CONNECTION_LOST ->
          e.getCause() instanceof EOFException
              ? "connection lost: the broker closed it"
              : "connection lost: " + of(e);
      default -> "connection lost: " + of(e);
    };
  }

  private static ConnectFailure failure(DisconnectCause cause, String words, Exception from) {
    return new ConnectFailure(cause, words, from);
  }
}
