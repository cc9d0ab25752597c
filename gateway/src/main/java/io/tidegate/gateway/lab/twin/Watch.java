package io.tidegate.gateway.lab.twin;

import io.tidegate.gateway.spool.RecoveryReport;
import io.tidegate.gateway.spool.SpoolStatus;

/// Sees what happens at a virtual site. What is not overridden is not looked at.
public interface Watch {
  /// Something that must be so, whatever a history brings.
  default void require(boolean holds, String words) {
    if (!holds) {
      throw new Violation(words);
    }
  }

  // --- the gateway's process ---

  /// What it found on its disk, before it runs.
  default void recovered(RecoveryReport report) {}

  /// It runs; `exact` says that it believes the marks of an orderly stop.
  default void started(boolean exact) {}

  default void looksAt(SpoolStatus status) {}

  /// It was killed; the disk has done all it was asked since then, Long.MAX_VALUE when it did not.
  default void killed(long diskHealthySinceNanos) {}

  default void stopped(boolean cleanly) {}

  default void logged(String event, String subject, String words) {}

  // --- ports ---

  default void opened(int port) {}

  default void read(int port, byte[] bytes) {}

  /// The gateway writes to a board.
  default void told(int port, byte[] bytes) {}

  // --- the broker ---

  default void connectionChanged() {}

  /// The broker has taken a message.
  default void published(String topic, byte[] payload, boolean retain) {}

  /// True for a message over which the broker ends the connection.
  default boolean isPoisonous(String topic, byte[] payload) {
    return false;
  }

  /// The gateway acknowledged a message that came for it.
  default void parcelTaken(SimBroker.Parcel parcel) {}

  default void parcelLost(SimBroker.Parcel parcel) {}

  // --- the disk ---

  /// These bytes of a segment are durable from now on.
  default void durable(byte[] file, int from, int to) {}

  /// It does not do what it is asked, until then.
  default void diskTroubled(long untilNanos) {}
}
