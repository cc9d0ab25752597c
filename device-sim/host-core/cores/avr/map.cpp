#include "WMath.h"

/// Towards zero, as the core for this chip does it. A division by 0 gives -1 there.
long map(long value, long fromLow, long fromHigh, long toLow, long toHigh) {
  long divisor = fromHigh - fromLow;
  return divisor == 0 ? -1 : (value - fromLow) * (toHigh - toLow) / divisor + toLow;
}
