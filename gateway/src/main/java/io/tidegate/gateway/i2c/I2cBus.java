package io.tidegate.gateway.i2c;

/// The bus that a driver works on. Any call may fail; an address is one of 7 bits.
public interface I2cBus {
  /// One transaction: start, address, the bytes, stop.
  void write(int address, byte... bytes) throws ChipFault;

  /// One transaction: start, address, the register, start again, address, that many bytes, stop.
  byte[] read(int address, int register, int count) throws ChipFault;

  /// Waits that long at least.
  void await(long nanos) throws ChipFault;

  /// Lets go of what it holds; the next call takes it again.
  default void close() {}
}
