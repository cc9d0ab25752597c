package io.tidegate.sim.check;

import java.util.List;
import java.util.function.ToLongFunction;

/// That what boards measured arrived: not lost, not doubled, in order, in time. Judged from the
/// [Accounts] when the run is over.
public final class DeliveryExpectation implements Expectation {
  /// What is counted of a board, and how a person calls it.
  public enum Count {
    LOST(Account::lost, "measurements that did not arrive"),
    REPEATED(Account::repeated, "messages under a key that had come before"),
    DOUBLED(Account::doubled, "measurements that came again under another key, or without any"),
    DISORDERED(Account::disordered, "measurements that came first behind a newer one"),
    LATE(Account::late, "measurements that took longer than `late`"),
    ARRIVED(Account::arrived, "different measurements that arrived"),
    STRANGE(Account::strange, "messages with a number that the board never gave");

    private final ToLongFunction<Account> count;
    private final String words;

    Count(ToLongFunction<Account> count, String words) {
      this.count = count;
      this.words = words;
    }

    /// For a person.
    public String words() {
      return words;
    }

    long of(Account account) {
      return count.applyAsLong(account);
    }

    /// As it is written in a scenario.
    public String wireName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int RANGES_SHOWN = 5;

  private final Accounts accounts;
  private final List<String> boards;
  private final Count count;
  private final Bounds bounds;

  /// Every one of these boards has to keep the bounds.
  public DeliveryExpectation(Accounts accounts, List<String> boards, Count count, Bounds bounds) {
    this.accounts = accounts;
    this.boards = List.copyOf(boards);
    this.count = count;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return String.join(", ", boards) + ": " + count.wireName() + " " + bounds.words();
  }

  /// The accounts see it.
  @Override
  public void see(Seen seen) {}

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    StringBuilder words = new StringBuilder();
    boolean missed = false;
    for (String board : boards) {
      Account account = accounts.of(board);
      long value = count.of(account);
      boolean holds = bounds.hold(value);
      missed |= !holds;
      words.append(words.isEmpty() ? "" : "; ").append(board).append(' ').append(value);
      words.append(" of ").append(account.measured()).append(" measured");
      if (!holds && count == Count.LOST) {
        words.append(" (n = ").append(account.missing(RANGES_SHOWN)).append(')');
      }
    }
    if (!over) {
      return new Outcome.Pending(words.toString());
    }
    return missed ? new Outcome.Missed(words.toString()) : new Outcome.Met(words.toString());
  }
}
