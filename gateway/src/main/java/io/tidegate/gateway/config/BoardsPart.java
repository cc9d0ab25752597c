package io.tidegate.gateway.config;

import io.tidegate.gateway.device.BoardRule;
import io.tidegate.gateway.device.ChannelRule;
import io.tidegate.gateway.device.Names;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import io.tidegate.strict.Unit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each board's rule, by its id as the board says it.
final class BoardsPart {
  private static final long SECOND = 1_000_000_000;
  private static final String EVERY_CHANNEL = "*";

  private final Section root;
  private final Problems problems;

  BoardsPart(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  Map<String, BoardRule> read() {
    Map<String, BoardRule> rules = new LinkedHashMap<>();
    Map<String, String> idsByName = new HashMap<>();
    root.named("boards")
        .forEach(
            (id, board) -> {
              String name = board.get(BoardKeys.BOARD_NAME, Names.of(id));
              String other = idsByName.putIfAbsent(name, id);
              if (other != null) {
                problems.add(
                    board.line(BoardKeys.BOARD_NAME),
                    board.path(BoardKeys.BOARD_NAME),
                    "\""
                        + name
                        + "\" is what board "
                        + Node.printable(other)
                        + " is called already; two boards"
                        + " under one id would be taken for one");
              }
              rules.put(id, rule(board));
            });
    return rules;
  }

  private BoardRule rule(Section board) {
    long silence = board.get(BoardKeys.SILENCE);
    if (silence % SECOND != 0) {
      problems.add(
          board.line(BoardKeys.SILENCE),
          board.path(BoardKeys.SILENCE),
          "expected whole seconds; got " + Unit.TIME.shown(silence));
    }
    Map<String, ChannelRule> channels = new LinkedHashMap<>();
    board.named("channels").forEach((name, channel) -> channels.put(name, channel(channel)));
    return new BoardRule(
        board.get(BoardKeys.BOARD_NAME, ""),
        board.get(BoardKeys.IGNORE),
        Math.toIntExact(silence / SECOND),
        channels,
        commands(board),
        board.get(BoardKeys.MQTT_TOPICS, List.of()));
  }

  private ChannelRule channel(Section channel) {
    double min = channel.get(BoardKeys.MIN, Double.NaN);
    double max = channel.get(BoardKeys.MAX, Double.NaN);
    if (min > max) {
      problems.add(
          channel.line(BoardKeys.MIN),
          channel.path(BoardKeys.MIN),
          "expected at most max, which is " + max + "; got " + min);
    }
    return new ChannelRule(
        min,
        max,
        channel.get(BoardKeys.MAX_STEP, Double.NaN),
        calibration(channel),
        report(channel));
  }

  private static ChannelRule.Calibration calibration(Section channel) {
    return new ChannelRule.Calibration(
        channel.get(BoardKeys.SCALE),
        channel.get(BoardKeys.OFFSET),
        Math.toIntExact(channel.get(BoardKeys.DECIMALS, -1L)));
  }

  private ChannelRule.Report report(Section channel) {
    double deadBand = channel.get(BoardKeys.DEAD_BAND, Double.NaN);
    long heartbeat = channel.get(BoardKeys.HEARTBEAT);
    long minInterval = channel.get(BoardKeys.MIN_INTERVAL);
    long mean = channel.get(BoardKeys.MEAN);
    if (heartbeat > 0 && Double.isNaN(deadBand)) {
      problems.add(
          channel.line(BoardKeys.HEARTBEAT),
          channel.path(BoardKeys.HEARTBEAT),
          "expected dead_band beside it: without one every value is new; got none");
    }
    if (heartbeat > 0 && heartbeat < Math.max(minInterval, mean)) {
      problems.add(
          channel.line(BoardKeys.HEARTBEAT),
          channel.path(BoardKeys.HEARTBEAT),
          "expected at least min_interval and mean, "
              + Unit.TIME.shown(Math.max(minInterval, mean))
              + "; got "
              + Unit.TIME.shown(heartbeat));
    }
    if (minInterval > 0 && mean > 0) {
      problems.add(
          channel.line(BoardKeys.MIN_INTERVAL),
          channel.path(BoardKeys.MIN_INTERVAL),
          "expected nothing beside mean, which says how often; got "
              + Unit.TIME.shown(minInterval));
    }
    return new ChannelRule.Report(deadBand, heartbeat, minInterval, mean);
  }

  /// Of a board that is known and of which the file says nothing.
  BoardRule usual() {
    return new BoardRule("", false, 0, Map.of(), usualCommands());
  }

  private Set<String> usualCommands() {
    return root.get(BoardKeys.ALLOW) == BoardKeys.Allow.ALL ? Set.of(EVERY_CHANNEL) : Set.of();
  }

  private Set<String> commands(Section board) {
    List<String> commands = board.get(BoardKeys.COMMANDS);
    if (commands == null) {
      return usualCommands();
    }
    if (commands.equals(List.of("all"))) {
      return Set.of(EVERY_CHANNEL);
    }
    return commands.equals(List.of("none")) ? Set.of() : Set.copyOf(commands);
  }
}
