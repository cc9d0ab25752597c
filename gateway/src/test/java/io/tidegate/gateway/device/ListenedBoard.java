package io.tidegate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.board.Board;
import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.board.LinkFirmware;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Gauge;
import io.tidegate.sim.signal.Signal;
import io.tidegate.sim.world.Cable;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A simulated board, its cable, and a port at 115200 to which decoders listen. What the first of
/// them writes goes down to the board.
final class ListenedBoard implements Cable.Port {
  private static final long SECOND = 1_000_000_000L;
  private static final CommandHandler REFUSES =
      (_, _) -> new CommandHandler.Answer(CommandCode.REFUSED, "");

  final World world;
  final Map<String, Measurement> measured = new HashMap<>();
  final List<Conversation> talks = new ArrayList<>();
  final Gauge gauge;
  final Microcontroller chip;
  final Cable cable;
  int baud = 115_200;

  ListenedBoard(long seed, Chip kind, Function<Model, Firmware> firmware, Decoding... decodings) {
    world = new World(seed);
    for (Decoding each : decodings) {
      talks.add(Conversation.on(each));
    }
    gauge = Gauge.of("t", 2, Signal.walk(20, 1, SECOND / 5, -10, 50, world.chance()));
    Gauge other = Gauge.of("h", 1, Signal.walk(50, 1, SECOND / 5, 0, 100, world.chance()));
    Model model =
        new Model(List.of(gauge, other), SECOND / 5, each -> measured.put(each.json(), each));
    chip = new Microcontroller("esp", seed, kind, Quirks.NONE, firmware.apply(model));
    cable = new Cable(world, chip, line(), line(), this);
    cable.pin(Board.POWER, 1);
  }

  static Firmware linked(Model model) {
    LinkSettings settings =
        LinkSettings.of("esp", 4_096, Channel.gauge("t", "Cel", 2), Channel.gauge("h", "%", 1));
    return new LinkFirmware(settings, model, REFUSES);
  }

  private Line line() {
    return new Line(115_200, 16_384, world.chance());
  }

  @Override
  public void arrived(byte[] bytes, int length) {
    talks.forEach(each -> each.raw(0, Arrays.copyOf(bytes, length)));
    answer();
  }

  @Override
  public int baud() {
    return baud;
  }

  private void answer() {
    for (DeviceEffect.Send send : talks.getFirst().take(DeviceEffect.Send.class)) {
      byte[] frame = FrameEncoder.encode(send.frame());
      cable.write(frame, frame.length);
    }
  }

  void run(long seconds) {
    runNanos(seconds * SECOND);
  }

  void runNanos(long nanos) {
    long end = world.nowNanos() + nanos;
    while (world.nowNanos() < end) {
      world.runTo(Math.min(end, world.nowNanos() + SECOND / 10));
      talks.forEach(each -> each.after(100));
      answer();
    }
  }

  /// All that was taken since the last look had been measured; how many that is, of the first
  /// decoder.
  int judged(String words) {
    List<Integer> counts = new ArrayList<>();
    for (Conversation talk : talks) {
      List<String> taken = taken(talk);
      taken.forEach(
          each ->
              assertTrue(
                  measured.containsKey(each),
                  () -> words + ": taken, and never measured: " + each));
      counts.add(taken.size());
    }
    return counts.getFirst();
  }

  /// What was taken is safe at once.
  List<String> taken(Conversation talk) {
    List<String> taken = new ArrayList<>();
    for (DeviceEffect.Taken each : talk.take(DeviceEffect.Taken.class)) {
      talk.boards.safe(each.reading().key(), talk.nowNanos);
      taken.add(each.reading().values().raw());
    }
    talk.boards.acknowledge(talk.nowNanos);
    return taken;
  }
}
