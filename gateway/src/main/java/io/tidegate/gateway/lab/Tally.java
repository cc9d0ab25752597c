package io.tidegate.gateway.lab;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each board sent and what arrived, by the number that every reading carries. Any thread may
/// call.
final class Tally {
  /// More readings of one board than anybody watches; numbers beyond are refused loudly.
  private static final int MOST_NUMBERS = 10_000_000;

  /// How many lost readings are named.
  private static final int NAMED = 5;

  private static final class Board {
    final BitSet sent = new BitSet();
    final BitSet perhaps = new BitSet();
    final BitSet delivered = new BitSet();
    long repeated;
    String last = "";
  }

  /// One board's counts; `unheard` was printed to nobody and did not arrive; `lost` names the first
  /// numbers that are missing; `last` is the last payload that arrived.
  record Count(
      String board,
      long sent,
      long delivered,
      long repeated,
      long unheard,
      List<Integer> lost,
      String last) {}

  private final Map<String, Board> boards = new LinkedHashMap<>();
  private long strange;

  Tally(List<String> names) {
    names.forEach(name -> boards.put(name, new Board()));
  }

  synchronized void sent(String board, long number) {
    boards.get(board).sent.set(place(number));
  }

  /// Printed, though perhaps nobody read it: counts as sent when it arrives.
  synchronized void perhaps(String board, long number) {
    boards.get(board).perhaps.set(place(number));
  }

  /// A message of a board or number that nobody sent is counted as strange.
  synchronized void delivered(String name, long number, String payload) {
    Board board = boards.get(name);
    if (board == null || number < 0 || number > MOST_NUMBERS) {
      strange++;
      return;
    }
    if (board.delivered.get(place(number))) {
      board.repeated++;
    }
    board.delivered.set(place(number));
    board.last = payload;
  }

  /// A message that could not be understood.
  synchronized void strange() {
    strange++;
  }

  /// Messages that were not understood, or that no board sent.
  synchronized long strangers() {
    long unsent = 0;
    for (Board board : boards.values()) {
      BitSet more = (BitSet) board.delivered.clone();
      more.andNot(board.sent);
      more.andNot(board.perhaps);
      unsent += more.cardinality();
    }
    return strange + unsent;
  }

  synchronized List<Count> counts() {
    List<Count> counts = new ArrayList<>();
    boards.forEach((name, board) -> counts.add(count(name, board)));
    return counts;
  }

  private static Count count(String name, Board board) {
    BitSet sent = (BitSet) board.perhaps.clone();
    sent.and(board.delivered);
    sent.or(board.sent);
    BitSet lost = (BitSet) sent.clone();
    lost.andNot(board.delivered);
    BitSet unheard = (BitSet) board.perhaps.clone();
    unheard.andNot(sent);
    return new Count(
        name,
        sent.cardinality(),
        sent.cardinality() - lost.cardinality(),
        board.repeated,
        unheard.cardinality(),
        lost.stream().limit(NAMED).boxed().toList(),
        board.last);
  }

  private static int place(long number) {
    if (number < 0 || number > MOST_NUMBERS) {
      throw new IllegalArgumentException("a reading with the number " + number);
    }
    return (int) number;
  }
}
