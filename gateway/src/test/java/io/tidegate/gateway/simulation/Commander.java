package io.tidegate.gateway.simulation;

import io.tidegate.gateway.lab.twin.SimBroker;
import io.tidegate.gateway.lab.twin.SimClock;
import io.tidegate.sim.world.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/// Somebody who commands: stamped, bare and retained, for boards that are there and others, now and
/// then the same again.
final class Commander {
  private static final long SECOND = 1_000_000_000L;

  private final World world;
  private final RandomGenerator random;
  private final SimBroker broker;
  private final SimClock clock;
  private final CommandRecord record;
  private final List<Plan.BoardPlan> boards;
  private final long paceNanos;
  private int sent;
  private boolean on = true;
  private SimBroker.Parcel last;
  private String lastId = "";

  Commander(World world, SimBroker broker, SimClock clock, CommandRecord record, Plan plan) {
    this.world = world;
    this.random = world.chance();
    this.broker = broker;
    this.clock = clock;
    this.record = record;
    this.boards = plan.boards();
    this.paceNanos = plan.pace().commandNanos();
    world.add(this::run);
  }

  void stop() {
    on = false;
  }

  private long run(long nowNanos) {
    if (!on) {
      return Long.MAX_VALUE;
    }
    command(nowNanos);
    return nowNanos + random.nextLong(paceNanos);
  }

  private void command(long nowNanos) {
    if (last != null && random.nextInt(5) == 0) {
      if (broker.send(last)) {
        record.sent(lastId, value(last), CommandRecord.Kind.STAMPED);
      }
      return;
    }
    sent++;
    Plan.BoardPlan board = boards.get(random.nextInt(boards.size()));
    String device = random.nextInt(20) == 0 ? "nobody" : board.device();
    String[] channels = {"relay", "relay", "relay", "broken", "t", "nosuch"};
    String channel = channels[random.nextInt(channels.length)];
    String topic = "tidegate/gate/board/" + device + "/set/" + channel;
    String value = "v" + sent;
    switch (random.nextInt(6)) {
      case 0 -> bare(topic, value);
      case 1 -> retained(topic, value, nowNanos);
      default -> stamped(topic, value, nowNanos);
    }
  }

  private void bare(String topic, String value) {
    if (broker.send(new SimBroker.Parcel(topic, value.getBytes(StandardCharsets.US_ASCII)))) {
      record.sent("", value, CommandRecord.Kind.BARE);
    }
  }

  private void retained(String topic, String value, long nowNanos) {
    String id = "c" + sent;
    record.sent(id, value, CommandRecord.Kind.RETAINED);
    broker.retain(parcel(topic, id, value, nowNanos));
  }

  private void stamped(String topic, String value, long nowNanos) {
    String id = "c" + sent;
    SimBroker.Parcel parcel = parcel(topic, id, value, nowNanos);
    if (broker.send(parcel)) {
      record.sent(id, value, CommandRecord.Kind.STAMPED);
      last = parcel;
      lastId = id;
    }
  }

  private SimBroker.Parcel parcel(String topic, String id, String value, long nowNanos) {
    long seconds = SimClock.START_MILLIS / 1_000 + nowNanos / SECOND + random.nextInt(1, 40);
    String text = "{\"id\":\"" + id + "\",\"value\":\"" + value + "\",\"expires\":" + seconds + "}";
    return new SimBroker.Parcel(topic, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String value(SimBroker.Parcel parcel) {
    return Text.member(Text.of(parcel.payload()), "value");
  }
}
