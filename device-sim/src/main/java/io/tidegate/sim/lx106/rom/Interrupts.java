package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import java.util.List;

/// Exceptions and interrupts on their way to handlers in C, as the public XTOS sources do it: the
/// program's vector makes room of 256 bytes on the stack, keeps `a2` to `a4` there and goes to
/// what the table says for the cause. The rest is kept here.
///
/// Facts: the frame is `__exception_frame` in `esp8266_undocumented.h` of the Arduino core, which
/// also says how handlers are set; interrupts are taken lowest number first, edges and software
/// ones are cleared before (`int-lowpri-dispatcher.S` of XTOS).
final class Interrupts {
  static final int COUNT = 15;

  private static final int FRAME_BYTES = 256;

  // offsets in the frame
  private static final int PC = 0;
  private static final int PS_KEPT = 4;
  private static final int SAR_KEPT = 8;
  private static final int A0 = 16;
  private static final int CAUSE = 76;

  // special registers, by the manual's numbers
  private static final int SAR = 3;
  private static final int EPC1 = 177;
  private static final int EPC2 = 178;
  private static final int EPS2 = 194;
  private static final int INTERRUPT = 226;
  private static final int INTCLEAR = 227;
  private static final int INTENABLE = 228;
  private static final int PS = 230;
  private static final int VECBASE = 231;

  private static final int PS_EXCM = 16;
  private static final int PS_UM = 32;
  private static final int DEBUG_LEVEL = 2;
  private static final int DEBUG_VECTOR = 0x10;
  private static final int LOCKED = 3;

  /// What entering and leaving cost.
  private static final int WAY = 40;

  private Interrupts() {}

  static List<Function> functions() {
    return List.of(
        new Function("ets_intr_lock", 4, c -> c.interruptLevel(LOCKED)),
        new Function("ets_intr_unlock", 4, c -> c.interruptLevel(0)),
        new Function("ets_isr_attach", 30, c -> attach(c, c.word(0), c.word(1), c.word(2))),
        new Function("_xtos_set_interrupt_handler_arg", 25, Interrupts::attachGiving),
        new Function(
            "_xtos_set_interrupt_handler",
            25,
            c -> {
              c.word(2, c.word(0));
              attachGiving(c);
            }),
        new Function("ets_isr_mask", 15, c -> c.give(on(c, 0, c.word(0)))),
        new Function("ets_isr_unmask", 15, c -> c.give(on(c, c.word(0), 0))),
        new Function("_xtos_ints_off", 12, c -> c.give(on(c, 0, c.word(0)))),
        new Function("_xtos_ints_on", 12, c -> c.give(on(c, c.word(0), 0))),
        new Function("_xtos_set_exception_handler", 20, Interrupts::setExceptionHandler),
        new Function("_xtos_set_intlevel", 8, c -> c.give(c.interruptLevel(c.word(0) & 15))),
        new Function(
            "_xtos_set_min_intlevel",
            10,
            c -> {
              int before = c.interruptLevel(15);
              c.interruptLevel(Math.max(before, c.word(0) & 15));
              c.give(before);
            }),
        new Function("_xtos_restore_intlevel", 6, c -> c.processor().special(PS, c.word(0))),
        new Function("_xtos_set_vpri", 15, Interrupts::allow),
        new Function("_xtos_p_none", 1, c -> {}),
        Function.leading("_xtos_l1int_handler", WAY, Interrupts::enterInterrupt),
        Function.leading("_xtos_c_wrapper_handler", WAY, Interrupts::enterException),
        Function.leading(
            "_xtos_cause3_handler",
            WAY,
            c -> {
              c.word(0, 3);
              return enterException(c);
            }),
        Function.leading("_xtos_return_from_exc", 20, Interrupts::leave),
        Function.leading("_xtos_syscall_handler", 6, c -> skip(c, 3)),
        Function.leading("_xtos_alloca_handler", 2, c -> skip(c, 0)),
        Function.leading("_xtos_unhandled_exception", 4, Interrupts::unhandledException),
        Function.leading("_xtos_unhandled_interrupt", 4, c -> debugger(c, c.again())));
  }

  private static void attach(Call call, int number, int handler, int argument) {
    if (number < 0 || number >= COUNT) {
      return;
    }
    int at = handlerOf(number);
    call.memory().poke32(at, handler == 0 ? Places.UNHANDLED_INTERRUPT : handler);
    call.memory().poke32(at + 4, handler == 0 ? number : argument);
  }

  private static void attachGiving(Call call) {
    int number = call.word(0);
    boolean there = number >= 0 && number < COUNT;
    int before = there ? call.memory().peek32(handlerOf(number)) : 0;
    attach(call, number, call.word(1), call.word(2));
    call.give(before == Places.UNHANDLED_INTERRUPT ? 0 : before);
  }

  private static int handlerOf(int number) {
    return Data.INTERRUPT_HANDLERS + 8 * (COUNT - 1 - number);
  }

  /// Interrupts that are on from now on, and those that are off; what was on.
  private static int on(Call call, int more, int less) {
    Memory memory = call.memory();
    int before = memory.peek32(Data.INTERRUPTS_ON);
    int now = before & ~less | more;
    memory.poke32(Data.INTERRUPTS_ON, now);
    call.processor().special(INTENABLE, now & memory.peek32(Data.INTERRUPTS_ALLOWED));
    return before;
  }

  private static void allow(Call call) {
    Memory memory = call.memory();
    int before = memory.peek32(Data.INTERRUPTS_ALLOWED);
    memory.poke32(Data.INTERRUPTS_ALLOWED, call.word(0));
    call.processor().special(INTENABLE, memory.peek32(Data.INTERRUPTS_ON) & call.word(0));
    call.give(before);
  }

  private static void setExceptionHandler(Call call) {
    int cause = call.word(0);
    if (cause < 0 || cause >= Data.CAUSES) {
      call.give(0);
      return;
    }
    Memory memory = call.memory();
    int handler = call.word(1) == 0 ? Places.NO_HANDLER : call.word(1);
    int before = memory.peek32(Data.HANDLERS + 4 * cause);
    memory.poke32(
        Data.EXCEPTIONS + 4 * cause,
        handler == Places.NO_HANDLER ? Places.UNHANDLED_EXCEPTION : Places.EXCEPTION_HANDLER);
    memory.poke32(Data.HANDLERS + 4 * cause, handler);
    call.give(before == Places.NO_HANDLER ? 0 : before);
  }

  /// Keeps the registers that the vector has not kept, and leaves the state of an exception.
  private static void keep(Call call, int level) {
    Processor processor = call.processor();
    Memory memory = call.memory();
    int frame = processor.a(Call.STACK);
    memory.poke32(frame + PC, processor.special(EPC1));
    memory.poke32(frame + PS_KEPT, processor.special(PS));
    memory.poke32(frame + SAR_KEPT, processor.special(SAR));
    memory.poke32(frame + A0, processor.a(0));
    for (int i = 5; i < 16; i++) {
      memory.poke32(frame + A0 + 4 * (i - 1), processor.a(i));
    }
    memory.poke32(frame + CAUSE, call.word(0));
    processor.special(PS, PS_UM | level);
  }

  private static int enterInterrupt(Call call) {
    keep(call, 1);
    return nextInterrupt(call);
  }

  /// The next interrupt that is due, or back to where it was.
  static int nextInterrupt(Call call) {
    Processor processor = call.processor();
    int pending = processor.special(INTERRUPT) & processor.special(INTENABLE);
    if (pending == 0) {
      restoreShift(call);
      return leave(call);
    }
    processor.special(PS, PS_UM | 1);
    int number = Integer.numberOfTrailingZeros(pending);
    processor.special(INTCLEAR, 1 << number);
    int at = handlerOf(number);
    call.word(0, call.memory().peek32(at + 4));
    call.word(1, processor.a(Call.STACK));
    processor.a(0, Places.INTERRUPT_DONE);
    return call.memory().peek32(at);
  }

  /// The handler in C runs with interrupts as they were where the exception happened.
  private static int enterException(Call call) {
    int level = call.processor().special(PS) & 15;
    keep(call, level);
    int cause = call.word(0);
    int handler = call.memory().peek32(Data.HANDLERS + 4 * (cause & Data.CAUSES - 1));
    if (handler == 0) {
      return exceptionDone(call);
    }
    call.word(0, call.processor().a(Call.STACK));
    call.word(1, cause);
    call.processor().a(0, Places.EXCEPTION_DONE);
    return handler;
  }

  static int exceptionDone(Call call) {
    restoreShift(call);
    return leave(call);
  }

  private static void restoreShift(Call call) {
    int frame = call.processor().a(Call.STACK);
    call.processor().special(SAR, call.memory().peek32(frame + SAR_KEPT));
  }

  /// Back to what the frame says, which a handler may have changed.
  private static int leave(Call call) {
    Processor processor = call.processor();
    Memory memory = call.memory();
    int frame = processor.a(Call.STACK);
    processor.a(0, memory.peek32(frame + A0));
    for (int i = 2; i < 16; i++) {
      processor.a(i, memory.peek32(frame + A0 + 4 * (i - 1)));
    }
    processor.a(Call.STACK, frame + FRAME_BYTES);
    processor.special(EPC1, memory.peek32(frame + PC));
    processor.special(PS, memory.peek32(frame + PS_KEPT) & ~PS_EXCM);
    return memory.peek32(frame + PC);
  }

  /// Straight back from a vector, over an instruction of so many bytes.
  private static int skip(Call call, int bytes) {
    Processor processor = call.processor();
    int at = processor.special(EPC1) + bytes;
    vectorsRegisters(call);
    processor.special(PS, processor.special(PS) & ~PS_EXCM);
    return at;
  }

  private static void vectorsRegisters(Call call) {
    Processor processor = call.processor();
    int frame = processor.a(Call.STACK);
    for (int i = 2; i < 5; i++) {
      processor.a(i, call.memory().peek32(frame + A0 + 4 * (i - 1)));
    }
    processor.a(Call.STACK, frame + FRAME_BYTES);
  }

  private static int unhandledException(Call call) {
    vectorsRegisters(call);
    return debugger(call, call.again());
  }

  /// `break`, which without a debugger leads to the program's vector of that level.
  private static int debugger(Call call, int at) {
    Processor processor = call.processor();
    int ps = processor.special(PS);
    processor.special(EPC2, at);
    processor.special(EPS2, ps);
    processor.special(PS, ps & ~15 | DEBUG_LEVEL | PS_EXCM);
    return processor.special(VECBASE) + DEBUG_VECTOR;
  }
}
