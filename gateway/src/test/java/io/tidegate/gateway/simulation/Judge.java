package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.Fault;
import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.gateway.lab.twin.Violation;
import io.tidegate.gateway.lab.twin.Watch;
import io.tidegate.gateway.spool.Cut;
import io.tidegate.gateway.spool.Message;
import io.tidegate.gateway.spool.RecoveryReport;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.spool.SpoolStatus;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Knows what the boards really measured and what the broker really took, and compares. It reads
/// bytes and texts by itself and asks the core for nothing.
final class Judge implements Watch {
  private static final long SECOND = 1_000_000_000L;
  private static final String READINGS = "/sensors/";
  private static final String EVENTS = "tidegate/gate/event";
  private static final String RESULT = "/result";

  /// How much longer than the commit delay a commit may take on a healthy disk.
  private static final long COMMIT_SLACK_NANOS = SECOND;

  private final Plan plan;
  private final World world;
  private final Coverage coverage;
  private final List<BoardRecord> boards = new ArrayList<>();
  private final Map<String, BoardRecord> boardsByDevice = new HashMap<>();
  private final CommandRecord commands;

  /// Of boards on noisy lines and of those that noise made up: what stands behind each key.
  private final Map<String, String> payloadByTag = new HashMap<>();

  private final Set<String> poisonous = new java.util.LinkedHashSet<>();
  private long unpausedNanos;
  private long diskTroubledNanos;
  private boolean rotten;

  /// The marks were exact at the start, and the disk failed: where it took nothing before the end,
  /// the next start believes them still.
  private boolean exactAtStart;

  private boolean exactnessLost;

  /// Something found no room in this life of the gateway: with its memory goes what it wanted to
  /// say about that.
  private boolean refused;

  Judge(Plan plan, World world, SimClock clock, Coverage coverage) {
    this.plan = plan;
    this.world = world;
    this.coverage = coverage;
    this.commands = new CommandRecord(clock, coverage);
    for (Plan.BoardPlan each : plan.boards()) {
      BoardRecord record = new BoardRecord(each);
      boards.add(record);
      boardsByDevice.put(each.device(), record);
    }
  }

  BoardRecord board(int port) {
    return boards.get(port);
  }

  CommandRecord commands() {
    return commands;
  }

  @Override
  public void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(otherwise);
    }
  }

  // --- what the boards do ---

  void measured(int port, Measurement measurement) {
    boards.get(port).measured(measurement);
  }

  void powerLost(int port) {
    boards.get(port).powerLost();
  }

  // --- what the gateway is given and does ---

  @Override
  public void opened(int port) {
    boards.get(port).opened();
  }

  @Override
  public void read(int port, byte[] bytes) {
    BoardRecord board = boards.get(port);
    if (!board.plan.link() && board.exact()) {
      board.read(bytes, world.nowNanos());
    }
  }

  /// What the gateway writes to a port: an acknowledgement is a promise.
  @Override
  public void told(int port, byte[] bytes) {
    String text = Text.of(bytes);
    if (!text.startsWith("\n~1a ")) {
      return;
    }
    String[] words = text.substring(5, text.lastIndexOf('*')).split(" ");
    BoardRecord board = boards.get(port);
    if (!words[0].equals(board.session())) {
      return;
    }
    long last = Text.number(words[1]);
    require(
        last < board.link.next(), board.plan.device() + ": number " + last + " was never measured");
    for (long seq = board.link.base(); seq <= last; seq++) {
      promise(board, words[0], seq);
    }
  }

  private void promise(BoardRecord board, String session, long seq) {
    int n = (int) board.life().n(seq);
    board.promised.set(n);
    boolean known = board.delivered.get(n) || board.isAnnounced(session, seq);
    if (!known && board.held.isRuled()) {
      board.held.claims(n);
      return;
    }
    boolean kept = known || board.durable.get(n);
    require(
        kept || rotten,
        board.plan.device()
            + ": acknowledged before it was safe: number "
            + seq
            + " of session "
            + session
            + ", measurement "
            + n);
  }

  @Override
  public void logged(String event, String subject, String words) {
    BoardRecord board = boardsByDevice.get(subject);
    switch (event) {
      case "evicted" -> {
        coverage.add(Fault.EVICTED);
        if (!words.contains("_full")) {
          boards.forEach(BoardRecord::dropped);
        }
        if (board != null) {
          board.givesUp(words);
        }
      }
      case "gap", "unsure" -> board.saidInLog(words);
      case "marks_rebuilt" -> {
        String[] parts = words.split(" ");
        board.rebuilt(parts[1], Text.number(parts[4]));
      }
      case "message-set-aside" -> {
        coverage.add(Fault.MESSAGE_SET_ASIDE);
        String tag = words.replaceAll(".*\\(key ([^)]*)\\).*", "$1");
        setAside(subject.substring(subject.lastIndexOf('/') + 1), tag);
      }
      case "disk-fault" -> exactnessLost |= exactAtStart;
      case "broker-stalled" -> coverage.add(Fault.CONNECTION_STALLED);
      default -> {}
    }
  }

  private void setAside(String device, String tag) {
    BoardRecord board = boardsByDevice.get(device);
    if (board != null) {
      board.setAside(tag);
    }
  }

  /// Bytes that no loss of power takes away any more.
  @Override
  public void durable(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, java.nio.charset.StandardCharsets.ISO_8859_1);
    Text.objects(
        text,
        "tg",
        object -> {
          BoardRecord board = boardsByDevice.get(Text.member(object, "device_id"));
          long n = Text.number(object, "n");
          if (board != null && board.exact() && n > 0) {
            board.durable.set((int) n);
            board.held.says(Text.member(object, "tg"), object);
          }
        });
    Text.objects(text, "event", this::announced);
  }

  @Override
  public void recovered(RecoveryReport report) {
    require(
        !Troubles.KIND_DISK || !isMissingDurable(report.cuts()),
        "the disk did all it was asked, and messages are missing: " + report);
  }

  /// Blocks of readings that were unlinked before anything said that they may be. (Of the critical
  /// chain recovery sometimes calls blocks missing whose records had all been released.) Not those
  /// that were torn while they were written, behind which another block of the same writing is
  /// whole: nobody was told that they are safe.
  private static boolean isMissingDurable(List<Cut> cuts) {
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      boolean torn = cut.bytes() > 0 || i + 1 < cuts.size() && isTorn(cuts.get(i + 1), cut);
      if (cut.chain() == Message.Chain.NORMAL && cut.words().contains("are missing") && !torn) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTorn(Cut next, Cut missing) {
    return next.chain() == missing.chain()
        && next.segment() > missing.segment()
        && next.bytes() > 0;
  }

  @Override
  public void started(boolean marksExact) {
    exactAtStart = marksExact;
    if (!marksExact) {
      boards.forEach(each -> each.held.doubted());
    }
  }

  @Override
  public void stopped(boolean clean) {
    if (!clean) {
      killed(Long.MAX_VALUE);
    } else {
      boards.forEach(BoardRecord::stopped);
    }
  }

  void paused(long untilNanos) {
    unpausedNanos = untilNanos;
  }

  /// Everything that was neither durable nor delivered is gone; of plain boards only what was read
  /// a moment ago may be among it.
  @Override
  public void killed(long diskHealthySinceNanos) {
    long now = world.nowNanos();
    long grace = plan.settings().store().commitDelayNanos() + COMMIT_SLACK_NANOS;
    boolean healthy =
        plan.settings().store().durable()
            && diskHealthySinceNanos < now - grace
            && unpausedNanos < now - grace;
    if (!plan.settings().store().durable()) {
      commands.forgotten();
    }
    for (BoardRecord board : boards) {
      long unsafe = 0;
      for (int n = board.read.nextSetBit(0); n >= 0; n = board.read.nextSetBit(n + 1)) {
        if (!board.delivered.get(n) && !board.durable.get(n) && !board.mayBeLost.get(n)) {
          board.mayBeLost.set(n);
          boolean told = !board.held.isRuled() || n < board.lastSafe();
          unsafe += told && board.readNanos(n) < now - grace ? 1 : 0;
        }
      }
      require(
          !healthy
              || unsafe <= board.announcedCount() + board.held.saidOfPlain()
              || refused
              || rotten,
          board.plan.device()
              + ": "
              + unsafe
              + " lines were read long before the end and are not safe");
      board.logEnds(refused);
      board.opened();
      board.killed(plan.settings().delivery().liveFirst(), plan.settings().store().durable());
    }
    refused = false;
  }

  /// Bits of durable files turned over: what was on the disk only may be lost now, intents, ends
  /// and results of the commands sent so far among it.
  void rotted() {
    rotten = true;
    commands.forgotten();
    for (BoardRecord board : boards) {
      java.util.BitSet onDiskOnly = (java.util.BitSet) board.durable.clone();
      onDiskOnly.andNot(board.delivered);
      board.mayBeLost.or(onDiskOnly);
    }
  }

  @Override
  public void looksAt(SpoolStatus status) {
    SpoolLimits limits = plan.limits();
    require(
        status.memoryBytes() <= limits.memoryBytes() + limits.segmentBytes(),
        "the spool holds "
            + status.memoryBytes()
            + " bytes in memory, the limit is "
            + limits.memoryBytes());
    refused = status.refused() > 0;
  }

  // --- what the broker takes ---

  /// The connection began or ended.
  @Override
  public void connectionChanged() {
    boards.forEach(each -> each.passedBy = 0);
  }

  /// The disk is slow or fails until then: what is on it only has to wait, and boards whose
  /// readings are in memory go by.
  @Override
  public void diskTroubled(long untilNanos) {
    diskTroubledNanos = Math.max(diskTroubledNanos, untilNanos);
  }

  void poison(String device, long n) {
    poisonous.add(device + " " + n);
  }

  /// One message stays poisonous for ever: it may not stop the rest.
  void mostPoisonEnds() {
    poisonous.retainAll(poisonous.stream().limit(1).toList());
  }

  @Override
  public boolean isPoisonous(String topic, byte[] payload) {
    if (poisonous.isEmpty() || !topic.startsWith(READINGS)) {
      return false;
    }
    boolean found =
        poisonous.contains(
            topic.substring(READINGS.length()) + " " + Text.number(Text.of(payload), "n"));
    coverage.add(Fault.MESSAGE_POISONOUS, found ? 1 : 0);
    return found;
  }

  @Override
  public void published(String topic, byte[] payload, boolean retain) {
    String text = Text.of(payload);
    if (topic.startsWith(READINGS)) {
      reading(topic.substring(READINGS.length()), text, retain);
    } else if (topic.equals(EVENTS)) {
      announced(text);
    } else if (topic.endsWith(RESULT)) {
      commands.result(text);
    }
  }

  private void reading(String device, String payload, boolean retain) {
    boolean late = payload.endsWith(",\"late\":true}");
    String tag = Text.member(payload, "tg");
    require(!tag.isEmpty(), "a reading without key: " + payload);
    require(!late || plan.settings().delivery().liveFirst(), "late in order: " + payload);
    require(!late || !retain, "late and retained: " + payload);
    BoardRecord board = boardsByDevice.get(device);
    if (board == null || !board.exact()) {
      String plain = late ? payload.replace(",\"late\":true}", "}") : payload;
      String before = payloadByTag.putIfAbsent(device + " " + tag, plain);
      require(
          before == null || before.equals(plain),
          device + ": key " + tag + " stands for two readings: " + before + " and " + plain);
      return;
    }
    long n = Text.number(payload, "n");
    require(
        board.isWhatWasMeasured(n, payload) || board.held.isMean(n, payload),
        device + " never measured this: " + payload);
    String wrong = board.key(tag, n);
    require(wrong.isEmpty(), device + ": " + wrong);
    if (board.delivered.get((int) n)) {
      coverage.add(Fault.MESSAGE_REPEATED);
    } else {
      wrong = board.order(n, late);
      require(wrong.isEmpty() || board.isGivenUp(tag), device + ": " + wrong);
    }
    board.delivered.set((int) n);
    board.held.says(tag, payload);
    passed(board, (int) n);
  }

  /// Another board's reading goes by those that wait: not too often. Judged when the one that
  /// waited comes: whether one that never comes may be lost is judged at the end.
  private void passed(BoardRecord served, int n) {
    long now = world.nowNanos();
    int limit = 4 * plan.settings().delivery().window() + 250;
    boolean waited =
        served.read.get(n)
            && served.readNanos(n) < Math.min(now - 10 * SECOND, served.passedSinceNanos)
            && !served.mayComeBehind(n);
    require(
        served.passedBy <= limit || !waited || refused,
        served.plan.device()
            + ": measurement "
            + n
            + " waited while "
            + served.passedBy
            + " passed");
    served.passedBy = 0;
    for (BoardRecord board : boards) {
      boolean quiet = now < diskTroubledNanos || plan.settings().delivery().liveFirst();
      if (board == served || quiet) {
        board.passedBy = 0;
      } else if (board.passedBy++ == 0) {
        board.passedSinceNanos = now;
      }
    }
  }

  private void announced(String event) {
    BoardRecord board = boardsByDevice.get(Text.member(event, "device_id"));
    if (Text.member(event, "event").equals("alarm")) {
      String kind = Text.member(event, "kind");
      require(kind.equals("board_silent"), "alarm without cause: " + event);
    }
    if (board == null) {
      return;
    }
    String session = Text.member(event, "session");
    long first = Text.number(event, "first");
    long last = Text.number(event, "last");
    switch (Text.member(event, "event")) {
      case "gap" -> {
        require(
            Text.number(event, "count") == last - first + 1,
            "a gap that does not add up: " + event);
        board.gap(session, first, last);
      }
      case "evicted" -> {
        if (!session.isEmpty()) {
          board.announce(session, first, last);
        }
      }
      case "unsure" -> {
        if (first > 0) {
          board.announce(session, first, last);
          board.held.unsure(session, first, last, Text.number(event, "tg_held"));
        }
      }
      case "reading_refused", "set_aside" -> {
        String key = Text.member(event, "key");
        int dot = key.lastIndexOf('.');
        if (dot > 0) {
          long number = Text.number(key.substring(dot + 1));
          board.announce(key.substring(0, dot), number, number);
        }
      }
      default -> {}
    }
  }

  @Override
  public void parcelTaken(SimBroker.Parcel parcel) {
    commands.taken(parcel);
  }

  @Override
  public void parcelLost(SimBroker.Parcel parcel) {
    commands.lost(parcel);
  }

  // --- the end ---

  /// What the gateway itself counts as held back, since its last start.
  void counted(String device, String run, long heldBack) {
    BoardRecord board = boardsByDevice.get(device);
    if (board != null) {
      board.held.counted(run, heldBack);
    }
  }

  /// Everything has drained: each measurement has been delivered, or its loss is accounted for.
  void ends() {
    for (BoardRecord board : boards) {
      if (board.plan.link()) {
        endsLink(board);
      } else if (board.exact()) {
        endsPlain(board);
      }
    }
    commands.ends();
  }

  private void endsLink(BoardRecord board) {
    board.life().session = board.session();
    if (board.held.isRuled()) {
      String wrong = board.held.endsLink(rotten || exactnessLost);
      require(wrong.isEmpty(), board.plan.device() + ": " + wrong);
      coverage.add(Fault.HELD_BACK, board.held.found.cardinality());
    }
    for (BoardRecord.Life life : board.lives) {
      for (long n = life.firstN; n <= life.lastN; n++) {
        endsLink(board, life, (int) n);
      }
    }
  }

  private void endsLink(BoardRecord board, BoardRecord.Life life, int n) {
    long seq = life.seq(n);
    boolean gap = board.isGap(life.session, seq);
    boolean delivered = board.delivered.get(n);
    require(
        !gap || !delivered || exactnessLost,
        board.plan.device() + ": delivered and called lost: number " + seq);
    require(
        !gap || !board.held.isClaimed(n) || exactnessLost || rotten,
        board.plan.device() + ": held back and called lost: number " + seq);
    if (gap) {
      coverage.add(Fault.BOARD_LOST_READINGS);
    }
    boolean accounted =
        delivered
            || board.isAnnounced(life.session, seq)
            || board.isSetAside(life.session + "." + seq)
            || board.mayBeLost.get(n)
            || board.held.found.get(n)
            || board.held.isClaimed(n) && board.isRebuilt(life.session, seq);
    boolean boardAnswers = life.ended || board.isRebuilt(life.session, seq);
    require(
        accounted || !board.promised.get(n),
        board.plan.device() + ": acknowledged, and lost without a word: measurement " + n);
    require(
        accounted || boardAnswers,
        board.plan.device()
            + ": number "
            + seq
            + " of session "
            + life.session
            + ", measurement "
            + n
            + (board.promised.get(n) ? ", acknowledged," : "")
            + " is lost and nobody says so");
  }

  private void endsPlain(BoardRecord board) {
    java.util.BitSet missing = (java.util.BitSet) board.read.clone();
    missing.andNot(board.delivered);
    missing.andNot(board.mayBeLost);
    require(
        board.held.agreesWithCounter(),
        board.plan.device() + ": its messages tell of more held back than the gateway counts");
    long held = board.held.isRuled() ? board.held.countedOfPlain() : 0;
    coverage.add(Fault.HELD_BACK, held);
    require(
        missing.cardinality() + board.openings() >= held,
        board.plan.device() + ": " + held + " held back, and only missing are " + missing);
    require(
        missing.cardinality() <= board.accountedCount() + held,
        board.plan.device()
            + ": "
            + missing.cardinality()
            + " lines were read and not delivered, "
            + held
            + " were held back, "
            + board.accountedCount()
            + " were announced or set aside: measurements "
            + missing);
  }
}
