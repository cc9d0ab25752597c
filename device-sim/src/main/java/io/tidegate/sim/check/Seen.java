package io.tidegate.sim.check;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// Something that happened in a run. Times are nanoseconds since its beginning.
public sealed interface Seen {
  long nanos();

  /// A board measured; `number` is the measurement's own.
  record Measured(long nanos, String board, long number) implements Seen {}

  /// A board's sketch has written this message into a connection of its own.
  record Published(long nanos, String board, String topic, byte[] payload) implements Seen {}

  /// A board printed a line, without its end; what is not printable is escaped.
  record Line(long nanos, String board, String text) implements Seen {}

  /// A message came from the broker. The array belongs to it.
  record Message(long nanos, String topic, byte[] payload, boolean retained) implements Seen {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /// The gateway's counters, as it told them.
  record Counted(long nanos, Map<String, Long> values) implements Seen {
    public Counted {
      values = new TreeMap<>(values);
    }
  }
}
