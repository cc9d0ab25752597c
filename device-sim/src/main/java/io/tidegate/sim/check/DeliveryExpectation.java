package io.tidegate.sim.check;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

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
  private static final int MISSING_SHOWN = 3;

  private final Accounts accounts;
  private final List<String> boards;
  private final Count count;
  private final Bounds bounds;
  private final boolean named;

  /// Every one of these boards has to keep the bounds. `named`: each of them was meant; else those
  /// that could not be counted are left out, unless there is no other.
  public DeliveryExpectation(
      Accounts accounts, List<String> boards, Count count, Bounds bounds, boolean named) {
    this.accounts = accounts;
    this.boards = List.copyOf(boards);
    this.count = count;
    this.bounds = bounds;
    this.named = named;
  }

  public DeliveryExpectation(Accounts accounts, List<String> boards, Count count, Bounds bounds) {
    this(accounts, boards, count, bounds, true);
  }

  @Override
  public String name() {
    return Words.names(boards) + ": " + count.wireName() + " " + bounds.words();
  }

  /// The accounts see it.
  @Override
  public void see(Seen seen) {}

  @Override
  public Outcome outcome(long nowNanos, boolean over) {
    List<String> uncounted = boards.stream().filter(accounts::isUncounted).toList();
    boolean leftOut = !named && uncounted.size() < boards.size();
    List<String> missing =
        boards.stream()
            .filter(board -> uncounted.contains(board) ? !leftOut : !holds(board))
            .toList();
    String words = words(missing);
    if (!over) {
      return new Outcome.Pending(words);
    }
    return missing.isEmpty() ? new Outcome.Met(words) : new Outcome.Missed(words);
  }

  private boolean holds(String board) {
    return bounds.hold(count.of(accounts.of(board)));
  }

  /// Of few boards each is told; of many the sum, and some of those that miss it.
  private String words(List<String> missing) {
    boolean few = boards.size() <= Words.NAMES_SHOWN;
    List<String> told = few ? boards : missing.subList(0, Math.min(missing.size(), MISSING_SHOWN));
    String each = told.stream().map(this::words).collect(Collectors.joining("; "));
    if (few) {
      return each;
    }
    int more = missing.size() - told.size();
    return "in all "
        + sum(count::of)
        + " of "
        + sum(Account::measured)
        + " measured"
        + (each.isEmpty() ? "" : "; " + each)
        + (more == 0 ? "" : "; and " + more + " boards more");
  }

  private String words(String board) {
    if (accounts.isUncounted(board)) {
      return board + " " + accounts.how(board);
    }
    Account account = accounts.of(board);
    return board
        + " "
        + count.of(account)
        + " of "
        + account.measured()
        + " measured"
        + (holds(board) || count != Count.LOST
            ? ""
            : " (n = " + account.missing(RANGES_SHOWN) + ")");
  }

  private long sum(ToLongFunction<Account> what) {
    return boards.stream().map(accounts::of).mapToLong(what).sum();
  }
}
