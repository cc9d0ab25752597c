package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.core.Wires;
import io.tidegate.gateway.device.LastWord;
import io.tidegate.gateway.gpio.GpioBoard;
import io.tidegate.gateway.gpio.GpioSettings;
import java.nio.file.Path;
import java.time.Duration;

/// The machine as a board, or that it is none. Other settings make it another board, on another
/// port; the old one ends first, for lines and buses are held by one alone.
final class OwnBoard implements Wires {
  /// How long a new board waits for the old one to end.
  private static final Duration END_LIMIT = Duration.ofSeconds(3);

  private final Inbox inbox;
  private final Surroundings around;
  private final Path folder;

  /// Null where there is none.
  private volatile GpioBoard board;

  private boolean brokerUp;

  /// What its counters have counted is kept in `folder`.
  OwnBoard(Inbox inbox, Surroundings around, Path folder) {
    this.inbox = inbox;
    this.around = around;
    this.folder = folder;
  }

  /// The board of these settings from now on; it is to be started. The one before has ended.
  synchronized void become(GpioSettings settings) {
    board =
        settings.isUsed()
            ? new GpioBoard(
                settings,
                inbox,
                GpioBoard.HANG_NANOS,
                around.lines().apply(settings),
                folder,
                around.sensors().apply(settings))
            : null;
    if (board != null) {
      board.broker(brokerUp);
    }
  }

  /// It begins to run after this long.
  void start(long afterMillis) {
    if (board != null) {
      board.start(afterMillis);
    }
  }

  boolean isAt(int port) {
    GpioBoard present = board;
    return present != null && present.port() == port;
  }

  @Override
  public boolean send(int port, byte[] bytes) {
    GpioBoard present = board;
    return present != null && present.send(port, bytes);
  }

  @Override
  public void reopen(int port, boolean reset) {
    GpioBoard present = board;
    if (present != null) {
      present.reopen(port, reset);
    }
  }

  @Override
  public synchronized void broker(boolean up) {
    brokerUp = up;
    if (board != null) {
      board.broker(up);
    }
  }

  /// Its outputs are made safe, and what it holds is handed over.
  void end() {
    if (board != null) {
      board.close();
    }
  }

  /// As [#end], and waits for it. Gives its last word, null where there was none.
  LastWord endForAnother() {
    if (board == null) {
      return null;
    }
    board.closeForAnother();
    awaitEnd(END_LIMIT);
    return board.told();
  }

  /// After [#end]: says so when it takes too long.
  void awaitEnd(Duration limit) {
    if (board != null && !board.awaitEnd(limit)) {
      around
          .journal()
          .log(
              Journal.Level.WARNING,
              "pins",
              GpioSettings.LABEL,
              "it did not end in time: outputs may be as they were, and counts not on disk");
    }
  }

  /// What it has numbered so far; null where there is none.
  LastWord told() {
    return board == null ? null : board.told();
  }
}
