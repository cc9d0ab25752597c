package io.tidegate.gateway.device;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Frame;
import io.tidegate.gateway.device.DeviceEffect.CommandEnded;
import io.tidegate.gateway.device.DeviceEffect.Notice;
import io.tidegate.gateway.device.DeviceEffect.Refused.Reason;
import io.tidegate.gateway.spool.Key;
import io.tidegate.gateway.spool.Mark;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// All ports and boards. Single-threaded; every call belongs to one step of the core, and each list
/// it returns is the caller's to keep.
///
/// In each step: first what came in ([#bytes], [#safe], ...), its effects done in order, then
/// [#acknowledge] once at the end of the step: it tells every board whose mark has risen.
public final class Boards {
  private final String run;
  private final BoardTable table;
  private final Sessions sessions = new Sessions();
  private final Places places = new Places();
  private final LinkClock clock = new LinkClock();
  private final Welcomes welcomes;
  private final LinkTalk linkTalk;
  private final PlainTalk plainTalk;
  private final StreamTalk streams;
  private final Set<String> ownBoards = new HashSet<>();
  private long nowNanos;

  /// `run`: 64 bits drawn at this start of the process; what plain boards' numbers belong to.
  public Boards(BoardRules rules, long run, RandomGenerator random) {
    this.run = text(run);
    table = new BoardTable(rules, new CommandNumbers(random));
    streams = new StreamTalk(this.run);
    welcomes = new Welcomes(table, sessions, places, clock, streams, random);
    linkTalk = new LinkTalk(sessions, table, welcomes, places, streams);
    plainTalk = new PlainTalk(table, places, this.run);
    addPorts(rules.ports());
    for (PortRule port : rules.ports()) {
      if (port.isOwn()) {
        ownBoards.add(table.name(port.device()));
      }
    }
  }

  private void addPorts(List<PortRule> rules) {
    for (PortRule rule : rules) {
      Port known = places.port(rule.port());
      if (known == null || known.gone) {
        places.add(new Port(rule, linkTalk, plainTalk));
      }
    }
  }

  /// Other rules from now on; a port's rule is never another for the same number. A board that has
  /// got another name, or is taken or left alone unlike before, is made known anew.
  public List<DeviceEffect> rules(BoardRules wanted, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    table.use(wanted, nowNanos);
    Set<Integer> kept = new HashSet<>();
    wanted.ports().forEach(rule -> kept.add(rule.port()));
    for (Port port : places.all()) {
      if (!kept.contains(port.number) && !port.gone) {
        out.addAll(portDown(port.number, nowNanos));
        port.gone = true;
      }
      reconsider(port, out);
    }
    streams.sweep(out);
    addPorts(wanted.ports());
    return out;
  }

  private void reconsider(Port port, List<DeviceEffect> out) {
    boolean asks = port.blocked != null && port.blockedFor != Reason.SAME_ID;
    for (Board board : port.boards()) {
      if (!table.keeps(board)) {
        asks |= port.board == board;
        places.depart(board, port, "its rule has changed", out);
      }
    }
    if (asks && port.up) {
      port.blocked = null;
      out.add(new DeviceEffect.Send(port.number, new Frame.Who()));
    }
  }

  private static String text(long run) {
    byte[] bits = ByteBuffer.allocate(Long.BYTES).putLong(run).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  /// The session of plain boards: this start of the process.
  public String run() {
    return run;
  }

  /// Only ports of the rules come up: another number is a defect of the caller; one that was among
  /// them is late.
  public List<DeviceEffect> portUp(int number, PortSource source, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    Port port = port(number);
    if (port.gone) {
      return out;
    }
    if (port.up) {
      places.down(port, out);
      streams.sweep(out);
    }
    port.open(source, nowNanos);
    if (!port.rule.device().isEmpty() && port.plain != null) {
      Board board = table.admit(number, port.rule.device(), out);
      if (board != null && board.port == Board.NO_PORT) {
        board.port = number;
      }
    }
    for (Board board : table.all()) {
      if (board.port == number) {
        board.silence.portUp(nowNanos);
      }
    }
    if (port.rule.decoding() == Decoding.LINK) {
      out.add(new DeviceEffect.Send(number, new Frame.Who()));
    }
    return out;
  }

  public List<DeviceEffect> portDown(int number, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    Port port = port(number);
    if (port.up) {
      places.down(port, out);
      streams.sweep(out);
    }
    for (Board board : table.all()) {
      if (board.port == number) {
        board.silence.portDown();
      }
    }
    return out;
  }

  /// Bytes of a port that is down are late, and nobody's.
  public List<DeviceEffect> bytes(int number, byte[] bytes, long nowNanos) {
    Port port = port(number);
    List<DeviceEffect> out = begin(nowNanos);
    if (port.up) {
      port.feed(bytes, nowNanos, out);
    }
    return out;
  }

  /// A sensor of the own board gave no value, for which there is no number: it is counted, and
  /// named when that is `news`.
  public List<DeviceEffect> sensorFault(
      int number, String sensor, String words, boolean news, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    String device = table.name(port(number).rule.device());
    Board board = table.find(device);
    if (board != null) {
      board.countRefused();
    }
    String named = sensor + ": " + words;
    Reason reason = Reason.SENSOR_FAULT;
    out.add(new DeviceEffect.Refused(device, Key.NONE, reason, named, news));
    return out;
  }

  public List<DeviceEffect> sensorWell(int number, String sensor, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    String device = table.name(port(number).rule.device());
    out.add(new Notice("sensor_well", device, number, sensor + " measures again"));
    return out;
  }

  /// True when all that the board numbered up to this was heard.
  public boolean hasHeard(LastWord word) {
    return unheard(word) == 0;
  }

  private long unheard(LastWord word) {
    Session known = sessions.find(table.name(word.device()), word.session());
    return Math.max(0, word.last() - (known == null ? 0 : known.heard()));
  }

  /// The own board has ended: one that comes after it, with an empty memory, has lost nothing but
  /// what was not heard.
  public List<DeviceEffect> ended(LastWord word, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    Board board = table.find(table.name(word.device()));
    if (board == null) {
      return out;
    }
    board.endedEmpty = true;
    long unheard = unheard(word);
    if (unheard > 0) {
      Session known = sessions.find(board.name, word.session());
      long held = known == null ? 0 : known.held();
      String words = "the board ended before it had handed over everything";
      out.add(
          new DeviceEffect.Unsure(Key.NONE, board.name, word.session(), unheard, held, -1, words));
    }
    return out;
  }

  /// The message with this key is synced on disk or acknowledged by the broker. Keys that are no
  /// link board's are ignored, repeats too.
  public void safe(Key key, long nowNanos) {
    linkTalk.safe(key, nowNanos);
    streams.safe(key);
  }

  /// The `a` frames that are due, one per session at most, and what streams have to say.
  public List<DeviceEffect> acknowledge(long nowNanos) {
    if (linkTalk.owesNothing() && streams.owesNothing()) {
      return List.of();
    }
    List<DeviceEffect> out = begin(nowNanos);
    linkTalk.acknowledge(out);
    streams.acknowledge(nowNanos, out);
    return out;
  }

  public List<DeviceEffect> tick(long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    for (Board board : table.all()) {
      board.commands.advance(board, nowNanos, out);
      if (board.available && board.link != null) {
        linkTalk.tick(board, nowNanos, out);
        welcomes.tick(port(board.port), board, nowNanos, out);
      }
      places.climb(board, nowNanos, out);
    }
    streams.tick(nowNanos, out);
    return out;
  }

  /// When [#tick] has something to do; `Long.MAX_VALUE` for never.
  public long dueNanos() {
    long due = streams.dueNanos(nowNanos);
    for (Board board : table.all()) {
      due = Math.min(due, board.silence.dueNanos());
      due = Math.min(due, board.commands.dueNanos(board, nowNanos));
      due = Math.min(due, Math.min(LinkTalk.holdDueNanos(board), Welcomes.dueNanos(board)));
    }
    return due;
  }

  public List<DeviceEffect> clock(long wallMillis, boolean synchronised, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    if (clock.set(wallMillis, synchronised, nowNanos)) {
      for (Board board : table.all()) {
        if (Welcomes.wantsTime(board)) {
          welcomes.time(board, nowNanos, out);
        }
      }
    }
    return out;
  }

  /// A board that is away gets it when it comes back within the time. The end, whichever it is,
  /// comes
  /// as [CommandEnded] with this reference, possibly at once.
  public List<DeviceEffect> command(
      String device, String channel, String value, long ttlMillis, long reference, long nowNanos) {
    List<DeviceEffect> out = begin(nowNanos);
    Board board = table.find(device);
    if (board == null) {
      String words = "no board is called so";
      out.add(new CommandEnded(device, reference, CommandCode.REFUSED, words));
    } else if (board.link == null && board.everHeard()) {
      String words = "the board does not speak the link";
      out.add(new CommandEnded(device, reference, CommandCode.REFUSED, words));
    } else if (ttlMillis <= 0) {
      String words = "it had expired when it came";
      out.add(new CommandEnded(device, reference, CommandCode.EXPIRED, words));
    } else {
      board.commands.add(board, channel, value, ttlMillis, reference, nowNanos, out);
    }
    return out;
  }

  /// A message from the broker, for whichever board has asked for it over its stream; what is for
  /// them goes out with [#acknowledge]. Gives how many had no room for it.
  public int arrived(String topic, byte[] payload, boolean retain) {
    return streams.arrived(topic, payload, retain);
  }

  /// While there is no room no new reading of a link board is taken: it keeps and repeats it.
  public void room(boolean room) {
    linkTalk.room(room);
    streams.room(room);
  }

  /// Numbers `first` to `last` were heard and a bound threw them away; the announcement of that has
  /// the key of the last, and makes all of them safe.
  public void announced(String device, String session, long first, long last) {
    Session known = sessions.find(device, session);
    if (known != null) {
      known.announce(first, last);
    }
    streams.safe(device, session, first, last);
  }

  /// While the disk is in trouble boards are asked to hold for longer.
  public void diskTrouble(boolean trouble) {
    linkTalk.diskTrouble(trouble);
  }

  /// Some board's ring is more than half full of readings that were heard and are not safe.
  public boolean ringPressure() {
    for (Board board : table.all()) {
      if (LinkTalk.pressed(board)) {
        return true;
      }
    }
    return false;
  }

  public List<Mark> marks() {
    return sessions.all();
  }

  /// False while a board that was there before a crash has not been heard since: it may have been
  /// told more than our mark of it says.
  public boolean marksExact() {
    return sessions.latestExact();
  }

  /// Marks that have risen since the last call.
  public List<Mark> takeChangedMarks() {
    return sessions.takeChanged();
  }

  /// `exact`: nothing became safe after these were written (a clean stop). Otherwise a board that
  /// has
  /// gone further is believed, and the readings between are [DeviceEffect.Unsure], not lost.
  public void restore(Collection<Mark> marks, boolean exact) {
    for (Mark mark : marks) {
      table.remember(mark.device());
      Session known = sessions.find(mark.device(), mark.session());
      if (known == null) {
        known = sessions.open(mark);
      } else {
        known.adopt(mark);
      }
      if (!exact) {
        known.believeBoard();
      }
      Board board = table.find(mark.device());
      if (board != null && ownBoards.contains(mark.device())) {
        // it ended with this gateway, which had heard all of it
        board.endedEmpty = exact;
      }
    }
  }

  /// Null for a board that nobody has heard of.
  public BoardPicture describe(String device, long nowNanos) {
    Board board = table.find(device);
    return board == null ? null : board.picture(streams.client(board), nowNanos);
  }

  public List<BoardPicture> pictures(long nowNanos) {
    List<BoardPicture> pictures = new ArrayList<>();
    for (Board board : table.all()) {
      pictures.add(board.picture(streams.client(board), nowNanos));
    }
    return pictures;
  }

  private List<DeviceEffect> begin(long nowNanos) {
    this.nowNanos = nowNanos;
    return new ArrayList<>();
  }

  private Port port(int number) {
    Port port = places.port(number);
    if (port == null) {
      throw new IllegalArgumentException("port " + number + " is not in the rules");
    }
    return port;
  }
}
