package io.tidegate.gateway.device;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// How a number is written that the gateway has calculated: as JSON, and as a person would write it
/// wherever that is short.
final class NumberText {
  /// More digits than this a double does not tell.
  static final MathContext PRECISION = MathContext.DECIMAL64;

  private NumberText() {}

  /// With so many decimals, halves away from 0; a negative number of them: as many as there are. A
  /// number with more digits before the point than are exact has an exponent in either case.
  static String of(BigDecimal exact, int decimals) {
    BigDecimal plain = exact.round(PRECISION).stripTrailingZeros();
    if (plain.precision() - (long) plain.scale() > PRECISION.getPrecision()) {
      return plain.toString();
    }
    if (decimals >= 0) {
      return exact.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }
    return plain.scale() < 0 ? plain.toPlainString() : plain.toString();
  }

  /// The decimals that a JSON number shows; -1 for one with an exponent.
  static int decimals(String number) {
    if (number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
      return -1;
    }
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.length() - point - 1;
  }
}
