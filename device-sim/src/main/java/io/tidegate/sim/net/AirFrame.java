package io.tidegate.sim.net;

/// A frame of 802.11, from its header on.
///
/// @param key with which it is encrypted, as everybody here may read it: who does not have the same
///     one does not understand it; null for none
public record AirFrame(byte[] bytes, byte[] key) {
  private static final int ADDRESS_BYTES = 6;
  private static final int TARGET = 4;
  private static final int SOURCE = 10;

  /// The first byte of an address: it is a group's.
  private static final int GROUP = 1;

  /// With less there are no two addresses in it.
  public static final int HEADER_BYTES = 24;

  public AirFrame {
    if (bytes.length < HEADER_BYTES) {
      throw new IllegalArgumentException(
          "frame: expected at least %d bytes, got %d".formatted(HEADER_BYTES, bytes.length));
    }
  }

  public byte[] target() {
    return address(TARGET);
  }

  public byte[] source() {
    return address(SOURCE);
  }

  /// Whether it is for all, or for a group.
  public boolean isForMany() {
    return (bytes[TARGET] & GROUP) != 0;
  }

  private byte[] address(int at) {
    byte[] address = new byte[ADDRESS_BYTES];
    System.arraycopy(bytes, at, address, 0, ADDRESS_BYTES);
    return address;
  }
}
