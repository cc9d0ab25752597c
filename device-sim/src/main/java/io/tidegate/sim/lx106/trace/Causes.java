package io.tidegate.sim.lx106.trace;

/// What numbers of causes mean, in words.
final class Causes {
  private static final int LOAD_PROHIBITED = 28;
  private static final int STORE_PROHIBITED = 29;
  private static final int UNALIGNED = 9;
  private static final int FETCH_PROHIBITED = 20;

  private Causes() {}

  /// EXCCAUSE, and EXCVADDR where it says something.
  static String exception(int cause, int address) {
    return switch (cause) {
      case 0 -> "an illegal instruction";
      case 1 -> "a system call that nobody answers";
      case 2, FETCH_PROHIBITED -> "no instructions are where it was to go on" + at(cause, address);
      case 3 ->
          "a byte or half word asked of memory that has whole words only" + at(cause, address);
      case 4 -> "an interrupt that nobody answers";
      case 5 -> "the stack ran over";
      case 6 -> "a division by zero";
      case 8 -> "an instruction that was not allowed";
      case UNALIGNED ->
          "a word at an address that is not a multiple of its size" + at(cause, address);
      case LOAD_PROHIBITED -> "a load from where nothing is" + at(cause, address);
      case STORE_PROHIBITED -> "a store to where nothing can be stored" + at(cause, address);
      default -> "an exception";
    };
  }

  private static String at(int cause, int address) {
    boolean null0 = address >= 0 && address < 0x1000 && cause != FETCH_PROHIBITED;
    return ": 0x%08x%s".formatted(address, null0 ? " (a null pointer?)" : "");
  }
}
