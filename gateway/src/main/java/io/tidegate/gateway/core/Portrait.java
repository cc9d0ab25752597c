package io.tidegate.gateway.core;

import io.tidegate.gateway.device.BoardPicture;
import io.tidegate.gateway.device.Boards;
import io.tidegate.gateway.spool.Spool;
import io.tidegate.gateway.spool.SpoolStatus;
import java.util.ArrayList;
import java.util.List;

/// Takes the [State] of all parts.
final class Portrait {
  private final Settings settings;
  private final String run;
  private final long startedNanos;
  private final Boards boards;
  private final Spool spool;
  private final Upstream upstream;
  private final Ports ports;
  private final Counters counters;

  Portrait(
      Settings settings,
      String run,
      long startedNanos,
      Boards boards,
      Spool spool,
      Upstream upstream,
      Ports ports,
      Counters counters) {
    this.settings = settings;
    this.run = run;
    this.startedNanos = startedNanos;
    this.boards = boards;
    this.spool = spool;
    this.upstream = upstream;
    this.ports = ports;
    this.counters = counters;
  }

  State take(long nowNanos) {
    return new State(
        settings.gateway(),
        settings.version(),
        run,
        (nowNanos - startedNanos) / 1_000_000,
        upstream.state(nowNanos),
        spool(spool.status(nowNanos)),
        ports.state(),
        boards(nowNanos),
        counters.all());
  }

  private static State.Spool spool(SpoolStatus status) {
    return new State.Spool(
        status.waiting(),
        status.waitingBytes(),
        status.onDiskBytes(),
        status.limitBytes(),
        status.durable(),
        status.trouble(),
        status.oldestAgeNanos() / 1_000_000,
        status.busyNanos() / 1_000_000,
        status.syncs(),
        status.writtenBytes());
  }

  private List<State.Board> boards(long nowNanos) {
    List<State.Board> pictures = new ArrayList<>();
    for (BoardPicture board : boards.pictures(nowNanos)) {
      pictures.add(
          new State.Board(
              board.device(),
              board.port(),
              board.available(),
              board.lastAgeMillis(),
              board.last(),
              board.readings(),
              board.perSecond(),
              board.lost(),
              board.refused(),
              board.heldBack(),
              board.mqtt(),
              board.messages()));
    }
    return pictures;
  }
}
