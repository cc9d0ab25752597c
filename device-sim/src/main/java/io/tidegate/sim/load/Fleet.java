package io.tidegate.sim.load;

import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.pty.OpenFiles;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Boards on a broker, all on the thread that calls [#run].
public final class Fleet implements AutoCloseable {
  private static final long MILLI = 1_000_000;
  private static final long LOOK_NANOS = 50 * MILLI;

  /// How long boards may take to say goodbye.
  private static final long LEAVING_NANOS = 3_000 * MILLI;

  private final FleetPlan plan;
  private final InstantSource clock;
  private final World world;
  private final SplittableRandom random;
  private final HostNetwork network;
  private final FleetCount.Book book;
  private final Gate gate;
  private final List<FleetBoard> boards = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  private Fleet(FleetPlan plan, long seed, InstantSource clock, HostNetwork network) {
    this.plan = plan;
    this.clock = clock;
    this.world = new World(seed);
    this.random = world.chance();
    this.network = network;
    this.book = new FleetCount.Book(plan.count());
    this.gate = new Gate(world, plan.connectsPerSecond());
  }

  /// Makes room for so many connections, or says which limit is in the way.
  public static Fleet of(FleetPlan plan, long seed, InstantSource clock) throws IOException {
    OpenFiles.makeRoom(plan.count(), "boards");
    Fleet fleet = new Fleet(plan, seed, clock, HostNetwork.open());
    for (int number = 1; number <= plan.count(); number++) {
      FleetBoard board = new FleetBoard(fleet, plan, number, fleet.world, fleet.network);
      fleet.boards.add(board);
      fleet.gate.enter(board::connect);
    }
    return fleet;
  }

  /// Runs the boards until `over` says so, which is asked every now and then with what there is to
  /// count.
  public FleetCount run(Predicate<FleetCount> over) {
    FleetCount count = count();
    while (!over.test(count)) {
      long lookNanos = nanos() + LOOK_NANOS;
      while (nanos() < lookNanos) {
        turn();
      }
      count = count();
    }
    return count;
  }

  public FleetCount count() {
    return book.count();
  }

  /// Since it was made.
  public long nanos() {
    return System.nanoTime() - startNanos;
  }

  /// Boards say goodbye; whoever has not done so in time is cut off.
  @Override
  public void close() {
    gate.close();
    boards.forEach(FleetBoard::leave);
    long untilNanos = nanos() + LEAVING_NANOS;
    while (nanos() < untilNanos && boards.stream().anyMatch(FleetBoard::isOnline)) {
      turn();
    }
    network.close();
  }

  // for the boards

  FleetCount.Book book() {
    return book;
  }

  Gate gate() {
    return gate;
  }

  RandomGenerator random() {
    return random;
  }

  long secondsSince1970() {
    return clock.instant().getEpochSecond();
  }

  private void turn() {
    world.runTo(nanos());
    long dueNanos = world.dueNanos();
    long waitNanos = dueNanos == Long.MAX_VALUE ? LOOK_NANOS : dueNanos - nanos();
    network.turn((Math.clamp(waitNanos, 0, LOOK_NANOS) + MILLI - 1) / MILLI);
  }
}
