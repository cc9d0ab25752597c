package io.tidegate.gateway.mqtt;

import java.io.EOFException;
import java.net.SocketException;
import org.eclipse.paho.client.mqttv3.MqttException;

/// Paho's reason codes in plain words, and those of an end that has none.
public final class Words {
  /// A connection that stood has ended: the broker closed it.
  public static final String CLOSED = "connection lost: the broker closed it";

  /// The same: it was silent.
  public static final String NO_PING = "connection lost: the broker did not answer our ping";

  /// We ended it.
  public static final String ENDED = "the gateway ended the connection";

  /// We ended it, since what came found no room.
  public static final String OVERFLOWED =
      "more commands came than may wait; connecting anew, so that the broker sends the rest again";

  /// We ended it, since Paho has no more numbers for what boards subscribe to.
  public static final String NUMBERS_USED_UP =
      "boards have subscribed so often that packet numbers run out; connecting anew";

  /// What a board asked for.
  public static final String NOT_SUBSCRIBED =
      "the broker refused the subscription a board asked for; it gets nothing of it";

  /// We ended it, since the broker is to be reached another way.
  public static final String CHANGED = "the configuration has changed; connecting anew";

  private Words() {}

  /// Why an attempt failed.
  static ConnectFailure failure(MqttException e, MqttSettings settings, Server server) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof ConnectFailure failure) {
        return failure;
      }
    }
    return switch (e.getReasonCode()) {
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION,
          MqttException.REASON_CODE_INVALID_CLIENT_ID,
          MqttException.REASON_CODE_BROKER_UNAVAILABLE,
          MqttException.REASON_CODE_FAILED_AUTHENTICATION,
          MqttException.REASON_CODE_NOT_AUTHORIZED ->
          // they are the codes of CONNACK
          ConnectFailure.refused(e.getReasonCode(), settings, server, e);
      case MqttException.REASON_CODE_CLIENT_TIMEOUT -> ConnectFailure.noAnswer(settings, server, e);
      default ->
          e.getCause() instanceof EOFException
              ? ConnectFailure.closed(server, e)
              : ConnectFailure.lost(server, lost(e, server), e);
    };
  }

  private static String lost(MqttException e, Server server) {
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
          NO_PING;
      case MqttException.REASON_CODE_CONNECTION_LOST ->
          e.getCause() instanceof EOFException ? CLOSED : "connection lost: " + of(e);
      default -> "connection lost: " + of(e);
    };
  }
}
