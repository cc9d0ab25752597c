package io.tidegate.sim.lx106.rom;

import java.util.Map;

/// Addresses in the ROM that are ours to choose, and those that programs put into tables.
final class Places {
  /// Where the chip begins after a reset.
  static final int RESET = 0x40000080;

  // vectors, before a program has its own
  static final int[] VECTORS = {0x40000010, 0x40000020, 0x40000030, 0x40000050, 0x40000070};

  // Nothing public names what is in between the vectors and the first functions.

  /// `waiti 0`, three bytes, and after it the run loop.
  static final int WAIT = 0x40000200;

  static final int LOOP = 0x40000203;

  /// A function of the program that the ROM called returns here.
  static final int CALL_ENDED = 0x40000210;

  /// A handler of an interrupt, and one of an exception.
  static final int INTERRUPT_DONE = 0x40000214;

  static final int EXCEPTION_DONE = 0x40000218;

  /// Waits until the time in `a3` has come.
  static final int DELAY = 0x4000021c;

  /// What stands in the table of radio functions: it gives 0.
  static final int RADIO_FUNCTION = 0x40000220;

  // by the public linker script
  static final int INTERRUPT_HANDLER = 0x4000048c;
  static final int EXCEPTION_HANDLER = 0x40000598;
  static final int UART_PUTC = 0x40001dcc;
  static final int TX_ONE_CHAR = 0x40003b30;
  static final int RETURN_FROM_EXCEPTION = 0x4000dc54;
  static final int UNHANDLED_EXCEPTION = 0x4000dc44;
  static final int UNHANDLED_INTERRUPT = 0x4000dc3c;
  static final int SYSCALL_HANDLER = 0x4000dbe4;
  static final int NO_HANDLER = 0x4000dbf8;
  /// What is no instruction, where `__divsi3` goes on when it is to divide by zero: the Arduino
  /// core's `core_esp8266_postmortem.cpp` looks for this address.
  static final int DIVISION_BY_ZERO = 0x4000dce5;

  static final int TIMER_INTERRUPT = 0x40002da8;

  /// What these are called, for a person.
  static final Map<Integer, String> OWN =
      Map.of(
          WAIT, "(run loop)",
          LOOP, "(run loop, --pass)",
          CALL_ENDED, "(a call ends)",
          INTERRUPT_DONE, "(an interrupt ends)",
          EXCEPTION_DONE, "(an exception ends)",
          DELAY, "(ets_delay_us)",
          RADIO_FUNCTION, "(radio)");

  private Places() {}
}
