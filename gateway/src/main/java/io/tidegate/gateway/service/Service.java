package io.tidegate.gateway.service;

import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.State;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Tells systemd how the gateway is, on a thread of its own that the core never waits for: it asks
/// the core for its state about once a second, one question at a time, and what it says is what the
/// core answered.
///
/// A message that could not be sent is made anew at the next look. Without orders there is no
/// thread, and every method does nothing.
public final class Service {
  /// The control socket's tickets count up from 1.
  static final long TICKET = 0;

  /// Until systemd knows that we are ready, somebody waits.
  private static final long START_LOOK_NANOS = 50_000_000L;

  /// A driver that hangs at the first open is one port's trouble, and keeps nobody waiting longer.
  private static final long PORTS_LIMIT_NANOS = 5_000_000_000L;

  /// Every change of the words costs systemd a signal on its bus.
  private static final long STATUS_EVERY_NANOS = 1_000_000_000L;

  private final NotifySocket socket;
  private final Orders orders;
  private final Inbox inbox;
  private final Supplier<String> whereTheCoreStands;
  private final Journal journal;
  private final LongSupplier nowNanos;
  private final Watchdog watchdog;

  /// The core's thread puts it here, and does nothing else.
  private final AtomicReference<State> answer = new AtomicReference<>();

  // guarded by this
  private boolean opened;
  private long openedNanos;
  private boolean over;
  private boolean complained;

  // the thread's own
  private boolean asked;
  private volatile boolean ready;
  private State state;
  private String saidWords = "";
  private long saidNanos;

  /// `whereTheCoreStands` is asked only when the core does not answer.
  public Service(
      Orders orders,
      Inbox inbox,
      Supplier<String> whereTheCoreStands,
      Journal journal,
      LongSupplier nowNanos) {
    this.orders = orders;
    this.socket = orders.socket();
    this.inbox = inbox;
    this.whereTheCoreStands = whereTheCoreStands;
    this.journal = journal;
    this.nowNanos = nowNanos;
    this.watchdog = new Watchdog(orders.watchdogNanos());
  }

  /// The core's desk: answers to our questions come here, all others go to `others`.
  public Desk desk(Desk others) {
    return socket == null ? others : new OurDesk(others);
  }

  /// The start has begun.
  public void begin() {
    for (String complaint : orders.complaints()) {
      journal.log(Journal.Level.WARNING, "service", "systemd", complaint);
    }
    if (socket != null) {
      Thread.ofPlatform().name("service").daemon().start(this::run);
    }
  }

  /// The spool is open, ports are being opened, the core's thread runs.
  public synchronized void opened() {
    opened = true;
    openedNanos = nowNanos.getAsLong();
    notifyAll();
  }

  /// The configuration is being read anew. systemd compares the time with its own, of the same
  /// clock: CLOCK_MONOTONIC, which is what Java's nanoTime is on Linux.
  public void reloading() {
    if (ready) {
      say("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
    }
  }

  /// Whatever came of it; the log says so.
  public void reloaded() {
    if (ready) {
      say("READY=1");
    }
  }

  /// It does not start, for this reason.
  public void failed(String words) {
    end("STATUS=Not started: " + StatusWords.oneLine(words));
  }

  /// The end has begun; nothing else is said from now on but how it went.
  public void stopping() {
    end("STOPPING=1\nSTATUS=Stopping: making durable what was read");
  }

  /// The end, with what was not synced; empty when all was.
  public void stopped(String unsynced) {
    String words =
        unsynced.isEmpty()
            ? "everything that was read is on disk or delivered"
            : "NOT SYNCED: " + StatusWords.oneLine(unsynced);
    end("STATUS=Stopped: " + words);
  }

  private synchronized void end(String lines) {
    over = true;
    notifyAll();
    if (socket != null) {
      send(lines);
    }
  }

  private void run() {
    say("STATUS=Starting: reading the spool");
    try {
      while (awaitNextLook()) {
        look(nowNanos.getAsLong());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// False when it is over.
  private synchronized boolean awaitNextLook() throws InterruptedException {
    long dueNanos =
        nowNanos.getAsLong()
            + (ready ? watchdog.lookNanos() : Math.min(START_LOOK_NANOS, watchdog.lookNanos()));
    for (long left = 1; !over && (!opened || left > 0); left = dueNanos - nowNanos.getAsLong()) {
      wait(opened ? left / 1_000_000 + 1 : 0);
    }
    return !over;
  }

  private void look(long nowNanos) {
    takeAnswer();
    if (ready || mayBeCalledReady(nowNanos)) {
      tell(nowNanos);
    }
    if (!asked) {
      asked = true;
      inbox.control(new Input.Asked(TICKET, new Question.State()));
    }
  }

  private void takeAnswer() {
    State came = answer.getAndSet(null);
    if (came != null) {
      asked = false;
      state = came;
      watchdog.answered(came.spool().busyMillis() * 1_000_000);
    }
  }

  /// The core has answered, so spool and core work; and every port is open, or known not to be.
  private boolean mayBeCalledReady(long nowNanos) {
    return state != null
        && (state.ports().stream().allMatch(State.Port::tried)
            || nowNanos - openedNanos > PORTS_LIMIT_NANOS);
  }

  private void tell(long nowNanos) {
    String words = StatusWords.of(state);
    boolean news =
        !words.equals(saidWords) && (!ready || nowNanos - saidNanos >= STATUS_EVERY_NANOS);
    boolean feeds = watchdog.feeds(nowNanos);
    String lines =
        (ready ? "" : "READY=1\n")
            + (news ? "STATUS=" + words + "\n" : "")
            + (feeds ? "WATCHDOG=1\n" : "");
    if (!lines.isEmpty() && say(lines.stripTrailing())) {
      ready = true;
      if (news) {
        saidWords = words;
        saidNanos = nowNanos;
      }
      if (feeds) {
        fed(nowNanos);
      }
    }
    if (!feeds && ready) {
      String why = watchdog.withheld(nowNanos, whereTheCoreStands);
      if (!why.isEmpty()) {
        journal.log(Journal.Level.ERROR, "watchdog", "systemd", why);
      }
    }
  }

  private void fed(long nowNanos) {
    if (watchdog.fed(nowNanos)) {
      journal.log(Journal.Level.NOTICE, "watchdog", "systemd", "fed again");
    }
  }

  /// Not after the last word.
  private synchronized boolean say(String lines) {
    return !over && send(lines);
  }

  /// Trouble is told once, whatever comes of it later.
  private boolean send(String lines) {
    String trouble = socket.send(lines);
    if (!trouble.isEmpty() && !complained) {
      complained = true;
      journal.log(
          Journal.Level.WARNING,
          "service",
          "systemd",
          "%s (NOTIFY_SOCKET) took no message: %s; systemd does not learn how the gateway is; it is tried on, and not told again"
              .formatted(StatusWords.oneLine(socket.name()), trouble));
    }
    return trouble.isEmpty();
  }

  private final class OurDesk implements Desk {
    private final Desk others;

    OurDesk(Desk others) {
      this.others = others;
    }

    @Override
    public void state(long ticket, State state) {
      if (ticket == TICKET) {
        answer.set(state);
      } else {
        others.state(ticket, state);
      }
    }

    @Override
    public boolean line(long ticket, int port, Heard heard, byte[] bytes) {
      return others.line(ticket, port, heard, bytes);
    }

    @Override
    public void result(long ticket, String code, String text) {
      others.result(ticket, code, text);
    }
  }
}
