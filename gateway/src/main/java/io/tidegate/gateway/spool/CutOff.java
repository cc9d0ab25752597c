package io.tidegate.gateway.spool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What recovery cut off, to be kept for whoever wants to look: at most [#LIMIT] pieces and
/// [#LIMIT_BYTES] at one start. Zeros are not worth keeping.
final class CutOff {
  static final int LIMIT = 16;
  static final int LIMIT_BYTES = 4 << 20;

  record Piece(String name, byte[] bytes) {}

  final List<Piece> pieces = new ArrayList<>();
  private int bytesKept;

  void keep(long segment, byte[] bytes, SegmentScan scan) {
    for (SegmentScan.Damage damage : scan.damages) {
      int length = Math.min(damage.sizeBytes(), LIMIT_BYTES - bytesKept);
      if (pieces.size() < LIMIT && length > 0 && !isZero(bytes, damage)) {
        byte[] piece = Arrays.copyOfRange(bytes, damage.from(), damage.from() + length);
        pieces.add(new Piece(String.format("%016x-at-%d.cut", segment, damage.from()), piece));
        bytesKept += length;
      }
    }
  }

  private static boolean isZero(byte[] bytes, SegmentScan.Damage damage) {
    for (int i = damage.from(); i < damage.to(); i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
