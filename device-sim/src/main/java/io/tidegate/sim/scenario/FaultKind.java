package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.Microcontroller;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.Line;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage.Mishap;
import io.tidegate.sim.sensor.Fault;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import io.tidegate.sim.world.Cable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a scenario can do to its boards, their lines, the network and the gateway, and what each
/// kind is made from. A kind that lasts has `for`.
public enum FaultKind implements Named {
  // the line
  FLIP("bits are turned over", LineFaults.Kind.FLIP),
  DROP("bytes are lost", LineFaults.Kind.DROP),
  DUPLICATE("bytes come twice", LineFaults.Kind.DUPLICATE),
  SPLIT("bytes come one by one, with pauses", LineFaults.Kind.SPLIT),
  NOISE("bytes of anything come in between", LineFaults.Kind.NOISE),
  STALL(
      "nothing comes for a time, and all of it afterwards",
      Target.BOARD,
      Lasting.ITSELF,
      List.of(Parts.WAY),
      (stage, board, settings, nanos) ->
          stage.seat(board).inject(settings.get(Parts.WAY).way(), LineFaults.Kind.STALL, nanos)),
  BAD_LINE(
      "faults of all these kinds at random",
      Target.BOARD,
      Lasting.YES,
      List.of(Parts.MEAN_BYTES),
      (stage, board, settings, _) ->
          stage.seat(board).faults(LineFaults.all(settings.get(Parts.MEAN_BYTES))),
      (stage, board, _) -> stage.seat(board).faults(LineFaults.NONE)),
  WRONG_BAUD(
      "the port runs at another speed than the board",
      Target.BOARD,
      Lasting.YES,
      List.of(Parts.BAUD),
      (stage, board, settings, _) -> stage.seat(board).wrongBaud(settings.get(Parts.BAUD)),
      (stage, board, _) -> stage.seat(board).wrongBaud(0)),
  UNPLUG(
      "the cable is pulled, the board runs on",
      Target.BOARD,
      Lasting.YES,
      List.of(),
      (stage, board, _, _) -> stage.seat(board).plug(false),
      (stage, board, _) -> stage.seat(board).plug(true)),

  // the board
  RESET(
      "it begins anew for this cause",
      Target.BOARD,
      Lasting.NO,
      List.of(Parts.CAUSE),
      (stage, board, settings, _) ->
          chip(stage, board).reset(settings.get(Parts.CAUSE).cause(), stage.world().nowNanos())),
  CRASH(
      "an exception in the sketch, with its dump",
      Target.BOARD,
      Lasting.NO,
      List.of(Parts.EXCEPTION),
      (stage, board, settings, _) ->
          chip(stage, board).crash(settings.get(Parts.EXCEPTION), stage.world().nowNanos())),
  HANG(
      "the sketch stops going round",
      Target.BOARD,
      Lasting.NO,
      List.of(Parts.HOW),
      (stage, board, settings, _) ->
          chip(stage, board).hang(settings.get(Parts.HOW).hang(), stage.world().nowNanos())),
  BROWN_OUT(
      "the supply breaks down, again and again",
      Target.BOARD,
      Lasting.NO,
      List.of(Parts.DIPS, Parts.UP),
      (stage, board, settings, _) ->
          chip(stage, board)
              .brownOut(
                  settings.get(Parts.DIPS), settings.get(Parts.UP), stage.world().nowNanos())),
  POWER_OFF(
      "the board has no power, what its memory held is gone",
      Target.BOARD,
      Lasting.YES,
      List.of(),
      (stage, board, _, _) -> stage.seat(board).power(false),
      (stage, board, _) -> stage.seat(board).power(true)),
  DEEP_SLEEP(
      "it sleeps for a time and begins anew",
      Target.BOARD,
      Lasting.ITSELF,
      List.of(),
      (stage, board, _, nanos) -> chip(stage, board).deepSleep(nanos, stage.world().nowNanos())),
  FLOOD(
      "it prints lines as fast as its port takes them",
      Target.BOARD,
      Lasting.ITSELF,
      List.of(),
      (stage, board, _, nanos) -> chip(stage, board).flood(nanos, stage.world().nowNanos())),
  SILENCE(
      "nothing leaves its serial port, and it does not notice",
      Target.BOARD,
      Lasting.ITSELF,
      List.of(),
      (stage, board, _, nanos) -> chip(stage, board).silence(nanos, stage.world().nowNanos())),
  SENSOR(
      "one of its sensors fails",
      Target.BOARD,
      Lasting.ITSELF,
      List.of(Parts.SENSOR, Parts.FAILS),
      (stage, board, settings, nanos) -> {
        long nowNanos = stage.world().nowNanos();
        stage
            .seat(board)
            .sensor(settings.get(Parts.SENSOR))
            .inject(settings.get(Parts.FAILS), nowNanos, nowNanos + nanos);
      }),

  // the network between gateway and broker
  REFUSE(NetFault.Kind.REFUSE),
  BLACK_HOLE(NetFault.Kind.BLACK_HOLE),
  CONNECTION_RESET(NetFault.Kind.CONNECTION_RESET),
  SLOW(NetFault.Kind.SLOW),
  DRIBBLE(NetFault.Kind.DRIBBLE),
  CUT_AFTER(NetFault.Kind.CUT_AFTER),
  HALF_OPEN(NetFault.Kind.HALF_OPEN),
  LATENCY(NetFault.Kind.LATENCY),
  CONNACK_REFUSED(NetFault.Kind.CONNACK_REFUSED),
  SESSION_LOST(NetFault.Kind.SESSION_LOST),
  TAKEN_OVER(NetFault.Kind.TAKEN_OVER),
  TOPIC_REFUSED(NetFault.Kind.TOPIC_REFUSED),

  // the gateway
  GATEWAY_KILL("the gateway's process is killed, and started again when it is over", Mishap.KILL),
  GATEWAY_POWER_CUT(
      "the gateway's machine loses power, with what was not on its disk", Mishap.POWER_CUT),
  GATEWAY_PAUSE("the gateway's process stands still", Mishap.PAUSE),
  DISK_FULL("the gateway's disk is full", Mishap.DISK_FULL),
  DISK_FAULT("the gateway's disk fails to write and sync", Mishap.DISK_FAULT),
  DISK_SLOW("the gateway's disk takes long", Mishap.DISK_SLOW);

  /// Whom it befalls.
  public enum Target {
    BOARD,
    NETWORK,
    GATEWAY
  }

  /// How it ends.
  public enum Lasting {
    /// At once.
    NO,
    /// After `for`, or with the run.
    YES,
    /// Given `for`, it ends by itself.
    ITSELF
  }

  interface Begin {
    /// `nanos` is how long it lasts, for those that end by themselves.
    void on(Stage stage, String board, Settings settings, long nanos);
  }

  interface End {
    void on(Stage stage, String board, Settings settings);
  }

  private final String words;
  private final Target target;
  private final Lasting lasting;
  private final List<Setting<?>> settings;
  private final Begin begin;
  private final End end;
  private final Mishap mishap;
  private final NetFault.Kind net;

  FaultKind(String words, LineFaults.Kind kind) {
    this(
        words,
        Target.BOARD,
        Lasting.NO,
        List.of(Parts.COUNT, Parts.WAY),
        (stage, board, settings, _) ->
            stage
                .seat(board)
                .inject(settings.get(Parts.WAY).way(), kind, settings.get(Parts.COUNT)));
  }

  FaultKind(String words, Target target, Lasting lasting, List<Setting<?>> settings, Begin begin) {
    this(words, target, lasting, settings, begin, (_, _, _) -> {});
  }

  FaultKind(
      String words,
      Target target,
      Lasting lasting,
      List<Setting<?>> settings,
      Begin begin,
      End end) {
    this.words = words;
    this.target = target;
    this.lasting = lasting;
    this.settings = settings;
    this.begin = begin;
    this.end = end;
    this.mishap = null;
    this.net = null;
  }

  FaultKind(NetFault.Kind net) {
    this.words = net.words();
    this.target = Target.NETWORK;
    this.lasting = Lasting.YES;
    this.settings = net.settings();
    this.begin = (stage, _, values, _) -> stage.way().begin(net.of(values));
    this.end = (stage, _, _) -> stage.way().end(net);
    this.mishap = null;
    this.net = net;
  }

  FaultKind(String words, Mishap mishap) {
    this.words = words;
    this.target = Target.GATEWAY;
    this.lasting = Lasting.YES;
    this.settings = List.of();
    this.begin = (stage, _, _, _) -> stage.process().begin(mishap);
    this.end = (stage, _, _) -> stage.process().end(mishap);
    this.mishap = mishap;
    this.net = null;
  }

  @Override
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  public Target target() {
    return target;
  }

  public Lasting lasting() {
    return lasting;
  }

  public List<Setting<?>> settings() {
    return settings;
  }

  /// Empty when it can happen there; else why not.
  public String cannot(Stage stage) {
    return switch (target) {
      case BOARD -> "";
      case NETWORK -> stage.way().cannot(net);
      case GATEWAY -> stage.process().cannot(mishap);
    };
  }

  /// `board` is empty for what befalls no board.
  void begin(Stage stage, String board, Settings values, long nanos) {
    begin.on(stage, board, values, nanos);
  }

  void end(Stage stage, String board, Settings values) {
    end.on(stage, board, values);
  }

  /// The kind of this name, or null.
  public static FaultKind of(String wireName) {
    return Arrays.stream(values())
        .filter(each -> each.wireName().equals(wireName))
        .findFirst()
        .orElse(null);
  }

  private static Microcontroller chip(Stage stage, String board) {
    return stage.seat(board).chip();
  }

  /// What kinds are made from. A class of its own, for an enum's constants come before its fields.
  private static final class Parts {
    enum Side implements Named {
      UP(Cable.Way.UP),
      DOWN(Cable.Way.DOWN);

      private final Cable.Way way;

      Side(Cable.Way way) {
        this.way = way;
      }

      Cable.Way way() {
        return way;
      }

      @Override
      public String wireName() {
        return name().toLowerCase(Locale.ROOT);
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
        Setting.whole("mean_bytes", 1, 1_000_000, "bytes between two faults, on average")
            .or("2000");
    static final Setting<Integer> BAUD =
        Setting.whole("baud", 300, 4_000_000, "bits per second").or("9600");
    static final Setting<Cause> CAUSE =
        Setting.word("cause", Cause.ALL, "why it begins anew").or("external");
    static final Setting<Integer> EXCEPTION =
        Setting.whole("exception", 0, 63, "its number").or("28");
    static final Setting<How> HOW =
        Setting.word("how", How.ALL, "which watchdog sees it").or("busy");
    static final Setting<Integer> DIPS = Setting.whole("dips", 1, 1_000, "how often").or("5");
    static final Setting<Long> UP =
        Setting.duration("up", "1 ms", "1 h", "how long it has power in between").or("400 ms");
    static final Setting<Integer> SENSOR =
        Setting.whole("sensor", 1, 32, "which of the board's sensors, counted from 1").or("1");
    static final Setting<Fault> FAILS =
        Setting.word("fails", Fault.values(), "what the sensor does").or("nan");

    private Parts() {}
  }
}
