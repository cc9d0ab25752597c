package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/// Marks, bounded: the last 4 sessions of the last 256 boards. Forgetting one is safe, a board's
/// hello brings it back.
final class MarkTable {
  static final int DEVICES = 256;
  static final int SESSIONS = 4;

  /// Both maps in order of last change, the most recent last.
  private final LinkedHashMap<String, LinkedHashMap<String, Mark>> devices =
      new LinkedHashMap<>(16, 0.75f, true);

  /// Raises a mark; a number that is not higher changes nothing and answers false.
  boolean raise(Mark mark) {
    LinkedHashMap<String, Mark> sessions =
        devices.computeIfAbsent(mark.device(), _ -> new LinkedHashMap<>(8, 0.75f, true));
    Mark old = sessions.get(mark.session());
    if (old != null && old.number() >= mark.number()) {
      return false;
    }
    sessions.put(mark.session(), mark);
    dropEldest(sessions, SESSIONS);
    dropEldest(devices, DEVICES);
    return true;
  }

  /// True when the table holds this mark at this number or a higher one.
  boolean covers(Mark mark) {
    LinkedHashMap<String, Mark> sessions = devices.get(mark.device());
    Mark known = sessions == null ? null : sessions.get(mark.session());
    return known != null && known.number() >= mark.number();
  }

  boolean isEmpty() {
    return devices.isEmpty();
  }

  void clear() {
    devices.clear();
  }

  /// All marks, those that changed last at the end.
  List<Mark> list() {
    List<Mark> marks = new ArrayList<>();
    devices.values().forEach(sessions -> marks.addAll(sessions.values()));
    return marks;
  }

  private static <V> void dropEldest(LinkedHashMap<String, V> map, int limit) {
    if (map.size() > limit) {
      Iterator<String> eldest = map.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
