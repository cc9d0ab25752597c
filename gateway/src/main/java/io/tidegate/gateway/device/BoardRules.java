package io.tidegate.gateway.device;

import java.util.List;
import java.util.Map;

/// What [Boards] is told at its start: how ports are read, and each board's rule by its id as
/// heard.
public record BoardRules(
    List<PortRule> ports, Map<String, BoardRule> boards, boolean acceptUnknown) {
  public BoardRules {
    ports = List.copyOf(ports);
    boards = Map.copyOf(boards);
  }
}
