package io.tidegate.gateway.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Input.PortDown.Why;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.device.PortSource;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Keeps every configured port open while it is there. One supervisor thread looks at each port
/// every [#LOOK_MILLIS] and opens, closes and reopens; a close that hangs is left to a thread of
/// its own, and that port is not opened again before it came back.
public final class SerialPorts implements Wires, AutoCloseable {
  static final long LOOK_MILLIS = 200;

  /// A port that is there and cannot be opened is tried this often: finding out who holds it costs
  /// a look at every process.
  static final long RETRY_NANOS = 1_000_000_000L;

  /// At the end all ports together get this long to close.
  private static final long CLOSE_LIMIT_MILLIS = 600;

  /// The demo, told to end, delivers what waits for at most 30 s.
  private static final long OWNER_LIMIT_MILLIS = 45_000;

  private static final long CLOSE_HANGS_NANOS = 1_000_000_000L;

  /// One configured port and what became of it; guarded by this object's lock.
  private static final class Slot {
    final SerialPortSettings settings;
    OpenPort open;
    String words = "";
    long retryNanos;
    boolean refused;
    boolean reopen;
    boolean reset;
    long releasedUntilNanos;
    boolean released;
    CountDownLatch closing;
    long closingSinceNanos;
    boolean removed;

    Slot(SerialPortSettings settings) {
      this.settings = settings;
    }
  }

  private final Map<Integer, Slot> slotsByPort = new TreeMap<>();
  private final SerialScan scan;
  private final Inbox inbox;
  private final Journal journal;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private Thread supervisor;

  /// The supervisor's own.
  private boolean hooked;

  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean ownerCloses;

  /// No port may become open any more; guarded by this object's lock.
  private boolean ended;

  public SerialPorts(
      List<SerialPortSettings> settings, SerialScan scan, Inbox inbox, Journal journal) {
    for (SerialPortSettings each : settings) {
      slotsByPort.put(each.port(), new Slot(each));
    }
    this.scan = scan;
    this.inbox = inbox;
    this.journal = journal;
  }

  /// When the process ends, ports stay open until somebody calls [#close]: what boards still say is
  /// read. Without this they are closed at once.
  public void leaveEndToOwner() {
    ownerCloses = true;
  }

  public void start() {
    if (!slotsByPort.isEmpty()) {
      NativeLibrary.prepare();
    }
    supervisor = Thread.ofPlatform().name("port-control").daemon(true).start(this::supervise);
  }

  /// It is opened at the next look.
  public synchronized void add(SerialPortSettings settings) {
    NativeLibrary.prepare();
    slotsByPort.put(settings.port(), new Slot(settings));
  }

  /// Closed, and not opened again. The core has been told when this returns.
  public synchronized void remove(int port, String words) {
    Slot slot = slotsByPort.remove(port);
    if (slot == null) {
      return;
    }
    slot.removed = true;
    if (slot.open != null) {
      shut(slot, Why.WANTED, words);
    }
  }

  @Override
  public synchronized boolean send(int port, byte[] bytes) {
    Slot slot = slotsByPort.get(port);
    return slot != null && slot.open != null && slot.open.send(bytes);
  }

  @Override
  public void broker(boolean up) {}

  @Override
  public synchronized void reopen(int port, boolean reset) {
    Slot slot = slotsByPort.get(port);
    if (slot != null) {
      slot.reopen = true;
      slot.reset |= reset;
    }
  }

  /// The device file that is open for it; empty while none is.
  public synchronized String openPath(int port) {
    Slot slot = slotsByPort.get(port);
    return slot == null || slot.open == null ? "" : slot.open.path.toString();
  }

  /// Closes the port and leaves it alone for that long, for somebody to upload a sketch. False when
  /// there is no such port.
  public synchronized boolean release(int port, long millis) {
    Slot slot = slotsByPort.get(port);
    if (slot == null) {
      return false;
    }
    slot.released = true;
    slot.releasedUntilNanos = System.nanoTime() + millis * 1_000_000;
    return true;
  }

  /// Ends a release early.
  public synchronized boolean take(int port) {
    Slot slot = slotsByPort.get(port);
    if (slot == null) {
      return false;
    }
    slot.released = false;
    return true;
  }

  /// Closes every port and ends the supervisor; what hangs is left behind after a moment.
  @Override
  public void close() {
    long deadlineNanos = System.nanoTime() + CLOSE_LIMIT_MILLIS * 1_000_000;
    stopped.countDown();
    joinSupervisor();
    List<CountDownLatch> closings = new ArrayList<>();
    synchronized (this) {
      ended = true;
      for (Slot slot : slotsByPort.values()) {
        if (slot.open != null) {
          shut(slot, Why.ENDING, "the gateway ends");
        }
        if (slot.closing != null) {
          closings.add(slot.closing);
        }
      }
    }
    for (CountDownLatch closing : closings) {
      await(closing, Math.max(0, (deadlineNanos - System.nanoTime()) / 1_000_000));
    }
    closed.countDown();
  }

  private void joinSupervisor() {
    try {
      if (supervisor != null) {
        supervisor.join(CLOSE_LIMIT_MILLIS / 2);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void supervise() {
    do {
      for (Slot slot : slots()) {
        look(slot);
      }
    } while (!await(stopped, LOOK_MILLIS));
  }

  private synchronized List<Slot> slots() {
    return List.copyOf(slotsByPort.values());
  }

  private void look(Slot slot) {
    boolean wanted;
    synchronized (this) {
      if (slot.released && System.nanoTime() - slot.releasedUntilNanos >= 0) {
        slot.released = false;
      }
      if (slot.open != null) {
        shutIfWanted(slot);
      }
      boolean closed = slot.closing == null || slot.closing.getCount() == 0;
      if (!closed && System.nanoTime() - slot.closingSinceNanos > CLOSE_HANGS_NANOS) {
        say(slot, Why.REFUSED, "closing it hangs in its driver; it is opened again when that ends");
      }
      boolean tooSoon = slot.refused && System.nanoTime() - slot.retryNanos < 0;
      wanted = !slot.removed && slot.open == null && !slot.released && closed && !tooSoon;
    }
    if (wanted) {
      open(slot);
    }
  }

  /// With the lock held.
  private void shutIfWanted(Slot slot) {
    if (slot.released) {
      shut(slot, Why.WANTED, "released for another program");
    } else if (slot.reopen) {
      slot.reopen = false;
      shut(slot, Why.WANTED, "opening it anew");
    } else if (slot.open.isWriterStuck(System.nanoTime())) {
      long seconds = OpenPort.WRITE_LIMIT_NANOS / 1_000_000_000;
      shut(slot, Why.LOST, "the board has not read for " + seconds + " s; opening it anew");
    }
  }

  /// On the supervisor's thread, without the lock: opening may take its time.
  private void open(Slot slot) {
    slot.refused = false;
    FoundPort found = scan.find(slot.settings.match());
    if (found == null || !Files.exists(found.path())) {
      say(slot, Why.ABSENT, "not there: " + slot.settings.match().shown() + "; waiting for it");
      return;
    }
    String complaint = PortDoctor.complaint(found.path());
    if (!complaint.isEmpty()) {
      refused(slot, complaint);
      return;
    }
    SerialPort device = device(slot, found);
    if (device == null) {
      return;
    }
    if (!device.openPort()) {
      String holder = PortDoctor.holder(found.path());
      String held = holder.isEmpty() ? "" : ": it is held by " + holder;
      refused(slot, found.path() + " cannot be opened" + held);
      return;
    }
    opened(slot, found, device);
  }

  /// When the process ends, jSerialComm's own hook closes what is open, and a port would look like
  /// one whose plug was pulled. Its hook waits for those that it is given.
  private void closeBeforeLibrary() {
    if (!hooked) {
      hooked = true;
      Runnable end = ownerCloses ? () -> await(closed, OWNER_LIMIT_MILLIS) : this::close;
      SerialPort.addShutdownHook(new Thread(end, "ports-end"));
    }
  }

  private void refused(Slot slot, String words) {
    slot.refused = true;
    slot.retryNanos = System.nanoTime() + RETRY_NANOS;
    say(slot, Why.REFUSED, words + "; trying again");
  }

  private SerialPort device(Slot slot, FoundPort found) {
    try {
      SerialPort device = SerialPort.getCommPort(found.path().toString());
      NativeLibrary.loaded();
      closeBeforeLibrary();
      device.setComPortParameters(
          slot.settings.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
      device.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
      OpenPort.settle(device);
      return device;
    } catch (SerialPortInvalidPortException e) {
      say(slot, Why.REFUSED, found.path() + " is no serial port: " + e.getMessage());
      return null;
    }
  }

  private void opened(Slot slot, FoundPort found, SerialPort device) {
    int number = slot.settings.port();
    String complaint = Termios.settle(found.path());
    setLines(slot, device);
    OpenPort open =
        new OpenPort(
            number,
            found.path(),
            device,
            inbox,
            (port, words) -> ended(slot, port, found.path() + ": " + words));
    synchronized (this) {
      if (ended || slot.removed) {
        // opening took longer than anybody waited for it
        device.closePort();
        return;
      }
      slot.open = open;
      slot.words = "";
      // whoever wanted it anew has it now
      slot.reopen = false;
      // with the lock held, so that its end cannot be told before its beginning
      inbox.control(
          new Input.PortUp(
              number,
              new PortSource(slot.settings.label(), found.usbSerial(), found.physicalPath())));
      open.start(slot.settings.label());
    }
    if (!complaint.isEmpty()) {
      journal.log(
          Journal.Level.WARNING,
          "port-settings",
          slot.settings.label(),
          found.path() + " is open, but " + complaint);
    }
  }

  /// DTR and RTS low together, then high: resets an Arduino, and a NodeMCU into its program.
  private void setLines(Slot slot, SerialPort device) {
    LinePolicy policy = slot.settings.lines();
    boolean reset = slot.reset;
    slot.reset = false;
    if (policy.lowers(reset)) {
      device.clearDTR();
      device.clearRTS();
    }
    if (policy.pulses(reset)) {
      await(stopped, LinePolicy.PULSE_MILLIS);
      device.setDTR();
      device.setRTS();
    }
  }

  /// On the reader's thread: the port ended by itself. By now another may be open in its place.
  private synchronized void ended(Slot slot, OpenPort port, String words) {
    if (slot.open == port) {
      shut(slot, Why.LOST, words);
    }
  }

  /// With the lock held. The close itself runs elsewhere, as it may hang.
  private void shut(Slot slot, Why why, String words) {
    OpenPort open = slot.open;
    slot.open = null;
    CountDownLatch closing = new CountDownLatch(1);
    slot.closing = closing;
    slot.closingSinceNanos = System.nanoTime();
    Thread.ofPlatform()
        .name("close-" + slot.settings.label())
        .daemon(true)
        .start(
            () -> {
              open.close();
              closing.countDown();
            });
    say(slot, why, words);
  }

  /// Tells the core once per change of words.
  private void say(Slot slot, Why why, String words) {
    synchronized (this) {
      boolean late = slot.removed && why != Why.WANTED;
      if (late || slot.words.equals(words)) {
        return;
      }
      slot.words = words;
    }
    inbox.control(new Input.PortDown(slot.settings.port(), why, words));
  }

  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
