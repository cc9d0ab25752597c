package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Memory;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// What hangs on the chip's bus, and where.
final class Parts {
  private static final int DPORT = 0x3ff00000;
  private static final int WDEV = 0x3ff20000;
  private static final int UART0 = 0x60000000;
  private static final int HSPI = 0x60000100;
  private static final int FLASH_SPI = 0x60000200;
  private static final int GPIO = 0x60000300;
  private static final int TIMERS = 0x60000600;
  private static final int RTC = 0x60000700;
  private static final int IOMUX = 0x60000800;
  private static final int WATCHDOG = 0x60000900;
  private static final int SLC = 0x60000b00;
  private static final int I2S = 0x60000e00;
  private static final int SAR = 0x60000d00;
  private static final int FRONT_END = 0x60000500;
  private static final int BASEBAND = 0x60009000;
  private static final int UART1 = 0x60000f00;

  /// The chip around them.
  interface Host extends Clock {
    Memory memory();

    Esp8266.Surroundings surroundings();

    void sleep(long cycles);

    void restart(ResetReason reason);

    /// The processor runs as fast as the bus, or twice as fast.
    void speed(boolean twice);
  }

  private final Host host;
  private final RandomGenerator chance;
  private final Bus inner = new Bus(DPORT, 0x30000);
  private final Bus outer = new Bus(UART0, 0x10000);
  private final Dport dport;
  private final Wdev wdev;
  private final Rtc rtc;
  private final FlashSpi flashSpi;
  private final Hspi hspi;
  private final I2s i2s;
  private final Pin16 pin16;
  private final Sar sar;
  private final Watchdog watchdog;
  private final Uart[] uarts;
  private final Frc frc1;
  private final Frc frc2;
  private final Gpio gpio;
  /// All that do something by themselves, in the order in which they do what is due at the same
  /// time; each is asked in [#timersDue()] or [#othersDue()], too.
  private final Peripheral[] busy;

  Parts(Host host, Flash flash, byte[] mac, RandomGenerator chance) {
    this.host = host;
    this.chance = chance;
    Esp8266.Surroundings outside = host.surroundings();
    dport = new Dport(host.memory(), inner, mac, host::speed);
    pin16 = new Pin16(host, outside);
    rtc = new Rtc(host, outer, pin16, host::sleep);
    flashSpi = new FlashSpi(flash);
    uarts =
        new Uart[] {
          new Uart(host, 0, outside, this::uartLine), new Uart(host, 1, outside, this::uartLine)
        };
    wdev = new Wdev(host, inner, chance, uarts);
    frc1 = Frc.first(host, dport);
    frc2 = Frc.second(host, dport);
    gpio = new Gpio(host, outer, outside);
    hspi = new Hspi(host, gpio.mux(), outside);
    sar = new Sar(outer, outside::adc, outside::supplyMillivolts);
    i2s = new I2s(host, host.memory(), outside);
    watchdog = new Watchdog(host, dport, outer, () -> host.restart(ResetReason.WATCHDOG));
    busy = new Peripheral[] {uarts[0], uarts[1], frc1, frc2, watchdog, wdev, hspi, i2s};
    dport.connect(frc1::opened, hspi::interrupts);
    wire();
  }

  private void wire() {
    inner.put(DPORT, 0x100, dport);
    inner.put(WDEV, 0x2000, wdev);
    outer.put(UART0, 0x100, uarts[0]);
    outer.put(HSPI, 0x100, hspi);
    outer.put(FLASH_SPI, 0x100, flashSpi);
    outer.put(GPIO, 0x100, gpio);
    outer.put(TIMERS, 0x100, new Timers(frc1, frc2, outer));
    outer.put(RTC, 0x100, rtc);
    outer.put(IOMUX, 0x100, gpio.mux());
    outer.put(WATCHDOG, 0x100, watchdog);
    outer.put(SLC, 0x100, i2s);
    outer.put(SAR, 0x100, sar);
    outer.put(I2S, 0x100, i2s);
    outer.put(UART1, 0x100, uarts[1]);
    outer.put(Rtc.MEMORY, Rtc.MEMORY_BYTES, rtc);
    // which pins ports have, clocks of SPI; what the power and the radio need
    inner.keeps(DPORT + 0x24, 8);
    inner.keeps(WDEV, 0x2000);
    outer.keeps(IOMUX, 4);
    outer.keeps(RTC, 0xc0);
    outer.keeps(SAR + 0x40, 0x40);
    outer.keeps(FRONT_END, 0x100);
    outer.keeps(BASEBAND, 0x1000);
    host.memory().io(outer.from(), outer.to(), outer);
    host.memory().io(inner.from(), inner.to(), inner);
  }

  void reset(ResetReason reason) {
    inner.reset();
    outer.reset();
    dport.reset();
    wdev.reset();
    rtc.reset(reason, chance);
    flashSpi.reset();
    uarts[0].reset();
    uarts[1].reset();
    frc1.reset();
    frc2.reset();
    gpio.reset();
    hspi.reset();
    sar.reset();
    i2s.reset();
    watchdog.reset();
  }

  Rtc rtc() {
    return rtc;
  }

  Pin16 pin16() {
    return pin16;
  }

  Gpio gpio() {
    return gpio;
  }

  Uart uart(int port) {
    return uarts[port];
  }

  Bus bus(int address) {
    if (!inner.has(address) && !outer.has(address)) {
      throw new IllegalArgumentException(
          "register: expected one from 0x3ff00000 or 0x60000000 on, got 0x%08x".formatted(address));
    }
    return inner.has(address) ? inner : outer;
  }

  List<UnknownRegister> unknown() {
    return Stream.concat(inner.unknown().stream(), outer.unknown().stream()).toList();
  }

  /// When one of them has something to do.
  long due() {
    return Math.min(timersDue(), othersDue());
  }

  /// When one interrupts the program and does nothing else.
  long timersDue() {
    // one by one, here and below, for it is asked all the time
    return Math.min(Math.min(frc1.due(), frc2.due()), wdev.due());
  }

  /// When one does more than that.
  long othersDue() {
    long ports = Math.min(uarts[0].due(), uarts[1].due());
    return Math.min(Math.min(watchdog.due(), ports), Math.min(hspi.due(), i2s.due()));
  }

  void act(long cycles) {
    if (due() > cycles) {
      return;
    }
    for (Peripheral each : busy) {
      if (each.due() <= cycles) {
        each.act(cycles);
      }
    }
  }

  private void uartLine() {
    host.line(Esp8266.UART_LINE, uarts[0].interrupts() || uarts[1].interrupts());
  }
}
