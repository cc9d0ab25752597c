package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.net.Reception;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.world.Cable;
import java.util.Arrays;
import java.util.List;

/// What faults of boards and their WiFi are made from.
final class FaultSettings {
  enum Side implements Named.Constant {
    UP(Cable.Way.UP),
    DOWN(Cable.Way.DOWN);

    private final Cable.Way way;

    Side(Cable.Way way) {
      this.way = way;
    }

    Cable.Way way() {
      return way;
    }
  }

  record Cause(ResetCause cause) implements Named {
    static final Cause[] ALL =
        Arrays.stream(ResetCause.values()).map(Cause::new).toArray(Cause[]::new);

    @Override
    public String wireName() {
      return cause.wireName();
    }
  }

  record How(Hang hang) implements Named {
    static final How[] ALL = Arrays.stream(Hang.values()).map(How::new).toArray(How[]::new);

    @Override
    public String wireName() {
      return hang.wireName();
    }
  }

  static final Setting<Integer> COUNT =
      Setting.whole("count", 1, Line.MOST_BYTES, "how many bytes, or bits").or("20");
  static final Setting<Side> WAY =
      Setting.word("way", Side.values(), "`up` is from the board to the port").or("up");
  static final Setting<Integer> MEAN_BYTES =
      Setting.whole("mean_bytes", 1, 1_000_000, "bytes between two faults, on average").or("2000");
  static final Setting<Integer> BAUD =
      Setting.whole("baud", 300, 4_000_000, "bits per second").or("9600");
  static final Setting<Cause> CAUSE =
      Setting.word("cause", Cause.ALL, "why it begins anew").or("external");
  static final Setting<Integer> EXCEPTION =
      Setting.whole("exception", 0, 63, "its number").or("28");
  static final Setting<How> HOW = Setting.word("how", How.ALL, "which watchdog sees it").or("busy");
  static final Setting<Integer> DIPS = Setting.whole("dips", 1, 1_000, "how often").or("5");
  static final Setting<Long> UP =
      Setting.duration("up", "1 ms", "1 h", "how long it has power in between").or("400 ms");
  static final Setting<Integer> SENSOR =
      Setting.whole("sensor", 1, 32, "which of the board's sensors, counted from 1").or("1");
  static final Setting<Fault> FAILS =
      Setting.word("fails", Fault.values(), "what the sensor does").or("nan");
  static final Setting<String> TO =
      Setting.text("to", Names.RANGE, Names.NAME, "the name that its port has then");
  static final Setting<String> WITH =
      Setting.text("with", Names.RANGE, Names.NAME, "the other board");

  static final Setting<Integer> RSSI = Setting.whole("rssi", -100, -30, "signal in dBm").or("-84");
  static final Setting<Double> LOSS =
      Setting.number("loss", 0, 0.9, "the part of packets that is lost").or("0.15");
  static final Setting<Long> DELAY =
      Setting.duration("delay", "0", "10 s", "how long a packet takes at least, one way")
          .or("5 ms");
  static final Setting<Long> JITTER =
      Setting.duration("jitter", "0", "10 s", "how much longer at most").or("60 ms");
  static final List<Setting<?>> RECEPTION = List.of(RSSI, LOSS, DELAY, JITTER);

  private FaultSettings() {}

  static Reception reception(Settings values) {
    return new Reception(values.get(RSSI), values.get(LOSS), values.get(DELAY), values.get(JITTER));
  }
}
