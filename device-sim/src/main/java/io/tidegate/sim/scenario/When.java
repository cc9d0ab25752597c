package io.tidegate.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// When something happens in a run; times are nanoseconds since its beginning.
public sealed interface When {
  /// The times that are known before the run begins, in order.
  List<Long> times(long lastsNanos, RandomGenerator random);

  /// Only a broker can tell when.
  default boolean waitsForMessage() {
    return this instanceof Seen seen && !seen.filter().isEmpty();
  }

  /// At a time, and, where `everyNanos` is not 0, again and again after it.
  record At(long nanos, long everyNanos) implements When {
    @Override
    public List<Long> times(long lastsNanos, RandomGenerator random) {
      List<Long> times = new ArrayList<>();
      for (long at = nanos; at < lastsNanos; at += everyNanos) {
        times.add(at);
        if (everyNanos == 0) {
          break;
        }
      }
      return times;
    }
  }

  /// So often, at times that the seed draws.
  record Drawn(int times, long fromNanos, long untilNanos) implements When {
    @Override
    public List<Long> times(long lastsNanos, RandomGenerator random) {
      long until = Math.min(untilNanos, lastsNanos);
      List<Long> drawn = new ArrayList<>();
      for (int i = 0; i < times && fromNanos < until; i++) {
        drawn.add(random.nextLong(fromNanos, until));
      }
      drawn.sort(null);
      return drawn;
    }
  }

  /// Once, so long after a board has printed a line with this in it for the first time, or after
  /// the first message on such topics.
  record Seen(Optional<String> board, Pattern pattern, String filter, long afterNanos)
      implements When {
    @Override
    public List<Long> times(long lastsNanos, RandomGenerator random) {
      return List.of();
    }
  }
}
