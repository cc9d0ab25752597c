package io.tidegate.gateway.simulation;

import java.util.BitSet;

/// What became of all measurements of boards whose every measurement can be told, at the end of a
/// history.
///
/// `announced`: missing, and an event says so, or it is in the quarantine. `unheard`: gone with the
/// memory of a board that lost its power, or on a plain line that nobody read. `unsafe`: read, and
/// the gateway or its disk ended before it was promised to anybody. `heldBack`: by rules. `lost`:
// none of these.
record Tally(
    long measured,
    long delivered,
    long announced,
    long unheard,
    long unsafe,
    long lost,
    long heldBack) {
  static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

  static Tally of(BoardRecord board) {
    if (!board.exact()) {
      return NONE;
    }
    return board.plan.link() ? ofLink(board) : ofPlain(board);
  }

  Tally plus(Tally other) {
    return new Tally(
        measured + other.measured,
        delivered + other.delivered,
        announced + other.announced,
        unheard + other.unheard,
        unsafe + other.unsafe,
        lost + other.lost,
        heldBack + other.heldBack);
  }

  private static Tally ofLink(BoardRecord board) {
    Tally tally = NONE;
    for (BoardRecord.Life life : board.lives) {
      for (long n = life.firstN; n <= life.lastN; n++) {
        tally = tally.plus(ofOne(board, life, (int) n));
      }
    }
    return tally;
  }

  private static Tally ofOne(BoardRecord board, BoardRecord.Life life, int n) {
    long seq = life.seq(n);
    if (board.delivered.get(n)) {
      return new Tally(1, 1, 0, 0, 0, 0, 0);
    }
    if (board.isAnnounced(life.session, seq)
        || board.isSetAside(life.session + "." + seq)
        || board.isRebuilt(life.session, seq)) {
      return new Tally(1, 0, 1, 0, 0, 0, 0);
    }
    if (life.ended && !board.promised.get(n)) {
      return new Tally(1, 0, 0, 1, 0, 0, 0);
    }
    if (board.held.found.get(n)) {
      return new Tally(1, 0, 0, 0, 0, 0, 1);
    }
    return board.mayBeLost.get(n) ? new Tally(1, 0, 0, 0, 1, 0, 0) : new Tally(1, 0, 0, 0, 0, 1, 0);
  }

  /// What is announced of a plain board goes by the gateway's own numbers, so it can only be
  /// counted.
  private static Tally ofPlain(BoardRecord board) {
    BitSet heard = (BitSet) board.read.clone();
    heard.or(board.delivered);
    BitSet missing = (BitSet) heard.clone();
    missing.andNot(board.delivered);
    int allMissing = missing.cardinality();
    missing.andNot(board.mayBeLost);
    long held = board.held.isRuled() ? board.held.countedOfPlain() : 0;
    long heldBack = Math.min(missing.cardinality(), held);
    long left = missing.cardinality() - heldBack;
    long announced = Math.min(left, board.accountedCount());
    return new Tally(
        board.measured(),
        board.delivered.cardinality(),
        announced,
        board.measured() - heard.cardinality(),
        allMissing - missing.cardinality(),
        left - announced,
        heldBack);
  }

  @Override
  public String toString() {
    return "%,d readings made, %,d delivered, %,d announced as lost, %,d gone with a board's memory"
            .formatted(measured, delivered, announced, unheard)
        + " or never read, %,d read and not yet safe when the gateway or its disk failed,"
            .formatted(unsafe)
        + " %,d held back by rules, lost %,d".formatted(heldBack, lost);
  }
}
