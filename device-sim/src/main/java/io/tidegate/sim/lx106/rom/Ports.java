package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import java.util.List;

/// Serial ports, pins, the RTC, and lists of what DMA is to move.
///
/// Facts: `uart.h`, `gpio.h`, `ets_sys.h` and `lldesc.h` of the public SDK headers for what
/// they take and give; the registers are the chip's.
final class Ports {
  private static final int UARTS = 0x60000000;
  private static final int UART_BYTES = 0xf00;
  private static final int DIVIDER = 0x14;
  private static final int CONF0 = 0x20;
  private static final int STATUS = 0x1c;
  private static final int RESET_RECEIVED = 1 << 17;
  private static final int RESET_BOTH = RESET_RECEIVED | 1 << 18;
  private static final int EIGHT_BITS_ONE_STOP = 0x1c;
  private static final int RECORD_BAUD = 0;
  private static final int GPIO = 0x60000300;
  private static final int OUT_SET = 0x04;
  private static final int OUT_CLEAR = 0x08;
  private static final int ENABLE_SET = 0x10;
  private static final int ENABLE_CLEAR = 0x14;
  private static final int IN = 0x18;
  private static final int STATUS_OF_PINS = 0x1c;
  private static final int STATUS_CLEAR = 0x24;
  private static final int FIRST_PIN = 0x28;
  private static final int PINS = 16;
  private static final int KIND = 7 << 7;
  private static final int WAKES = 1 << 10;
  private static final int DESCRIPTOR_BYTES = 12;

  private Ports() {}

  static List<Function> functions() {
    return List.of(
        new Function("uart_buff_switch", 20, Ports::printOn),
        new Function("uart_div_modify", 40, Ports::divide),
        new Function("rom_uart_div_modify", 40, Ports::divide),
        // no speed was measured: the serial port here does not hear edges
        new Function("uart_baudrate_detect", 20, c -> c.give(0)),
        new Function("Uart_Init", 60, Ports::begin),
        new Function("uartAttach", 20, c -> c.memory().poke32(Data.UART + RECORD_BAUD, 115_200)),
        new Function("GetUartDevice", 4, c -> c.give(Data.UART)),
        new Function("uart_rx_one_char", 20, Ports::received),
        Function.leading("uart_rx_one_char_block", 20, Ports::awaited),
        Function.leading("ets_getc", 20, Ports::awaited),
        new Function("gpio_init", 10, c -> {}),
        new Function("gpio_output_set", 15, Ports::setPins),
        new Function("gpio_input_get", 6, c -> c.give(c.chip().register(GPIO + IN))),
        new Function(
            "gpio_register_set", 8, c -> c.chip().register(GPIO + (c.word(0) & 0xff), c.word(1))),
        new Function(
            "gpio_register_get", 8, c -> c.give(c.chip().register(GPIO + (c.word(0) & 0xff)))),
        new Function("gpio_intr_pending", 6, c -> c.give(c.chip().register(GPIO + STATUS_OF_PINS))),
        new Function("gpio_intr_ack", 6, c -> c.chip().register(GPIO + STATUS_CLEAR, c.word(0))),
        new Function("gpio_pin_intr_state_set", 15, c -> pin(c, KIND, (c.word(1) & 7) << 7)),
        new Function(
            "gpio_pin_wakeup_enable", 15, c -> pin(c, KIND | WAKES, (c.word(1) & 7) << 7 | WAKES)),
        new Function("gpio_pin_wakeup_disable", 40, Ports::sleepOn),
        new Function("rtc_get_reset_reason", 10, c -> c.give(c.chip().reason().cause())),
        Function.leading("software_reset", 10, c -> restart(c, ResetReason.SOFTWARE)),
        Function.leading("_ResetVector", 10, c -> restart(c, ResetReason.RESTART)),
        Function.leading("_ResetHandler", 10, c -> restart(c, ResetReason.RESTART)),
        new Function("lldesc_build_chain", 60, Ports::chain),
        new Function("lldesc_num2link", 30, c -> walk(c, false)),
        new Function("lldesc_set_owner", 30, c -> walk(c, true)));
  }

  /// Both ends of the program: whoever surrounds the chip gives it a new beginning.
  private static int restart(Call call, ResetReason reason) {
    call.chip().restart(reason);
    return call.again();
  }

  private static int uart(int port) {
    return UARTS + (port == 1 ? UART_BYTES : 0);
  }

  private static void printOn(Call call) {
    int port = call.word(0) & 1;
    call.memory().poke32(Data.UART_OF_TEXTS, port);
    if (port == 0) {
      pulse(call.chip(), uart(0), RESET_RECEIVED);
    }
  }

  private static void pulse(Esp8266 chip, int uart, int bits) {
    int config = chip.register(uart + CONF0);
    chip.register(uart + CONF0, config | bits);
    chip.register(uart + CONF0, config & ~bits);
  }

  private static void divide(Call call) {
    int uart = uart(call.word(0));
    call.chip().register(uart + DIVIDER, call.word(1));
    pulse(call.chip(), uart, RESET_BOTH);
  }

  private static void begin(Call call) {
    call.chip().register(uart(call.word(0)) + CONF0, EIGHT_BITS_ONE_STOP);
    pulse(call.chip(), uart(call.word(0)), RESET_BOTH);
  }

  /// Gives 0 and the byte, or 1 when there is none.
  private static void received(Call call) {
    int uart = uart(call.memory().peek32(Data.UART_OF_TEXTS));
    if ((call.chip().register(uart + STATUS) & 0xff) == 0) {
      call.give(1);
      return;
    }
    call.memory().poke8(call.word(0), call.chip().register(uart));
    call.give(0);
  }

  private static int awaited(Call call) {
    int uart = uart(call.memory().peek32(Data.UART_OF_TEXTS));
    if ((call.chip().register(uart + STATUS) & 0xff) == 0) {
      call.passUntil(call.processor().cycles() + Esp8266.HERTZ / 100_000);
      return call.again();
    }
    call.give(call.chip().register(uart) & 0xff);
    return call.back();
  }

  private static void setPins(Call call) {
    int[] registers = {OUT_SET, OUT_CLEAR, ENABLE_SET, ENABLE_CLEAR};
    for (int i = 0; i < registers.length; i++) {
      call.chip().register(GPIO + registers[i], call.word(i));
    }
  }

  private static void pin(Call call, int mask, int bits) {
    int pin = call.word(0);
    if (pin >= 0 && pin < PINS) {
      int at = GPIO + FIRST_PIN + 4 * pin;
      call.chip().register(at, call.chip().register(at) & ~mask | bits);
    }
  }

  private static void sleepOn(Call call) {
    for (int pin = 0; pin < PINS; pin++) {
      int at = GPIO + FIRST_PIN + 4 * pin;
      int config = call.chip().register(at);
      if ((config & WAKES) != 0) {
        call.chip().register(at, config & ~(KIND | WAKES));
      }
    }
  }

  private static int parts(int bytes, int each) {
    return each <= 0 ? 0 : Math.ceilDiv(Math.max(bytes, 0), each);
  }

  /// Descriptors one after the other, each for a part of a buffer: 12 bits of size, 12 of length
  /// and a flag for the owner, then where the bytes are, and the next descriptor. The last leads
  /// nowhere. The first and the last are told.
  private static void chain(Call call) {
    Memory memory = call.memory();
    int first = call.word(0);
    int buffer = call.word(2);
    int each = call.word(4);
    int owner = call.word(5) << 31;
    int count = Math.min(call.word(1) / DESCRIPTOR_BYTES, parts(call.word(3), each));
    for (int i = 0; i < count; i++) {
      int at = first + DESCRIPTOR_BYTES * i;
      int size = Math.min(each, call.word(3) - each * i);
      memory.poke32(at, size & 0xfff | owner);
      memory.poke32(at + 4, buffer + each * i);
      memory.poke32(at + 8, i == count - 1 ? 0 : at + DESCRIPTOR_BYTES);
    }
    memory.poke32(call.word(6), count <= 0 ? 0 : first);
    memory.poke32(call.word(7), count <= 0 ? 0 : first + DESCRIPTOR_BYTES * (count - 1));
  }

  /// The descriptor so many further on, itself counted; with an owner all on the way get it.
  private static void walk(Call call, boolean owned) {
    Memory memory = call.memory();
    int at = call.word(0);
    int left = call.word(1) & 0xffff;
    while (at != 0 && left > 0) {
      if (owned) {
        memory.poke32(at, memory.peek32(at) & 0x7fffffff | call.word(2) << 31);
      }
      if (--left > 0) {
        at = memory.peek32(at + 8);
      }
    }
    call.give(at);
  }
}
