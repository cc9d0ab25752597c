package io.tidegate.gateway.stream;

import java.util.ArrayList;
import java.util.List;

/// Which topics a board may use: its own roots, which bear its id as it says it, and what the
/// configuration adds. `closed`: it may open no stream at all.
public record Rights(List<String> filters, boolean closed) {
  /// In the configuration in place of filters.
  public static final String NONE = "none";

  /// Where readings go by default, the same without the leading slash, and the reference sketches'.
  private static final List<String> ROOTS = List.of("/sensors/", "sensors/", "devices/");

  public Rights {
    filters = List.copyOf(filters);
  }

  public static Rights of(String device, List<String> more) {
    List<String> filters = new ArrayList<>();
    ROOTS.forEach(root -> filters.add(root + device + "/#"));
    filters.addAll(more);
    return new Rights(filters, more.contains(NONE));
  }

  /// `wanted` is a topic or a filter.
  boolean allow(String wanted) {
    return filters.stream().anyMatch(filter -> TopicFilter.covers(filter, wanted));
  }

  /// For a person.
  String words() {
    return String.join(", ", filters);
  }
}
