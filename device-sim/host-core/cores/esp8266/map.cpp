#include "WMath.h"

/// Rounded to the nearest, as the core for this chip does it; a division by 0 is an exception.
long map(long value, long fromLow, long fromHigh, long toLow, long toHigh) {
  long divisor = fromHigh - fromLow;
  return ((value - fromLow) * (toHigh - toLow) + divisor / 2) / divisor + toLow;
}
