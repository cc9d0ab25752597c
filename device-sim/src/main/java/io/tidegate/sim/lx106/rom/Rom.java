package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// The ROM of one chip: its functions answer at the addresses that a program names, its data is
/// where programs look for it. Where nobody answers the processor is
/// [stuck][Processor#stuck()], and the words say who called what.
public final class Rom {
  /// Where a program finds its stack, and how the processor is set when the ROM hands over.
  private static final int STACK = 0x40000000;

  private static final int PS = 230;
  private static final int PS_UM = 32;
  private static final int EPC1 = 177;
  private static final int EXCCAUSE = 232;
  private static final Set<String> LIBRARY =
      Set.of(
          "memcmp", "memcpy", "memmove", "memset", "strcmp", "strcpy", "strlen", "strncmp",
          "strncpy", "strstr", "bzero");
  private static final byte[] WAITI_0 = {0, 0x70, 0};

  private final Esp8266 chip;
  private final Processor processor;
  private final Memory memory;
  private final Call call;
  private final Guests guests = new Guests();
  private final Tasks tasks = new Tasks(guests);
  private final Odds odds = new Odds();
  private final Map<String, Function> functions = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  public Rom(Esp8266 chip) {
    this.chip = chip;
    processor = chip.processor();
    memory = chip.memory();
    call = new Call(chip);
    Stream.of(
            Arithmetic.functions(),
            Bytes.functions(),
            Interrupts.functions(),
            Times.functions(),
            Storage.functions(),
            Ports.functions(),
            Watchdogs.functions(),
            odds.functions(),
            Radio.functions(),
            Crypto.functions(),
            Digests.functions(),
            Aes.functions(),
            tasks.functions(),
            new Texts(guests).functions())
        .flatMap(Collection::stream)
        .forEach(this::add);
    ownPlaces();
    memory.poke(Places.WAIT, WAITI_0);
    processor.hook(Processor.EMPTY_ROM, this::nobody);
  }

  private void add(Function function) {
    if (functions.put(function.name(), function) != null) {
      throw new IllegalStateException(function.name() + " is there twice");
    }
  }

  /// What there is.
  Set<String> names() {
    return functions.keySet();
  }

  /// Places in it that no program names, and what they are, for a person.
  public static Map<Integer, String> ownPlaceNames() {
    return Places.OWN;
  }

  private void ownPlaces() {
    PublicAddresses.ALL.forEach(this::put);
    put("phy_none", Places.RADIO_FUNCTION);
    put("_ResetVector", Places.RESET);
    at(Places.LOOP, tasks::loop);
    at(Places.CALL_ENDED, guests::ended);
    at(Places.INTERRUPT_DONE, Interrupts::nextInterrupt);
    at(Places.EXCEPTION_DONE, Interrupts::exceptionDone);
    at(Places.DELAY, Times::waited);
    at(Places.DIVISION_BY_ZERO, Arithmetic::illegal);
    for (int vector : Places.VECTORS) {
      at(vector, c -> early(vector));
    }
  }

  private void at(int address, Function.Body body) {
    processor.hook(address, _ -> body.at(call));
  }

  /// Whether there is such a function.
  public boolean has(String name) {
    return function(name) != null;
  }

  /// The SDK's linker script gives the C library's functions in the ROM both names, `ets_memcpy`
  /// and `memcpy`, at addresses of their own.
  private Function function(String name) {
    Function function = functions.get(name);
    return function != null || !LIBRARY.contains(name) ? function : functions.get("ets_" + name);
  }

  /// Where the ROM has this function, if that is public.
  public static OptionalInt address(String name) {
    Integer address = PublicAddresses.ALL.get(name);
    return address == null ? OptionalInt.empty() : OptionalInt.of(address);
  }

  /// From now on the function of this name answers at the address. False when there is none: the
  /// name is kept, and told when a program goes there.
  public boolean put(String name, int address) {
    Function function = function(name);
    if (function == null) {
      names.put(address, name);
      return false;
    }
    processor.hook(address, function.hook(call));
    return true;
  }

  /// Does this whenever the program's run loop begins anew: no task runs then, and functions of the
  /// program may be called.
  public void whenIdle(Runnable job) {
    tasks.whenIdle(job);
  }

  /// For a job of [#whenIdle], or what follows such a call: goes to a function of the program. Time
  /// passes in it as always, and what it gives comes to `then`. One at a time: nobody else may
  /// while [#calls()] is true. A reset forgets it.
  public void call(int function, IntConsumer then, int... arguments) {
    tasks.callFirst(function, then, arguments);
  }

  /// Whether a function is about to be called.
  public boolean calls() {
    return tasks.calls();
  }

  /// For what the host does instead of a function of the program: goes to another one first. `then`
  /// gets the result of that, and gives what the first was called for. Where to go on.
  public int callFirst(int function, IntUnaryOperator then, int... arguments) {
    return guests.call(
        call,
        function,
        ended -> {
          ended.give(then.applyAsInt(ended.word(0)));
          return ended.back();
        },
        arguments);
  }

  /// There is something to do for a job of [#whenIdle]: if the program waits at the head of its run
  /// loop, it comes round once more.
  public void wake() {
    if (processor.pc() == Places.LOOP) {
      processor.pc(Places.LOOP);
    }
  }

  /// What it costs when a task that posts to itself runs again while nothing else wants to: the
  /// pass of a loop that never waits. Cycles of the chip.
  public void passCycles(long cycles) {
    tasks.passCycles(cycles);
  }

  /// The program's own task, which everything else goes before, runs no more, until a reset: as if
  /// it waited for something that never comes. What the SDK does goes on.
  public void holdBack() {
    tasks.holdBack();
  }

  /// Hands over to a program whose bytes are in memory: what the ROM and the second boot loader do
  /// between a reset and a program's first instruction.
  public void enter(ResetReason reason, int start) {
    chip.reset(reason, start);
    guests.reset();
    tasks.reset();
    odds.reset();
    Data.reset(memory, chip.flash().id(), chip.flash().size());
    processor.a(Call.STACK, STACK);
    processor.special(PS, PS_UM);
  }

  /// After [#enter]: the program that was loaded begins here, with this as its stack.
  public void handOver(int start, int stack) {
    processor.a(Call.STACK, stack);
    processor.pc(start);
  }

  private int nobody(Processor at) {
    int address = at.pc();
    String name = names.getOrDefault(address, "a function without a name");
    at.stuck(
        "ROM 0x%08x (%s): nobody answers there; called from 0x%08x"
            .formatted(address, name, at.back()));
    return address;
  }

  private int early(int vector) {
    processor.stuck(
        "an exception (cause %d, at 0x%08x) before the program had vectors of its own"
            .formatted(processor.special(EXCCAUSE), processor.special(EPC1)));
    return vector;
  }
}
