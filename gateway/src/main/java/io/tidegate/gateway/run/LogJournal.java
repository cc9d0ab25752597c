package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.tinylog.Logger;
import org.tinylog.TaggedLogger;

/// The journal through tinylog: one line per event, `event subject: words`. Any thread may call it.
///
/// tinylog knows no level between warning and info; a notice travels as info with a tag, which
/// [LogWriter] reads.
public final class LogJournal implements Journal {
  private static final TaggedLogger NOTICES = Logger.tag(LogWriter.NOTICE);

  private final LongSupplier nowNanos;
  private final RateLimit limit = new RateLimit();
  private volatile Level least;

  public LogJournal(Level least) {
    this(least, System::nanoTime);
  }

  LogJournal(Level least, LongSupplier nowNanos) {
    this.least = least;
    this.nowNanos = nowNanos;
  }

  /// Lines below this level are not written.
  public void least(Level least) {
    this.least = least;
  }

  @Override
  public void log(Level level, String event, String subject, String words) {
    if (level.compareTo(least) > 0) {
      return;
    }
    List<RateLimit.LeftOut> told = new ArrayList<>(0);
    boolean passes;
    synchronized (limit) {
      passes = limit.passes(event, subject, nowNanos.getAsLong(), told);
    }
    told.forEach(LogJournal::tell);
    if (passes) {
      write(level, line(event, subject, words));
    }
  }

  /// Tells what was left out since; call it once a second or so.
  void tick() {
    List<RateLimit.LeftOut> told;
    synchronized (limit) {
      told = limit.over(nowNanos.getAsLong());
    }
    told.forEach(LogJournal::tell);
  }

  /// The process ends: what was left out is told now.
  public void end() {
    List<RateLimit.LeftOut> told;
    synchronized (limit) {
      told = limit.all();
    }
    told.forEach(LogJournal::tell);
  }

  private static void tell(RateLimit.LeftOut leftOut) {
    write(
        Level.WARNING,
        line(
            leftOut.key().event(),
            leftOut.key().subject(),
            leftOut.count() + " more like this were left out"));
  }

  private static String line(String event, String subject, String words) {
    return subject.isEmpty() ? event + ": " + words : event + " " + subject + ": " + words;
  }

  private static void write(Level level, String line) {
    switch (level) {
      case ERROR -> Logger.error((Object) line);
      case WARNING -> Logger.warn((Object) line);
      case NOTICE -> NOTICES.info((Object) line);
      case INFO -> Logger.info((Object) line);
      case DEBUG -> Logger.debug((Object) line);
    }
  }
}
