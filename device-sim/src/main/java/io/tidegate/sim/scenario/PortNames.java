package io.tidegate.sim.scenario;

import java.util.HashMap;
import java.util.Map;

/// Where boards are plugged in besides their own ports. No two may ever be at one.
final class PortNames {
  private final Names names;

  // by board; the second one as files have it
  private final Map<String, String> partners = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();

  // by name
  private final Map<String, String> renamed = new HashMap<>();

  PortNames(Names names) {
    this.names = names;
  }

  /// A fault of this kind plugs the board in at the port of that name. Empty when it can; else why
  /// not.
  String take(FaultKind kind, String board, String name) {
    return kind == FaultKind.SWAP ? swap(board, name) : rename(board, name);
  }

  private String swap(String board, String other) {
    if (!names.boards().contains(other)) {
      return names.unknown(other);
    }
    if (other.equals(board)) {
      return "expected another board than " + board + " itself";
    }
    if (board.equals(written.get(other))) {
      return "expected " + other + " with " + board + ", in the order of the other fault";
    }
    written.put(board, other);
    for (String each : new String[] {board, other}) {
      if (renamed.containsValue(each)) {
        return both(each);
      }
      String wanted = each.equals(board) ? other : board;
      String partner = partners.putIfAbsent(each, wanted);
      if (partner != null && !partner.equals(wanted)) {
        return each + " is swapped with " + partner + " by another fault: one pair for a board";
      }
    }
    return "";
  }

  private String rename(String board, String name) {
    if (names.boards().contains(name)) {
      return "expected the name of no board, got \"" + name + "\"; swap changes places";
    }
    if (partners.containsKey(board)) {
      return both(board);
    }
    String other = renamed.putIfAbsent(name, board);
    return other == null || other.equals(board)
        ? ""
        : "the port of " + other + " has this name already";
  }

  private static String both(String board) {
    return board + " is swapped by one fault and renamed by another: expected one of the two";
  }
}
