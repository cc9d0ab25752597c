package io.tidegate.gateway.device;

import java.util.List;

/// Column names, in order; with `header` the first line names them.
public record CsvRule(List<String> columns, char separator, boolean header) {
  public static final CsvRule HEADER = new CsvRule(List.of(), ',', true);

  public CsvRule {
    columns = List.copyOf(columns);
  }
}
