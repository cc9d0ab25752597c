/// What a serial port said, with its times: recorded from a real one, played by a board.
///
/// Purpose: [Recorder] writes down what passes on a port, [Recording] is such a file in memory,
/// [ReplayBoard] says it again. The file's format:
///
/// ```
/// tidegate-recording 1
/// port /dev/ttyUSB0
/// baud 115200
/// started 2026-11-28T09:30:00.250Z
///
/// 0.302114 < {"device_id":"esp-1","n":1,"temperature":21.50}\r\n
/// 1.204001 > PING\n
/// 9.000000 ! ended: its time was over
/// ```
///
/// - The first line names the format and its version. `port`, `baud` and `started` follow, in any
///   order, each once; then, from the first line on that begins with a digit, one record a line.
/// - A record is the seconds since the start with up to nine decimals, a blank, what it is, a blank
///   and a text. Times never go back. `<` is what one read of the port gave, `>` what was sent to
///   the board, `!` a note for people; the last one tells how long the recording was.
/// - Bytes stand as text: printable ASCII as it is, `\\` a backslash, `\r`, `\n`, `\t`, and `\x1B`
///   any byte by its two hexadecimal digits. Bytes from 0x80 on may stand as they are, so that
///   UTF-8 can be typed; a blank at the end is written `\x20`.
/// - Blank lines and lines that begin with `#` are left out. Lines end with LF or CR LF; a last
/// line without an end is torn and left out.
///
/// Allowed neighbours: `board` for what plays, `pty` for the ports.
///
/// The rule that must not break: a record is in the file before the next read, so that a recorder
/// that is killed has lost nothing but the line it was writing.
package io.tidegate.sim.record;
