package io.tidegate.sim.lx106.rom;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.core.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Tasks that are functions, by priority, each with a queue of events in the program's memory. Each
/// runs to its end; when none has anything to do, the processor waits for an interrupt.
///
/// Facts: `ets_sys.h`; the order of things at the loop's head, what the idle function finds and
/// that a queue has its room back before the task runs, from MicroPython's `ets_alt_task.c`, which
/// does what the ROM does.
final class Tasks {
  /// The SDK's own task has 32, and is the first of all.
  private static final int PRIORITIES = 33;

  private static final int LOCKED = 3;
  private static final int POSTED = 0;
  private static final int NOT_POSTED = 1;

  private static final class Task {
    int function;
    int queue;
    int length;
    int first;
    int count;
    boolean postedItself;
  }

  private record Wanted(int function, IntConsumer then, int[] arguments) {}

  private final Guests guests;
  private final Task[] tasks = new Task[PRIORITIES];
  private Runnable[] whenIdle = {};
  private long ready;
  private long held;
  private int idleFunction;
  private int idleArgument;
  private long passCycles;
  private Task running;
  private Wanted wanted;
  private long resting;
  private long restUntil;

  Tasks(Guests guests) {
    this.guests = guests;
  }

  List<Function> functions() {
    return List.of(
        new Function("ets_task", 40, this::add),
        new Function("ets_post", 60, c -> c.give(post(c))),
        new Function("ets_post_rom", 60, c -> c.give(post(c))),
        Function.leading("ets_run", 20, this::loop),
        new Function(
            "ets_set_idle_cb",
            10,
            c -> {
              idleFunction = c.word(0);
              idleArgument = c.word(1);
            }));
  }

  void reset() {
    Arrays.fill(tasks, null);
    ready = 0;
    held = 0;
    idleFunction = 0;
    running = null;
    wanted = null;
    restUntil = 0;
  }

  /// Done at the loop's head, where no task runs.
  void whenIdle(Runnable job) {
    whenIdle = Arrays.copyOf(whenIdle, whenIdle.length + 1);
    whenIdle[whenIdle.length - 1] = job;
  }

  /// Goes to a function of the program as soon as the jobs at the loop's head are done.
  void callFirst(int function, IntConsumer then, int... arguments) {
    if (wanted != null) {
      throw new IllegalStateException("one function at a time is called from the loop's head");
    }
    wanted = new Wanted(function, then, arguments.clone());
  }

  boolean calls() {
    return wanted != null;
  }

  /// What it costs when a task that has posted to itself runs again and nothing else is ready.
  void passCycles(long cycles) {
    passCycles = cycles;
  }

  /// The task that everything else goes before runs no more, until a reset.
  void holdBack() {
    for (int priority = PRIORITIES - 1; priority >= 0; priority--) {
      held = tasks[priority] != null ? 1L << priority : held;
    }
  }

  private void add(Call call) {
    Task task = new Task();
    task.function = call.word(0);
    task.queue = call.word(2);
    task.length = call.word(3) & 0xff;
    int priority = call.word(1) & 0xff;
    if (priority >= PRIORITIES) {
      return;
    }
    tasks[priority] = task;
    ready &= ~(1L << priority);
  }

  private int post(Call call) {
    int priority = call.word(0) & 0xff;
    Task task = priority < PRIORITIES ? tasks[priority] : null;
    if (task == null || task.count >= task.length) {
      return NOT_POSTED;
    }
    int at = task.queue + 8 * ((task.first + task.count++) % task.length);
    call.memory().poke32(at, call.word(1));
    call.memory().poke32(at + 4, call.word(2));
    ready |= 1L << priority;
    task.postedItself |= task == running;
    return POSTED;
  }

  /// The head of the run loop; a task returns to it.
  int loop(Call call) {
    Processor processor = call.processor();
    rest(call.chip());
    running = null;
    for (Runnable job : whenIdle) {
      job.run();
    }
    if (wanted != null) {
      return callWanted(call);
    }
    if (ready == resting && ready != 0 && call.chip().cycles() < restUntil) {
      call.interruptLevel(0);
      call.passUntil(call.chip().processorCycles(restUntil));
      return Places.LOOP;
    }
    long able = ready & ~held;
    if (able == 0) {
      return idle(call);
    }
    call.interruptLevel(0);
    int priority = 63 - Long.numberOfLeadingZeros(able);
    Task task = tasks[priority];
    int event = task.queue + 8 * task.first;
    task.first = (task.first + 1) % task.length;
    if (--task.count == 0) {
      ready &= ~(1L << priority);
    }
    task.postedItself = false;
    running = task;
    call.word(0, event);
    processor.a(0, Places.LOOP);
    return task.function;
  }

  private int callWanted(Call call) {
    Wanted now = wanted;
    wanted = null;
    call.interruptLevel(0);
    Guests.Then then =
        ended -> {
          now.then.accept(ended.word(0));
          return Places.LOOP;
        };
    return guests.call(call, now.function, then, now.arguments);
  }

  /// A task that has posted to itself was a pass of a loop; that takes its time.
  private void rest(Esp8266 chip) {
    if (passCycles > 0 && running != null && running.postedItself) {
      restUntil = chip.cycles() + passCycles;
      resting = ready;
    }
  }

  /// Nothing can come between this and `waiti`, which lets interrupts in.
  private int idle(Call call) {
    call.interruptLevel(LOCKED);
    if (idleFunction == 0) {
      return Places.WAIT;
    }
    call.word(0, idleArgument);
    call.processor().a(0, Places.WAIT);
    return idleFunction;
  }
}
