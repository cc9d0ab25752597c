package io.tidegate.sim.world;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Virtual time, and who acts when. Actors that are due at the same time act in an order drawn from
/// the seed. One thread at a time; times are nanoseconds since the world began.
public final class World {
  /// An actor's place in the order of events.
  public final class Turn {
    private final Actor actor;
    private Event planned;

    private Turn(Actor actor) {
      this.actor = actor;
    }

    /// Lets it act at this time, unless it acts earlier anyway.
    public void wake(long nanos) {
      if (planned == null || nanos < planned.nanos) {
        plan(nanos);
      }
    }

    private void plan(long nanos) {
      planned = null;
      if (nanos != Long.MAX_VALUE) {
        planned = new Event(Math.max(nanos, nowNanos), random.nextInt(), events++, this);
        queue.add(planned);
      }
    }
  }

  private record Event(long nanos, int chance, long number, Turn turn)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int order = Long.compare(nanos, other.nanos);
      order = order != 0 ? order : Integer.compare(chance, other.chance);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final SplittableRandom random;
  private final PriorityQueue<Event> queue = new PriorityQueue<>();
  private long nowNanos;
  private long untilNanos;
  private long quietNanos;
  private long events;

  public World(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Chance for one part of the world: what others draw does not change it.
  public SplittableRandom chance() {
    return random.split();
  }

  public long nowNanos() {
    return nowNanos;
  }

  /// From now on this actor takes part; it acts for the first time at once.
  public Turn add(Actor actor) {
    Turn turn = new Turn(actor);
    turn.plan(nowNanos);
    return turn;
  }

  /// Does something once.
  public void at(long nanos, Runnable what) {
    Actor once =
        _ -> {
          what.run();
          return Long.MAX_VALUE;
        };
    new Turn(once).plan(nanos);
  }

  /// When the next event happens; Long.MAX_VALUE when none is planned.
  public long dueNanos() {
    dropStale();
    return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().nanos;
  }

  /// Nothing happens before this time, as far as is known now: neither by the plans of others nor
  /// because the caller of [#runTo] does something when it returns.
  public long horizonNanos() {
    return Math.min(dueNanos(), untilNanos);
  }

  /// Whoever lets this world run promises to do nothing to it himself before this time.
  public void quietUntil(long nanos) {
    quietNanos = nanos;
  }

  /// One event; false when none is planned up to this time, and then it is that time.
  public boolean runNext(long limitNanos) {
    untilNanos = Math.max(limitNanos, quietNanos);
    if (dueNanos() > limitNanos) {
      nowNanos = Math.max(nowNanos, limitNanos);
      return false;
    }
    Event event = queue.poll();
    Turn turn = event.turn;
    nowNanos = event.nanos;
    turn.planned = null;
    long nextNanos = turn.actor.run(nowNanos);
    turn.wake(nextNanos);
    return true;
  }

  /// Everything up to and at this time.
  public void runTo(long untilNanos) {
    while (runNext(untilNanos)) {}
  }

  private void dropStale() {
    while (!queue.isEmpty() && queue.peek() != queue.peek().turn.planned) {
      queue.poll();
    }
  }
}
