package io.tidegate.gateway.run;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.mqtt.PahoUplink;
import io.tidegate.gateway.ops.ControlSocket;
import io.tidegate.gateway.ops.PortControl;
import io.tidegate.gateway.ops.PortName;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialPorts;
import io.tidegate.gateway.spool.Recovered;
import io.tidegate.gateway.spool.Recovery;
import io.tidegate.gateway.spool.SpoolLimits;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;

/// A gateway: its constructor is the wiring diagram.
///
/// ```
///   SerialPorts ─┐                ┌─▶ SerialPorts (wires)
///   PahoUplink  ─┼─▶ LoopInbox ─▶ Loop ─▶ Core ─┼─▶ PahoUplink
///   FileDisk    ─┤                ├─▶ FileDisk
///   ControlSocket┘                └─▶ ControlSocket (desk), LogJournal
/// ```
public final class Gateway {
  /// From the wish to stop to the end, however broker, disk and drivers hang.
  static final long STOP_LIMIT_NANOS = 4_700_000_000L;

  /// How long ports whose bytes met a defect are left alone after a start that such defects caused.
  private static final long SET_ASIDE_MILLIS = 600_000;

  private final Configuration configuration;
  private final Journal journal;
  private final SteadyClock steady = new SteadyClock();
  private final LoopInbox inbox = new LoopInbox();
  private final SerialPorts ports;
  private final PahoUplink uplink;
  private final ControlSocket control;
  private final Core core;
  private final Defects defects;
  private final Thread loop;
  private volatile boolean endedByDefects;
  private Ending ending;

  public Gateway(Configuration configuration, Surroundings around) throws StartFailure {
    this.configuration = configuration;
    this.journal = around.journal();
    Settings settings = configuration.settings();
    SecureRandom secure = new SecureRandom();
    SplittableRandom random = new SplittableRandom(secure.nextLong());

    ports = new SerialPorts(configuration.ports(), around.scan(), inbox, journal);
    uplink = new PahoUplink(configuration.mqtt(), around.environment(), inbox);
    control = new ControlSocket(configuration.runtimeFolder(), inbox, new Desk(), journal);
    openControl();
    Input.Clock clock = around.clock().read();
    Recovered.Ready recovered = recover(settings, clock, random);
    Disk disk = batch -> {};

    core =
        new Core(
            settings,
            new Core.Outside(ports, uplink, disk, journal, control.desk()),
            new Core.Start(
                recovered.spool(),
                recovered.kept(),
                recovered.marks(),
                false,
                secure.nextLong(),
                random,
                steady.nowNanos(),
                clock.wallMillis(),
                clock.synchronised()));
    defects =
        new Defects(
            configuration.spoolFolder().resolve("defects"),
            this::label,
            journal,
            steady::nowNanos,
            this::endOverDefects);
    Loop body = new Loop(core, inbox, steady, around.clock(), defects, this::everySecond);
    loop = Thread.ofPlatform().name("core").unstarted(body);
  }

  /// From here on ports are read and the broker is looked for.
  public void start() {
    for (String label : defects.portsOfLastRun()) {
      for (SerialPortSettings port : configuration.ports()) {
        if (port.label().equals(label)) {
          journal.log(
              Journal.Level.ERROR,
              "port-set-aside",
              label,
              "left alone for "
                  + SET_ASIDE_MILLIS / 60_000
                  + " minutes: its bytes ended the gateway before");
          ports.release(port.port(), SET_ASIDE_MILLIS);
        }
      }
    }
    loop.start();
    ports.start();
    control.start();
  }

  /// Waits until the gateway ends by itself, which it does only over its own defects, or until
  /// somebody stops it.
  public void await() throws InterruptedException {
    loop.join();
  }

  /// What is read becomes durable, the broker hears "offline", everything is closed; within
  /// [#STOP_LIMIT_NANOS] in any case. A second call gives the same answer.
  public synchronized Ending stop() {
    if (ending != null) {
      return ending;
    }
    long deadlineNanos = steady.nowNanos() + STOP_LIMIT_NANOS;
    ports.close();
    inbox.control(new Input.Stop());
    boolean looped = join(loop, deadlineNanos);
    Thread farewell = Thread.ofPlatform().name("farewell").daemon(true).start(uplink::close);
    join(farewell, deadlineNanos);
    control.close();
    String unsynced = looped ? "" : "the core did not end";
    if (looped && !core.synced()) {
      unsynced = "messages that only memory held";
    }
    ending = new Ending(unsynced, endedByDefects);
    return ending;
  }

  private boolean join(Thread thread, long deadlineNanos) {
    try {
      return !thread.isAlive()
          || thread.join(
              java.time.Duration.ofNanos(Math.max(1, deadlineNanos - steady.nowNanos())));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void openControl() throws StartFailure {
    try {
      control.open();
    } catch (ControlSocket.InUse inUse) {
      throw new StartFailure(StartFailure.Kind.IN_USE, inUse.getMessage());
    } catch (IOException e) {
      journal.log(
          Journal.Level.WARNING,
          "control-socket",
          "socket",
          "there is no control socket in "
              + configuration.runtimeFolder()
              + " ("
              + e
              + "): status, monitor and send do not work, readings do");
    }
  }

  private Recovered.Ready recover(Settings settings, Input.Clock clock, SplittableRandom random)
      throws StartFailure {
    Settings.Store store = settings.store();
    SpoolLimits limits =
        SpoolLimits.of(
            store.durable(),
            settings.delivery().liveFirst(),
            store.commitDelayNanos(),
            store.commitBytes(),
            store.segmentBytes(),
            store.limitBytes(),
            store.maxAgeNanos(),
            store.freeFloorBytes(),
            store.memoryBytes());
    Recovery recovery = new Recovery(limits, random);
    return switch (recovery.finish(
        steady.nowNanos(), clock.synchronised() ? clock.wallMillis() : -1)) {
      case Recovered.Ready ready -> ready;
      case Recovered.NewerVersion(int found, int known) ->
          throw new StartFailure(
              StartFailure.Kind.SPOOL,
              configuration.spoolFolder()
                  + " was written by a newer version (format "
                  + found
                  + ", this one knows "
                  + known
                  + "): update, or set `spool.folder` to an empty folder");
    };
  }

  private void endOverDefects() {
    endedByDefects = true;
    inbox.control(new Input.Stop());
  }

  private void everySecond() {
    if (journal instanceof LogJournal log) {
      log.tick();
    }
  }

  private String label(int port) {
    for (PortRule rule : configuration.settings().ports()) {
      if (rule.port() == port) {
        return rule.label();
      }
    }
    return "port " + port;
  }

  /// What the control socket may do to ports.
  private final class Desk implements PortControl {
    private final List<PortName> names =
        configuration.ports().stream()
            .map(port -> new PortName(port.port(), port.label(), port.match().shown()))
            .toList();

    @Override
    public List<PortName> ports() {
      return names;
    }

    @Override
    public boolean release(int port, long millis) {
      return ports.release(port, millis);
    }

    @Override
    public boolean take(int port) {
      return ports.take(port);
    }
  }
}
