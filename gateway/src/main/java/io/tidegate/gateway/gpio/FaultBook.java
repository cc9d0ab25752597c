package io.tidegate.gateway.gpio;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.HashMap;
import java.util.Map;

/// Tells the core of what gives no value, as news only when the trouble is another than before, and
/// when it is well again. Any thread may call it.
final class FaultBook {
  private final int port;
  private final Inbox inbox;
  private final Map<String, Fault.Kind> kinds = new HashMap<>();

  FaultBook(int port, Inbox inbox) {
    this.port = port;
    this.inbox = inbox;
  }

  synchronized void fault(String channel, Fault fault) {
    Fault.Kind before = kinds.put(channel, fault.kind());
    inbox.control(new Input.SensorFault(port, channel, fault.words(), before != fault.kind()));
  }

  synchronized void well(String channel) {
    if (kinds.remove(channel) != null) {
      inbox.control(new Input.SensorWell(port, channel));
    }
  }
}
