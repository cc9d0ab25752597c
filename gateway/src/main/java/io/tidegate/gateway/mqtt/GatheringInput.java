package io.tidegate.gateway.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;

/// What the broker says, with its acknowledgements gathered. Each of them alone wakes Paho's
/// receiver, its callback thread, its sender and the core: at 100 messages a second that was a
/// third of all the gateway did. So while nobody waits for them they stay here for a while, for
/// their like to come.
///
/// Anything else goes on at once, unless it comes within that while.
final class GatheringInput extends FilterInputStream {
  private static final int PUBACK = 0x40;
  private static final int PUBACK_BYTES = 4;

  private final BooleanSupplier nobodyWaits;
  private final Runnable aWhile;

  /// `aWhile` waits.
  GatheringInput(InputStream in, BooleanSupplier nobodyWaits, Runnable aWhile) {
    super(in);
    this.nobodyWaits = nobodyWaits;
    this.aWhile = aWhile;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (areAcknowledgements(bytes, offset, count) && nobodyWaits.getAsBoolean()) {
      aWhile.run();
    }
    return count;
  }

  private static boolean areAcknowledgements(byte[] bytes, int offset, int count) {
    for (int i = 0; i < count; i += PUBACK_BYTES) {
      if (bytes[offset + i] != PUBACK) {
        return false;
      }
    }
    return count > 0 && count % PUBACK_BYTES == 0;
  }
}
