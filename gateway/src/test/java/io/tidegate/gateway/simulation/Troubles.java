package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.Coverage;
import io.tidegate.gateway.lab.twin.Fault;
import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.gateway.lab.twin.SimDisk;
import io.tidegate.gateway.lab.twin.SimGateway;
import io.tidegate.gateway.lab.twin.SimPort;
import io.tidegate.gateway.lab.twin.Trace;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes trouble of every kind, as the seed draws it, until everything is healed.
final class Troubles {
  /// A disk that does what it is asked, so that whatever is missing after a crash is our own doing.
  static final boolean KIND_DISK = Boolean.getBoolean("tidegate.simulation.kindDisk");

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final World world;
  private final RandomGenerator random;
  private final Plan plan;
  private final List<SimPort> ports;
  private final SimDisk disk;
  private final SimBroker broker;
  private final SimClock clock;
  private final SimGateway gateway;
  private final Judge judge;
  private final Coverage coverage;
  private final Trace trace;
  private boolean on = true;
  private boolean starting;

  /// Bits turn over in few histories: what they cost cannot be counted exactly.
  private final boolean bitsRot;

  /// A second of what lasts longer at a slower pace.
  private final long stretched;

  Troubles(
      World world,
      Plan plan,
      List<SimPort> ports,
      SimDisk disk,
      SimBroker broker,
      SimClock clock,
      SimGateway gateway,
      Judge judge,
      Coverage coverage,
      Trace trace) {
    this.world = world;
    this.random = world.chance();
    this.plan = plan;
    this.ports = ports;
    this.disk = disk;
    this.broker = broker;
    this.clock = clock;
    this.gateway = gateway;
    this.judge = judge;
    this.coverage = coverage;
    this.trace = trace;
    this.stretched = plan.pace().stretch() * SECOND;
    this.bitsRot = random.nextInt(12) == 0;
    for (SimPort port : ports) {
      port.faults(lineFaults());
    }
    world.add(this::run);
  }

  /// No trouble from here on, and what is broken is mended.
  void heal() {
    trace.line(world.nowNanos(), "trouble", "everything heals");
    on = false;
    disk.heal();
    broker.start();
    broker.silent(false);
    broker.refuse(_ -> false);
    judge.mostPoisonEnds();
    clock.heal();
    for (SimPort port : ports) {
      gateway.reconfigure(port, true);
      port.writerFull = false;
      port.faults(LineFaults.NONE);
      port.power(true);
      if (!port.plugged()) {
        port.plug();
      }
    }
    if (!gateway.running()) {
      startGateway();
    }
  }

  private LineFaults lineFaults() {
    return random.nextInt(4) == 0
        ? LineFaults.NONE
        : LineFaults.all(Plan.pick(random, 300, 2_000, 10_000));
  }

  private long run(long nowNanos) {
    if (!on) {
      return Long.MAX_VALUE;
    }
    begin();
    double wait = -Math.log1p(-random.nextDouble());
    return nowNanos + Math.max(MILLI, (long) (wait * plan.pace().troubleNanos()));
  }

  private void begin() {
    int what = random.nextInt(24);
    boolean diskFails = what >= 13 && what <= 15;
    switch (diskFails && KIND_DISK ? -1 : what) {
      case 0 -> unplug(port());
      case 1 -> {
        if (!plan.boards().isEmpty()) {
          port().reset();
        }
      }
      case 2 -> losePower(port());
      case 3 -> port().faults(lineFaults());
      case 4 -> {
        SimPort port = port();
        port.writerFull = true;
        later(2 * SECOND, () -> port.writerFull = false);
      }
      case 5, 6 -> brokerDown();
      case 7 -> brokerSilent();
      case 8, 9 -> broker.breakConnection("the network breaks");
      case 10 -> refuseTopic();
      case 11 -> poison();
      case 12 -> overwriteState();
      case 13 -> {
        disk.writesFail = true;
        later(4 * SECOND, () -> disk.writesFail = false);
      }
      case 14 -> {
        disk.syncsFail = true;
        later(4 * SECOND, () -> disk.syncsFail = false);
      }
      case 15 -> {
        disk.full = true;
        later(8 * SECOND, () -> disk.full = false);
      }
      case 16 -> {
        coverage.add(Fault.DISK_SLOW);
        disk.slow = true;
        later(4 * SECOND, () -> disk.slow = false);
      }
      case 17, 18, 19 -> endGateway();
      case 20 -> pause();
      case 21 -> stepClock();
      case 22 -> {
        coverage.add(Fault.CLOCK_UNSYNCHRONISED);
        clock.synchronised(false);
        later(10 * SECOND, () -> clock.synchronised(true));
      }
      default -> reconfigure(port());
    }
  }

  private SimPort port() {
    return ports.get(random.nextInt(ports.size()));
  }

  /// Ends a trouble within this time, unless everything is healed before.
  private void later(long mostNanos, Runnable end) {
    world.at(
        world.nowNanos() + random.nextLong(mostNanos),
        () -> {
          if (on) {
            end.run();
            disk.mended();
          }
        });
  }

  private void unplug(SimPort port) {
    if (port.plugged()) {
      coverage.add(Fault.PORT_UNPLUGGED);
      trace.line(world.nowNanos(), "trouble", "unplugs port" + port.number);
      port.unplug();
      later(5 * stretched, port::plug);
    }
  }

  /// Its port is taken out of the configuration for a while.
  private void reconfigure(SimPort port) {
    trace.line(world.nowNanos(), "trouble", "port" + port.number + " is not configured any more");
    gateway.reconfigure(port, false);
    later(5 * stretched, () -> gateway.reconfigure(port, true));
  }

  private void losePower(SimPort port) {
    coverage.add(Fault.BOARD_POWER_LOST);
    trace.line(world.nowNanos(), "trouble", "board " + port.number + " loses power");
    judge.powerLost(port.number);
    port.power(false);
    later(3 * SECOND, () -> port.power(true));
  }

  private void brokerDown() {
    if (broker.isUp()) {
      coverage.add(Fault.BROKER_DOWN);
      boolean losesSession = random.nextInt(3) == 0;
      coverage.add(Fault.BROKER_LOST_SESSION, losesSession ? 1 : 0);
      trace.line(world.nowNanos(), "trouble", "the broker stops");
      broker.stop(losesSession);
      later(random.nextBoolean() ? 2 * SECOND : 30 * stretched, broker::start);
    }
  }

  private void brokerSilent() {
    coverage.add(Fault.BROKER_SILENT);
    trace.line(world.nowNanos(), "trouble", "the broker is silent");
    broker.silent(true);
    later(15 * SECOND, () -> broker.silent(false));
  }

  private void refuseTopic() {
    coverage.add(Fault.TOPIC_REFUSED);
    String topic = "/sensors/" + plan.boards().get(random.nextInt(ports.size())).device();
    trace.line(world.nowNanos(), "trouble", "the broker closes over " + topic);
    broker.refuse(topic::equals);
    later(10 * SECOND, () -> broker.refuse(_ -> false));
  }

  private void poison() {
    int number = random.nextInt(ports.size());
    long next = judge.board(number).measured() + 1;
    judge.poison(plan.boards().get(number).device(), next + random.nextInt(20));
  }

  private void overwriteState() {
    coverage.add(Fault.STATE_OVERWRITTEN);
    broker.overwrite("tidegate/gate/status", "offline".getBytes(StandardCharsets.US_ASCII));
  }

  private void endGateway() {
    if (!gateway.running()) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> gateway.stop();
      case 1 -> killGateway(false);
      default -> {
        if (KIND_DISK) {
          disk.interruptUnlinking(this::endWhileUnlinking);
          return;
        }
        killGateway(true);
      }
    }
    startLater();
  }

  /// On a kind disk the moment is all that can make a difference.
  private void endWhileUnlinking() {
    if (on && gateway.running()) {
      killGateway(true);
      startLater();
    }
  }

  private void killGateway(boolean power) {
    coverage.add(Fault.GATEWAY_KILLED);
    gateway.kill(power);
    if (KIND_DISK) {
      return;
    }
    if (power && random.nextInt(20) == 0 && disk.loseCursors()) {
      coverage.add(Fault.CURSOR_GONE);
    }
    if (power && bitsRot && disk.rot() != null) {
      coverage.add(Fault.BIT_ROT);
      trace.line(world.nowNanos(), "trouble", "bits of the disk turn over");
      judge.rotted();
    }
  }

  private void startLater() {
    if (!starting) {
      starting = true;
      world.at(
          world.nowNanos() + 100 * MILLI + random.nextLong(3 * stretched),
          () -> {
            starting = false;
            startGateway();
          });
    }
  }

  /// A gateway that was asked to stop and still runs is ended by force, as systemd would.
  private void startGateway() {
    if (gateway.running()) {
      if (!gateway.stopping()) {
        return;
      }
      gateway.kill(false);
    }
    gateway.start();
  }

  private void pause() {
    if (gateway.running()) {
      long nanos = random.nextLong(3 * SECOND);
      gateway.pause(nanos);
      judge.paused(world.nowNanos() + nanos);
    }
  }

  private void stepClock() {
    coverage.add(Fault.CLOCK_STEPPED);
    long hour = 3_600_000;
    clock.step(
        random.nextBoolean() ? random.nextLong(-hour, hour) : random.nextLong(-3_000, 3_000));
  }
}
