package io.tidegate.gateway.core;

import java.util.Locale;

/// What the gateway counts. Names are stable: they stand in status, health and the README's table.
public enum Counter {
  /// New readings of boards, each with a number of its own.
  READINGS,
  /// Readings that were not sent: unusable, outside a bound, of a board that is left alone, or of a
  /// sensor that gave no value.
  READINGS_REFUSED,
  /// Readings that a channel's rule held back: they said nothing new.
  READINGS_HELD_BACK,
  /// Numbers that a board no longer had, announced as exact ranges.
  READINGS_LOST_ON_BOARD,
  /// Messages the broker acknowledged (QoS 1) or completed (QoS 2), or that were handed over (QoS
  /// 0).
  DELIVERED,
  /// Messages published again after a connection ended before their acknowledgement.
  REPEATED,
  /// Messages dropped at a bound of the spool, oldest first.
  EVICTED,
  /// Messages refused at a bound of the spool.
  REFUSED_FULL,
  /// Messages set aside because the broker ends the connection over them.
  SET_ASIDE,
  /// Connections to the broker that stood.
  CONNECTIONS,
  /// Attempts that failed and connections that ended.
  DISCONNECTS,
  /// Connections given up because the oldest message waited too long.
  STALLS,
  /// Lines and frames that could not be used, all ports.
  WIRE_FAULTS,
  /// Frames that found a port down or its writer full.
  FRAMES_NOT_WRITTEN,
  /// Messages that boards published themselves over byte streams, wills among them.
  STREAM_MESSAGES,
  /// What boards asked for over byte streams and may not have.
  STREAM_REFUSED,
  /// Messages of the broker for which a board's stream had no room.
  STREAM_DROPPED,
  /// Commands that were accepted.
  COMMANDS,
  /// Commands answered with `refused`.
  COMMANDS_REFUSED,
  /// Commands whose id was known already.
  COMMANDS_REPEATED,
  /// Writes or syncs that failed.
  DISK_FAULTS,
  /// Alarms raised.
  ALARMS,
  /// Inputs that met a defect of the gateway itself and were set aside.
  DEFECTS;

  /// As it stands in status and health.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
