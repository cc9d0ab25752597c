package io.tidegate.sim.board;

import io.tidegate.bridge.ChannelAccess;
import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.link.Channel;
import io.tidegate.bridge.link.CommandHandler;
import io.tidegate.bridge.link.LinkBoard;
import io.tidegate.bridge.link.LinkSettings;
import io.tidegate.sim.model.Measurement;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.sensor.Quantity;
import io.tidegate.sim.setting.Named;
import java.util.List;
import java.util.Map;

/// A sketch with the link's library: measures, hands its readings over, obeys commands. A channel
/// with a pin drives it: high for `1`, `on` and `true`.
public final class LinkFirmware implements Firmware {

  /// Where the library's memory lies, and so what it outlasts; a loss of power it never does.
  public enum Kept implements Named.Constant {
    /// In memory that setup() clears: nothing.
    NOTHING,
    /// In memory that is not cleared (`.noinit`): resets, but not deep sleep.
    RESET,
    /// In RTC memory: deep sleep too.
    SLEEP;

    /// The place of this name; throws with the names there are.
    public static Kept of(String wireName) {
      return Named.find(values(), wireName);
    }
  }

  private final Model model;
  private final Map<String, Integer> pinsByChannel;
  private final LinkBoard link;
  private final Kept kept;
  private ChipClock clock;
  private Board.Outside out;
  private long refused;

  public LinkFirmware(LinkSettings settings, Model model, CommandHandler handler) {
    this(settings, model, handler, Map.of(), Kept.RESET);
  }

  public LinkFirmware(
      LinkSettings settings,
      Model model,
      CommandHandler handler,
      Map<String, Integer> pinsByChannel,
      Kept kept) {
    this.model = model;
    this.pinsByChannel = Map.copyOf(pinsByChannel);
    this.kept = kept;
    this.link =
        new LinkBoard(
            settings,
            (channel, value) -> obey(handler, channel, value),
            line -> out.transmit(line, line.length));
  }

  @Override
  public void attach(Microcontroller chip) {
    clock = chip.clock();
    model.clock(clock::worldNanos);
  }

  @Override
  public void start(long nowNanos, Board.Outside out) {
    this.out = out;
    if (kept == Kept.NOTHING) {
      link.losePower();
    }
    link.start(clock.millis(nowNanos));
    model.start(nowNanos);
  }

  @Override
  public void losePower() {
    model.losePower();
    link.losePower();
  }

  @Override
  public void sleep() {
    model.stop();
    if (kept != Kept.SLEEP) {
      link.losePower();
    }
  }

  @Override
  public long loop(byte[] bytes, int length, long nowNanos, Board.Outside out) {
    this.out = out;
    int nowMillis = clock.millis(nowNanos);
    Measurement measurement = model.take(nowNanos);
    if (measurement != null && !link.reading(measurement.json(), nowMillis)) {
      refused++;
    }
    link.poll(bytes, length, nowMillis);
    long idleMillis = link.idleMillis(nowMillis);
    return Math.min(
        model.dueNanos(),
        idleMillis == Long.MAX_VALUE ? idleMillis : clock.whenMillisPassed(nowNanos, idleMillis));
  }

  public LinkBoard link() {
    return link;
  }

  /// How a board describes what its model measures.
  public static List<Channel> channels(List<Quantity> quantities) {
    return quantities.stream()
        .map(
            each ->
                new Channel(
                    each.name(),
                    switch (each.nature()) {
                      case GAUGE -> ChannelKind.GAUGE;
                      case COUNTER -> ChannelKind.COUNTER;
                      case SWITCH -> ChannelKind.BOOL;
                    },
                    each.unit(),
                    each.decimals(),
                    ChannelAccess.READ))
        .toList();
  }

  /// Readings that the library did not take: too long, or no number left.
  public long refused() {
    return refused;
  }

  private CommandHandler.Answer obey(CommandHandler handler, String channel, String value) {
    CommandHandler.Answer answer = handler.command(channel, value);
    Integer pin = pinsByChannel.get(channel);
    if (pin != null && answer.code() == CommandCode.OK) {
      out.pin(pin, value.equals("1") || value.equals("on") || value.equals("true") ? 1 : 0);
    }
    return answer;
  }
}
