package io.tidegate.gateway.gpio;

import java.math.BigDecimal;

/// What came of a read: a value that may be believed, or why there is none.
public sealed interface Outcome permits Outcome.Value, Fault {

  /// In the unit of its quantity, exactly as the kernel gave it.
  record Value(BigDecimal number) implements Outcome {}
}
