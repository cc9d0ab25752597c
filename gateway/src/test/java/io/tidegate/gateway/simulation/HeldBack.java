package io.tidegate.gateway.simulation;

import io.tidegate.gateway.device.ChannelRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the messages of one board say about readings that its rules held back, and whether it adds
/// up: of the numbers missing between two messages as many were held back as their counts differ
/// by, and each of the others is announced.
///
/// Exact, except around a crash: what the board repeats then is decided once more.
final class HeldBack {
  /// The gateway was killed, or began with marks that may be old, while the board kept these.
  private record Crash(String session, long first, long last) {}

  private final BoardRecord board;
  private final ChannelRule.Report rule;

  /// By session, number and how many are said to be held back before it.
  private final Map<String, TreeMap<Long, Long>> said = new HashMap<>();

  /// From a number on the gateway counted on from what it knew before `first`.
  private record Resumed(long first, long held) {}

  /// By session and number.
  private final Map<String, TreeMap<Long, Resumed>> resumed = new HashMap<>();

  private final List<Crash> crashes = new ArrayList<>();

  /// Told safe, and neither delivered nor announced then: on disk, held back, or a broken promise.
  private final BitSet claimed = new BitSet();

  /// Held back, by everything that is said; known when the history has ended.
  final BitSet found = new BitSet();

  /// Sessions of plain boards whose gateway was killed: nothing is asked of them.
  private final Set<String> killed = new HashSet<>();

  /// Of which number that was sent none tells: as the gateway counted itself.
  private long counted;

  private String run = "";
  private boolean inexact;
  private String wrong = "";

  HeldBack(BoardRecord board, ChannelRule.Report rule) {
    this.board = board;
    this.rule = rule;
  }

  boolean isRuled() {
    return !rule.equals(ChannelRule.Report.ALL);
  }

  void claims(int n) {
    claimed.set(n);
  }

  boolean isClaimed(int n) {
    return claimed.get(n);
  }

  /// A message with this key exists, on disk or at the broker.
  void says(String tag, String payload) {
    int dot = tag.lastIndexOf('.');
    if (isRuled() && dot > 0) {
      long held = Math.max(0, Text.number(payload, "tg_held"));
      said.computeIfAbsent(tag.substring(0, dot), _ -> new TreeMap<>())
          .put(Text.number(tag.substring(dot + 1)), held);
    }
  }

  /// It starts, and does not take its marks for exact.
  void doubted() {
    if (board.link != null && !board.session().isEmpty()) {
      crashes.add(new Crash(board.session(), board.link.base(), board.link.next() - 1));
    }
  }

  /// The gateway had forgotten the session.
  void rebuilt(String session, long from) {
    resumed(session, from, new Resumed(from, 0));
  }

  void unsure(String session, long first, long last, long held) {
    resumed(session, last + 1, new Resumed(first, held));
  }

  private void resumed(String session, long from, Resumed how) {
    resumed.computeIfAbsent(session, _ -> new TreeMap<>()).put(from, how);
  }

  void killed() {
    doubted();
    killed.addAll(said.keySet());
  }

  /// What a gateway that still runs has counted since its start.
  void counted(String run, long held) {
    this.run = run;
    this.counted = held;
  }

  /// A mean of values that the board has measured.
  boolean isMean(long n, String payload) {
    if (rule.meanNanos() == 0 || n < 1 || n > board.measured()) {
      return false;
    }
    double mean = value(payload);
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int i = 1; i <= n; i++) {
      double each = value(board.text(i));
      least = Math.min(least, each);
      most = Math.max(most, each);
    }
    return payload.startsWith("{\"n\":" + n + ",\"t\":") && mean >= least && mean <= most;
  }

  private static double value(String json) {
    return Double.parseDouble(Text.member(json, "t"));
  }

  // --- plain boards: they are numbered by the gateway, so that readings can be counted only ---

  /// So many of the lines read since the last crash are said to be held back.
  long saidOfPlain() {
    long held = 0;
    for (Map.Entry<String, TreeMap<Long, Long>> each : said.entrySet()) {
      if (!killed.contains(each.getKey()) && !each.getKey().equals(run)) {
        held += each.getValue().lastEntry().getValue();
      }
    }
    return held;
  }

  long countedOfPlain() {
    return saidOfPlain() + counted;
  }

  /// The count that the last message of this run tells is not beyond the gateway's own.
  boolean agreesWithCounter() {
    TreeMap<Long, Long> last = said.get(run);
    return last == null || last.lastEntry().getValue() <= counted;
  }

  // --- boards on the link ---

  /// Says what does not add up; empty when all does. `inexact`: marks were lost on the disk.
  String endsLink(boolean inexact) {
    this.inexact = inexact;
    for (BoardRecord.Life life : board.lives) {
      TreeMap<Long, Long> numbers = said.getOrDefault(life.session, new TreeMap<>());
      // what was on a disk only may be decided once more, or gone
      numbers.keySet().removeIf(number -> !board.delivered.get((int) life.n(number)));
      long before = 0;
      for (long number : numbers.keySet()) {
        between(life, before, number, numbers);
        before = number;
      }
      behind(life, before);
    }
    return wrong;
  }

  private void between(BoardRecord.Life life, long from, long to, TreeMap<Long, Long> numbers) {
    long told = told(life.session, from, to, numbers);
    List<Long> silent = silent(life, from + 1, to - 1, board.promised);
    long announced = to - from - 1 - silent.size();
    long doubt = doubt(life.session, from, to);
    // around a crash the board's own end may have taken the gateway's words about it along
    boolean enough =
        doubt > 0
            ? life.ended || silent.size() <= Math.max(told, 0) + doubt
            : silent.size() <= told && told <= silent.size() + announced;
    if (!enough) {
      say(
          "between %d and %d %s are missing, %d are announced, and %d are said to be held back",
          from, to, silent, announced, told);
    }
    boolean known = from > 0 && doubt == 0 && announced == 0;
    silent.forEach(number -> isHeld(life, number, known ? from : 0));
  }

  private long told(String session, long from, long to, TreeMap<Long, Long> numbers) {
    long told = 0;
    long before = numbers.getOrDefault(from, 0L);
    TreeMap<Long, Resumed> all = resumed.getOrDefault(session, new TreeMap<>());
    for (Resumed each : all.subMap(from, false, to, true).values()) {
      told += each.first > from + 1 ? Math.max(0, each.held - before) : 0;
      before = each.held;
    }
    return told + numbers.get(to) - before;
  }

  /// What came behind the last message, no message tells: the gateway's word to the board does, or
  /// its counter.
  private void behind(BoardRecord.Life life, long from) {
    long last = life.seq(life.lastN);
    List<Long> silent = silent(life, from + 1, last, claimed);
    boolean doubtful = doubt(life.session, from, Long.MAX_VALUE) > 0;
    boolean open = !life.ended && !doubtful && silent.size() == last - from;
    if (open && silent.size() > counted) {
      say("behind %d %s are missing, and %d were counted as held back", from, silent, counted);
    }
    boolean known = from > 0 && !doubtful && silent.size() == last - from;
    silent.forEach(number -> isHeld(life, number, known ? from : 0));
  }

  /// Numbers from `first` to `last` that nobody has explained. Of what a board without power took
  /// with it, only what it was `told`.
  private List<Long> silent(BoardRecord.Life life, long first, long last, BitSet told) {
    List<Long> silent = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      int n = (int) life.n(number);
      boolean explained =
          board.delivered.get(n)
              || board.mayBeLost.get(n)
              || board.isAnnounced(life.session, number)
              || board.isSetAside(life.session + "." + number)
              || board.isRebuilt(life.session, number);
      if (!explained && (!life.ended || told.get(n))) {
        silent.add(number);
      }
    }
    return silent;
  }

  /// How many numbers may have been decided twice of those that the two counts speak of.
  private long doubt(String session, long from, long to) {
    long doubt = inexact ? board.measured() : 0;
    for (Crash crash : crashes) {
      if (crash.session.equals(session) && from <= crash.last && to >= crash.first) {
        doubt += crash.last - crash.first + 2;
      }
    }
    return doubt;
  }

  /// `since` is the last one that was sent, 0 when that is not known.
  private void isHeld(BoardRecord.Life life, long number, long since) {
    int n = (int) life.n(number);
    found.set(n);
    boolean byValue = rule.minIntervalNanos() == 0 && rule.meanNanos() == 0;
    if (byValue && since > 0) {
      double step = Math.abs(value(board.text(n)) - value(board.text((int) life.n(since))));
      if (step > rule.deadBand() + 1e-9) {
        say("number %d was not sent, and it differs by %s from %d", number, step, since);
      }
    }
  }

  private void say(String words, Object... values) {
    wrong = wrong.isEmpty() ? words.formatted(values) : wrong;
  }
}
