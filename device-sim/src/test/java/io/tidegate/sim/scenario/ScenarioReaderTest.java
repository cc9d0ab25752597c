package io.tidegate.sim.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
  private static final String HEAD = "scenario: a test\nlasts: 60 s\nboards:\n  kitchen: {}\n";

  private static Scenario read(String text) {
    Result<Scenario> result = ScenarioReader.parse(text, Path.of("a/test.yaml"));
    return assertInstanceOf(Result.Ready.class, result, result::toString)
            instanceof Result.Ready<?> r
        ? (Scenario) r.value()
        : null;
  }

  private static String refused(String text) {
    Result<Scenario> result = ScenarioReader.parse(text, Path.of("a/test.yaml"));
    assertInstanceOf(Result.Refused.class, result);
    List<Problem> problems = ((Result.Refused<Scenario>) result).problems();
    return String.join("\n", problems.stream().map(Problem::toString).toList());
  }

  @Test
  void whatIsNotWrittenHasTheFallbackOfTheTable() {
    Scenario scenario = read(HEAD);
    assertEquals(1, scenario.seed());
    assertEquals(30_000_000_000L, scenario.settleNanos());
    assertEquals(List.of("#"), scenario.listen());
    BoardPlan kitchen = scenario.boards().getFirst();
    assertEquals(FirmwareKind.JSON, kitchen.firmware());
    assertEquals(ChipKind.ESP8266, kitchen.chip());
    assertEquals(1_000_000_000L, kitchen.everyNanos());
  }

  @Test
  void aCountMakesSoManyBoardsAndTheirCommonNameMeansAll() {
    Scenario scenario =
        read(
            """
            scenario: many
            lasts: 60 s
            boards:
              field: {count: 3, firmware: link}
              house: {}
            faults:
              - {fault: reset, board: field, at: 10 s}
              - {fault: unplug, board: [field2, house], at: 10 s, for: 5 s}
              - {fault: silence, board: all, at: 10 s, for: 5 s}
            """);
    assertEquals(List.of("field1", "field2", "field3", "house"), scenario.names());
    assertEquals(List.of("field1", "field2", "field3"), scenario.troubles().get(0).boards());
    assertEquals(List.of("field2", "house"), scenario.troubles().get(1).boards());
    assertEquals(scenario.names(), scenario.troubles().get(2).boards());
  }

  @Test
  void aFaultWithoutForLastsUntilBoardsMeasureNoMore() {
    Scenario scenario =
        read(
            HEAD
                + "faults:\n  - {fault: refuse, at: 10 s}\n  - {fault: flip, board: all, at: 1 s}\n");
    assertEquals(Long.MAX_VALUE, scenario.troubles().get(0).nanos());
    assertEquals(0, scenario.troubles().get(1).nanos());
  }

  @Test
  void aMessageIsFilledForEachBoardWithItsNumberAndTheTime() {
    Publication publication =
        read(HEAD
                + """
                    publish:
                      - topic: "a/{board}/{n}"
                        payload: '{"id":"{n}","at":{unix},"expires":{unix+60},"x":{"{y}":1}}'
                        board: all
                        at: 1 s
                        qos: 2
                        retain: true
                    """)
            .publications()
            .getFirst();
    assertEquals(List.of("kitchen"), publication.boards());
    Packet.Publish message = publication.message("kitchen", 7, 1_000_999);
    assertEquals("a/kitchen/7", message.topic());
    assertEquals(
        "{\"id\":\"7\",\"at\":1000,\"expires\":1060,\"x\":{\"{y}\":1}}",
        new String(message.payload(), UTF_8));
    assertEquals(2, message.qos());
    assertTrue(message.retained());
  }

  @Test
  void anEmptyMessageThatClearsNothingIsAWarning() {
    String text = HEAD + "publish: [{topic: a, payload: '', at: 1 s}]\n";
    Result<Scenario> result = ScenarioReader.parse(text, Path.of("a/test.yaml"));
    assertEquals(
        "[a/test.yaml:5: publish[0].payload: an empty message clears what is retained only with"
            + " retain: true]",
        ((Result.Ready<Scenario>) result).warnings().toString());
  }

  @Test
  void aCounterThatIsLikeNoneOfOursMayBeAnotherGateways() {
    Scenario scenario = read(HEAD + "expect: [{counter: frobnicated}, {counter: repeated}]\n");
    assertEquals(2, scenario.wishes().size());
  }

  /// One mistake is told once, not again wherever the board is named.
  @Test
  void ofABoardThatIsRefusedNothingElseIsTold() {
    String told =
        refused(
            HEAD
                + """
                  attic: {firmware: sketch, sketch: nowhere}
                faults: [{fault: unplug, board: attic, at: 1 s}, {fault: wifi_off, at: 2 s}]
                expect: [{board: attic, lost: 0}]
                """);
    assertTrue(told.contains("boards.attic.sketch: "), told);
    assertEquals(1, told.lines().count(), told);
  }

  @Test
  void ofAnImageAndItsUpdatesEachFileThatIsMissingIsTold() {
    String told =
        refused(
            HEAD
                + """
                  attic: {firmware: image, image: nowhere.elf, updates: [neither.elf]}
                  porch: {firmware: json, updates: [other.elf]}
                """);
    assertTrue(told.contains("boards.attic.image: "), told);
    assertTrue(told.contains("neither.elf: there is no such file"), told);
    assertTrue(told.contains("boards.porch.updates: "), told);
  }

  @Test
  void anEmptyFileIsShownWhatAScenarioNeeds() {
    String words = refused("");
    assertTrue(words.contains("scenario: ..."), words);
    assertTrue(words.contains("boards:"), words);
  }

  @Test
  void whatIsMissingIsToldWithItsKey() {
    String words = refused("boards:\n  kitchen: {}\n");
    assertTrue(words.contains("a/test.yaml: scenario: is missing"), words);
    assertTrue(words.contains("a/test.yaml: lasts: is missing"), words);
    assertEquals(
        "a/test.yaml: boards: is missing: a scenario has one board at least",
        refused("scenario: x\nlasts: 1 s\n"));
  }

  /// What stands below the usual head, from line 5 on, and the words about it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "expct: []                                     | 5: expct: unknown key; did you mean \"expect\"?",
        "faults: [{fault: unplugg, board: all, at: 1 s}]| 5: faults[0].fault: expected one of",
        "faults: [{fault: unplug, at: 1 s}]            | faults[0].board: is missing: unplug befalls a board",
        "faults: [{fault: unplug, board: kichen, at: 1 s}] | there is no board \"kichen\"; did you mean \"kitchen\"?",
        "faults: [{fault: refuse, board: all, at: 1 s}]| refuse befalls no board",
        "faults: [{fault: refuse}]                     | expected one of at, times, when_prints, when_topic: when it happens; got none",
        "faults: [{fault: refuse, at: 1 s, times: 2}]  | got at and times",
        "faults: [{fault: refuse, at: 70 s}]           | faults[0].at: comes after the end",
        "faults: [{fault: refuse, times: 2, from: 9 s, until: 8 s}] | expected a time before until",
        "faults: [{fault: refuse, at: 1 s, from: 2 s}] | faults[0].from: stands only beside times",
        "faults: [{fault: flip, board: all, at: 1 s, for: 2 s}] | faults[0].for: flip happens and is over",
        "faults: [{fault: silence, board: all, at: 1 s}] | faults[0].for: is missing: how long silence lasts",
        "faults: [{fault: unplug, board: all, at: 1 s, baud: 9600}] | faults[0].baud: expected no setting here",
        "faults: [{fault: wrong_baud, board: all, at: 1 s, baud: 5}] | faults[0].baud: expected a whole number, 300 to 4000000; got \"5\"",
        "faults: [{fault: rename, board: kitchen, at: 1 s}] | faults[0].to: expected a text, a letter, then letters, digits, _ and -, at most 48; got nothing",
        "faults: [{fault: rename, board: kitchen, to: kitchen, at: 1 s}] | faults[0].to: expected the name of no board, got \"kitchen\"; swap changes places",
        "faults: [{fault: rename, board: kitchen, to: a/b, at: 1 s}] | faults[0].to: expected a text, a letter",
        "faults: [{fault: swap, board: kitchen, with: kichen, at: 1 s}] | faults[0].with: there is no board \"kichen\"; did you mean \"kitchen\"?",
        "faults: [{fault: swap, board: kitchen, with: kitchen, at: 1 s}] | faults[0].with: expected another board than kitchen itself",
        "faults: [{fault: replug, board: kitchen, at: 1 s, for: 1 s}] | faults[0].for: replug happens and is over",
        "faults: [{fault: unplug, board: kitchen, at: 1 s, with: kitchen}] | faults[0].with: expected no setting here",
        "faults: [{fault: refuse, when_topic: a+b}]         | expected a topic, with + for one level",
        "expect: [{board: all}]                        | expect[0]: expected one of prints, topic, counter, or counts",
        "expect: [{prints: x}]                         | expect[0].board: is missing: which board prints it",
        "expect: [{prints: '(', board: all}]           | expect[0].prints: expected a regular expression",
        "expect: [{lost: few}]                         | expect[0].lost: expected a range such as 5, 5..10, 5.. or ..10; got \"few\"",
        "expect: [{lost: 5..1}]                        | expected a range from the lower to the higher number, got 5 to 1",
        "expect: [{lost: 0, in: 5..}]                  | expect[0].in: does not belong to this kind of expectation",
        "expect: [{topic: a, in: 5..}]                 | expect[0].in: stands only beside value",
        "expect: [{topic: a, value: t}]                | expect[0].value: expected in or like beside it",
        "expect: [{topic: a, value: 's[x]', in: 5}]    | expect[0].value: expected a place in JSON names with dots between them",
        "expect: [{counter: evictd}]                   | expect[0].counter: expected a counter that a gateway tells, got \"evictd\"; did you mean \"evicted\"?",
        "expect: [{counter: Stalls}]                   | got \"Stalls\"; did you mean \"stalls\"?",
        "expect: [{topic: a+b}]                        | expect[0].topic: expected a topic",
        "expect: [{topic: a, from: 5 s, within: 4 s}]  | expect[0].within: expected a time after from",
        "faults: [{fault: wifi_off, at: 1 s}]          | faults[0].fault: no board has WiFi",
        "faults: [{fault: wifi_weak, board: all, at: 1 s}] | faults[0].fault: no board has WiFi",
        "wifi: {ssid: 123456789012345678901234567890123} | wifi.ssid: expected a text of 1 to 32 characters",
        "publish: [{topic: a, at: 1 s}]                | 5: publish[0].payload: is missing (text",
        "publish: [{payload: a, at: 1 s}]              | 5: publish[0].topic: is missing (text",
        "publish: [{topic: a/+, payload: a, at: 1 s}]  | publish[0].topic: expected a text of 1 to 1000 characters without + and #; got \"a/+\"",
        "publish: [{topic: a, payload: , at: 1 s}]     | publish[0].payload: expected a text, \"\" for an empty one, JSON in quotes; got nothing",
        "publish: [{topic: a, payload: {id: 1}, at: 1 s}] | publish[0].payload: expected a text, \"\" for an empty one, JSON in quotes; got a section with id:",
        "publish: [{topic: a, payload: b}]             | publish[0].at: expected one of at, times, when_prints, when_topic: when it happens; got none",
        "publish: [{topic: a, payload: b, at: 70 s}]   | publish[0].at: comes after the end",
        "publish: [{topic: a, payload: b, at: 1 s, qos: 3}] | publish[0].qos: expected a whole number from 0 to 2; got \"3\"",
        "publish: [{topic: 'a/{board}', payload: b, at: 1 s}] | publish[0].board: is missing: which boards {board} stands for",
        "publish: [{topic: a, payload: b, at: 1 s, board: all}] | publish[0].board: stands only beside a topic or payload with {board} in it",
        "publish: [{topic: 'a/{board}', payload: b, at: 1 s, board: kichen}] | there is no board \"kichen\"; did you mean \"kitchen\"?",
        "publish: [{topic: 'a/{bord}', payload: b, at: 1 s}] | publish[0].topic: expected {board}, {n} or {unix} in braces, got {bord}; did you mean \"{board}\"?",
        "publish: [{topic: a, payload: b, when_prints: c, printed_by: d}] | publish[0].printed_by: there is no board \"d\"",
        "publish: [{topic: a, payload: b, at: 1 s, retained: true}] | publish[0].retained: write retain: true",
        "commands: [{topic: a, payload: b, at: 1 s}]   | commands: write publish: a list with topic, payload and at",
        "speed: 0                                      | speed: expected a number from 0.01 to 100",
      })
  void whatIsWrongIsToldWithItsPlace(String text, String words) {
    String told = refused(HEAD + text + "\n");
    assertTrue(told.contains(words), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "  1kitchen: {}                 | boards.1kitchen: expected a name of a letter",
        "  a: {firmware: jason}         | boards.a.firmware: expected one of",
        "  a: {every: 1}                | with a unit",
        "  {a1: {}, a: {count: 2}}      | boards.a: there are two boards \"a1\"",
        "  a: {sensors: [{sensor: gauge, name: t}]} | boards.a.sensors[0].signals.value: is missing",
        "  a: {sensors: [{sensor: gauge, name: t, signals: {value: {signal: steady, value: warm}}}]} | boards.a.sensors[0].signals.value.value: expected a number",
        "  a: {sensors: [{sensor: gauge, name: t, signals: {value: {value: 1}, other: {value: 1}}}]} | gauge looks at value, not at this",
        "  a: {sensors: [{sensor: gauge, name: t, signals: {value: {signal: replay, file: nowhere.csv}}}]} | nowhere.csv cannot be read",
        "  a: {firmware: wifi_right, chip: uno} | boards.a: expected chip esp8266 for wifi_right, which needs WiFi; got uno",
        "  a: {firmware: wifi_right, topic: 'a/+'} | boards.a.topic: expected a text, 1 to 100 characters without + and #",
        "  a: {firmware: wifi_taught, subscribe: 'a+'} | boards.a: subscribe: expected a topic, with + for one level",
        "  a: {firmware: wifi_taught, client_id: a b} | boards.a.client_id: expected a text, 1 to 64 of",
        "  abcdefghijabcdefghijabcdefghijabcdefghij: {firmware: wifi_right, client_id: '{board}{board}{board}'} | client_id: expected a CONNECT of at most 256 bytes, as the library has it; got 283",
        "  a: {firmware: wifi_right, number: false} | boards.a.number: expected one of client_id, topic, subscribe",
        "  a: {firmware: json, doors: 80} | boards.a.doors: stands only beside firmware: image; where a sketch waits is found without it",
        "  a: {firmware: image, image: x.elf, udp_doors: [80, 0]} | boards.a.udp_doors: expected a whole number from 1 to 65535; got \"0\"",
        "  a: {firmware: json, client_id: a} | boards.a.client_id: expected one of device_id, number, missing",
      })
  void whatIsWrongWithBoardsIsToldWithItsPlace(String text, String words) {
    String told = refused("scenario: x\nlasts: 1 s\nboards:\n  " + text + "\n");
    assertTrue(told.contains(words), told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|3, fails: nan|faults[0].fault: a has 2 sensors; there is no number 3",
        "{}|2, fails: checksum|a: checksum cannot befall sensor 2, gauge; expected one of nan, disc",
        "{sensors: [{sensor: ads1115, signals: {a1: {value: 1}}}]}|1, fails: power_on|sensor 1, ads",
      })
  void aSensorThatCannotFailSoIsTold(String board, String sensor, String words) {
    String told =
        refused(
            "scenario: x\nlasts: 9 s\nboards: {a: %s}\nfaults:\n  - {fault: sensor, board: a, at: 1 s, for: 1 s, sensor: %s}\n"
                .formatted(board, sensor));
    assertTrue(told.contains(words), told);
  }

  private static final String MIXED =
      """
      scenario: x
      lasts: 60 s
      boards:
        cellar: {}
        garden: {firmware: wifi_right, count: 2}
      faults:
        - {fault: wifi_deauth, board: %s, at: 1 s}
      """;

  @Test
  void allInAFaultOfTheWifiAreThoseThatHaveIt() {
    Scenario scenario = read(MIXED.formatted("all"));
    assertEquals(List.of("garden1", "garden2"), scenario.troubles().getFirst().boards());
  }

  @Test
  void aBoardWithoutWifiThatIsNamedInSuchAFaultIsTold() {
    assertTrue(
        refused(MIXED.formatted("[garden, cellar]"))
            .contains(
                "7: faults[0].board: wifi_deauth befalls boards with WiFi, and cellar has none"));
  }

  /// Three boards, faults that move them, and the words about it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{fault: swap, board: a, with: b}   | {fault: swap, board: b, with: c}   | [1].with: b is swapped with a by another fault",
        "{fault: swap, board: a, with: b}   | {fault: swap, board: b, with: a}   | [1].with: expected a with b, in the order of the other fault",
        "{fault: swap, board: a, with: b}   | {fault: rename, board: b, to: x}   | [1].to: b is swapped by one fault and renamed by another",
        "{fault: rename, board: a, to: x}   | {fault: swap, board: c, with: a}   | [1].with: a is swapped by one fault and renamed by another",
        "{fault: rename, board: a, to: x}   | {fault: rename, board: b, to: x}   | [1].to: the port of a has this name already",
        "{fault: swap, board: all, with: b} | {fault: swap, board: a, with: b}   | [0].with: expected another board than b itself",
        "{fault: rename, board: all, to: x} | {fault: replug, board: all}        | [0].to: the port of a has this name already",
      })
  void noTwoBoardsCanMeetAtOnePort(String one, String other, String words) {
    String told = refused(moved(one, other));
    assertTrue(told.contains(words), told);
    assertTrue(told.startsWith("a/test.yaml:" + (words.startsWith("[0]") ? 7 : 8) + ": "), told);
  }

  private static String moved(String one, String other) {
    return "scenario: x\nlasts: 9 s\nboards:\n  {a: {}, b: {}, c: {}}\nfaults:\n"
        + "  # one\n  - %s\n  - %s\n"
            .formatted(one.replace("}", ", at: 1 s}"), other.replace("}", ", at: 2 s}"));
  }

  @Test
  void whatMovesABoardMayComeAgain() {
    Scenario scenario =
        read(
            """
            scenario: x
            lasts: 9 s
            boards: {a: {}, b: {}, c: {}}
            faults:
              - {fault: swap, board: a, with: b, at: 1 s, for: 1 s}
              - {fault: swap, board: a, with: b, times: 3, for: 1 s}
              - {fault: rename, board: c, to: x, at: 1 s, for: 1 s}
              - {fault: rename, board: c, to: y, at: 3 s}
            """);
    assertEquals(4, scenario.troubles().size());
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Result<Scenario> result = ScenarioReader.read(Path.of("no/such.yaml"));
    assertEquals(
        "[no/such.yaml: there is no such file]",
        ((Result.Refused<Scenario>) result).problems().toString());
  }
}
