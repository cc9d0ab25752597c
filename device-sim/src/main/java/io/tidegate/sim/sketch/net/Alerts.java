package io.tidegate.sim.sketch.net;

import java.util.Map;

/// The numbers of TLS's alerts (RFC 5246, section 7.2), by the names that Java has for them.
final class Alerts {
  private static final int INTERNAL_ERROR = 80;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("unexpected_message", 10),
          Map.entry("bad_record_mac", 20),
          Map.entry("record_overflow", 22),
          Map.entry("handshake_failure", 40),
          Map.entry("bad_certificate", 42),
          Map.entry("unsupported_certificate", 43),
          Map.entry("certificate_revoked", 44),
          Map.entry("certificate_expired", 45),
          Map.entry("certificate_unknown", 46),
          Map.entry("illegal_parameter", 47),
          Map.entry("unknown_ca", 48),
          Map.entry("access_denied", 49),
          Map.entry("decode_error", 50),
          Map.entry("decrypt_error", 51),
          Map.entry("protocol_version", 70),
          Map.entry("insufficient_security", 71),
          Map.entry("no_renegotiation", 100),
          Map.entry("unrecognized_name", 112),
          Map.entry("certificate_required", 116));

  private Alerts() {}

  static int number(String name) {
    return NUMBERS.getOrDefault(name, INTERNAL_ERROR);
  }
}
