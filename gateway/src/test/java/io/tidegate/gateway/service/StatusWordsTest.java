package io.tidegate.gateway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The gateway in one line.
class StatusWordsTest {
  private final List<State.Port> ports = new ArrayList<>();
  private final List<State.Board> boards = new ArrayList<>();
  private State.Broker broker =
      new State.Broker(true, "tcp://b:1883", "connected to tcp://b:1883", 9, 0, 64);
  private long waiting;
  private long busyMillis;
  private String trouble = "";
  private boolean durable = true;

  private String words() {
    State.Spool spool = new State.Spool(waiting, 0, 0, 1, durable, trouble, 0, busyMillis, 0, 0);
    return StatusWords.of(new State("gw", "0", "run", 1, broker, spool, ports, boards, Map.of()));
  }

  private void board(boolean available) {
    boards.add(new State.Board("b" + boards.size(), 0, available, 1, "{}", 5, 1, 0, 0, 0, "", 0));
  }

  private void port(boolean up) {
    ports.add(new State.Port(ports.size(), "p", up, "words", 0, 0));
  }

  @Test
  void allIsWell() {
    board(true);
    port(true);
    assertEquals("1 board; nothing waits; connected to tcp://b:1883", words());
    board(true);
    board(false);
    assertTrue(words().startsWith("3 boards, 1 of them away; "), words());
  }

  @Test
  void beforeAnythingWasHeard() {
    port(false);
    broker = new State.Broker(false, "", "not tried yet", 0, 0, 64);
    assertEquals(
        "no board heard yet; 1 of 1 port not open; nothing waits; no broker: not tried yet",
        words());
  }

  @Test
  void whatIsUnderWayIsNoBacklog() {
    waiting = 3;
    broker = new State.Broker(true, "s", "connected to s", 9, 3, 64);
    assertTrue(words().contains("; nothing waits; "), words());
    waiting = 4;
    assertTrue(words().contains("; 1 message waits; "), words());
    waiting = 1_003;
    assertTrue(words().contains("; 1000 messages wait; "), words());
  }

  @Test
  void troubleWithTheDiskIsLoud() {
    busyMillis = 4_999;
    assertTrue(!words().contains("DISK"), words());
    busyMillis = 5_000;
    trouble = "Append in /x: No space left on device";
    durable = false;
    assertTrue(
        words()
            .contains(
                "; THE DISK DOES NOT ANSWER; DISK TROUBLE: Append in /x: No space left on device;"
                    + " NOT DURABLE; "),
        words());
  }

  @Test
  void wordsOfOthersCannotBeginAnotherLineNorFillTheMessage() {
    broker =
        new State.Broker(false, "", "refused\nMAINPID=1\r\n\u0000" + "x".repeat(5_000), 0, 0, 64);
    String words = words();
    assertTrue(words.contains("no broker: refused MAINPID=1 xx"), words);
    assertEquals(1, words.lines().count());
    assertEquals(StatusWords.LIMIT, words.length());
  }
}
