package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tidegate.bridge.WireFault;
import io.tidegate.gateway.core.Desk.Heard;
import java.util.HashMap;
import java.util.Map;

/// Who follows which port at the control socket.
final class Answers {
  private final Map<Long, Question.Monitor> monitors = new HashMap<>();
  private final Desk desk;

  Answers(Desk desk) {
    this.desk = desk;
  }

  void follow(long ticket, Question.Monitor monitor) {
    monitors.put(ticket, monitor);
  }

  void unfollow(long ticket) {
    monitors.remove(ticket);
  }

  boolean anybodyFollows() {
    return !monitors.isEmpty();
  }

  /// A line that was dropped.
  void heard(int port, WireFault fault) {
    heard(port, Heard.FAULT, fault.wireName().getBytes(US_ASCII));
  }

  /// A line that is no reading.
  void heard(int port, byte[] text) {
    heard(port, Desk.Heard.TEXT, text);
  }

  /// Monitors follow what a port says either raw or understood, never both.
  void heard(int port, Heard heard, byte[] bytes) {
    monitors.forEach(
        (ticket, monitor) -> {
          boolean wanted = monitor.port() < 0 || monitor.port() == port;
          if (wanted && monitor.raw() == (heard == Heard.RAW)) {
            desk.line(ticket, port, heard, bytes);
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
