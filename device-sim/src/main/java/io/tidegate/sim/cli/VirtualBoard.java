package io.tidegate.sim.cli;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.broker.VirtualBroker;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.WifiPlan;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.util.function.Consumer;

/// A board in a world that has nothing but it and a broker, as fast as it can.
final class VirtualBoard {
  private static final String BROKER = "broker";
  private static final int BROKER_PORT = 1883;
  private static final int USUAL_BAUD = 115_200;
  private static final int LINE_BYTES = 16 * 1_024;
  private static final long SECOND = 1_000_000_000L;

  private VirtualBoard() {}

  static void run(
      BoardPlan plan,
      long seed,
      WifiPlan wifi,
      long seconds,
      ShownText shown,
      Appendable trace,
      Consumer<String> told,
      Consumer<Built> begun) {
    World world = new World(seed);
    Lan lan = new Lan(world);
    lan.listen(BROKER, BROKER_PORT, new VirtualBroker(world, _ -> {}));
    Air air = new Air(world, wifi, lan, BROKER, BROKER_PORT);
    try (Built built = plan.build(seed, air, _ -> {}, trace)) {
      built.tellTo(words -> shown.tell(() -> told.accept(words)));
      begun.accept(built);
      Cable cable = new Cable(world, built.board(), line(world), line(world), shown::show);
      built.wakeBy(cable);
      cable.pin(Board.RESET, 1);
      cable.pin(Board.POWER, 1);
      world.runTo(seconds * SECOND);
      built.drawn(world.nowNanos());
      shown.end();
    }
  }

  private static Line line(World world) {
    return new Line(USUAL_BAUD, LINE_BYTES, world.chance());
  }
}
