package io.tidegate.sim.sensor;

import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.signal.Draws;
import io.tidegate.sim.signal.Signal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A door contact at an input: 1 is open. When the door moves, the contact opens and closes some
/// more times before it rests.
public final class Door implements Sensor, LevelSource {
  static final Setting<Long> BOUNCE =
      Setting.duration("bounce", "0", "1 s", "how long the contact takes to rest; 0: at once")
          .or("5 ms");
  static final Set<Fault> FAULTS = EnumSet.of(Fault.DISCONNECTED, Fault.STUCK);

  private static final int FEWEST_PAIRS = 1;
  private static final int PAIRS_KINDS = 4;

  private final List<Quantity> quantities;
  private final long bounceNanos;
  private final Threshold open;
  private final Draws draws;
  private final Faults faults = new Faults("door", FAULTS);

  // The edges of one movement, each a time after it.
  private long edgesOf = Long.MIN_VALUE;
  private long[] edges = new long[0];

  /// `open` is 1 for an open door.
  public Door(String prefix, long bounceNanos, Signal open, RandomGenerator chance) {
    this.quantities = List.of(Quantity.onOff("open").of("SWITCH", prefix));
    this.bounceNanos = BOUNCE.check(bounceNanos);
    this.open = new Threshold(open);
    this.draws = Draws.from(chance);
  }

  @Override
  public List<Quantity> quantities() {
    return quantities;
  }

  @Override
  public void losePower() {}

  @Override
  public void start(long nowNanos) {}

  @Override
  public double[] read(long nowNanos) {
    return new double[] {level(nowNanos) ? 1 : 0};
  }

  @Override
  public void inject(Fault fault, long fromNanos, long untilNanos) {
    faults.inject(fault, fromNanos, untilNanos);
  }

  @Override
  public long edgeAfter(long nowNanos) {
    open.at(nowNanos);
    long next = Math.min(open.changesAfter(nowNanos), faults.changesAfter(nowNanos));
    for (long edge : edges()) {
      long nanos = open.changedNanos() + edge;
      next = nanos > nowNanos ? Math.min(next, nanos) : next;
    }
    return next;
  }

  /// The level at the input, pulled up: high is open, and high is a wire that is off.
  @Override
  public boolean level(long nowNanos) {
    return faults.level(contact(nowNanos), true, nowNanos);
  }

  private boolean contact(long nowNanos) {
    boolean rests = open.at(nowNanos);
    long since = nowNanos - open.changedNanos();
    int past = 0;
    for (long edge : edges()) {
      past += edge <= since ? 1 : 0;
    }
    return rests ^ past % 2 == 1;
  }

  /// Of the last movement: an even number, so that it ends where the door is.
  private long[] edges() {
    long moved = open.changedNanos();
    if (moved != edgesOf) {
      edgesOf = moved;
      int pairs = FEWEST_PAIRS + Math.floorMod(draws.bits(moved), PAIRS_KINDS);
      edges = new long[bounceNanos == 0 || moved < 0 ? 0 : 2 * pairs];
      for (int i = 0; i < edges.length; i++) {
        edges[i] = 1 + (long) (draws.uniform(moved + i + 1) * (bounceNanos - 1));
      }
      Arrays.sort(edges);
    }
    return edges;
  }
}
