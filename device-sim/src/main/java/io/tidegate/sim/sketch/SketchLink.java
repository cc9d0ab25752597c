package io.tidegate.sim.sketch;

/// The way to a sketch that runs, for a [Peripheral]. All calls are made on the world's thread, and
/// mean nothing after [Peripheral#end].
public interface SketchLink {
  /// Tells the sketch at the next opportunity that something has happened, and wakes its board. The
  /// order is kept.
  void event(Out event);

  /// The world's time at the sketch's last turn, which is now while a message is handled.
  long nowNanos();

  /// The world's time at which the chip's clock shows this; it counts from its start.
  long worldNanos(long chipNanos);

  /// What the chip's clock shows at this time of the world.
  long chipNanos(long worldNanos);

  /// Has the board run: [Peripheral#dueNanos] is not what it was.
  void wake();
}
