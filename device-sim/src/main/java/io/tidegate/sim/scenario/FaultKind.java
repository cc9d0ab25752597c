package io.tidegate.sim.scenario;

import io.tidegate.sim.board.Mishaps;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.scenario.Stage.Mishap;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a scenario can do to its boards, their lines, the network and the gateway, and what each
/// kind is made from. A kind that lasts has `for`.
public enum FaultKind implements Named.Constant {
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
      List.of(FaultSettings.WAY),
      (stage, board, settings, nanos) ->
          stage
              .seat(board)
              .inject(settings.get(FaultSettings.WAY).way(), LineFaults.Kind.STALL, nanos)),
  BAD_LINE(
      "faults of all these kinds at random",
      Target.BOARD,
      Lasting.YES,
      List.of(FaultSettings.MEAN_BYTES),
      (stage, board, settings, _) ->
          stage.seat(board).faults(LineFaults.all(settings.get(FaultSettings.MEAN_BYTES))),
      (stage, board, _) -> stage.seat(board).faults(LineFaults.NONE)),
  WRONG_BAUD(
      "the port runs at another speed than the board",
      Target.BOARD,
      Lasting.YES,
      List.of(FaultSettings.BAUD),
      (stage, board, settings, _) -> stage.seat(board).wrongBaud(settings.get(FaultSettings.BAUD)),
      (stage, board, _) -> stage.seat(board).wrongBaud(0)),
  UNPLUG(
      "the cable is pulled, the board runs on",
      Target.BOARD,
      Lasting.YES,
      List.of(),
      (stage, board, _, _) -> stage.seat(board).plug(false),
      (stage, board, _) -> stage.seat(board).plug(true)),
  REPLUG(
      "it is plugged in elsewhere: its link stays, as those by id do, and leads to another device",
      Target.BOARD,
      Lasting.NO,
      List.of(),
      (stage, board, _, _) -> stage.seat(board).replug()),
  RENAME(
      "it is plugged in elsewhere: its port has another name, and its own leads nowhere",
      Target.BOARD,
      Lasting.YES,
      List.of(FaultSettings.TO),
      (stage, board, settings, _) -> stage.move(map(board, settings.get(FaultSettings.TO))),
      (stage, board, _) -> stage.move(map(board, board))),
  SWAP(
      "two boards are plugged in where the other was",
      Target.BOARD,
      Lasting.YES,
      List.of(FaultSettings.WITH),
      (stage, board, settings, _) -> {
        String other = settings.get(FaultSettings.WITH);
        stage.move(map(board, other, other, board));
      },
      (stage, board, settings) -> {
        String other = settings.get(FaultSettings.WITH);
        stage.move(map(board, board, other, other));
      }),

  // the board
  RESET(
      "it begins anew for this cause",
      Target.BOARD,
      Lasting.NO,
      List.of(FaultSettings.CAUSE),
      (stage, board, settings, _) ->
          chip(stage, board)
              .reset(settings.get(FaultSettings.CAUSE).cause(), stage.world().nowNanos())),
  CRASH(
      "an exception in the sketch, with its dump",
      Target.BOARD,
      Lasting.NO,
      List.of(FaultSettings.EXCEPTION),
      (stage, board, settings, _) ->
          chip(stage, board)
              .crash(settings.get(FaultSettings.EXCEPTION), stage.world().nowNanos())),
  HANG(
      "the sketch stops going round",
      Target.BOARD,
      Lasting.NO,
      List.of(FaultSettings.HOW),
      (stage, board, settings, _) ->
          chip(stage, board)
              .hang(settings.get(FaultSettings.HOW).hang(), stage.world().nowNanos())),
  BROWN_OUT(
      "the supply breaks down, again and again",
      Target.BOARD,
      Lasting.NO,
      List.of(FaultSettings.DIPS, FaultSettings.UP),
      (stage, board, settings, _) ->
          chip(stage, board)
              .brownOut(
                  settings.get(FaultSettings.DIPS),
                  settings.get(FaultSettings.UP),
                  stage.world().nowNanos())),
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
      List.of(FaultSettings.SENSOR, FaultSettings.FAILS),
      (stage, board, settings, nanos) -> {
        long nowNanos = stage.world().nowNanos();
        stage
            .seat(board)
            .sensor(settings.get(FaultSettings.SENSOR))
            .inject(settings.get(FaultSettings.FAILS), nowNanos, nowNanos + nanos);
      }),

  // the WiFi
  WIFI_DEAUTH(
      "its access point throws it out, and it comes back",
      Target.STATION,
      Lasting.NO,
      List.of(),
      (stage, board, _, _) -> stage.seat(board).station().kicked()),
  WIFI_WEAK(
      "it and its access point hear each other badly",
      Target.STATION,
      Lasting.YES,
      FaultSettings.RECEPTION,
      (stage, board, settings, _) ->
          stage.seat(board).station().reception(FaultSettings.reception(settings)),
      (stage, board, _) -> stage.seat(board).station().reception(null)),
  WIFI_OFF("the access point is gone without a word", Air::on),
  WIFI_PASSWORD("the access point throws all out and wants another password", Air::password),
  WIFI_DHCP("the access point throws all out and gives out no addresses", Air::dhcp),

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
    /// A board with WiFi.
    STATION,
    /// All of them.
    ACCESS_POINT,
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
        List.of(FaultSettings.COUNT, FaultSettings.WAY),
        (stage, board, settings, _) ->
            stage
                .seat(board)
                .inject(
                    settings.get(FaultSettings.WAY).way(),
                    kind,
                    settings.get(FaultSettings.COUNT)));
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

  private interface OfAir {
    void set(Air air, boolean well);
  }

  FaultKind(String words, OfAir fault) {
    this(
        words,
        Target.ACCESS_POINT,
        Lasting.YES,
        List.of(),
        (stage, _, _, _) -> fault.set(stage.air(), false),
        (stage, _, _) -> fault.set(stage.air(), true));
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
      case BOARD, STATION, ACCESS_POINT -> "";
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

  /// The name of a port that it takes besides the board's own; empty for most kinds.
  String takes(Settings values) {
    return switch (this) {
      case RENAME -> values.get(FaultSettings.TO);
      case SWAP -> values.get(FaultSettings.WITH);
      default -> "";
    };
  }

  /// Whether a board can have it that plays a recording: that has a cable and power, and no more.
  boolean befallsRecordings() {
    return switch (this) {
      case FLIP, DROP, DUPLICATE, SPLIT, NOISE, STALL, BAD_LINE -> true;
      case UNPLUG, REPLUG, RENAME, SWAP, POWER_OFF -> true;
      default -> false;
    };
  }

  /// Boards and names in turns.
  private static SequencedMap<String, String> map(String... words) {
    SequencedMap<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      map.put(words[i], words[i + 1]);
    }
    return map;
  }

  private static Mishaps chip(Stage stage, String board) {
    return stage.seat(board).chip();
  }
}
