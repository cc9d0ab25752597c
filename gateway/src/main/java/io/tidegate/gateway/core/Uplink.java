package io.tidegate.gateway.core;

/// The way to the broker. Nothing here may block for longer than writing to a connected socket.
public interface Uplink {
  /// Begins an attempt to connect; answered by [Input.BrokerUp] or [Input.BrokerDown] with this
  /// number.
  void connect(long connection);

  /// Publishes on that connection; false when it is already gone (its [Input.BrokerDown] follows),
  /// or takes no more just now (an [Input.Acknowledged] follows).
  boolean publish(
      long connection, long token, String topic, byte[] payload, int qos, boolean retain);

  /// Asks the broker, with QoS 0, for what matches the filter from now on, or no more; ignored on
  /// any other connection than the present one. A broker that refuses is told as
  /// [Input.NotSubscribed].
  void subscribe(long connection, String filter, boolean wanted);

  /// Acknowledges a delivered message on the connection that delivered it; ignored on any other.
  void acknowledge(long connection, int messageId);

  /// Ends a connection or an attempt, without waiting. `courteous` sends DISCONNECT, so no will is
  /// published.
  void close(long connection, boolean courteous);
}
