package io.tidegate.sim.line;

import io.tidegate.sim.setting.Named;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How often something happens to a byte, and what.
public record LineFaults(long meanBytesBetween, List<Kind> kinds) {

  /// What can happen.
  public enum Kind implements Named.Constant {
    /// One bit of a byte is turned over.
    FLIP,
    /// Up to [#LONGEST_BYTES] bytes are not there.
    DROP,
    /// Up to [#LONGEST_BYTES] bytes come twice.
    DUPLICATE,
    /// Up to that many bytes of anything stand in between.
    NOISE,
    /// Nothing comes for up to [#LONGEST_STALL_NANOS].
    STALL,
    /// Up to that many bytes come one by one, with a pause of [#SPLIT_NANOS] after each.
    SPLIT;

    /// The kind of this name; throws with the names there are.
    public static Kind of(String wireName) {
      return Named.find(values(), wireName);
    }
  }

  public static final int LONGEST_BYTES = 40;
  public static final long LONGEST_STALL_NANOS = 3_000_000_000L;

  /// Long enough that a program which reads what is there gets half a line.
  public static final long SPLIT_NANOS = 20_000_000L;

  public static final LineFaults NONE = new LineFaults(Long.MAX_VALUE, List.of());

  public LineFaults {
    kinds = List.copyOf(kinds);
    if (meanBytesBetween < 1) {
      throw new IllegalArgumentException(
          "expected a fault every 1 byte or more, got " + meanBytesBetween);
    }
  }

  /// Every kind alike.
  public static LineFaults all(long meanBytesBetween) {
    return of(meanBytesBetween, EnumSet.allOf(Kind.class));
  }

  public static LineFaults of(long meanBytesBetween, Set<Kind> kinds) {
    return new LineFaults(meanBytesBetween, List.copyOf(kinds));
  }

  /// How many bytes pass until the next fault.
  long untilNext(RandomGenerator random) {
    if (kinds.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return 1 + (long) (-Math.log1p(-random.nextDouble()) * meanBytesBetween);
  }

  Kind kind(RandomGenerator random) {
    return kinds.get(random.nextInt(kinds.size()));
  }
}
