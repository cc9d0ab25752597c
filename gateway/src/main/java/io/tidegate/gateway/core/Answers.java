package io.tidegate.gateway.core;

import java.util.HashMap;
import java.util.Map;

/// Who follows which port's lines at the control socket.
final class Answers {
  /// Negative: all ports.
  private final Map<Long, Integer> monitors = new HashMap<>();

  private final Desk desk;

  Answers(Desk desk) {
    this.desk = desk;
  }

  void follow(long ticket, int port) {
    monitors.put(ticket, port);
  }

  void unfollow(long ticket) {
    monitors.remove(ticket);
  }

  boolean anybodyFollows() {
    return !monitors.isEmpty();
  }

  void line(int port, boolean fault, byte[] line) {
    monitors.forEach(
        (ticket, followed) -> {
          if (followed < 0 || followed == port) {
            desk.line(ticket, port, fault, line);
          }
        });
  }

  void state(long ticket, State state) {
    desk.state(ticket, state);
  }

  void result(long ticket, String code, String text) {
    desk.result(ticket, code, text);
  }
}
