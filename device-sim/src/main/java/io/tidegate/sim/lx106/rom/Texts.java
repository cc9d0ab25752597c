package io.tidegate.sim.lx106.rom;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.sim.lx106.core.Memory;
import java.util.List;

/// Printing, letter by letter through a function of the program or out of a serial port.
///
/// Facts: the functions' comments in `ets_sys.h` and `esp8266_undocumented.h` of the Arduino core
/// (which letters are changed, which port, what is given back); where arguments stand is GCC's
/// `va_list` for Xtensa: words in registers first, and from the stack beyond six.
final class Texts {
  private static final int STATUS = 0x1c;
  private static final int UART_BYTES = 0xf00;
  private static final int UARTS = 0x60000000;
  private static final int QUEUE_FULL = 126;

  /// Cycles after which it looks again whether there is room.
  private static final int A_LITTLE = 800;

  /// What working out a letter costs.
  private static final int LETTER = 20;

  private static final int IN_REGISTERS = 24;
  private static final int ON_STACK = 32;

  private final Guests guests;

  Texts(Guests guests) {
    this.guests = guests;
  }

  List<Function> functions() {
    return List.of(
        Function.leading("ets_printf", 60, c -> printed(c, c.word(0), new Words(c, 1))),
        Function.leading("ets_external_printf", 60, c -> printed(c, c.word(0), new Words(c, 1))),
        Function.leading(
            "ets_uart_printf",
            60,
            c -> each(c, Places.UART_PUTC, Format.text(c, c.word(0), new Words(c, 1)))),
        Function.leading(
            "ets_vprintf",
            60,
            c -> {
              int to = c.word(0);
              byte[] text = Format.text(c, c.word(1), new Listed(c, 2));
              return to == 0 ? written(c, text) : each(c, to, text);
            }),
        Function.leading("ets_write_char", 20, c -> written(c, new byte[] {(byte) c.word(0)})),
        new Function("ets_install_putc1", 5, c -> c.memory().poke32(Data.PUTC1, c.word(0))),
        new Function("ets_install_putc2", 5, c -> c.memory().poke32(Data.PUTC2, c.word(0))),
        new Function(
            "ets_install_external_printf", 8, c -> c.memory().poke32(Data.PUTC2, c.word(0))),
        new Function(
            "ets_install_uart_printf",
            8,
            c -> {
              c.memory().poke32(Data.PUTC1, Places.UART_PUTC);
              c.give(Places.UART_PUTC);
            }),
        Function.leading("ets_uart_putc1", 15, this::cooked),
        Function.leading("ets_putc", 10, Texts::sent),
        Function.leading("uart_tx_one_char", 10, Texts::sent));
  }

  /// By the functions that were installed, both of them.
  private int printed(Call call, int format, Format.Arguments arguments) {
    return written(call, Format.text(call, format, arguments));
  }

  private int written(Call call, byte[] text) {
    Memory memory = call.memory();
    int first = memory.peek32(Data.PUTC1);
    int second = memory.peek32(Data.PUTC2);
    if (second == 0) {
      return each(call, first, text);
    }
    return new Letters(first, text, c -> each(c, second, text)).at(call);
  }

  /// Each letter through this function; gives how many there were.
  private int each(Call call, int function, byte[] text) {
    return new Letters(
            function,
            text,
            c -> {
              c.give(text.length);
              return c.back();
            })
        .at(call);
  }

  private final class Letters implements Guests.Then {
    private final int function;
    private final byte[] text;
    private final Guests.Then then;
    private int next;

    Letters(int function, byte[] text, Guests.Then then) {
      this.function = function;
      this.text = text;
      this.then = then;
    }

    @Override
    public int at(Call call) {
      if (function == 0 || next == text.length) {
        return then.at(call);
      }
      call.processor().pass(LETTER);
      return guests.call(call, function, this, text[next++] & 0xff);
    }
  }

  /// An end of line is two letters, and the first of them is not printed when it comes by itself.
  private int cooked(Call call) {
    int letter = call.word(0) & 0xff;
    if (letter == '\r') {
      return call.back();
    }
    byte[] letters = letter == '\n' ? "\r\n".getBytes(ISO_8859_1) : new byte[] {(byte) letter};
    Guests.Then then =
        c -> {
          c.give(letter);
          return c.back();
        };
    return new Letters(Places.TX_ONE_CHAR, letters, then).at(call);
  }

  /// Waits for room in the port's queue, and gives 0.
  private static int sent(Call call) {
    int port = call.memory().peek32(Data.UART_OF_TEXTS);
    int uart = UARTS + (port == 1 ? UART_BYTES : 0);
    if ((call.chip().register(uart + STATUS) >>> 16 & 0xff) >= QUEUE_FULL) {
      call.passUntil(call.processor().cycles() + A_LITTLE);
      return call.again();
    }
    call.chip().register(uart, call.word(0) & 0xff);
    call.give(0);
    return call.back();
  }

  /// Arguments of the very call.
  private static final class Words implements Format.Arguments {
    private final Call call;
    private int next;

    Words(Call call, int next) {
      this.call = call;
      this.next = next;
    }

    @Override
    public int word() {
      return call.word(next++);
    }

    @Override
    public long wide() {
      next += next & 1;
      int low = word();
      return low & 0xffffffffL | (long) word() << 32;
    }
  }

  /// Arguments that were handed on: three words. The first is where those on the stack are, the
  /// second where those from registers were put, the third how far it has come.
  private static final class Listed implements Format.Arguments {
    private final Memory memory;
    private final int stack;
    private final int registers;
    private int next;

    Listed(Call call, int at) {
      memory = call.memory();
      stack = call.word(at);
      registers = call.word(at + 1);
      next = call.word(at + 2);
    }

    @Override
    public int word() {
      return memory.peek32(place(4));
    }

    @Override
    public long wide() {
      next = next + 7 & -8;
      int at = place(8);
      return memory.peek32(at) & 0xffffffffL | (long) memory.peek32(at + 4) << 32;
    }

    private int place(int bytes) {
      int from = next;
      next += bytes;
      if (next <= IN_REGISTERS) {
        return registers + from;
      }
      if (from <= IN_REGISTERS) {
        next = ON_STACK + bytes;
      }
      return stack + next - bytes;
    }
  }
}
