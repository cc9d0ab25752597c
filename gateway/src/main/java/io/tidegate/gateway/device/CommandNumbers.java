package io.tidegate.gateway.device;

import io.tidegate.bridge.Limits;
import java.util.random.RandomGenerator;

/// Numbers of commands, counting up by one from a start drawn at random: a board remembers its last
/// four, and a number from before a restart of the gateway must not meet one of them.
final class CommandNumbers {
  private static final int START_LIMIT = 2_000_000_000;

  private long next;

  CommandNumbers(RandomGenerator random) {
    next = random.nextLong(1, START_LIMIT + 1L);
  }

  long take() {
    long number = next;
    next = number == Limits.U32_MAX ? 1 : number + 1;
    return number;
  }
}
