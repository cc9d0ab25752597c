package io.tidegate.sim.cli;

import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.PortRoom;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A board that is run alone, with a person before it: on a port in real time, or as fast as it
/// can.
final class OneBoard {
  private static final double LOOK_AT_NETWORK_NANOS = 5e6;
  private static final long LOOK_AT_WORDS_MILLIS = 100;
  private static final long FOR_EVER_SECONDS = 100L * 365 * 86_400;

  private final OneBoardOptions options;
  private final BoardPlan plan;
  private final ShownText shown;
  private final PrintWriter err;
  private Runnable over = () -> {};
  private Begun begun = (_, _) -> {};
  private final CountDownLatch stop = new CountDownLatch(1);

  OneBoard(OneBoardOptions options, BoardPlan plan, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.plan = plan;
    shown = new ShownText(out);
    this.err = err;
  }

  /// Gets at a board that was built and has not yet run.
  @FunctionalInterface
  interface Begun {
    /// On the thread that runs it; the rack is null where there is none.
    void begin(Built built, Rack rack) throws IOException;
  }

  OneBoard whenBuilt(Begun wanted) {
    begun = wanted;
    return this;
  }

  /// What is done at the end, when it runs no more.
  OneBoard whenOver(Runnable wanted) {
    over = wanted;
    return this;
  }

  /// The exit code.
  int run() throws IOException, InterruptedException {
    if (!options.virtual) {
      return runOnPort();
    }
    try (Writer drawn = options.traced()) {
      VirtualBoard.run(
          plan,
          options.seed,
          options.wifi(),
          options.seconds,
          shown,
          drawn,
          words -> say(err, words),
          this::begin);
    }
    over.run();
    return TidegateSim.OK;
  }

  static void say(PrintWriter err, String words) {
    err.println("tidegate-sim: " + words);
    err.flush();
  }

  private int runOnPort() throws IOException, InterruptedException {
    PortRoom.make(1);
    LinkFolder links =
        LinkFolder.open(
            options.linkFolder == null ? LinkFolder.usual() : options.linkFolder.toAbsolutePath());
    World world = new World(options.seed);
    HostNetwork network = HostNetwork.open();
    Rack rack = new Rack(world, options.speed);
    Built[] built = new Built[1];
    Writer drawn = options.traced();
    Runnable end =
        () -> {
          links.end(rack);
          network.close();
          if (built[0] != null) {
            built[0].drawn(world.nowNanos());
            built[0].close();
          }
          close(drawn);
          shown.end();
          over.run();
        };
    try {
      Place place = rack.ask(() -> place(rack, world, network, links, built, drawn));
      say(err, plan.chip().wireName() + " on " + place.path());
      TypedLines.to(bytes -> rack.ask(() -> typed(place, bytes)));
    } catch (IOException e) {
      end.run();
      throw e;
    }
    TidegateSim.whenEnding(
        () -> {
          end.run();
          return TidegateSim.OK;
        });
    long seconds = options.seconds == null ? Long.MAX_VALUE : options.seconds;
    long untilNanos =
        System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(seconds, FOR_EVER_SECONDS));
    while (System.nanoTime() < untilNanos
        && !stop.await(LOOK_AT_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
      look(rack);
    }
    return TidegateSim.OK;
  }

  private void look(Rack rack) {
    try {
      rack.ask(
          () -> {
            shown.look();
            return null;
          });
    } catch (IOException _) {
      // it ends
    }
  }

  /// On the rack's thread.
  private Place place(
      Rack rack,
      World world,
      HostNetwork network,
      LinkFolder links,
      Built[] built,
      Appendable drawn)
      throws IOException {
    network.joinWorld(world, (long) (LOOK_AT_NETWORK_NANOS * Math.max(1, options.speed)));
    InetSocketAddress led = options.broker();
    Air air = new Air(world, options.wifi(), network, led.getHostString(), led.getPort());
    Leads.of(options.leads).into(air);
    long beganMillis = System.currentTimeMillis();
    air.date(nanos -> beganMillis + nanos / 1_000_000);
    built[0] = plan.build(options.seed, air, _ -> {}, drawn);
    built[0].tellTo(words -> shown.tell(() -> say(err, words)));
    begun.begin(built[0], rack);
    PortPlan port = PortPlan.of(links.link(plan.name())).withTap(shown);
    Place place = rack.add(built[0].board(), port);
    built[0].wakeBy(place.cable());
    return place;
  }

  private void begin(Built built) {
    try {
      begun.begin(built, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Void typed(Place place, byte[] bytes) {
    place.cable().write(bytes, bytes.length);
    return null;
  }

  private void close(Writer drawn) {
    try {
      if (drawn != null) {
        drawn.close();
      }
    } catch (IOException e) {
      say(err, options.trace + ": the end of it is missing (" + e.getMessage() + ")");
    }
  }
}
