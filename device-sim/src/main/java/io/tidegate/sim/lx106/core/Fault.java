package io.tidegate.sim.lx106.core;

/// An exception of the guest on its way to the [Processor]. One object for each memory: a guest may
/// fault often (bytes out of flash are read by a handler of faults), and nobody reads its trace.
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  // EXCCAUSE, by the manual's names
  static final int ILLEGAL_INSTRUCTION = 0;
  static final int SYSCALL = 1;
  static final int LOAD_STORE_ERROR = 3;
  static final int LEVEL_1_INTERRUPT = 4;
  static final int PRIVILEGED = 8;
  static final int UNALIGNED = 9;
  static final int FETCH_PROHIBITED = 20;
  static final int LOAD_PROHIBITED = 28;
  static final int STORE_PROHIBITED = 29;

  private int cause;
  private int address;

  Fault() {
    super(null, null, false, false);
  }

  Fault of(int cause, int address) {
    this.cause = cause;
    this.address = address;
    return this;
  }

  int cause() {
    return cause;
  }

  int address() {
    return address;
  }
}
