package io.tidegate.gateway.gpio;

import static java.math.RoundingMode.HALF_UP;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.device.PortSource;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The machine as a board on the link. Its thread is the board's `loop()`: it takes what the
/// gateway says, polls, and hands over the lines. Sensors are read by threads of their own.
public final class GpioBoard implements Wires, AutoCloseable {
  /// Readings it keeps until they are safe.
  static final int RING = 256;

  /// Frames that wait for it.
  static final int FRAMES = 64;

  /// A read that takes longer than this is told: ten times what the slowest driver needs.
  private static final long HANG_NANOS = 10_000_000_000L;

  /// At the end its thread gets this long; it has nothing to wait for but the core.
  private static final long CLOSE_LIMIT_MILLIS = 400;

  /// Memory does not need to be spared as a cable does.
  private static final long BYTES_PER_SECOND = 10_000_000;

  private static final int RX_BYTES = 250;

  private final GpioSettings settings;
  private final Inbox inbox;
  private final long hangNanos;
  private final LinkBoard board;
  private final List<SensorThread> buses = new ArrayList<>();
  private final Thread thread;

  // guarded by the lock, and the board too
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
  private final List<byte[]> lines = new ArrayList<>();
  private final Map<String, Fault.Kind> faults = new HashMap<>();
  private boolean reopen;
  private boolean ended;

  /// Something came since the last wait.
  private boolean woken;

  /// Set before the thread starts.
  private long leftAloneMillis;

  /// The thread's own: it was started anew, and the core is not told yet.
  private boolean fresh;

  public GpioBoard(GpioSettings settings, Inbox inbox) {
    this(settings, inbox, HANG_NANOS);
  }

  GpioBoard(GpioSettings settings, Inbox inbox, long hangNanos) {
    this.settings = settings;
    this.inbox = inbox;
    this.hangNanos = hangNanos;
    this.board =
        new LinkBoard(
            new LinkSettings(
                settings.device(),
                "tidegate",
                RING,
                RX_BYTES,
                "-",
                BYTES_PER_SECOND,
                settings.sensors().stream().map(SensorSettings::channel).toList()),
            (_, _) -> new CommandHandler.Answer(CommandCode.FAILED, ""),
            lines::add);
    Sensors sensors = new Sensors(settings.sysfs());
    bus("w1", sensors, sensors(SensorSettings.W1.class));
    bus("iio", sensors, sensors(SensorSettings.Iio.class));
    this.thread = Thread.ofPlatform().name("gpio-board").daemon(true).unstarted(this::run);
  }

  private List<SensorSettings> sensors(Class<? extends SensorSettings.Source> kind) {
    return settings.sensors().stream().filter(each -> kind.isInstance(each.source())).toList();
  }

  private void bus(String name, Sensors reader, List<SensorSettings> sensors) {
    if (!sensors.isEmpty()) {
      buses.add(new SensorThread(name, sensors, reader::read, hangNanos, this::came));
    }
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
    lock.lock();
    try {
      if (ended || frames.size() == FRAMES) {
        return false;
      }
      frames.add(bytes);
      wake();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// With or without a reset: it starts anew, with its memory kept.
  @Override
  public void reopen(int port, boolean reset) {
    lock.lock();
    try {
      reopen = true;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /// Hands over what it holds and ends. A sensor whose read hangs is left behind.
  @Override
  public void close() {
    buses.forEach(SensorThread::stop);
    lock.lock();
    try {
      ended = true;
      wake();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofMillis(CLOSE_LIMIT_MILLIS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    inbox.control(
        new Input.PortDown(settings.port(), Input.PortDown.Why.ENDING, "the gateway ends"));
  }

  /// What it numbered last, and in which session: what the core has to have heard for nothing to be
  /// lost with this process.
  public record Told(String device, String session, long last) {}

  public Told told() {
    lock.lock();
    try {
      return new Told(settings.device(), board.session(), board.next() - 1);
    } finally {
      lock.unlock();
    }
  }

  // on the sensors' threads

  private void came(SensorSettings sensor, Outcome outcome) {
    switch (outcome) {
      case Outcome.Value(BigDecimal number) -> value(sensor, number);
      case Fault fault -> fault(sensor, fault);
    }
  }

  private void value(SensorSettings sensor, BigDecimal number) {
    String json =
        "{\"%s\":%s}"
            .formatted(sensor.name(), number.setScale(sensor.decimals(), HALF_UP).toPlainString());
    Fault.Kind before;
    lock.lock();
    try {
      // refused only between the last number of a session and the next session, in 136 years
      board.reading(json, nowMillis());
      before = faults.remove(sensor.name());
      wake();
    } finally {
      lock.unlock();
    }
    if (before != null) {
      inbox.control(new Input.SensorWell(settings.port(), sensor.name()));
    }
  }

  private void fault(SensorSettings sensor, Fault fault) {
    Fault.Kind before;
    lock.lock();
    try {
      before = faults.put(sensor.name(), fault.kind());
    } finally {
      lock.unlock();
    }
    inbox.control(
        new Input.SensorFault(
            settings.port(), sensor.name(), fault.words(), before != fault.kind()));
  }

  // on the board's thread

  private void run() {
    if (!await(leftAloneMillis)) {
      return;
    }
    begin();
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
      goesOn = turn(heard, nowMillis()) && await(idleMillis());
      watchBuses();
    }
    handOver();
  }

  /// Time is only a number to the board: what is still to be paced goes out at once.
  private void handOver() {
    int nowMillis = nowMillis();
    for (int turn = 0; turn < 2 * RING && turn(take(), ++nowMillis); turn++) {}
  }

  private void begin() {
    lock.lock();
    try {
      board.start(nowMillis());
    } finally {
      lock.unlock();
    }
    inbox.control(up());
    buses.forEach(SensorThread::start);
  }

  /// What the gateway has said since.
  private byte[] take() {
    lock.lock();
    try {
      if (reopen) {
        reopen = false;
        fresh = !ended;
        frames.clear();
        board.start(nowMillis());
      }
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      for (byte[] frame = frames.poll(); frame != null; frame = frames.poll()) {
        heard.writeBytes(frame);
      }
      return heard.toByteArray();
    } finally {
      lock.unlock();
    }
  }

  /// One turn of its loop. The lines go out without the lock, as the core may make it wait. False
  /// when nobody takes them any more.
  private boolean turn(byte[] heard, int nowMillis) {
    List<byte[]> said;
    lock.lock();
    try {
      board.poll(heard, heard.length, nowMillis);
      said = List.copyOf(lines);
      lines.clear();
    } finally {
      lock.unlock();
    }
    for (byte[] line : said) {
      if (!inbox.bytes(settings.port(), line, line.length)) {
        return false;
      }
    }
    return true;
  }

  /// How long it has nothing to do but to look after its buses.
  private long idleMillis() {
    lock.lock();
    try {
      return Math.min(board.idleMillis(nowMillis()), hangNanos / 2_000_000);
    } finally {
      lock.unlock();
    }
  }

  /// Until something comes, that long at most. False when it is to end.
  private boolean await(long millis) {
    lock.lock();
    try {
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!woken && leftNanos > 0) {
        leftNanos = something.awaitNanos(leftNanos);
      }
      woken = false;
      return !ended;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// With the lock held.
  private void wake() {
    woken = true;
    something.signal();
  }

  private void watchBuses() {
    for (SensorThread bus : buses) {
      SensorSettings sensor = bus.overdue(System.nanoTime());
      if (sensor != null) {
        fault(
            sensor,
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
