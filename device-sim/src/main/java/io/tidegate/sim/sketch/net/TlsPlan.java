package io.tidegate.sim.sketch.net;

import io.tidegate.sim.sketch.In;
import io.tidegate.sim.sketch.WireFault;
import java.util.ArrayList;
import java.util.List;

/// What a sketch wants of TLS on a connection. In a message: bool server, text host, u8 trust, u64
/// seconds, u16 count of anchors and their blobs, blob expected, u16 count of the own chain and its
/// blobs, blob own key.
///
/// - `server`: it is the one who was called
/// - `host`: the name that the other side must have; empty for any, as the library does for an
///   address
/// - `unixSeconds`: the date by the board's own clock
/// - `anchors`: certificates that it trusts, DER
/// - `expected`: of the other side's certificate: its SHA-1, or its public key, DER
/// - `ownChain`, `ownKey`: who it is itself, DER; empty for nobody
record TlsPlan(
    boolean server,
    String host,
    Trust trust,
    long unixSeconds,
    List<byte[]> anchors,
    byte[] expected,
    List<byte[]> ownChain,
    byte[] ownKey) {
  /// Whom it trusts, with the numbers of the message.
  enum Trust {
    /// One whose certificate leads to an anchor.
    ANCHORS,
    ALL,
    FINGERPRINT,
    SELF_SIGNED,
    KNOWN_KEY
  }

  private static final int MOST_CERTIFICATES = 256;

  static TlsPlan read(In in) {
    return new TlsPlan(
        in.bool(), in.text(), trust(in.u8()), in.u64(), blobs(in), in.blob(), blobs(in), in.blob());
  }

  private static Trust trust(int number) {
    if (number >= Trust.values().length) {
      throw new WireFault("expected a kind of trust, got " + number);
    }
    return Trust.values()[number];
  }

  private static List<byte[]> blobs(In in) {
    int count = in.u16();
    if (count > MOST_CERTIFICATES) {
      throw new WireFault(
          "expected %d certificates at most, got %d".formatted(MOST_CERTIFICATES, count));
    }
    List<byte[]> blobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blobs.add(in.blob());
    }
    return blobs;
  }
}
