package io.tidegate.sim.cli;

import io.tidegate.sim.check.Account;
import io.tidegate.sim.check.Accounts;
import io.tidegate.sim.stage.Glance;
import io.tidegate.sim.stage.RealStage;
import java.util.ArrayList;
import java.util.List;

/// A run as it is now.
record RunPicture(long nanos, List<Row> rows, List<String> network, int chosen, boolean counts) {
  /// One board; `arrived` and `lost` are 0 where nobody listens at a broker.
  record Row(Glance glance, long arrived, long missing, long repeated, List<String> faults) {}

  /// On the world's thread.
  static RunPicture of(RealStage stage, int chosen) {
    Accounts accounts = stage.run().accounts();
    List<Row> rows = new ArrayList<>();
    for (Glance glance : stage.glances()) {
      Account account = accounts.of(glance.board());
      rows.add(
          new Row(
              glance,
              account.arrived(),
              account.lost(),
              account.repeated() + account.doubled(),
              stage.run().active(glance.board())));
    }
    return new RunPicture(
        stage.run().nanos(), rows, stage.run().active(""), chosen, stage.proxyPort() != 0);
  }
}
