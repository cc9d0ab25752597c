package io.tidegate.gateway.core;

import io.tidegate.gateway.device.LastWord;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.spool.DiskResult;

/// Everything that can happen to the gateway. Adapters make these and enqueue them; only
/// [Core] reads them.
public sealed interface Input {

  /// A port was opened. `source` is what tells it from others when the board itself does not.
  record PortUp(int port, PortSource source) implements Input {}

  /// Bytes from a port. The array belongs to the receiver.
  record PortBytes(int port, byte[] bytes) implements Input {}

  /// A port is not open (any more). `words` is for a person.
  record PortDown(int port, Why why, String words) implements Input {
    /// It ended by itself; it is not there; it is there and cannot be opened; somebody wanted it
    /// closed; the process ends.
    public enum Why {
      LOST,
      ABSENT,
      REFUSED,
      WANTED,
      ENDING
    }

    public PortDown(int port, String words) {
      this(port, Why.LOST, words);
    }
  }

  /// A connection to the broker stands; `connection` counts up, so late news of an older one is
  /// told apart.
  record BrokerUp(long connection, boolean sessionPresent, String server) implements Input {}

  /// A connection ended, or an attempt at one failed.
  record BrokerDown(long connection, DisconnectCause cause, String words) implements Input {}

  /// The broker has taken the message that was published with this token.
  record Acknowledged(long connection, long token) implements Input {}

  /// A sensor of the machine's own board was read and gave no value. `news`: its trouble is another
  /// than the time before. At most one a second and sensor.
  record SensorFault(int port, String sensor, String words, boolean news) implements Input {}

  /// It measures again.
  record SensorWell(int port, String sensor) implements Input {}

  /// The broker does not let us have what [Uplink#subscribe] asked for.
  record NotSubscribed(long connection, String filter, String words) implements Input {}

  /// The broker delivered a message to us; it stays unacknowledged until
  /// [Uplink#acknowledge].
  record Arrived(
      long connection, int messageId, int qos, boolean retained, String topic, byte[] payload)
      implements Input {}

  /// The disk answered a batch.
  record DiskAnswered(DiskResult result) implements Input {}

  /// Wall time and what it is worth.
  record Clock(long wallMillis, boolean synchronised) implements Input {}

  /// Time went by. The loop sends one when [Core#dueNanos] is reached and nothing else came.
  record Tick() implements Input {}

  /// The configuration was read anew. Taken of it: ports, boards, and which commands are allowed;
  /// the rest is as at the start. A port that is gone is down before. `ended` is the last word of
  /// the machine's own board where that has ended for it, else null.
  record Reconfigured(Settings settings, LastWord ended) implements Input {}

  /// Somebody at the control socket asks; the answer goes to [Desk] with the same ticket.
  record Asked(long ticket, Question question) implements Input {}

  /// The process is to end: commit what is in memory, say offline, then [Core#stopped].
  record Stop() implements Input {}
}
