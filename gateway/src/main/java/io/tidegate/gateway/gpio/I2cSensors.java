package io.tidegate.gateway.gpio;

import io.tidegate.gateway.i2c.ChipFault;
import io.tidegate.gateway.i2c.I2cBus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The chips of one I2C bus. One thread uses it.
///
/// A chip that measures several channels at once is read once for all of them: a channel that was
/// not asked for since is given from that measurement while it is fresh. No measurement is given
/// twice to a channel.
final class I2cSensors {
  /// Less than the shortest time between two readings of a sensor.
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

  /// `given` are the channels that had it. Its values, or why there are none.
  private record Measured(
      long nanos, Set<String> given, Map<String, BigDecimal> values, Unreadable fault) {}

  private final I2cBus bus;
  private final LongSupplier clock;
  private final Map<Integer, Measured> byAddress = new HashMap<>();

  I2cSensors(I2cBus bus, LongSupplier clock) {
    this.bus = bus;
    this.clock = clock;
  }

  BigDecimal read(SensorSettings.I2c sensor) throws Unreadable {
    Measured last = byAddress.get(sensor.address());
    if (last == null
        || sensor.chip().isConverter()
        || clock.getAsLong() - last.nanos() > FRESH_NANOS
        || !last.given().add(sensor.channel())) {
      last = measure(sensor);
      byAddress.put(sensor.address(), last);
    }
    if (last.fault() != null) {
      throw last.fault();
    }
    BigDecimal value = last.values().get(sensor.channel());
    Range range = Range.of(sensor.chip().wireName(), SensorSettings.quantity(sensor));
    if (range != null) {
      range.check(value);
    }
    return value;
  }

  void close() {
    bus.close();
  }

  private Measured measure(SensorSettings.I2c sensor) {
    Map<String, BigDecimal> values = Map.of();
    Unreadable fault = null;
    try {
      values = sensor.chip().measure(bus, sensor.address(), sensor.channel(), sensor.range());
    } catch (ChipFault e) {
      fault = new Unreadable(kind(e.kind()), e.getMessage());
    }
    Set<String> given = new HashSet<>(Set.of(sensor.channel()));
    return new Measured(clock.getAsLong(), given, values, fault);
  }

  private static Fault.Kind kind(ChipFault.Kind kind) {
    return switch (kind) {
      case ABSENT -> Fault.Kind.ABSENT;
      case DENIED -> Fault.Kind.DENIED;
      case FAILED -> Fault.Kind.FAILED;
      case STUCK -> Fault.Kind.SHORTED;
      case WRONG_CHIP -> Fault.Kind.WRONG_CHIP;
      case NOT_READY -> Fault.Kind.NOT_READY;
      case NO_CALIBRATION -> Fault.Kind.NO_CALIBRATION;
      case POWER_ON -> Fault.Kind.POWER_ON;
      case OUT_OF_RANGE -> Fault.Kind.OUT_OF_RANGE;
      case CLIPPED -> Fault.Kind.CLIPPED;
    };
  }
}
