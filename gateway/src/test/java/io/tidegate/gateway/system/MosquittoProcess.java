package io.tidegate.gateway.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real Mosquitto with a configuration of its own, on a free port of the loopback. It is ended by
/// its process handle.
public final class MosquittoProcess implements AutoCloseable {
  private static final int START_LIMIT_MILLIS = 60_000;
  private static final int START_ATTEMPTS = 5;
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Path folder;
  private final int port;
  private final List<String> log = new ArrayList<>();
  private Process process;

  private MosquittoProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /// Anybody may do anything.
  public static MosquittoProcess open(Path folder) throws IOException {
    return start(folder, "127.0.0.1", "allow_anonymous true");
  }

  /// With these lines behind the listener's. The listener is on `address`.
  public static MosquittoProcess start(Path folder, String address, String... lines)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      MosquittoProcess broker = new MosquittoProcess(folder, freePort(address));
      List<String> all = new ArrayList<>();
      // started by root it would become another user, who may not read a test's files
      all.add("user " + System.getProperty("user.name"));
      all.add("log_dest stderr");
      for (String type : List.of("error", "warning", "notice", "information")) {
        all.add("log_type " + type);
      }
      all.add("listener " + broker.port + " " + address);
      all.addAll(List.of(lines));
      Files.createDirectories(folder);
      Files.write(broker.configuration(), all);
      try {
        broker.start();
        return broker;
      } catch (IOException e) {
        // somebody else took the port between our look and the start
        if (attempt == START_ATTEMPTS || !broker.hasLogged("Address already in use")) {
          throw e;
        }
      }
    }
  }

  public int port() {
    return port;
  }

  /// Starts it, also again after an end, on the same port.
  public void start() throws IOException {
    int before = log().size();
    process =
        new ProcessBuilder(program(), "-c", configuration().toString())
            .redirectErrorStream(true)
            .start();
    Process started = process;
    Thread.ofPlatform().name("mosquitto-log").daemon(true).start(() -> read(started));
    boolean running =
        Eventually.holds(
            START_LIMIT_MILLIS, () -> hasLoggedSince(before, " running") || !started.isAlive());
    if (!running || !started.isAlive()) {
      started.destroyForcibly();
      throw new IOException("mosquitto did not start: " + log());
    }
  }

  /// SIGTERM, and waits.
  public void stop() {
    process.destroy();
    gone();
  }

  /// SIGKILL, and waits.
  public void kill() {
    process.destroyForcibly();
    gone();
  }

  /// SIGSTOP: connections stay, nothing is answered.
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  /// Reads passwords, access lists and certificates anew.
  public void reload() {
    signal("HUP");
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public List<String> log() {
    synchronized (log) {
      return new ArrayList<>(log);
    }
  }

  public boolean hasLogged(String part) {
    return hasLoggedSince(0, part);
  }

  public long timesLogged(String part) {
    return log().stream().filter(line -> line.contains(part)).count();
  }

  @Override
  public void close() {
    kill();
  }

  /// A file in the format of `mosquitto_passwd`.
  public static Path passwords(Path file, String user, String password) throws IOException {
    Process made =
        new ProcessBuilder("mosquitto_passwd", "-b", "-c", file.toString(), user, password)
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (made.waitFor() != 0) {
        throw new IOException("mosquitto_passwd: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return file;
  }

  /// A port nobody listens on at this moment.
  public static int freePort(String address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    }
  }

  private Path configuration() {
    return folder.resolve("mosquitto-" + port + ".conf");
  }

  private static String program() {
    return Files.isExecutable(PROGRAM) ? PROGRAM.toString() : "mosquitto";
  }

  private boolean hasLoggedSince(int line, String part) {
    List<String> all = log();
    return all.subList(line, all.size()).stream().anyMatch(each -> each.contains(part));
  }

  private void read(Process from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (log) {
          log.add(line);
        }
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void gone() {
    try {
      if (!process.waitFor(START_LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
