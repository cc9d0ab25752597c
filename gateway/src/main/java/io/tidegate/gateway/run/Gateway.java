package io.tidegate.gateway.run;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.Reload;
import io.tidegate.gateway.core.Core;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.LastWord;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.file.FileDisk;
import io.tidegate.gateway.file.SpoolFolder;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.mqtt.PahoUplink;
import io.tidegate.gateway.ops.ControlSocket;
import io.tidegate.gateway.ops.PortControl;
import io.tidegate.gateway.ops.PortName;
import io.tidegate.gateway.serial.SerialPortSettings;
import io.tidegate.gateway.serial.SerialPorts;
import io.tidegate.gateway.service.Service;
import io.tidegate.gateway.spool.Recovered;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A gateway: its constructor is the wiring diagram.
///
/// ```
///   OwnBoard      ──┐                         ┌──▶ OwnBoard
///   SerialPorts   ──┤                         ├──▶ SerialPorts
///   PahoUplink    ──┼──▶ LoopInbox ──▶ Core ──┼──▶ PahoUplink
///   FileDisk      ──┤     (one thread: Loop)  ├──▶ FileDisk
///   ControlSocket ──┘                         └──▶ ControlSocket, Journal
/// ```
///
/// Beside them [Service] asks the core like the control socket does, and tells systemd.
public final class Gateway {
  /// From the wish to stop to the end, however broker, disk and drivers hang.
  static final long STOP_LIMIT_NANOS = 4_200_000_000L;

  /// How long ports whose bytes met a defect are left alone after a start that such defects caused.
  private static final long SET_ASIDE_MILLIS = 600_000;

  private static final int FRAMES_SHOWN = 8;

  private volatile Configuration configuration;
  private final Journal journal;
  private final SteadyClock steady = new SteadyClock();
  private final SpoolFolder folder;
  private final CleanStop cleanStop;
  private final FileDisk disk;
  private final SerialPorts ports;

  private final OwnBoard own;
  private final PahoUplink uplink;
  private final ControlSocket control;
  private final Service service;
  private final LoopInbox inbox;
  private final Core core;
  private final Defects defects;
  private final Thread loop;
  private volatile boolean endedByDefects;
  private Ending ending;

  /// The first number that no port has had.
  private int nextPort;

  public Gateway(Configuration configuration, Surroundings around) throws StartFailure {
    this.configuration = configuration;
    nextPort = configuration.settings().ports().size();
    journal = around.journal();
    inbox = new LoopInbox(Math.max(1, configuration.settings().delivery().window() / 4));
    ports = new SerialPorts(configuration.ports(), around.scan(), inbox, journal);
    ports.leaveEndToOwner();
    own = new OwnBoard(inbox, around, configuration.spoolFolder());
    own.become(configuration.gpio());
    uplink = new PahoUplink(configuration.mqtt(), around.environment(), inbox);
    control = new ControlSocket(configuration.runtimeFolder(), inbox, new PortDesk(), journal);
    service =
        new Service(around.orders(), inbox, this::whereTheCoreStands, journal, steady::nowNanos);
    service.begin();
    openControl();
    folder = openFolder();
    disk = folder.disk(inbox);
    cleanStop = new CleanStop(folder.path());

    Settings settings =
        configuration
            .settings()
            .durable(configuration.settings().store().durable() && folder.durable());
    Input.Clock clock = around.clock().read();
    SecureRandom secure = new SecureRandom();
    SplittableRandom random = new SplittableRandom(secure.nextLong());
    Recovered.Ready recovered = recover(settings, clock, random);
    core =
        new Core(
            settings,
            new Core.Outside(
                new AllWires(ports, own),
                uplink,
                around.disk().apply(disk),
                journal,
                service.desk(control.desk())),
            new Core.Start(
                recovered.spool(),
                recovered.kept(),
                recovered.marks(),
                cleanStop.take(),
                secure.nextLong(),
                random,
                steady.nowNanos(),
                clock.wallMillis(),
                clock.synchronised()));
    core.found(recovered.report(), folder.durable() ? "" : folder.words(), steady.nowNanos());
    defects =
        new Defects(
            folder.path().resolve("defects"),
            this::label,
            journal,
            steady::nowNanos,
            this::endOverDefects);
    loop =
        Thread.ofPlatform()
            .name("core")
            .unstarted(
                new Loop(core, inbox, steady, around.clock(), defects, around.everySecond()));
  }

  /// From here on ports are read and the broker is looked for.
  public void start() {
    List<String> setAside = defects.portsOfLastRun();
    setAside.forEach(this::leaveAlone);
    loop.start();
    ports.start();
    own.start(setAside.contains(GpioSettings.LABEL) ? SET_ASIDE_MILLIS : 0);
    control.start();
    service.opened();
  }

  /// Waits until the gateway has ended: because somebody stops it, or by itself, which it does only
  /// over its own defects.
  public void await() throws InterruptedException {
    loop.join();
  }

  /// Takes what of this configuration can be taken while it runs, and says in the log what that was
  /// and what waits for the next start. Ports that stay as they are stay open. A second call waits
  /// for the first; one after [#stop] does nothing.
  public synchronized Reload reload(Configuration wanted) {
    Reload reload = Reload.of(configuration, wanted, nextPort);
    if (ending != null) {
      return reload;
    }
    // in this order, so that the core never hears of a port that it does not know
    for (SerialPortSettings port : reload.gone()) {
      String words =
          reload.isAnew(port) ? "it is configured otherwise" : "no longer in the configuration";
      ports.remove(port.port(), words);
    }
    LastWord ended = reload.gpio() ? own.endForAnother() : null;
    inbox.control(new Input.Reconfigured(reload.now().settings(), ended));
    reload.added().forEach(ports::add);
    if (reload.gpio()) {
      own.become(reload.now().gpio());
      own.start(0);
    }
    if (reload.broker()) {
      uplink.use(reload.now().mqtt());
    }
    configuration = reload.now();
    nextPort += reload.added().size() + (reload.gpio() ? 1 : 0);
    return reload;
  }

  /// Tells systemd, where there is one, that a configuration is being read.
  public void reloading() {
    service.reloading();
  }

  public void reloaded() {
    service.reloaded();
  }

  /// What is read becomes durable, the broker hears "offline", everything is closed; within
  /// [#STOP_LIMIT_NANOS] in any case. A second call gives the same answer.
  public synchronized Ending stop() {
    if (ending != null) {
      return ending;
    }
    long deadlineNanos = steady.nowNanos() + STOP_LIMIT_NANOS;
    service.stopping();
    ports.close();
    own.end();
    inbox.control(new Input.Stop());
    if (!loop.isAlive() && loop.getState() == Thread.State.NEW) {
      loop.start();
    }
    boolean ended = join(loop, deadlineNanos);
    join(Thread.ofPlatform().name("farewell").daemon(true).start(uplink::close), deadlineNanos);
    join(Thread.ofPlatform().name("disk-end").daemon(true).start(disk::close), deadlineNanos);
    own.awaitEnd(leftOf(deadlineNanos));
    ending = new Ending(unsynced(ended), endedByDefects);
    service.stopped(ending.unsynced());
    control.close();
    folder.close();
    return ending;
  }

  private String unsynced(boolean ended) {
    if (!ended) {
      return "the core did not come to its end; what it held in memory is lost";
    }
    if (!core.synced()) {
      return core.unsynced(steady.nowNanos())
          + "; boards that speak the link tell their part again";
    }
    LastWord word = own.told();
    if (word != null && !core.hasHeard(word)) {
      return "what " + word.device() + " had measured and could not hand over is lost";
    }
    try {
      cleanStop.say();
    } catch (IOException e) {
      journal.log(
          Journal.Level.WARNING,
          "clean-stop",
          "spool",
          "it cannot be noted that everything is on disk, so boards will be asked anew: " + e);
    }
    return "";
  }

  private boolean join(Thread thread, long deadlineNanos) {
    try {
      return thread.join(leftOf(deadlineNanos));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration leftOf(long deadlineNanos) {
    return Duration.ofNanos(Math.max(1, deadlineNanos - steady.nowNanos()));
  }

  private void openControl() throws StartFailure {
    try {
      control.open();
    } catch (ControlSocket.InUse inUse) {
      throw failure(StartFailure.Kind.IN_USE, inUse.getMessage());
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

  private SpoolFolder openFolder() throws StartFailure {
    return switch (SpoolFolder.open(configuration.spoolFolder())) {
      case SpoolFolder.Opening.Opened(SpoolFolder opened) -> opened;
      case SpoolFolder.Opening.Refused(String words) -> {
        control.close();
        throw failure(StartFailure.Kind.SPOOL, words);
      }
    };
  }

  private Recovered.Ready recover(Settings settings, Input.Clock clock, SplittableRandom random)
      throws StartFailure {
    long wallMillis = clock.synchronised() ? clock.wallMillis() : -1;
    return switch (folder.recover(settings.spoolLimits(), random, steady.nowNanos(), wallMillis)) {
      case Recovered.Ready ready -> ready;
      case Recovered.NewerVersion(int found, int known) -> {
        disk.close();
        folder.close();
        control.close();
        throw failure(
            StartFailure.Kind.SPOOL,
            folder.path()
                + " was written by a newer version (format "
                + found
                + ", this one knows "
                + known
                + "): nothing in it was touched; update tidegate, or name another folder");
      }
    };
  }

  private StartFailure failure(StartFailure.Kind kind, String words) {
    service.failed(words);
    return new StartFailure(kind, words);
  }

  /// The innermost calls of the core's thread, for whoever has to find out why it stands still.
  private String whereTheCoreStands() {
    return Stream.of(loop.getStackTrace())
        .limit(FRAMES_SHOWN)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  private void leaveAlone(String label) {
    for (PortRule port : configuration.settings().ports()) {
      if (port.label().equals(label)) {
        journal.log(
            Journal.Level.ERROR,
            "port-set-aside",
            label,
            "left alone for "
                + SET_ASIDE_MILLIS / 60_000
                + " minutes: what it said ended the gateway before");
        // the own board's is no serial port, and waits by itself
        ports.release(port.port(), SET_ASIDE_MILLIS);
      }
    }
  }

  private void endOverDefects() {
    endedByDefects = true;
    inbox.control(new Input.Stop());
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
  private final class PortDesk implements PortControl {
    @Override
    public List<PortName> ports() {
      List<PortName> names = new ArrayList<>();
      for (SerialPortSettings port : configuration.ports()) {
        String open = ports.openPath(port.port());
        names.add(new PortName(port.port(), port.label(), port.match().shown(), open));
      }
      GpioSettings gpio = configuration.gpio();
      if (gpio.isUsed()) {
        names.add(new PortName(gpio.port(), GpioSettings.LABEL, gpio.sysfs().toString(), ""));
      }
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
