package io.tidegate.gateway.pin;

import io.tidegate.bridge.ChannelAccess;
import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.link.Channel;
import java.math.BigDecimal;
import java.util.List;

/// One pin as it is configured. `line` is its BCM number, `name` its channel.
public sealed interface PinRule {
  /// The channel of a counter's rate is its own with this behind it.
  String RATE = "_rate";

  String NO_UNIT = "-";

  String name();

  int line();

  /// As the board describes it in its hello.
  List<Channel> channels();

  enum Pull {
    NONE,
    UP,
    DOWN
  }

  enum Edge {
    RISING,
    FALLING,
    BOTH
  }

  /// What a rate is told for.
  enum Per {
    NOTHING("", 0),
    SECOND("s", 1),
    MINUTE("min", 60),
    HOUR("h", 3_600);

    private final String symbol;
    private final long seconds;

    Per(String symbol, long seconds) {
      this.symbol = symbol;
      this.seconds = seconds;
    }

    /// `s`, `min`, `h`; empty for none.
    public String symbol() {
      return symbol;
    }

    long seconds() {
      return seconds;
    }
  }

  /// True or false: `changes` tells each change beside what is told every `everyNanos`.
  record Input(
      String name,
      int line,
      Pull pull,
      boolean activeLow,
      long debounceNanos,
      boolean changes,
      long everyNanos)
      implements PinRule {
    @Override
    public List<Channel> channels() {
      return List.of(
          new Channel(
              name, ChannelKind.BOOL, NO_UNIT, Frame.Describe.NO_DECIMALS, ChannelAccess.READ));
    }
  }

  /// Each edge counts `scale` of `unit`.
  record Counter(
      String name,
      int line,
      Pull pull,
      Edge edge,
      long debounceNanos,
      BigDecimal scale,
      String unit,
      Per per,
      long everyNanos)
      implements PinRule {
    private static final int RATE_DECIMALS_MORE = 2;

    @Override
    public List<Channel> channels() {
      Channel total =
          new Channel(name, ChannelKind.COUNTER, unit, totalDecimals(), ChannelAccess.READ);
      return per == Per.NOTHING
          ? List.of(total)
          : List.of(total, Channel.gauge(name + RATE, rateUnit(), rateDecimals()));
    }

    int totalDecimals() {
      return Math.max(0, scale.scale());
    }

    int rateDecimals() {
      return Math.min(Limits.DECIMALS, totalDecimals() + RATE_DECIMALS_MORE);
    }

    /// `mm/h`, or `1/h` for what has no unit.
    private String rateUnit() {
      return (unit.equals(NO_UNIT) ? "1" : unit) + "/" + per.symbol();
    }
  }

  /// A pin that the gateway drives.
  sealed interface Driven extends PinRule {
    SafeStates safe();

    long everyNanos();
  }

  /// On or off. `longestNanos` is how long it may be on, 0 for ever. `interlock` are outputs that
  /// may not be on with it, nor `deadNanos` after they were.
  record Output(
      String name,
      int line,
      boolean activeLow,
      SafeStates safe,
      long longestNanos,
      List<String> interlock,
      long deadNanos,
      long everyNanos)
      implements Driven {
    public Output {
      interlock = List.copyOf(interlock);
    }

    @Override
    public List<Channel> channels() {
      return List.of(Channel.relay(name));
    }
  }

  /// Percent of each period that it is on.
  record Pwm(
      String name,
      int line,
      boolean activeLow,
      int frequencyHertz,
      SafeStates safe,
      long everyNanos)
      implements Driven {
    @Override
    public List<Channel> channels() {
      return List.of(new Channel(name, ChannelKind.GAUGE, "%", 0, ChannelAccess.READ_WRITE));
    }
  }
}
