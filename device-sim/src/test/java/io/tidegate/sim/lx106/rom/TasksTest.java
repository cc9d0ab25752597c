package io.tidegate.sim.lx106.rom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TasksTest {
  private static final int TASK = Memory.ROM + 0xdd0;
  private static final int POST = Memory.ROM + 0xe24;
  private static final int RUN = Memory.ROM + 0xe04;
  private static final int DELAY = Memory.ROM + 0x2ecc;
  private static final int FREQUENCY = Memory.ROM + 0x2f04;
  private static final int FUNCTION = Memory.CODE + 0x100;
  private static final int QUEUE = Memory.DATA + 0x100;
  private static final int FAST = 0x3ff00014;

  private final List<String> ran = new ArrayList<>();
  private final Esp8266 chip =
      new Esp8266(
          Flash.erased(1 << 20),
          new Esp8266.Surroundings() {
            @Override
            public void sent(int port, byte value, long cycles) {}

            @Override
            public void driven(int pin, boolean drives, boolean high, long cycles) {}
          });
  private final Processor processor = chip.processor();
  private final Rom rom = new Rom(chip);

  @BeforeEach
  void begin() {
    rom.put("ets_task", TASK);
    rom.put("ets_post", POST);
    rom.put("ets_run", RUN);
    rom.put("ets_delay_us", DELAY);
    rom.put("ets_update_cpu_frequency", FREQUENCY);
    rom.enter(ResetReason.POWER, RUN);
  }

  private int task(int priority) {
    int at = FUNCTION + 4 * priority;
    processor.hook(
        at,
        p -> {
          ran.add(priority + ": " + chip.memory().peek32(p.a(2)));
          return p.back();
        });
    processor.call(TASK, at, priority, QUEUE + 64 * priority, 4);
    return at;
  }

  private int post(int priority, int signal) {
    return processor.call(POST, priority, signal, 0);
  }

  @Test
  void theSdksOwnTaskHasPriority32AndComesBeforeAllOthers() {
    task(0);
    task(31);
    task(32);
    assertEquals(0, post(0, 1));
    assertEquals(0, post(31, 2));
    assertEquals(0, post(32, 3));
    assertEquals(0, post(32, 4));
    assertEquals(1, post(33, 5), "there is no such task");
    assertEquals(1, post(7, 5), "nobody is at home");
    chip.run(100_000);
    assertEquals(List.of("32: 3", "32: 4", "31: 2", "0: 1"), ran);
  }

  @Test
  void aProgramThatIsHeldBackLeavesTheSdkItsTurnsAndRunsAfterAReset() {
    task(1);
    task(31);
    rom.holdBack();
    assertEquals(0, post(1, 1));
    assertEquals(0, post(31, 2));
    chip.run(100_000);
    assertEquals(List.of("31: 2"), ran);
    rom.enter(ResetReason.EXTERNAL, RUN);
    task(1);
    assertEquals(0, post(1, 3));
    chip.run(200_000);
    assertEquals(List.of("31: 2", "1: 3"), ran);
  }

  @Test
  void aFullQueueTakesNoMore() {
    task(3);
    for (int i = 0; i < 4; i++) {
      assertEquals(0, post(3, i));
    }
    assertEquals(1, post(3, 4));
    chip.run(100_000);
    assertEquals(0, post(3, 5));
  }

  @Test
  void waitingTakesAsLongAtTwiceTheSpeed() {
    processor.call(FREQUENCY, 80);
    long from = chip.cycles();
    processor.call(DELAY, 100);
    assertEquals(8_000, chip.cycles() - from, 50);
    chip.register(FAST, 1);
    processor.call(FREQUENCY, 160);
    from = chip.cycles();
    processor.call(DELAY, 100);
    assertEquals(8_000, chip.cycles() - from, 50);
  }
}
