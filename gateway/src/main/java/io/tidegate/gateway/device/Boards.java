package io.tidegate.gateway.device;

import io.tidegate.gateway.spool.Key;
import java.util.Collection;
import java.util.List;

/// All ports and boards. Single-threaded; every call belongs to one step of the core, and each
/// list it
/// returns is the caller's to keep.
///
/// In each step: first what came in ([#bytes], [#safe], ...), its effects done in order, then
/// [#acknowledge] once at the end of the step: it tells every board whose mark has risen.
///
/// Becomes a final class, made by `new Boards(BoardRules rules, long run, RandomGenerator random)`;
/// this is its shape.
public interface Boards {
  /// What plain boards' numbers belong to: this process start.
  String run();

  List<DeviceEffect> portUp(int port, PortSource source, long nowNanos);

  List<DeviceEffect> portDown(int port, long nowNanos);

  List<DeviceEffect> bytes(int port, byte[] bytes, long nowNanos);

  /// The message with this key is synced on disk or acknowledged by the broker. Keys that are no
  /// board's
  /// are ignored, repeats too.
  void safe(Key key, long nowNanos);

  /// The `a` frames that are due, one per session at most.
  List<DeviceEffect> acknowledge(long nowNanos);

  List<DeviceEffect> tick(long nowNanos);

  /// When [#tick] has something to do; `Long.MAX_VALUE` for never.
  long dueNanos();

  List<DeviceEffect> clock(long wallMillis, boolean synchronised, long nowNanos);

  List<DeviceEffect> command(
      String device, String channel, String value, long ttlMillis, long reference, long nowNanos);

  /// While the disk is in trouble boards are asked to hold for longer.
  void diskTrouble(boolean trouble);

  /// Some board's ring is more than half full of readings that were heard and are not safe.
  boolean ringPressure();

  List<Mark> marks();

  /// Marks that have risen since the last call.
  List<Mark> takeChangedMarks();

  /// `exact`: nothing became safe after these were written (a clean stop). Otherwise a board that
  /// has gone
  /// further is believed, and the readings between are [DeviceEffect.Unsure], not lost.
  void restore(Collection<Mark> marks, boolean exact);

  /// Null for a board that nobody has heard of.
  BoardPicture describe(String device, long nowNanos);

  List<BoardPicture> pictures(long nowNanos);
}
