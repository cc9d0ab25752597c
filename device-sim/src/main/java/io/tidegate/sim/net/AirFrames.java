package io.tidegate.sim.net;

import java.util.LinkedHashSet;
import java.util.Set;

/// Frames of 802.11 from one board's radio to others that are in reach of the same access point,
/// whatever network they are in, and also while it is off. They find the faults of both boards on
/// their way; so does the acknowledgement, and then the frame was heard and nobody knows. What is
/// sent again until it is acknowledged is one frame here.
public final class AirFrames {
  /// On their way from a radio.
  private static final int MOST = 64;

  /// The radio of a board, when a frame comes by.
  public interface Ear {
    /// The one that it is on; 0: it is off.
    int channel();

    /// Whether it answers to this address.
    boolean is(byte[] address);

    /// A frame for it. False when it has no room: then it acknowledges nothing.
    boolean hears(AirFrame frame);
  }

  /// Who has sent something.
  public interface Sent {
    /// `elsewhere` is a channel on which somebody is for whom it was, 0 for none.
    void over(boolean acknowledged, int elsewhere);
  }

  private final Station station;
  private final Ear ear;
  private int underWay;
  private long lastNanos;

  /// How often it was silenced: what was on its way before is lost.
  private int turn;

  public AirFrames(Station station, Ear ear) {
    this.station = station;
    this.ear = ear;
    station.around().forEach(each -> each.inReach().add(this));
  }

  /// Nobody hears of this radio any more.
  public void close() {
    silence();
    station.around().forEach(each -> each.inReach().remove(this));
  }

  /// Its board begins anew, or is off: what it was sending is lost.
  public void silence() {
    turn++;
    underWay = 0;
    lastNanos = 0;
  }

  /// Whether there is another radio at all.
  public boolean alone() {
    return others().isEmpty();
  }

  private Set<AirFrames> others() {
    Set<AirFrames> others = new LinkedHashSet<>();
    station.around().forEach(each -> others.addAll(each.inReach()));
    others.remove(this);
    return others;
  }

  /// One after the other. What finds no room is over at once, and was not acknowledged.
  public void send(int channel, AirFrame frame, Sent sent) {
    if (underWay == MOST) {
      sent.over(false, 0);
      return;
    }
    underWay++;
    long takes = station.reception().transitNanos(station.random());
    lastNanos = Math.max(lastNanos, station.world().nowNanos()) + takes;
    int now = turn;
    station
        .world()
        .at(
            lastNanos,
            () -> {
              if (turn == now) {
                underWay--;
                arrives(channel, frame, sent);
                station.tellChanged();
              }
            });
  }

  private void arrives(int channel, AirFrame frame, Sent sent) {
    boolean acknowledged = false;
    boolean met = false;
    int elsewhere = 0;
    for (AirFrames each : others()) {
      int there = each.ear.channel();
      if (there == 0 || !frame.isForMany() && !each.ear.is(frame.target())) {
        continue;
      }
      if (there == channel) {
        met = true;
        acknowledged |= reaches(each, frame) && passes(each);
      } else {
        elsewhere = there;
      }
    }
    sent.over(acknowledged || frame.isForMany(), met ? 0 : elsewhere);
  }

  private boolean reaches(AirFrames other, AirFrame frame) {
    if (!passes(other) || !other.ear.hears(frame)) {
      return false;
    }
    other.station.tellChanged();
    return true;
  }

  /// Whether something gets through between the two, in whichever direction.
  private boolean passes(AirFrames other) {
    boolean lostHere = station.reception().loses(station.random());
    boolean lostThere = other.station.reception().loses(other.station.random());
    return !lostHere && !lostThere;
  }
}
