package io.tidegate.sim.lx106.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.image.Elf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CrashesTest {
  private static final Symbols SYMBOLS =
      new Symbols(
          List.of(
              new Elf.Symbol("_ZN6Sensor4readEi", 0x40201228, 0x20, true),
              new Elf.Symbol("loop", 0x40201100, 0x40, true),
              new Elf.Symbol("loop_wrapper", 0x40201990, 0x30, true),
              new Elf.Symbol("table", 0x40201140, 0x40, false),
              new Elf.Symbol("ets_run", 0x40000f4c, 0, false),
              new Elf.Symbol("_irom0_text_start", 0x40201010, 0, false)));

  private static List<String> read(String text) {
    Crashes crashes = new Crashes(SYMBOLS, new Calls(SYMBOLS, at -> at != 0x40201104));
    List<String> told = new ArrayList<>();
    text.lines().forEach(line -> told.addAll(crashes.line(line)));
    told.addAll(crashes.end());
    return told;
  }

  @Test
  void anExceptionIsToldWithItsPlaceAndTheCallsThatLedThere() {
    String text =
        """
        temperature 21.5

        --------------- CUT HERE FOR EXCEPTION DECODER ---------------

        Exception (28):
        epc1=0x40201234 epc2=0x00000000 epc3=0x00000000 excvaddr=0x00000008 depc=0x00000000

        >>>stack>>>

        ctx: cont
        sp: 3ffffdb0 end: 3fffffc0 offset: 0190
        3fffff40:  3ffe84f0 40201112 3ffee3a0 40201104 \s
        3fffff50:  40201150 00000000 3fffff60 402019b0 <
        3fffff60:  feefeffe feefeffe 3ffe8504 40000f60 \s
        <<<stack<<<

        last failed alloc call: 40201130(1024)

        --------------- CUT HERE FOR EXCEPTION DECODER ---------------
         ets Jan  8 2013,rst cause:2, boot mode:(3,6)
        """;
    assertEquals(
        List.of(
            "crash: exception 28, a load from where nothing is: 0x00000008 (a null pointer?)",
            "  at    Sensor::read+0xc                         40201234",
            "  from  loop+0x12                                40201112",
            "  from  table+0x10                               40201150",
            "  from  loop_wrapper+0x20                        402019b0",
            "  from  ets_run+0x14                             40000f60",
            "memory: 1024 bytes were refused to loop+0x30"),
        read(text));
  }

  @Test
  void theSdksOwnWordsAreReadToo() {
    assertEquals(
        List.of(
            "crash: exception 9, a word at an address that is not a multiple of its size:"
                + " 0x3ffe8001",
            "  at    loop+0x4                                 40201104"),
        read(
            """
            Fatal exception 9(LoadStoreAlignmentCause):
            epc1=0x40201104, epc2=0x00000000, epc3=0x00000000, excvaddr=0x3ffe8001, depc=0x00000000
             ets Jan  8 2013,rst cause:4, boot mode:(3,6)
            """));
  }

  @Test
  void whatTheProgramItselfEndedIsToldInItsWords() {
    assertEquals(
        List.of(
            "crash: Panic core_esp8266_main.cpp:133 __yield (stack: sys)",
            "  from  loop+0x12                                40201112"),
        read(
            """
            Panic core_esp8266_main.cpp:133 __yield

            >>>stack>>>

            ctx: sys
            sp: 3ffffe20 end: 3fffffb0 offset: 0000
            3fffff40:  3ffe84f0 40201112 3ffee3a0 00000000 \s
            <<<stack<<<
            """));
    assertEquals(List.of("crash: Soft WDT reset"), read("Soft WDT reset\n"));
    assertEquals(
        List.of(
            "crash: Soft WDT reset - deliberate infinite loop detected",
            "  at    loop+0x4                                 40201104"),
        read(
            """
            Soft WDT reset - deliberate infinite loop detected

            Exception (4):
            epc1=0x40201104 epc2=0x00000000 epc3=0x00000000 excvaddr=0x00000000 depc=0x00000000
            """),
        "the interrupt is the watchdog's");
  }

  @Test
  void whatTheSdkAndThenTheProgramTellIsOneCrash() {
    String registers =
        "epc1=0x40201104, epc2=0x00000000, epc3=0x00000000, excvaddr=0x00000000, depc=0x00000000";
    String text =
        """
        Fatal exception 29(StoreProhibitedCause):
        %s

        Exception (29):
        %s

        >>>stack>>>
        3fffff40:  3ffe84f0 40201112 3ffee3a0 00000000 \s
        <<<stack<<<
        """;
    List<String> told = read(text.formatted(registers, registers));
    assertEquals(3, told.size(), "" + told);
    assertEquals("  from  loop+0x12                                40201112", told.getLast());
    List<String> two = read(text.replace("(29)", "(28)").formatted(registers, registers));
    assertEquals(5, two.size(), "another one: " + two);
  }

  @Test
  void whatCallsItselfIsOneRow() {
    Calls calls = new Calls(SYMBOLS, _ -> true);
    int[] stack = new int[2_000];
    java.util.Arrays.fill(stack, 0x40201112);
    stack[1_999] = 0x402019b0;
    stack[3] = 0;
    assertEquals(
        List.of(
            "  from  loop+0x12                                40201112  (1998 times)",
            "  from  loop_wrapper+0x20                        402019b0"),
        calls.rows(java.util.Arrays.stream(stack)));
  }

  @Test
  void withoutNamesTheAddressesAreTold() {
    Symbols none = new Symbols(List.of());
    Crashes crashes = new Crashes(none, new Calls(none, _ -> true));
    crashes.line(">>>stack>>>");
    crashes.line("3fffff40:  3ffe84f0 40201112 3ffee3a0 00000000");
    assertEquals(
        List.of(
            "crash: no cause was told",
            "  from  0x40201112                               40201112"),
        crashes.line("<<<stack<<<"));
  }

  @Test
  void whatProgramsPrintOtherwiseIsNoCrash() {
    String text =
        """
        epc1=0x40201234
        Exception handling is off
        3fffff40:  3ffe84f0 40201112
        ctx: cont
        <<<stack<<<
        rst cause
        """;
    assertEquals(List.of(), read(text));
  }

  @Test
  void aCallIsInFrontOfAReturnAddress() {
    Map<Integer, Integer> bytes = Map.of(10, 0x45, 11, 1, 12, 2, 20, 0xc0, 21, 0x04, 22, 0);
    java.util.function.IntPredicate afterCall = Calls.afterCall(at -> bytes.getOrDefault(at, 0xff));
    assertTrue(afterCall.test(13), "call0");
    assertTrue(afterCall.test(23), "callx0");
    assertTrue(!afterCall.test(14) && !afterCall.test(24) && !afterCall.test(0));
  }

  @Test
  void noTextThrows() {
    String[] parts = {
      "Exception (",
      "28",
      "):",
      "epc1=0x",
      "4020",
      ">>>stack>>>",
      "<<<stack<<<",
      "3fffff40:",
      "  40201112",
      "\n",
      "\n",
      "rst cause:",
      ", boot mode:",
      "99999999999",
      "ffffffff",
      " ",
      "ctx: ",
      "last failed alloc call: ",
      "(",
      ")"
    };
    int crashes = 0;
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      crashes += read(text.toString()).size();
    }
    assertTrue(crashes > 100, "told: " + crashes);
  }

  @Test
  void namesAreFoundAroundAPlaceAndWrittenAsPeopleDo() {
    assertEquals("Sensor::read", SYMBOLS.text(0x40201228));
    assertEquals("Sensor::read+0x1f", SYMBOLS.text(0x40201247));
    assertEquals("0x40201248", SYMBOLS.text(0x40201248), "behind its end");
    assertEquals("ets_run+0x3", SYMBOLS.text(0x40000f4f));
    assertEquals("0x3ffe8000", SYMBOLS.text(0x3ffe8000));
    assertEquals("_irom0_text_start+0x8", SYMBOLS.text(0x40201018));
    assertEquals(0x40201100, SYMBOLS.address("loop").orElseThrow());
    assertTrue(SYMBOLS.address("Sensor::read").isEmpty(), "by the file's own names");
  }
}
