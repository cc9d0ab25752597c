package io.tidegate.gateway.simulation;

import io.tidegate.gateway.core.Settings;
import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.ChannelRule;
import io.tidegate.gateway.device.CsvRule;
import io.tidegate.gateway.device.Decoding;
import io.tidegate.gateway.device.PortRule;
import io.tidegate.gateway.spool.SpoolLimits;
import io.tidegate.gateway.topic.CommandRule;
import io.tidegate.gateway.topic.PayloadRule;
import io.tidegate.gateway.topic.TopicTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// What a seed draws before the history begins: the boards and how the gateway is set.
record Plan(Settings settings, List<BoardPlan> boards, Pace pace) {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000_000_000L;

  /// `ring` is 0 for a plain board. `cleanLine`: no fault ever changes what it prints.
  record BoardPlan(
      String device,
      int ring,
      Decoding decoding,
      long periodNanos,
      int baud,
      boolean cleanLine,
      boolean resetByOpening,
      ChannelRule.Report report) {
    boolean link() {
      return ring > 0;
    }

    private BoardPlan calm() {
      return new BoardPlan(
          device,
          ring,
          decoding,
          10 * periodNanos + 5 * SECOND,
          baud,
          true,
          resetByOpening,
          report);
    }

    private BoardPlan with(ChannelRule.Report other) {
      return new BoardPlan(
          device, ring, decoding, periodNanos, baud, cleanLine, resetByOpening, other);
    }
  }

  /// How fast things happen: the mean time to the next trouble, the longest between two commands,
  /// and how much longer than seconds the network, the gateway and a cable stay away.
  record Pace(long troubleNanos, long commandNanos, int stretch) {
    static Pace compressed(long troubleNanos) {
      return new Pace(troubleNanos, 3 * SECOND, 1);
    }

    /// Four troubles an hour; the broker is away for up to two hours, a board for 20 minutes.
    static final Pace DAYS = new Pace(900 * SECOND, 600 * SECOND, 240);
  }

  /// The same site for days: boards that measure now and then, on clean lines, so that each of
  /// their measurements can be accounted for.
  Plan calm() {
    return new Plan(settings, boards.stream().map(BoardPlan::calm).toList(), Pace.DAYS);
  }

  static Plan draw(RandomGenerator random) {
    List<BoardPlan> boards = new ArrayList<>();
    int count = random.nextInt(3, 7);
    for (int i = 0; i < count; i++) {
      boolean link = i == 0 || i > 1 && random.nextInt(3) > 0;
      boards.add(link ? link(i, random) : plain(i, random));
    }
    Settings settings = settings(boards, random);
    return new Plan(settings, boards, Pace.compressed(pick(random, 300, 1_000, 3_000) * MILLI));
  }

  /// In every second history most boards say only what is new. Drawn apart, so that the rest of a
  /// seed's history stays as it is.
  Plan withRules(RandomGenerator random) {
    if (random.nextBoolean()) {
      return this;
    }
    List<BoardPlan> ruled = new ArrayList<>();
    Map<String, BoardRule> rules = new HashMap<>(settings.boards());
    for (BoardPlan board : boards) {
      ChannelRule.Report report = random.nextInt(4) == 0 ? board.report() : report(random);
      ChannelRule none = new ChannelRule(Double.NaN, Double.NaN, Double.NaN);
      ChannelRule rule =
          new ChannelRule(none.min(), none.max(), none.maxStep(), none.calibration(), report);
      BoardRule old = rules.get(board.device());
      Map<String, ChannelRule> channels = Map.of("t", rule);
      ruled.add(board.with(report));
      rules.put(
          board.device(),
          new BoardRule(old.name(), old.ignore(), old.silenceSeconds(), channels, old.commands()));
    }
    return new Plan(with(settings, rules), ruled, pace);
  }

  private static ChannelRule.Report report(RandomGenerator random) {
    double deadBand = random.nextInt(3) == 0 ? 2.5 : 0.7;
    return switch (random.nextInt(5)) {
      case 0, 1 -> new ChannelRule.Report(deadBand, 0, 0, 0);
      case 2 -> new ChannelRule.Report(deadBand, 5 * SECOND, 0, 0);
      case 3 -> new ChannelRule.Report(Double.NaN, 0, pick(random, 400, 3_000) * MILLI, 0);
      default ->
          new ChannelRule.Report(
              random.nextBoolean() ? deadBand : Double.NaN, 0, 0, pick(random, 500, 3_000) * MILLI);
    };
  }

  private static Settings with(Settings settings, Map<String, BoardRule> boards) {
    return new Settings(
        settings.gateway(),
        settings.version(),
        settings.topics(),
        settings.payload(),
        settings.ports(),
        boards,
        settings.acceptUnknownBoards(),
        settings.delivery(),
        settings.store(),
        settings.commands());
  }

  private static BoardPlan link(int i, RandomGenerator random) {
    return new BoardPlan(
        "link" + i,
        (int) pick(random, 2, 8, 32, 64, 200),
        random.nextBoolean() ? Decoding.LINK : Decoding.AUTO,
        period(random),
        random.nextInt(4) == 0 ? 9_600 : 115_200,
        random.nextInt(4) == 0,
        random.nextInt(3) == 0,
        ChannelRule.Report.ALL);
  }

  private static BoardPlan plain(int i, RandomGenerator random) {
    Decoding[] kinds = {Decoding.JSON, Decoding.AUTO, Decoding.KEY_VALUE, Decoding.CSV};
    return new BoardPlan(
        "plain" + i,
        0,
        kinds[random.nextInt(kinds.length)],
        period(random),
        random.nextInt(4) == 0 ? 9_600 : 115_200,
        random.nextInt(3) > 0,
        random.nextInt(3) == 0,
        ChannelRule.Report.ALL);
  }

  private static long period(RandomGenerator random) {
    return pick(random, 40, 100, 250, 1_000) * MILLI + random.nextLong(10 * MILLI);
  }

  private static Settings settings(List<BoardPlan> boards, RandomGenerator random) {
    List<PortRule> ports = new ArrayList<>();
    Map<String, BoardRule> rules = new HashMap<>();
    for (int i = 0; i < boards.size(); i++) {
      BoardPlan board = boards.get(i);
      CsvRule csv = new CsvRule(List.of("n", "t"), ',', false);
      String named = board.link() ? "" : board.device();
      ports.add(new PortRule(i, "port" + i, board.decoding(), named, csv));
      int silence = random.nextInt(3) == 0 ? 15 : 0;
      rules.put(
          board.device(), new BoardRule("", false, silence, Map.of(), Set.of("relay", "broken")));
    }
    return new Settings(
        "gate",
        "1",
        TopicTemplates.DEFAULT,
        PayloadRule.DEFAULT,
        ports,
        rules,
        true,
        delivery(random),
        store(random),
        new CommandRule(false, 5_000, 120_000));
  }

  private static Settings.Delivery delivery(RandomGenerator random) {
    return new Settings.Delivery(
        1,
        random.nextInt(4) == 0,
        (int) pick(random, 1, 4, 16, 64),
        random.nextInt(4) == 0,
        random.nextInt(4) == 0 ? 200 : 0,
        pick(random, 3, 10) * SECOND,
        100 * MILLI,
        5 * SECOND,
        5 * SECOND);
  }

  private static Settings.Store store(RandomGenerator random) {
    int segmentBytes = (int) pick(random, 16, 64, 256) << 10;
    return new Settings.Store(
        pick(random, 0, 20, 500) * MILLI,
        (int) pick(random, 2, 16, 64) << 10,
        segmentBytes,
        pick(random, 64, 256, 4_096) << 10,
        pick(random, 30, 3_600, 1_000_000) * SECOND,
        0,
        pick(random, 64, 256, 4_096) << 10,
        random.nextInt(8) > 0);
  }

  SpoolLimits limits() {
    return settings.spoolLimits();
  }

  static long pick(RandomGenerator random, long... values) {
    return values[random.nextInt(values.length)];
  }
}
