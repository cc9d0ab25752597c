package io.tidegate.sim.mqtt;

/// Filters of subscriptions: `+` stands for one level, `#` at the end for all below and the level
/// itself. A wildcard at the beginning does not reach topics that begin with `$`.
public final class TopicFilter {
  private TopicFilter() {}

  public static boolean isValid(String filter) {
    if (filter.isEmpty()) {
      return false;
    }
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wildcard = levels[i].equals("+") || levels[i].equals("#") && i == levels.length - 1;
      if (!wildcard && (levels[i].contains("+") || levels[i].contains("#"))) {
        return false;
      }
    }
    return true;
  }

  public static boolean matches(String filter, String topic) {
    if (topic.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
      return false;
    }
    String[] wanted = filter.split("/", -1);
    String[] levels = topic.split("/", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals("#")) {
        return true;
      }
      if (i == levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
        return false;
      }
      if (i == levels.length - 1 && i == wanted.length - 2 && wanted[i + 1].equals("#")) {
        return true;
      }
    }
    return wanted.length == levels.length;
  }
}
