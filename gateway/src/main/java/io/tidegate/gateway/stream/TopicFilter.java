package io.tidegate.gateway.stream;

/// What topic filters match, MQTT 3.1.1 section 4.7.
public final class TopicFilter {
  private static final int LENGTH_MOST = 256;

  private TopicFilter() {}

  /// A filter that may be used: `+` and `#` stand alone between slashes, `#` last.
  public static boolean isGood(String filter) {
    if (!isText(filter)) {
      return false;
    }
    String[] levels = filter.split("/", -1);
    for (int i = 0; i < levels.length; i++) {
      boolean wild = levels[i].indexOf('+') >= 0 || levels[i].indexOf('#') >= 0;
      if (wild && (levels[i].length() > 1 || levels[i].equals("#") && i < levels.length - 1)) {
        return false;
      }
    }
    return true;
  }

  /// A topic that something may be published to.
  public static boolean isTopic(String topic) {
    return isText(topic) && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
  }

  private static boolean isText(String text) {
    return !text.isEmpty() && text.length() <= LENGTH_MOST && text.indexOf('\0') < 0;
  }

  public static boolean matches(String filter, String topic) {
    return covers(filter, topic);
  }

  /// Whether all that `narrow` matches is matched by `wide` too. A topic is the narrowest filter.
  public static boolean covers(String wide, String narrow) {
    String[] outer = wide.split("/", -1);
    String[] inner = narrow.split("/", -1);
    if (narrow.startsWith("$") && !outer[0].equals(inner[0])) {
      return false;
    }
    for (int i = 0; i < outer.length; i++) {
      if (outer[i].equals("#")) {
        return true;
      }
      if (i >= inner.length
          || inner[i].equals("#")
          || !outer[i].equals("+") && !outer[i].equals(inner[i])) {
        return false;
      }
    }
    return inner.length == outer.length;
  }
}
