package io.tidegate.gateway.spool;

import java.util.List;

/// How a recovery ended.
public sealed interface Recovered {
  /// The spool as it goes on. `kept` are the intents and ends of commands, by position. Quarantine
  /// steps and the first cursor come out of the first [Spool#due].
  record Ready(Spool spool, RecoveryReport report, List<Kept> kept, List<Mark> marks)
      implements Recovered {}

  /// The folder was written by a newer version. Nothing may be touched.
  record NewerVersion(int found, int known) implements Recovered {}
}
