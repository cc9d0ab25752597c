package io.tidegate.gateway.device;

import io.tidegate.bridge.Frame;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which board is on which port. An id is on one port at a time: a second port that claims it is
/// told
/// so, announced, and not listened to.
final class Places {
  private final Map<Integer, Port> ports = new TreeMap<>();

  void add(Port port) {
    ports.put(port.number, port);
  }

  Collection<Port> all() {
    return ports.values();
  }

  /// Null when there is no such port.
  Port port(int number) {
    return ports.get(number);
  }

  boolean elsewhere(Board board, Port port) {
    Port home = ports.get(board.port);
    return home != null && home != port && home.hosts(board);
  }

  void sameId(String device, Port port, int home, List<DeviceEffect> out) {
    if (port.strangers.size() < PlainTalk.BOARDS_LIMIT && port.strangers.add(device)) {
      String words =
          "the id is in use on port %s; nothing of port %s is taken under it"
              .formatted(ports.get(home).rule.label(), port.rule.label());
      out.add(new DeviceEffect.Alarm("same_id", device, port.number, words));
    }
  }

  void arrive(Board board, Port port, long nowNanos, String words, List<DeviceEffect> out) {
    board.port = port.number;
    board.silence.heard(nowNanos);
    if (!board.available) {
      board.available = true;
      out.add(new DeviceEffect.Presence(board.name, port.number, true, words));
    }
  }

  void leave(Board board, String words, List<DeviceEffect> out) {
    if (board.available) {
      board.available = false;
      out.add(new DeviceEffect.Presence(board.name, board.port, false, words));
    }
  }

  /// A board that says nothing: its port is opened anew, it is reset, it is given up.
  void climb(Board board, long nowNanos, List<DeviceEffect> out) {
    String words = "nothing heard for " + board.silence.limitSeconds() + " s";
    switch (board.silence.climb(nowNanos)) {
      case NONE -> {}
      case REOPEN -> {
        out.add(new DeviceEffect.Notice("reopened", board.name, board.port, words));
        out.add(new DeviceEffect.Reopen(board.port, false));
      }
      case RESET -> {
        out.add(
            new DeviceEffect.Notice("reset", board.name, board.port, words + " after reopening"));
        out.add(new DeviceEffect.Reopen(board.port, true));
      }
      case ALARM -> {
        out.add(
            new DeviceEffect.Alarm(
                "board_silent", board.name, board.port, words + " after a reset"));
        leave(board, "silent", out);
      }
    }
  }

  /// Another board speaks on the port: those that were on it are at home nowhere.
  void replace(Port port, List<DeviceEffect> out) {
    for (Board board : port.boards()) {
      depart(board, port, "another board is on its port", out);
    }
  }

  /// The board is at home nowhere from now on.
  void depart(Board board, Port port, String words, List<DeviceEffect> out) {
    leave(board, words, out);
    board.silence.portDown();
    board.port = Board.NO_PORT;
    port.forget(board);
  }

  /// The port is down. Its boards may come back on it, or elsewhere: a port that was refused one of
  /// their ids is asked again.
  void down(Port port, List<DeviceEffect> out) {
    for (Board board : port.boards()) {
      leave(board, "its port is down", out);
      for (Port other : ports.values()) {
        if (other.up && board.name.equals(other.blocked)) {
          other.blocked = null;
          out.add(new DeviceEffect.Send(other.number, new Frame.Who()));
        }
      }
    }
    port.close();
  }
}
