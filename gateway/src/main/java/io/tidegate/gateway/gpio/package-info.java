/// What hangs on the machine itself: sensors that its kernel reads, on 1-Wire and through IIO, and
/// chips on I2C, and its pins.
///
/// Purpose: [GpioBoard] makes one board of it that speaks the link, in memory.
/// [io.tidegate.bridge.link.LinkBoard], the Java twin of the Arduino library, sits inside the
/// gateway on a port of its own, numbered after the serial ones. So session, numbers,
/// acknowledgement, hold, repeats, commands, bounds, spool, topics, status and monitor are those of
/// any board. (Rejected: values handed to the core directly. That would be a second way of a
/// reading, with rules of its own for everything between the sensor and the spool.)
///
/// Pins: what they do is decided in [io.tidegate.gateway.pin]; [PinDesk] stands between that and
/// [Lines], which is the machine ([PiLines], through Pi4J) or a test. Tests have a chip behind
/// providers of Pi4J's own making, not Pi4J's published mock: that one begins every input low
/// whatever its pull, never fails, is never held by somebody else, and does not tell that a line
/// was given back; all of which is what has to be shown here.
///
/// Threads: the board has one, and pins are its business. Each bus that is used has one for its
/// reads, which may block for as long as a driver does; a bus that hangs costs its own sensors and
/// nothing else. What they share is the [io.tidegate.bridge.link.LinkBoard], and nobody blocks
/// while he holds it. The core's thread only ever touches the [Mailbox].
///
/// A restart is a loss of power to this board: it begins a new session, as its memory is gone. What
/// it held at a crash is announced as `unsure`, at most its ring; after a stop in order nothing is,
/// since the gateway then made sure that all of it had been heard.
///
/// Bounds: [GpioBoard#RING] readings (the oldest makes room, and its number is announced as lost),
/// [PinDesk#EDGES] edges (more are counted and named), [CounterFile#LIMIT] counters,
/// [Mailbox#FRAMES] frames towards the board (what does not fit counts as
/// `frames_not_written`, and the link repeats it), [SysFile#LIMIT_BYTES] of a file,
/// [SysFile#ENTRIES_LIMIT] names of a folder.
///
/// Allowed neighbours: `core` for its ports and inputs, `device`'s
/// [io.tidegate.gateway.device.PortSource], `bridge` for the board, `pin`, `i2c` for the chips'
/// drivers, and Pi4J, which only [PiContext], [PiLines] and [PiI2cBus] know.
///
/// The rule that must not break: a sensor's error never becomes a value that looks right. It is not
/// sent; it is counted and named.
package io.tidegate.gateway.gpio;
