package io.tidegate.gateway.simulation;

import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.sim.model.Measurement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one board really measured, and what became of it. Measurements are known by their own
/// number, `n`.
final class BoardRecord {
  /// A link board from one loss of its memory to the next. Its number 1 was measurement `firstN`.
  static final class Life {
    final long firstN;
    String session = "";
    long lastN;
    boolean ended;

    Life(long firstN) {
      this.firstN = firstN;
      this.lastN = firstN - 1;
    }

    long n(long seq) {
      return firstN + seq - 1;
    }

    long seq(long n) {
      return n - firstN + 1;
    }
  }

  private static final java.util.regex.Pattern RANGE =
      java.util.regex.Pattern.compile("(\\d+) to (\\d+)");

  private static final java.util.regex.Pattern SESSION_RANGE =
      java.util.regex.Pattern.compile("numbers (\\d+) to (\\d+) of (\\S+)");

  final Plan.BoardPlan plan;
  final HeldBack held;
  LinkBoard link;

  // what it measured: texts.get(n - 1) is the object without its closing brace
  private final List<String> texts = new ArrayList<>();
  final List<Life> lives = new ArrayList<>();

  // what became of it, by n
  final BitSet delivered = new BitSet();
  final BitSet durable = new BitSet();
  final BitSet promised = new BitSet();
  final BitSet mayBeLost = new BitSet();

  /// Neither durable nor delivered when a gateway was killed.
  private final BitSet comesAgain = new BitSet();

  /// Read by the gateway, and when (plain boards on a clean line).
  final BitSet read = new BitSet();

  private long[] readNanos = new long[64];

  // announced as lost or set aside: by session, the numbers
  private final Map<String, BitSet> announced = new HashMap<>();
  private final Map<String, BitSet> gaps = new HashMap<>();

  private final Set<String> setAside = new HashSet<>();

  /// Dropped at a bound, says the log: by session, the numbers.
  private final Map<String, BitSet> givenUp = new HashMap<>();

  /// Below this number nobody knows.
  private final Map<String, Long> rebuiltFrom = new HashMap<>();

  private record Logged(String session, long first, long last) {}

  private final List<Logged> logged = new ArrayList<>();

  // keys
  private final Map<String, Long> nByTag = new HashMap<>();
  private final Map<Long, String> tagByN = new HashMap<>();

  // order
  private long lastLive;
  private long lastLate;

  // the line, as far as it is read
  private final StringBuilder line = new StringBuilder();
  private boolean lineCut = true;
  private int openings;

  /// How many readings of others have come since this board's last, and since when.
  int passedBy;

  long passedSinceNanos;

  /// On disk when a gateway was killed, and not acknowledged: the board sends them once more, they
  /// stand in the spool twice, and the broker gets them twice.
  private final BitSet twice = new BitSet();

  BoardRecord(Plan.BoardPlan plan) {
    this.plan = plan;
    this.held = new HeldBack(this, plan.report());
    lives.add(new Life(1));
  }

  /// What it prints is what arrives, or is recognised as spoiled.
  boolean exact() {
    return plan.link() || plan.cleanLine();
  }

  Life life() {
    return lives.getLast();
  }

  void measured(Measurement measurement) {
    String json = measurement.json();
    texts.add(json.substring(0, json.length() - 1));
    life().lastN = measurement.number();
  }

  long measured() {
    return texts.size();
  }

  String text(int n) {
    return texts.get(n - 1);
  }

  boolean isWhatWasMeasured(long n, String payload) {
    return n >= 1 && n <= texts.size() && payload.startsWith(texts.get((int) n - 1));
  }

  void powerLost() {
    life().session = session();
    life().ended = true;
    lives.add(new Life(measured() + 1));
  }

  String session() {
    return link == null || link.session().equals("-") ? "" : link.session();
  }

  /// Null when this session never was the board's.
  Life life(String session) {
    if (session.equals(session())) {
      return life();
    }
    for (Life each : lives) {
      if (each.session.equals(session)) {
        return each;
      }
    }
    return null;
  }

  void announce(String session, long first, long last) {
    announced
        .computeIfAbsent(session, _ -> new BitSet())
        .set((int) first, (int) Math.min(last + 1, Integer.MAX_VALUE));
  }

  void gap(String session, long first, long last) {
    gaps.computeIfAbsent(session, _ -> new BitSet()).set((int) first, (int) last + 1);
    announce(session, first, last);
  }

  boolean isGap(String session, long seq) {
    return gaps.containsKey(session) && gaps.get(session).get((int) seq);
  }

  boolean isAnnounced(String session, long seq) {
    BitSet numbers = announced.get(session);
    return numbers != null && numbers.get((int) seq);
  }

  long announcedCount() {
    long count = 0;
    for (BitSet each : announced.values()) {
      count += each.cardinality();
    }
    return count;
  }

  void rebuilt(String session, long from) {
    rebuiltFrom.merge(session, from, Math::max);
    held.rebuilt(session, from);
  }

  boolean isRebuilt(String session, long seq) {
    return seq < rebuiltFrom.getOrDefault(session, 0L);
  }

  /// Empty when the key is this measurement's alone, else what is wrong.
  String key(String tag, long n) {
    Long before = nByTag.putIfAbsent(tag, n);
    if (before != null && before != n) {
      return "key " + tag + " stands for measurement " + before + " and for " + n;
    }
    String other = tagByN.putIfAbsent(n, tag);
    if (other != null && !other.equals(tag)) {
      return "measurement " + n + " has the keys " + other + " and " + tag;
    }
    return "";
  }

  /// Empty when the first delivery of `n` is in order, else what is wrong.
  String order(long n, boolean late) {
    long last = late ? lastLate : lastLive;
    if (n <= last && !comesAgain.get((int) n)) {
      return "measurement " + n + " first came behind " + last;
    }
    if (late) {
      lastLate = Math.max(lastLate, n);
    } else {
      lastLive = Math.max(lastLive, n);
    }
    return "";
  }

  /// What only the gateway's memory held comes again from the board, behind what was on disk; with
  /// a late lane also behind what was live.
  void killed(boolean liveFirst, boolean promisesDisk) {
    held.killed();
    BitSet unsafe = new BitSet();
    unsafe.set(1, (int) measured() + 1);
    if (promisesDisk) {
      unsafe.andNot(durable);
    }
    unsafe.andNot(delivered);
    comesAgain.or(unsafe);
    if (link != null) {
      twice.set((int) life().n(link.base()), (int) life().lastN + 1);
    }
    if (liveFirst) {
      lastLive = 0;
      lastLate = 0;
    }
  }

  /// Messages were dropped from the spool, of this board or of others. What is in the spool twice
  /// may have lost the first copy.
  void dropped() {
    comesAgain.or(twice);
  }

  /// The log calls these numbers of a session dropped.
  void givesUp(String words) {
    java.util.regex.Matcher range = SESSION_RANGE.matcher(words);
    if (range.find()) {
      givenUp
          .computeIfAbsent(range.group(3), _ -> new BitSet())
          .set((int) Text.number(range.group(1)), (int) Text.number(range.group(2)) + 1);
    }
  }

  /// The log calls the reading with this key set aside: then it is in the quarantine, whatever
  /// becomes of the event that says so.
  void setAside(String tag) {
    setAside.add(tag);
  }

  boolean isSetAside(String tag) {
    return setAside.contains(tag);
  }

  /// How many were announced or set aside.
  long accountedCount() {
    long count = announcedCount();
    for (String tag : setAside) {
      int dot = tag.lastIndexOf('.');
      boolean twice = isAnnounced(tag.substring(0, dot), Text.number(tag.substring(dot + 1)));
      count += twice ? 0 : 1;
    }
    return count;
  }

  /// Called dropped or set aside; when the gateway dies before the disk knows, it comes all the
  /// same, behind others.
  boolean isGivenUp(String tag) {
    int dot = tag.lastIndexOf('.');
    BitSet numbers = givenUp.get(tag.substring(0, dot));
    boolean dropped = numbers != null && numbers.get((int) Text.number(tag.substring(dot + 1)));
    return dropped || isSetAside(tag);
  }

  boolean mayComeBehind(int n) {
    return comesAgain.get(n);
  }

  /// A loss stands in the log: `... 102 to 126`.
  void saidInLog(String words) {
    java.util.regex.Matcher range = RANGE.matcher(words);
    if (range.find() && !session().isEmpty()) {
      logged.add(new Logged(session(), Text.number(range.group(1)), Text.number(range.group(2))));
    }
  }

  /// The gateway has ended; where there was no room for events the log alone has told of losses.
  void logEnds(boolean alone) {
    if (alone) {
      logged.forEach(each -> announce(each.session(), each.first(), each.last()));
    }
    logged.clear();
  }

  /// The highest that is durable or delivered.
  int lastSafe() {
    return Math.max(durable.length(), delivered.length()) - 1;
  }

  /// The gateway has ended in order: what a rule held back behind the last message, no message
  /// tells.
  void stopped() {
    for (int n = read.nextSetBit(lastSafe() + 1); held.isRuled() && n >= 0; ) {
      mayBeLost.set(n);
      n = read.nextSetBit(n + 1);
    }
  }

  /// How often a line was cut: what the gateway read of it, we do not know.
  int openings() {
    return openings;
  }

  /// The port was opened: the line that is under way may be cut.
  void opened() {
    openings++;
    line.setLength(0);
    lineCut = true;
  }

  void read(byte[] bytes, long nowNanos) {
    for (byte each : bytes) {
      if (each == '\n') {
        readLine(nowNanos);
      } else {
        line.append((char) (each & 0xFF));
      }
    }
  }

  private void readLine(long nowNanos) {
    long n = lineCut ? -1 : numberIn(line.toString());
    if (n > 0) {
      read.set((int) n);
      if (n >= readNanos.length) {
        readNanos = java.util.Arrays.copyOf(readNanos, (int) (2 * n));
      }
      readNanos[(int) n] = nowNanos;
    }
    line.setLength(0);
    lineCut = false;
  }

  /// The number of the measurement that a line tells; -1 for another line.
  private long numberIn(String text) {
    String before =
        switch (plan.decoding()) {
          case AUTO, LINK, JSON -> "{\"n\":";
          case KEY_VALUE -> "n:";
          case CSV -> "";
        };
    int end = text.indexOf(',');
    boolean told = text.startsWith(before) && end > before.length() && text.endsWith("\r");
    long n = told ? Text.number(text.substring(before.length(), end)) : -1;
    return isWhole(n, text) ? n : -1;
  }

  /// A reset cuts a line, and a ROM's text may come behind it: only braces show that.
  private boolean isWhole(long n, String text) {
    return switch (plan.decoding()) {
      case AUTO, LINK, JSON ->
          isWhatWasMeasured(n, text) && text.length() == texts.get((int) n - 1).length() + 2;
      case KEY_VALUE, CSV -> true;
    };
  }

  long readNanos(int n) {
    return readNanos[n];
  }

  /// The oldest that was read, not delivered and not given up, behind the last that was delivered;
  /// -1 when there is none.
  int oldestWaiting() {
    for (int n = read.nextSetBit(delivered.length()); n >= 0; n = read.nextSetBit(n + 1)) {
      if (!mayBeLost.get(n)) {
        return n;
      }
    }
    return -1;
  }
}
