package io.tidegate.bridge.link;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.LogLevel;
import io.tidegate.bridge.WireFault;
import java.util.function.Consumer;

/// The board's part of the link, PROTOCOL.md section 5, word for word; the names are those of its
/// table.
///
/// The sketch calls [#start] first and [#poll] often. Times are milliseconds of 32 bits and may
/// wrap. Whatever is written goes to `out`, each line as one array.
public final class LinkBoard {
  private static final long HELLO_FIRST_MILLIS = 2_000;
  private static final long LONGEST_INTERVAL_MILLIS = 30_000;
  private static final long RTO_LEAST_MILLIS = 1_000;
  private static final long SAMPLE_LIMIT_MILLIS = 60_000;
  private static final long HOLD_LIMIT_SECONDS = 60;
  private static final long MUTED_MILLIS = 60_000;
  private static final long OLD_MILLIS = 1L << 31;
  private static final int LOG_LINES = 4;
  private static final long LOG_WINDOW_MILLIS = 10_000;

  private final LinkSettings settings;
  private final Consumer<byte[]> out;
  private final LineDecoder lines;
  private final Input input = new Input();
  private final long jitterPerMille;

  // kept over a reset
  private String session = Frame.NO_SESSION;
  private final Ring ring;
  private long series;
  private final Commands commands;
  private int lastMillis;

  // since the last start
  private int nowMillis;
  private long sendNext = 1;
  private boolean welcomed;
  private boolean helloDue = true;
  private String nonce = "";
  private int helloSentMillis;
  private long helloIntervalMillis;
  private boolean probing;
  private int probeSentMillis;
  private long probeIntervalMillis;
  private int lineSentMillis;
  private long lineCostMillis;
  private long srttMillis;
  private long holdSeq;
  private int holdSinceMillis;
  private long holdMillis;
  private boolean muted;
  private int mutedSinceMillis;
  private int logWindowMillis;
  private int logLines;
  private Frame.Time time;

  // counts
  private long ignored;
  private long errors;
  private long logLinesDropped;
  private long wireFaults;

  public LinkBoard(LinkSettings settings, CommandHandler handler, Consumer<byte[]> out) {
    this.settings = settings;
    this.commands = new Commands(settings.channels(), handler);
    this.out = out;
    this.ring = new Ring(settings.ring());
    this.lines = new LineDecoder(settings.rxBytes(), Direction.DOWN);
    this.jitterPerMille = 750 + Integer.toUnsignedLong(Crc32Line.of(settings.dev())) % 501;
  }

  /// The board begins to run, with what its memory kept.
  public void start(int nowMillis) {
    this.nowMillis = nowMillis;
    for (long n = ring.base(); n < ring.next(); n++) {
      ring.get(n).survived(lastMillis, nowMillis);
    }
    lastMillis = nowMillis;
    lines.reset();
    sendNext = ring.base();
    welcomed = false;
    helloDue = true;
    nonce = "";
    probing = false;
    lineCostMillis = 0;
    srttMillis = 0;
    holdMillis = 0;
    muted = false;
    logLines = 0;
    time = null;
  }

  /// Its memory is gone.
  public void losePower() {
    session = Frame.NO_SESSION;
    ring.clear();
    series = 0;
    commands.forget();
  }

  /// Reads all of `bytes`, then does at most one thing.
  public void poll(byte[] bytes, int length, int nowMillis) {
    this.nowMillis = nowMillis;
    lastMillis = nowMillis;
    ageReadings();
    lines.feed(bytes, 0, length, input);
    endHold();
    if (muted && since(mutedSinceMillis) >= MUTED_MILLIS) {
      muted = false;
      helloDue = true;
    }
    if (!muted) {
      act();
    }
  }

  /// False when it is refused and uses up no number: the JSON is longer than the link takes or not
  /// printable, or no number is left. The oldest makes room when the ring is full.
  public boolean reading(String json, int nowMillis) {
    this.nowMillis = nowMillis;
    lastMillis = nowMillis;
    if (json.length() > Limits.READING_JSON_BYTES
        || !Printable.is(json)
        || ring.next() > Limits.SEQUENCE_LAST) {
      return false;
    }
    if (ring.isFull()) {
      ring.dropThrough(ring.base());
      sendNext = Math.max(sendNext, ring.base());
    }
    ring.add(new Held(json, nowMillis));
    return true;
  }

  /// Words for a person: cut to what a line takes, at most four within ten seconds.
  public boolean log(LogLevel level, String text, int nowMillis) {
    this.nowMillis = nowMillis;
    if (logLines == 0 || since(logWindowMillis) >= LOG_WINDOW_MILLIS) {
      logWindowMillis = nowMillis;
      logLines = 0;
    }
    if (logLines == LOG_LINES) {
      logLinesDropped++;
      return false;
    }
    logLines++;
    int bare = FrameEncoder.sizeBytes(new Frame.LogLine(level, ""));
    write(new Frame.LogLine(level, Printable.of(text, Limits.LINE_UP_BYTES - bare)));
    return true;
  }

  /// How long it has nothing to do unless bytes arrive or the sketch calls; 0 for now.
  public long idleMillis(int nowMillis) {
    this.nowMillis = nowMillis;
    if (muted) {
      return left(mutedSinceMillis, MUTED_MILLIS);
    }
    if (helloDue) {
      return 0;
    }
    if (!welcomed) {
      return left(helloSentMillis, jitter(helloIntervalMillis));
    }
    long held = holds() ? left(holdSinceMillis, holdMillis) : 0;
    if (probing) {
      return Math.max(held, left(probeSentMillis, jitter(probeIntervalMillis)));
    }
    long idle = Long.MAX_VALUE;
    if (sendNext < ring.next()) {
      idle = sendNext == ring.next() - 1 ? 0 : left(lineSentMillis, lineCostMillis);
    }
    if (ring.base() < sendNext) {
      idle = Math.min(idle, Math.max(held, left(ring.oldest().sentMillis, rtoMillis())));
    }
    return idle;
  }

  public String session() {
    return session;
  }

  /// The oldest number still held, or the next one.
  public long base() {
    return ring.base();
  }

  /// The number the next reading will get.
  public long next() {
    return ring.next();
  }

  public boolean ringFull() {
    return ring.isFull();
  }

  public boolean welcomed() {
    return welcomed;
  }

  /// The last time the gateway told, or null.
  public Frame.Time time() {
    return time;
  }

  /// Acknowledgements of numbers that do not exist.
  public long ignored() {
    return ignored;
  }

  /// `e` frames heard.
  public long errors() {
    return errors;
  }

  public long logLinesDropped() {
    return logLinesDropped;
  }

  public long wireFaults() {
    return wireFaults;
  }

  /// The first of the five rules that applies.
  private void act() {
    if (helloDue) {
      beginHello();
    } else if (!welcomed) {
      if (since(helloSentMillis) >= jitter(helloIntervalMillis)) {
        helloIntervalMillis = Math.min(LONGEST_INTERVAL_MILLIS, 2 * helloIntervalMillis);
        hello();
      }
    } else if (probing) {
      if (since(probeSentMillis) >= jitter(probeIntervalMillis) && !holds()) {
        probeIntervalMillis = Math.min(LONGEST_INTERVAL_MILLIS, 2 * probeIntervalMillis);
        probe();
      }
    } else if (sendNext < ring.next()
        && (sendNext == ring.next() - 1 || since(lineSentMillis) >= lineCostMillis)) {
      send(sendNext++);
    } else if (ring.base() < sendNext
        && since(ring.oldest().sentMillis) >= rtoMillis()
        && !holds()) {
      probeIntervalMillis = Math.min(LONGEST_INTERVAL_MILLIS, 2 * rtoMillis());
      probing = true;
      probe();
    }
  }

  private void beginHello() {
    helloDue = false;
    welcomed = false;
    series++;
    String now = Integer.toUnsignedString(nowMillis);
    String seed = String.join(" ", settings.dev(), now, Long.toString(series), session);
    nonce = Crc32Line.hex(Crc32Line.of(seed));
    helloIntervalMillis = HELLO_FIRST_MILLIS;
    hello();
  }

  private void hello() {
    write(
        new Frame.Hello(
            settings.dev(),
            nonce,
            session,
            ring.base(),
            ring.next(),
            ring.size(),
            settings.rxBytes(),
            settings.firmware(),
            settings.channels().size(),
            settings.caps()));
    for (int i = 0; i < settings.channels().size(); i++) {
      Channel channel = settings.channels().get(i);
      write(
          new Frame.Describe(
              nonce,
              i,
              channel.name(),
              channel.kind(),
              channel.unit(),
              channel.decimals(),
              channel.access()));
    }
    helloSentMillis = nowMillis;
  }

  private void probe() {
    send(ring.base());
    probeSentMillis = nowMillis;
  }

  private void send(long number) {
    Held reading = ring.get(number);
    long age = reading.old ? OLD_MILLIS : since(reading.takenMillis);
    boolean atLeast = reading.ageAtLeast || reading.old;
    int bytes = write(new Frame.Reading(session, number, ring.base(), age, atLeast, reading.json));
    reading.sent(nowMillis);
    lineSentMillis = nowMillis;
    lineCostMillis = Math.ceilDiv(2_000L * bytes, settings.bytesPerSecond());
  }

  private int write(Frame frame) {
    byte[] line = FrameEncoder.encode(frame);
    out.accept(line);
    return line.length;
  }

  private void ageReadings() {
    for (long n = ring.base(); n < ring.next(); n++) {
      Held each = ring.get(n);
      each.old = each.old || since(each.takenMillis) >= OLD_MILLIS;
      if (!each.old && !each.ageAtLeast) {
        return; // the later ones are younger
      }
    }
  }

  private void endHold() {
    if (since(holdSinceMillis) >= holdMillis) {
      holdMillis = 0;
    }
  }

  private boolean holds() {
    return holdMillis > 0 && since(holdSinceMillis) < holdMillis && ring.base() <= holdSeq;
  }

  private long rtoMillis() {
    return jitter(Math.clamp(4 * srttMillis, RTO_LEAST_MILLIS, LONGEST_INTERVAL_MILLIS));
  }

  private long jitter(long millis) {
    return millis * jitterPerMille / 1_000;
  }

  private long since(int thenMillis) {
    return Integer.toUnsignedLong(nowMillis - thenMillis);
  }

  private long left(int sinceMillis, long waitMillis) {
    return Math.max(0, waitMillis - since(sinceMillis));
  }

  private void welcome(Frame.Welcome frame) {
    if (welcomed || !frame.nonce().equals(nonce)) {
      return;
    }
    welcomed = true;
    if (!frame.session().equals(session)) {
      if (!session.equals(Frame.NO_SESSION)) {
        ring.renumber();
      }
      session = frame.session();
      commands.forget();
    }
    sendNext = ring.base();
    probing = false;
    holdMillis = 0;
  }

  private void acknowledged(long seq) {
    if (seq >= ring.next()) {
      ignored++;
      return;
    }
    if (seq < ring.base()) {
      return;
    }
    sample(ring.get(seq));
    ring.dropThrough(seq);
    if (probing) {
      probing = false;
      sendNext = ring.base();
    } else {
      sendNext = Math.max(sendNext, ring.base());
    }
    if (ring.isEmpty() && ring.next() > Limits.SEQUENCE_LAST) {
      session = Frame.NO_SESSION;
      ring.clear();
      sendNext = 1;
      helloDue = true;
    }
  }

  private void sample(Held newest) {
    if (newest.sentOnce()) {
      long sample = Math.min(SAMPLE_LIMIT_MILLIS, since(newest.sentMillis));
      srttMillis = srttMillis == 0 ? sample : srttMillis + (sample - srttMillis) / 8;
    }
  }

  private void hold(Frame.Hold frame) {
    if (frame.seq() >= ring.next() || frame.seq() < ring.base()) {
      return;
    }
    probing = false;
    sendNext = Math.max(sendNext, frame.seq() + 1);
    holdSeq = frame.seq();
    holdSinceMillis = nowMillis;
    holdMillis = 1_000 * Math.min(HOLD_LIMIT_SECONDS, frame.seconds());
  }

  private void repeat(long seq) {
    if (seq < ring.next()) {
      sendNext = Math.max(seq, ring.base());
      probing = false;
      holdMillis = 0;
    }
  }

  private void failed(String code) {
    errors++;
    if (code.equals(Frame.Fail.ID_TAKEN)) {
      muted = true;
      mutedSinceMillis = nowMillis;
    }
  }

  /// What the gateway says.
  private final class Input implements LineDecoder.Sink {
    @Override
    public void frame(Frame frame) {
      switch (frame) {
        case Frame.Who _ -> helloDue = true;
        case Frame.Welcome welcome -> welcome(welcome);
        case Frame.Ack(String of, long seq) when of.equals(session) -> acknowledged(seq);
        case Frame.Hold hold when hold.session().equals(session) -> hold(hold);
        case Frame.Repeat(String of, long seq) when of.equals(session) -> repeat(seq);
        case Frame.Command command when command.session().equals(session) ->
            write(commands.result(command));
        case Frame.Time told -> time = told;
        case Frame.Fail(String code, _) -> failed(code);
        default -> {} // of another session
      }
    }

    @Override
    public void text(byte[] buffer, int offset, int length) {}

    @Override
    public void fault(WireFault fault) {
      wireFaults++;
    }
  }
}
