/// Boards on pseudo-terminals: a program opens them like serial ports, with no hardware.
///
/// Purpose: [Pty] is one port, plugged and unplugged as often as one likes; [Rack] runs boards
/// behind such ports in real time, each in its [Place]. [PortRoom] and [OpenFiles] see to it that
/// many can be there at once. [Tty] is the other side: a serial port that we open.
///
/// Allowed neighbours: `board` for what runs, `world` and `line` for how it runs, the C library
/// through the foreign function interface.
///
/// The rule that must not break: nothing here waits for the program at the other end. A board does
/// not stop for a reader that is slow or gone; its bytes are lost, counted, as on a real cable.
package io.tidegate.sim.pty;
