package io.tidegate.gateway.lab.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.ConfigurationReader;
import io.tidegate.gateway.config.HostFacts;
import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.serial.SerialPortSettings.LinePolicy;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Wiring;
import io.tidegate.sim.world.World;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A port of a virtual machine, with a gateway that does nothing by itself.
class SimPortTest {
  private static final long SECOND = 1_000_000_000L;

  private final World world = new World(1);
  private final Counting board = new Counting();
  private final SimGateway gateway = gateway();
  private final SimPort port = port();

  private static Settings settings() {
    String yaml = "broker: tcp://lab:1883\nspool: {folder: /lab}\nports: [{path: /dev/kitchen}]\n";
    Result<Configuration> read =
        new ConfigurationReader(_ -> null, new HostFacts("lab", "", "1"))
            .parse(yaml, Path.of("lab.yaml"));
    assertTrue(read instanceof Result.Ready<Configuration>, read::toString);
    return ((Result.Ready<Configuration>) read).value().settings();
  }

  private SimGateway gateway() {
    Watch watch = new Watch() {};
    Coverage coverage = new Coverage();
    return new SimGateway(
        world,
        settings(),
        new SimDisk(world, watch, coverage, Trace.OFF),
        new SimBroker(world, watch, 1, coverage, Trace.OFF),
        new SimClock(),
        watch,
        coverage,
        Trace.OFF);
  }

  private SimPort port() {
    Coverage coverage = new Coverage();
    SimAdapter adapter =
        new SimAdapter(
            new SimAdapter.Plan(115_200, true, Wiring.TWO_TRANSISTORS), board, world, coverage);
    SimPort.Plan plan = new SimPort.Plan("kitchen", 115_200, LinePolicy.LEAVE);
    return new SimPort(0, plan, adapter, world, coverage);
  }

  private void runOneSecond() {
    long until = world.nowNanos() + SECOND;
    world.at(until, () -> {});
    while (world.nowNanos() < until) {
      world.runNext(until);
    }
  }

  @Test
  void aPortIsOpenedWithAResetWhenTheGatewayWantsOne() {
    port.attach(gateway);
    runOneSecond();
    assertTrue(port.isOpen());
    assertEquals(0, board.resets);
    port.reopen(true);
    runOneSecond();
    assertTrue(port.isOpen());
    assertEquals(1, board.resets);
  }

  /// What it had in mind was in its memory.
  @Test
  void aGatewayThatIsKilledBeforeItResetsABoardHasForgottenIt() {
    port.attach(gateway);
    runOneSecond();
    port.reopen(true);
    port.attach(null);
    port.attach(gateway);
    runOneSecond();
    assertTrue(port.isOpen());
    assertEquals(0, board.resets);
  }

  /// Counts how often its reset pin was pulled down.
  private static final class Counting implements Board {
    private int resets;
    private boolean held;

    @Override
    public void receive(byte[] bytes, int length, long nowNanos) {}

    @Override
    public void pin(int pin, int level, long nowNanos) {
      if (pin == RESET) {
        resets += level == 0 && !held ? 1 : 0;
        held = level == 0;
      }
    }

    @Override
    public long run(long nowNanos, Outside out) {
      return Long.MAX_VALUE;
    }
  }
}
