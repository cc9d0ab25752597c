package io.tidegate.gateway.serial;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// [SerialPorts] over pseudo-terminals, and all that they told the core.
final class PortTrial implements Inbox, AutoCloseable {
  static final int LIMIT_MILLIS = 15_000;

  private final Path folder;
  private final List<SerialPortSettings> settings = new ArrayList<>();
  private final List<Pty> ptys = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final List<StringBuilder> read = new ArrayList<>();
  final List<String> journal = new ArrayList<>();
  SerialScan scan = SerialScan.ofSystem();
  private SerialPorts ports;

  /// While true the inbox has no room: readers wait.
  private boolean full;

  PortTrial(Path folder) {
    this.folder = folder;
  }

  /// A port with this number, the next; its pseudo-terminal is not plugged in yet.
  Pty port() {
    Pty pty = new Pty(folder.resolve("port" + settings.size()));
    ptys.add(pty);
    port(folder.resolve("port" + settings.size()));
    return pty;
  }

  void port(Path path) {
    port(new PortMatch.ByPath(path));
  }

  void port(PortMatch match) {
    int number = settings.size();
    settings.add(
        new SerialPortSettings(
            number, label(number), match, 115_200, SerialPortSettings.LinePolicy.LEAVE));
    read.add(new StringBuilder());
  }

  /// The label is in the names of the port's threads: unique, so that they are found.
  String label(int port) {
    return "trial" + System.identityHashCode(this) + "-" + port;
  }

  SerialPorts start() {
    ports = new SerialPorts(settings, scan, this, this::log);
    ports.start();
    return ports;
  }

  /// Reads what the gateway wrote, until it is this long.
  static String read(Pty pty, int length) {
    StringBuilder got = new StringBuilder();
    byte[] some = new byte[4_096];
    Eventually.await(
        LIMIT_MILLIS,
        () -> {
          int count = pty.read(some);
          got.append(new String(some, 0, count, ISO_8859_1));
          return got.length() >= length;
        },
        () -> "came: " + got);
    return got.toString();
  }

  /// Waits until the port is up for the nth time.
  void awaitUp(int port, int times) {
    await(() -> ups(port) >= times, "port " + port + " up " + times + " times");
  }

  int ups(int port) {
    return all(Input.PortUp.class, up -> up.port() == port).size();
  }

  List<Input.PortDown> downs(int port) {
    return all(Input.PortDown.class, down -> down.port() == port);
  }

  Input.PortDown awaitDown(int port, String part) {
    await(
        () -> downs(port).stream().anyMatch(down -> down.words().contains(part)),
        "port " + port + " down with '" + part + "'");
    return downs(port).stream().filter(down -> down.words().contains(part)).findFirst().get();
  }

  String text(int port) {
    synchronized (inputs) {
      return read.get(port).toString();
    }
  }

  void awaitText(int port, String end) {
    await(() -> text(port).endsWith(end), "port " + port + " gave '" + end + "'");
  }

  void await(java.util.function.BooleanSupplier condition, String words) {
    Eventually.await(
        LIMIT_MILLIS, condition, () -> words + "; told " + all(Input.class, _ -> true));
  }

  synchronized void full(boolean now) {
    full = now;
    notifyAll();
  }

  List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.contains("trial" + System.identityHashCode(this)))
        .toList();
  }

  <T extends Input> List<T> all(Class<T> kind, Predicate<T> wanted) {
    synchronized (inputs) {
      return inputs.stream().filter(kind::isInstance).map(kind::cast).filter(wanted).toList();
    }
  }

  @Override
  public void control(Input input) {
    synchronized (inputs) {
      inputs.add(input);
    }
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    awaitRoom();
    synchronized (inputs) {
      read.get(port).append(new String(bytes, 0, length, ISO_8859_1));
    }
    return true;
  }

  private synchronized void awaitRoom() {
    while (full) {
      try {
        wait();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public boolean command(Input.Arrived command) {
    throw new AssertionError("ports give no commands");
  }

  private synchronized void log(Journal.Level level, String event, String subject, String words) {
    journal.add(level + " " + event + " " + subject + ": " + words);
  }

  @Override
  public void close() throws IOException {
    full(false);
    if (ports != null) {
      ports.close();
    }
    for (Pty pty : ptys) {
      pty.close();
    }
  }
}
