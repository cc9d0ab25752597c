package io.tidegate.sim.lx106.chip;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Processor.Stop;

/// The chip: a processor, its memory, and what hangs on its bus. It runs as far as it is told.
public final class Esp8266 {
  public static final int HERTZ = 80_000_000;

  static final int GPIO_LINE = 4;
  static final int UART_LINE = 5;
  static final int FRC1_LINE = 9;
  static final int FRC2_LINE = 10;

  private static final int UART0 = 0x60000000;
  private static final int GPIO = 0x60000300;
  private static final int FRC1 = 0x60000600;
  private static final int FRC2 = 0x60000620;
  private static final int UART1 = 0x60000f00;

  /// What the chip is connected to. Times are cycles.
  public interface Surroundings extends Uart.Wire, Gpio.Wiring {}

  private final Memory memory;
  private final Processor processor;
  private final Uart uart0;
  private final Uart uart1;
  private final Frc frc1;
  private final Frc frc2;
  private final Gpio gpio;
  private final Peripheral[] all;

  /// `flash` is what the flash chip has; it is not copied.
  public Esp8266(byte[] flash, Surroundings surroundings) {
    memory = new Memory(flash);
    processor = new Processor(memory);
    Clock clock = new OwnClock();
    uart0 = new Uart(clock, 0, surroundings, this::uarts);
    uart1 = new Uart(clock, 1, surroundings, this::uarts);
    frc1 = Frc.first(clock);
    frc2 = Frc.second(clock);
    gpio = new Gpio(clock, surroundings);
    all = new Peripheral[] {uart0, uart1, frc1, frc2, gpio};
    memory.io(UART0, UART0 + 0x80, uart0);
    memory.io(GPIO, GPIO + 0x80, gpio);
    memory.io(FRC1, FRC1 + 0x20, frc1);
    memory.io(FRC2, FRC2 + 0x20, frc2);
    memory.io(UART1, UART1 + 0x80, uart1);
  }

  private final class OwnClock implements Clock {
    @Override
    public long cycles() {
      return processor.cycles();
    }

    @Override
    public void line(int number, boolean high) {
      processor.line(number, high);
    }

    @Override
    public void sooner() {
      processor.askToStop();
    }
  }

  public Memory memory() {
    return memory;
  }

  public Processor processor() {
    return processor;
  }

  /// Everything as after a reset; it begins at this address.
  public void reset(int start) {
    processor.reset(start);
    uart0.reset();
    uart1.reset();
    frc1.reset();
    frc2.reset();
    gpio.reset();
  }

  /// A byte arrives at a serial port, 0 or 1.
  public void receive(int port, byte value) {
    (port == 0 ? uart0 : uart1).receive(value);
  }

  /// Bytes that arrived at a serial port and found no room.
  public int lost(int port) {
    return (port == 0 ? uart0 : uart1).lost();
  }

  /// What surrounds a pin, 0 to 15, holds it at this level.
  public void pin(int number, boolean high) {
    gpio.outside(number, high);
  }

  /// Runs up to this cycle, or a little beyond it, or up to `break`: true then. Where the processor
  /// waits, time jumps to what happens next.
  public boolean run(long untilCycles) {
    while (processor.cycles() < untilCycles) {
      long due = Math.min(untilCycles, next());
      Stop stop = processor.run(due);
      if (stop == Stop.BREAK) {
        return true;
      }
      if (stop == Stop.WAITING) {
        long to = Math.min(due, processor.timerAt());
        processor.pass(Math.max(0, to - processor.cycles()));
      }
      for (Peripheral each : all) {
        if (each.due() <= processor.cycles()) {
          each.act(processor.cycles());
        }
      }
    }
    return false;
  }

  /// When something happens by itself, at the earliest.
  public long next() {
    long next = Long.MAX_VALUE;
    for (Peripheral each : all) {
      next = Math.min(next, each.due());
    }
    return next;
  }

  private void uarts() {
    processor.line(UART_LINE, uart0.interrupts() || uart1.interrupts());
  }
}
