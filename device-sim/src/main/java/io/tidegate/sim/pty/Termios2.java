package io.tidegate.sim.pty;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The kernel's `struct termios2` of 64-bit Linux: words for input, output, control and local
/// modes at 0, 4, 8 and 12, the control characters from 17 on, the speeds at 36 and 40. Unlike the
/// C library's own structure it takes any speed, such as 74880.
final class Termios2 {
  static final int BYTES = 44;

  // what to ask the kernel for
  static final long GET = 0x802C542AL;
  static final long SET = 0x402C542BL;

  private static final int INPUT = 0;
  private static final int OUTPUT = 4;
  private static final int CONTROL = 8;
  private static final int LOCAL = 12;
  private static final int CHARACTERS = 17;
  private static final int INPUT_SPEED = 36;
  private static final int OUTPUT_SPEED = 40;

  // input: no break handling, no stripping, no translation, no flow control
  private static final int INPUT_MODES =
      0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400 | 0x800 | 0x1000;
  // output: no processing
  private static final int OUTPUT_MODES = 0x1;
  // local: no signals, no lines, no echo, no extensions
  private static final int LOCAL_MODES = 0x1 | 0x2 | 0x8 | 0x40 | 0x8000;

  // control: size, two stop bits, parity, flow control by lines
  private static final int CONTROL_MODES = 0x30 | 0x40 | 0x100 | 0x80000000;
  // eight bits, the receiver on, no modem lines to wait for
  private static final int CONTROL_WANTED = 0x30 | 0x80 | 0x800;
  private static final int CBAUD_BOTH_WAYS = 0x100F_100F;

  /// The speed stands in a number of its own, not in these bits.
  private static final int BOTHER = 0x1000;

  private static final int VTIME = 5;
  private static final int VMIN = 6;

  private Termios2() {}

  /// Every byte passes as it is, both ways at this speed.
  static void makeRaw(MemorySegment termios, int baud) {
    clear(termios, INPUT, INPUT_MODES);
    clear(termios, OUTPUT, OUTPUT_MODES);
    clear(termios, LOCAL, LOCAL_MODES);
    clear(termios, CONTROL, CONTROL_MODES);
    add(termios, CONTROL_WANTED);
    termios.set(ValueLayout.JAVA_BYTE, CHARACTERS + VTIME, (byte) 0);
    termios.set(ValueLayout.JAVA_BYTE, CHARACTERS + VMIN, (byte) 1);
    speed(termios, baud);
  }

  /// Bits per second that the other side of a pseudo-terminal, or a port's own, has set; 0 when it
  /// cannot be read.
  static int speed(Posix.Errno errno, int descriptor, MemorySegment termios) {
    int got = Posix.control(errno, descriptor, GET, termios);
    return got == 0 ? termios.get(ValueLayout.JAVA_INT, OUTPUT_SPEED) : 0;
  }

  /// Sets what [#speed] gives; 0 when that worked.
  static int setSpeed(Posix.Errno errno, int descriptor, MemorySegment termios, int baud) {
    int got = Posix.control(errno, descriptor, GET, termios);
    if (got != 0) {
      return got;
    }
    speed(termios, baud);
    return Posix.control(errno, descriptor, SET, termios);
  }

  private static void speed(MemorySegment termios, int baud) {
    clear(termios, CONTROL, CBAUD_BOTH_WAYS);
    add(termios, BOTHER);
    termios.set(ValueLayout.JAVA_INT, INPUT_SPEED, baud);
    termios.set(ValueLayout.JAVA_INT, OUTPUT_SPEED, baud);
  }

  private static void add(MemorySegment termios, int modes) {
    termios.set(ValueLayout.JAVA_INT, CONTROL, termios.get(ValueLayout.JAVA_INT, CONTROL) | modes);
  }

  private static void clear(MemorySegment termios, int at, int modes) {
    termios.set(ValueLayout.JAVA_INT, at, termios.get(ValueLayout.JAVA_INT, at) & ~modes);
  }
}
