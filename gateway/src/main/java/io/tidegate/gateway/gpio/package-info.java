/// What hangs on the machine itself: sensors that its kernel reads, on 1-Wire and through IIO.
///
/// Purpose: [GpioBoard] makes one board of it that speaks the link, in memory.
/// [io.tidegate.bridge.link.LinkBoard], the Java twin of the Arduino library, sits inside the
/// gateway on a port of its own, numbered after the serial ones. So session, numbers,
/// acknowledgement, hold, repeats, commands, bounds, spool, topics, status and monitor are those of
/// any board. (Rejected: values handed to the core directly. That would be a second way of a
/// reading, with rules of its own for everything between the sensor and the spool.)
///
/// Threads: the board has one. Each bus that is used has one for its reads, which may block for as
/// long as a driver does; a bus that hangs costs its own sensors and nothing else. What they share
/// is the [io.tidegate.bridge.link.LinkBoard], and nobody blocks while he holds it.
///
/// A restart is a loss of power to this board: it begins a new session, as its memory is gone. What
/// it held at a crash is announced as `unsure`, at most its ring; after a stop in order nothing is,
/// since the gateway then made sure that all of it had been heard.
///
/// Bounds: [GpioBoard#RING] readings (the oldest makes room, and its number is announced as lost),
/// [GpioBoard#FRAMES] frames towards the board (what does not fit counts as
/// `frames_not_written`, and the link repeats it), [SysFile#LIMIT_BYTES] of a file,
/// [SysFile#ENTRIES_LIMIT] names of a folder.
///
/// Allowed neighbours: `core` for its ports and inputs, `device`'s
/// [io.tidegate.gateway.device.PortSource], `bridge` for the board.
///
/// The rule that must not break: a sensor's error never becomes a value that looks right. It is not
/// sent; it is counted and named.
package io.tidegate.gateway.gpio;
