package io.tidegate.gateway.device;

import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All boards by name. A board stays for the life of the process, for a plain one's numbers may not
/// begin again; so there is a limit to how many there are.
final class BoardTable {
  static final int LIMIT = 1_024;

  private final Map<String, Board> boards = new LinkedHashMap<>();
  private Map<String, BoardRule> rules = Map.of();
  private boolean acceptUnknown;
  private final CommandNumbers numbers;

  /// Boards with a rule are there from the start: their absence can be seen, their commands wait.
  BoardTable(BoardRules rules, CommandNumbers numbers) {
    this.numbers = numbers;
    use(rules, 0);
  }

  /// From now on these rules hold.
  void use(BoardRules wanted, long nowNanos) {
    rules = wanted.boards();
    acceptUnknown = wanted.acceptUnknown();
    Map<String, BoardRule> byName = new HashMap<>();
    rules.forEach(
        (heard, rule) -> {
          if (!rule.ignore()) {
            byName.put(name(heard, rule), rule);
          }
        });
    boards.forEach(
        (name, board) -> board.follow(byName.getOrDefault(name, BoardRule.PLAIN), nowNanos));
    rules.forEach(
        (heard, rule) -> {
          if (!rule.ignore()) {
            boards.computeIfAbsent(name(heard, rule), name -> new Board(name, rule, numbers));
          }
        });
  }

  /// False when a board that was taken goes by another name now, or is not to be taken any more.
  boolean keeps(Board board) {
    return board.heardAs.isEmpty()
        || against(board.heardAs) == null && name(board.heardAs).equals(board.name);
  }

  /// Null when there is no such board.
  Board find(String name) {
    return boards.get(name);
  }

  Collection<Board> all() {
    return boards.values();
  }

  /// The board of an id as heard; null when [#against] it stands a reason.
  Board admit(int port, String heard, List<DeviceEffect> out) {
    BoardRule rule = rules.getOrDefault(heard, BoardRule.PLAIN);
    String name = name(heard, rule);
    Board known = boards.get(name);
    if (against(heard, known) != null) {
      return null;
    }
    if (known != null) {
      known.heardAs = heard;
      return known;
    }
    if (!name.equals(heard)) {
      String words = "the id as heard is not legal and was mapped";
      out.add(new DeviceEffect.Notice("name_mapped", name, port, words));
    }
    Board board = add(name, rule);
    board.heardAs = heard;
    return board;
  }

  Reason against(String heard) {
    return against(heard, boards.get(name(heard)));
  }

  private Reason against(String heard, Board known) {
    BoardRule rule = rules.get(heard);
    if (rule == null ? !acceptUnknown : rule.ignore()) {
      return Reason.IGNORED_BOARD;
    }
    return known == null && boards.size() >= LIMIT ? Reason.TOO_MANY_BOARDS : null;
  }

  /// What a board is called in topics, payloads and keys.
  String name(String heard) {
    return name(heard, rules.getOrDefault(heard, BoardRule.PLAIN));
  }

  private static String name(String heard, BoardRule rule) {
    return Names.of(rule.name().isEmpty() ? heard : rule.name());
  }

  /// Remembered from before a restart.
  void remember(String name) {
    if (!boards.containsKey(name) && boards.size() < LIMIT) {
      add(name, BoardRule.PLAIN);
    }
  }

  private Board add(String name, BoardRule rule) {
    Board board = new Board(name, rule, numbers);
    boards.put(name, board);
    return board;
  }
}
