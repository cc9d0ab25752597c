package io.tidegate.sim.cli;

import io.tidegate.sim.scenario.Air;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names that lead elsewhere, as they stand on a command line: `NAME[:PORT]=HOST[:PORT]`.
record Leads(List<Lead> all) {
  private static final Pattern FORM =
      Pattern.compile("([^:=]+)(?::(\\d{1,5}))?=([^:=]+)(?::(\\d{1,5}))?");

  record Lead(String name, int port, String host, int toPort) {}

  Leads {
    all = List.copyOf(all);
  }

  /// Throws with what was expected.
  static Leads of(List<String> texts) {
    return new Leads(texts.stream().map(Leads::lead).toList());
  }

  void into(Air air) {
    all.forEach(each -> air.lead(each.name(), each.port(), each.host(), each.toPort()));
  }

  private static Lead lead(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw wrong(text);
    }
    return new Lead(
        found.group(1), port(found.group(2), text), found.group(3), port(found.group(4), text));
  }

  /// 0 where none is said.
  private static int port(String digits, String text) {
    int port = digits == null ? 0 : Integer.parseInt(digits);
    if (digits != null && (port < 1 || port > 65_535)) {
      throw wrong(text);
    }
    return port;
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "--lead: expected NAME[:PORT]=HOST[:PORT] such as api.example:80=localhost:8080, got '"
            + text
            + "'");
  }
}
