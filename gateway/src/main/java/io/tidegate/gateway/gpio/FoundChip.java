package io.tidegate.gateway.gpio;

import java.util.List;

/// A chip with lines. `fault` says why its lines are not known, else it is empty.
public record FoundChip(String name, String label, List<Line> lines, String fault) {
  /// `consumer` is what its user calls itself; the kernel, too, uses lines.
  public record Line(int offset, String name, boolean used, boolean output, String consumer) {}
}
