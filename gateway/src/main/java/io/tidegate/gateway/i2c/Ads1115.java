package io.tidegate.gateway.i2c;

import io.tidegate.gateway.i2c.ChipFault.Kind;
import java.math.BigDecimal;
import java.util.List;

/// TI's ADS1115, one single-shot conversion at a time. It has no id: what is written to its config
/// register has to be read back.
///
/// Source: Texas Instruments, SBAS444E (ADS111x), "Register Map": config and conversion register;
/// "Data Format": what is beyond the range reads as its end.
///
/// ```
/// config (1): OS 15, MUX 14..12, PGA 11..9, MODE 8, DR 7..5, comparator 4..0     conversion (0)
/// ```
final class Ads1115 {
  /// In the order of their numbers in MUX.
  static final List<String> CHANNELS =
      List.of("a0-a1", "a0-a3", "a1-a3", "a2-a3", "a0", "a1", "a2", "a3");

  private static final int CONVERSION = 0;
  private static final int CONFIG = 1;

  /// Written: begin. Read: nothing is under way.
  private static final int OS = 0x8000;

  private static final int SINGLE = 0x0100;

  /// 8 a second, its slowest: the least noise, and a hum of 50 or 60 Hz goes round several times.
  private static final int SLOWEST = 0;

  private static final int COMPARATOR_OFF = 3;

  /// An eighth of a second and the tenth more that its clock may be slow by.
  private static final long CONVERSION_NANOS = 137_500_000;

  /// For the whole range.
  private static final BigDecimal CODES = BigDecimal.valueOf(32_768);

  private static final long AGAIN_NANOS = 10_000_000;
  private static final int TIMES = 10;

  private Ads1115() {}

  static BigDecimal measure(I2cBus bus, int address, String channel, FullScale range)
      throws ChipFault {
    int config =
        CHANNELS.indexOf(channel) << 12 | range.code << 9 | SINGLE | SLOWEST | COMPARATOR_OFF;
    int begin = OS | config;
    bus.write(address, (byte) CONFIG, (byte) (begin >> 8), (byte) begin);
    bus.await(CONVERSION_NANOS);
    awaitReady(bus, address, config);
    int code = (short) word(bus, address, CONVERSION);
    if (code == Short.MAX_VALUE || code == Short.MIN_VALUE) {
      throw new ChipFault(
          Kind.CLIPPED,
          "%s is at the end of the range of %s; what it is lies beyond"
              .formatted(channel, range.wireName()));
    }
    return range.volts().multiply(BigDecimal.valueOf(code)).divide(CODES);
  }

  private static void awaitReady(I2cBus bus, int address, int config) throws ChipFault {
    for (int time = 0; time < TIMES; time++) {
      int held = word(bus, address, CONFIG);
      if ((held & ~OS) != config) {
        throw new ChipFault(
            Kind.WRONG_CHIP,
            "its settings are 0x%04x, expected 0x%04x: it is no ADS1115, lost its power, or another"
                    .formatted(held & ~OS, config)
                + " program uses it");
      }
      if ((held & OS) != 0) {
        return;
      }
      bus.await(AGAIN_NANOS);
    }
    throw new ChipFault(Kind.NOT_READY, "its conversion does not end");
  }

  private static int word(I2cBus bus, int address, int register) throws ChipFault {
    byte[] bytes = bus.read(address, register, 2);
    return (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
  }
}
