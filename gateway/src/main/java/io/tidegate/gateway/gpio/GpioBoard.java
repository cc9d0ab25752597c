package io.tidegate.gateway.gpio;

import static java.math.RoundingMode.HALF_UP;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.LogLevel;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.device.LastWord;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.pin.PinRule;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The machine as a board on the link. Its thread is the board's `loop()`: it takes what the
/// gateway says, polls, looks after the pins, and hands over the lines. Sensors are read by threads
/// of their own.
public final class GpioBoard implements Wires, AutoCloseable {
  /// Readings it keeps until they are safe.
  static final int RING = 256;

  /// Ten times what the slowest driver needs to read.
  public static final long HANG_NANOS = 10_000_000_000L;

  /// At the end its thread gets this long; it has nothing to wait for but the core.
  private static final long CLOSE_LIMIT_MILLIS = 400;

  /// One that ends before it was greeted waits so long for that: without it nothing is taken of it.
  private static final long GREETING_NANOS = 300_000_000;

  /// Memory does not need to be spared as a cable does.
  private static final long BYTES_PER_SECOND = 10_000_000;

  private static final int RX_BYTES = 250;

  private final GpioSettings settings;
  private final Inbox inbox;
  private final long hangNanos;
  private final LinkBoard board;
  private final FaultBook faults;
  private final List<SensorThread> buses = new ArrayList<>();
  private final Lines pinLines;
  private final CounterKeeper counters;
  private final Mailbox mailbox = new Mailbox();
  private final Thread thread;

  /// The board, and the lines that it has said, belong to who has this.
  private final ReentrantLock lock = new ReentrantLock();

  private final List<byte[]> said = new ArrayList<>();

  private volatile boolean brokerUp;

  /// Set before the thread starts.
  private long leftAloneMillis;

  // the thread's own

  /// Null without pins, and before it runs.
  private PinDesk pins;

  /// What pins tell while the board is polled, which is no time to add to it.
  private final List<Runnable> toldByPins = new ArrayList<>();

  /// It was started anew, and the core is not told yet.
  private boolean fresh;

  /// A read that takes longer than `hangNanos` is told. `lines` are those of the pins; what is
  /// counted is kept in `folder`.
  public GpioBoard(
      GpioSettings settings,
      Inbox inbox,
      long hangNanos,
      Lines lines,
      Path folder,
      Sensors sensors) {
    this.settings = settings;
    this.inbox = inbox;
    this.hangNanos = hangNanos;
    this.faults = new FaultBook(settings.port(), inbox);
    this.pinLines = lines;
    this.counters = new CounterKeeper(new CounterFile(folder), settings.pins().writeEveryNanos());
    this.board =
        new LinkBoard(
            new LinkSettings(
                settings.device(),
                "tidegate",
                RING,
                RX_BYTES,
                "-",
                BYTES_PER_SECOND,
                channels(settings)),
            this::command,
            said::add);
    Map<String, List<SensorSettings>> byBus = new LinkedHashMap<>();
    for (SensorSettings each : settings.sensors()) {
      byBus.computeIfAbsent(each.source().busName(), _ -> new ArrayList<>()).add(each);
    }
    byBus.forEach((name, those) -> buses.add(bus(name, those, sensors)));
    this.thread = Thread.ofPlatform().name("gpio-board").daemon(true).unstarted(this::run);
  }

  private static List<Channel> channels(GpioSettings settings) {
    Stream<Channel> sensors = settings.sensors().stream().map(SensorSettings::channel);
    Stream<PinRule> pins = settings.pins().rules().stream();
    return Stream.concat(sensors, pins.flatMap(pin -> pin.channels().stream())).toList();
  }

  private SensorThread bus(String name, List<SensorSettings> those, Sensors sensors) {
    Runnable letsGo = () -> sensors.letGo(those.getFirst().source());
    return new SensorThread(name, those, sensors::read, hangNanos, this::came, letsGo);
  }

  public int port() {
    return settings.port();
  }

  /// It begins to run after this long: 0, unless it is to be left alone for a while.
  public void start(long afterMillis) {
    leftAloneMillis = afterMillis;
    thread.start();
  }

  private Input.PortUp up() {
    return new Input.PortUp(settings.port(), new PortSource(GpioSettings.LABEL, "", ""));
  }

  @Override
  public boolean send(int port, byte[] bytes) {
    return mailbox.send(bytes);
  }

  /// With or without a reset: it starts anew, with its memory kept.
  @Override
  public void reopen(int port, boolean reset) {
    mailbox.reopen();
  }

  @Override
  public void broker(boolean up) {
    brokerUp = up;
    mailbox.wake();
  }

  /// Makes its outputs safe, hands over what it holds and ends. A sensor whose read hangs is left
  /// behind.
  @Override
  public void close() {
    end(Input.PortDown.Why.ENDING, "the gateway ends");
  }

  /// As [#close], while the gateway goes on.
  public void closeForAnother() {
    end(Input.PortDown.Why.WANTED, "it is configured otherwise");
  }

  private void end(Input.PortDown.Why why, String words) {
    buses.forEach(SensorThread::stop);
    mailbox.end();
    ends(Duration.ofMillis(CLOSE_LIMIT_MILLIS));
    inbox.control(new Input.PortDown(settings.port(), why, words));
  }

  /// After [#close]: true when its outputs are safe, and what was counted is on disk.
  public boolean awaitEnd(Duration limit) {
    return ends(limit) && counters.awaitWritten(limit);
  }

  private boolean ends(Duration limit) {
    try {
      return thread.getState() == Thread.State.NEW || thread.join(limit);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What it has numbered so far; after its end, for good.
  public LastWord told() {
    lock.lock();
    try {
      return new LastWord(settings.device(), board.session(), board.next() - 1);
    } finally {
      lock.unlock();
    }
  }

  // on the sensors' threads

  private void came(SensorSettings sensor, Outcome outcome) {
    switch (outcome) {
      case Outcome.Value(BigDecimal number) -> value(sensor, number);
      case Fault fault -> faults.fault(sensor.name(), fault);
    }
  }

  private void value(SensorSettings sensor, BigDecimal number) {
    String json =
        "{\"%s\":%s}"
            .formatted(sensor.name(), number.setScale(sensor.decimals(), HALF_UP).toPlainString());
    lock.lock();
    try {
      // refused only between the last number of a session and the next session, in 136 years
      board.reading(json, nowMillis());
    } finally {
      lock.unlock();
    }
    mailbox.wake();
    faults.well(sensor.name());
  }

  // on the board's thread

  private void run() {
    if (!mailbox.stayAway(leftAloneMillis * 1_000_000)) {
      return;
    }
    try {
      begin();
      loop();
    } finally {
      // also when it meets a defect: outputs may not stay as they are
      end();
    }
  }

  private void loop() {
    boolean goesOn = true;
    while (goesOn) {
      byte[] heard = take();
      if (fresh) {
        fresh = false;
        inbox.control(
            new Input.PortDown(
                settings.port(), Input.PortDown.Why.WANTED, "starting the board anew"));
        inbox.control(up());
      }
      if (pins != null) {
        pins.turn(brokerUp, System.nanoTime());
      }
      goesOn = turn(heard, 0) && mailbox.await(idleNanos());
      watchBuses();
    }
  }

  private void begin() {
    lock.lock();
    try {
      board.start(nowMillis());
    } finally {
      lock.unlock();
    }
    inbox.control(up());
    if (!settings.pins().rules().isEmpty()) {
      pins = new PinDesk(settings.pins(), pinLines, counters, faults, new PinTeller());
      pins.start(System.nanoTime());
    }
    buses.forEach(SensorThread::start);
  }

  private void end() {
    PinDesk ended = pins;
    pins = null;
    if (ended != null) {
      ended.stop(System.nanoTime());
    }
    handOver();
    mailbox.close();
    if (ended != null) {
      ended.close();
    }
  }

  /// Time is only a number to the board: what is still to be paced goes out at once.
  private void handOver() {
    long untilNanos = System.nanoTime() + GREETING_NANOS;
    while (turn(take(), 0) && !board.welcomed() && System.nanoTime() < untilNanos) {
      mailbox.await(untilNanos - System.nanoTime());
    }
    for (int turn = 1; turn <= 2 * RING && turn(take(), turn); turn++) {}
  }

  /// What the gateway has said since.
  private byte[] take() {
    Mailbox.Taken taken = mailbox.take();
    if (taken.reopen()) {
      fresh = !taken.ended();
      lock.lock();
      try {
        board.start(nowMillis());
      } finally {
        lock.unlock();
      }
    }
    return taken.bytes();
  }

  /// One turn of its loop, so far ahead of time. The lines go out without the lock, as the core
  /// may make it wait. False when nobody takes them any more.
  private boolean turn(byte[] heard, int aheadMillis) {
    List<byte[]> out;
    lock.lock();
    try {
      tellBoard();
      // read with the lock held: a reading that is younger than its poll would be taken for ancient
      board.poll(heard, heard.length, nowMillis() + aheadMillis);
      tellBoard();
      out = List.copyOf(said);
      said.clear();
    } finally {
      lock.unlock();
    }
    for (byte[] line : out) {
      if (!inbox.bytes(settings.port(), line, line.length)) {
        return false;
      }
    }
    return true;
  }

  private void tellBoard() {
    toldByPins.forEach(Runnable::run);
    toldByPins.clear();
  }

  private CommandHandler.Answer command(String channel, String value) {
    return pins == null
        ? new CommandHandler.Answer(CommandCode.BUSY, "the gateway starts or ends")
        : pins.command(channel, value, System.nanoTime());
  }

  /// How long it has nothing to do but to look after its buses.
  private long idleNanos() {
    long idleMillis;
    lock.lock();
    try {
      idleMillis = Math.min(board.idleMillis(nowMillis()), hangNanos / 2_000_000);
    } finally {
      lock.unlock();
    }
    long idleNanos = idleMillis * 1_000_000;
    return pins == null ? idleNanos : Math.min(idleNanos, pins.leftNanos(System.nanoTime()));
  }

  /// Pins are told of on the board's thread, troubles with their file on another one too.
  private final class PinTeller implements PinDesk.Teller {
    @Override
    public void reading(String json, long atNanos) {
      toldByPins.add(() -> board.reading(json, (int) (atNanos / 1_000_000)));
    }

    @Override
    public void log(String words) {
      lock.lock();
      try {
        board.log(LogLevel.WARN, words, nowMillis());
      } finally {
        lock.unlock();
      }
      mailbox.wake();
    }

    @Override
    public void wake() {
      mailbox.wake();
    }
  }

  private void watchBuses() {
    for (SensorThread bus : buses) {
      SensorSettings sensor = bus.overdue(System.nanoTime());
      if (sensor != null) {
        faults.fault(
            sensor.name(),
            new Fault(
                Fault.Kind.HANGS,
                "a read has not come back for "
                    + Math.max(1, hangNanos / 1_000_000_000)
                    + " s; the sensors of its bus wait for it"));
      }
    }
  }

  private static int nowMillis() {
    return (int) (System.nanoTime() / 1_000_000);
  }
}
