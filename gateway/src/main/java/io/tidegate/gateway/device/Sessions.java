package io.tidegate.gateway.device;

import io.tidegate.gateway.spool.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The last 4 sessions of each of 256 boards, least recently used first out. Forgetting one is
/// harmless: the board's `base` brings it back, and consumers drop repeated keys.
final class Sessions {
  static final int DEVICES_LIMIT = 256;
  static final int SESSIONS_LIMIT = 4;

  private final Map<String, LinkedHashMap<String, Session>> devices = recent();
  private final Set<Session> changed = new LinkedHashSet<>();

  /// Null when it is unknown.
  Session find(String device, String id) {
    Map<String, Session> sessions = devices.get(device);
    return sessions == null ? null : sessions.get(id);
  }

  /// A session nobody has heard of; its mark is `number`.
  Session open(String device, String id, long number) {
    return open(new Mark(device, id, number));
  }

  Session open(Mark mark) {
    String device = mark.device();
    String id = mark.session();
    Session session = new Session(mark);
    LinkedHashMap<String, Session> sessions = devices.computeIfAbsent(device, _ -> recent());
    sessions.put(id, session);
    if (sessions.size() > SESSIONS_LIMIT) {
      changed.remove(sessions.pollFirstEntry().getValue());
    }
    if (devices.size() > DEVICES_LIMIT) {
      String oldest = devices.keySet().iterator().next();
      changed.removeAll(devices.remove(oldest).values());
    }
    return session;
  }

  /// A session that was offered and never used: it must not push a used one out.
  void drop(String device, String id) {
    Map<String, Session> sessions = devices.get(device);
    if (sessions != null) {
      changed.remove(sessions.remove(id));
    }
  }

  /// The most recently used one of the board; null when it has none.
  Session latest(String device) {
    LinkedHashMap<String, Session> sessions = devices.get(device);
    return sessions == null || sessions.isEmpty() ? null : sessions.lastEntry().getValue();
  }

  /// True when of no board's most recent session the mark may be too old, or leaves something out
  /// that is settled behind a number that is not. Older sessions do not
  /// matter: no board goes back to one.
  boolean latestExact() {
    for (LinkedHashMap<String, Session> sessions : devices.values()) {
      if (!sessions.isEmpty() && !sessions.lastEntry().getValue().told()) {
        return false;
      }
    }
    return true;
  }

  void rose(Session session) {
    changed.add(session);
  }

  List<Mark> takeChanged() {
    if (changed.isEmpty()) {
      return List.of();
    }
    List<Mark> marks = new ArrayList<>(changed.size());
    for (Session session : changed) {
      marks.add(session.mark());
    }
    changed.clear();
    return marks;
  }

  /// Of each board the least recently used first, so that restoring them in this order keeps the
  /// order.
  List<Mark> all() {
    List<Mark> marks = new ArrayList<>();
    for (Map<String, Session> sessions : devices.values()) {
      for (Session session : sessions.values()) {
        // One that was offered and never used says nothing about the board.
        if (session.heard() > 0) {
          marks.add(session.mark());
        }
      }
    }
    return marks;
  }

  private static <V> LinkedHashMap<String, V> recent() {
    return new LinkedHashMap<>(8, 0.75f, true);
  }
}
