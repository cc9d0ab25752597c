package io.tidegate.gateway.device;

import io.tidegate.bridge.JsonWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Values in columns with a separator, quoted where they contain it. The columns' names come from
/// the configuration or from a header line; a line with another number of fields is a print.
final class CsvLines implements PlainDecoder {
  private static final int UNNAMED_LINES = 2;

  /// An ESP8266 that starts says `load 0x3fff20b8, len 40, room 4`: three columns, and no header.
  private static final Pattern LOADS = Pattern.compile("load 0x[0-9a-f]{8}");

  private final CsvRule rule;
  private List<String> columns;
  private boolean proven;
  private int unnamed;

  CsvLines(CsvRule rule) {
    this.rule = rule;
    this.columns = rule.columns();
  }

  @Override
  public Outcome decode(byte[] line, int offset, int length) {
    String text = PlainText.of(line, offset, length);
    List<String> fields = text == null ? List.of() : split(text);
    if (fields.isEmpty() || LOADS.matcher(fields.getFirst()).matches()) {
      return NO_READING;
    }
    if (rule.header() && isHeader(fields)) {
      adopt(fields);
      return NO_READING;
    }
    if (fields.size() != columns.size()) {
      boolean values = fields.size() > 1 && fields.stream().anyMatch(PlainText::looksLikeNumber);
      unnamed += columns.isEmpty() && values ? 1 : 0;
      return NO_READING;
    }
    proven = true;
    return values(fields);
  }

  /// True once since the last reset: values come, and no line named their columns before.
  boolean lacksHeader() {
    if (unnamed < UNNAMED_LINES) {
      return false;
    }
    unnamed = Integer.MIN_VALUE;
    return true;
  }

  /// A print with commas may look like a header: until a line of values has fitted, a later one is
  /// believed; from then on only one with as many columns.
  private void adopt(List<String> fields) {
    if (rule.columns().isEmpty() && (!proven || fields.size() == columns.size())) {
      columns = fields;
    }
  }

  private Outcome values(List<String> fields) {
    JsonWriter json = new JsonWriter();
    boolean any = false;
    for (int i = 0; i < fields.size(); i++) {
      String value = fields.get(i);
      if (PlainText.noNumber(value)) {
        return new Unusable(columns.get(i) + " is " + value);
      }
      if (!value.isEmpty()) {
        PlainText.add(json, columns.get(i), value);
        any = true;
      }
    }
    return any ? PlainText.decoded(json) : NO_READING;
  }

  /// Names only: two at least, none empty, none twice, none a number.
  private static boolean isHeader(List<String> fields) {
    for (String field : fields) {
      if (field.isEmpty() || PlainText.looksLikeNumber(field)) {
        return false;
      }
    }
    return fields.size() > 1 && new HashSet<>(fields).size() == fields.size();
  }

  /// Empty when a quote is left open.
  private List<String> split(String text) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == rule.separator() && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return quoted ? List.of() : fields;
  }

  /// Another sketch may be behind the port now: without its header nothing is taken.
  @Override
  public void reset() {
    columns = rule.columns();
    proven = false;
    unnamed = 0;
  }
}
