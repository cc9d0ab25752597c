package io.tidegate.gateway.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is understood of the environment that systemd gives.
class OrdersTest {
  private static final long PID = 4_711;
  private static final String SOCKET = "/run/systemd/notify";

  private static Orders of(String... pairs) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return Orders.of(environment::get, PID);
  }

  private static Orders watchdog(String micros, String pid) {
    return pid == null
        ? of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", micros)
        : of("NOTIFY_SOCKET", SOCKET, "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid);
  }

  @Test
  void withoutASocketNothingIsAskedAndNothingIsSaid() {
    assertEquals(Orders.NONE, of());
    assertEquals(Orders.NONE, of("NOTIFY_SOCKET", ""));
    assertEquals(Orders.NONE, of("WATCHDOG_USEC", "rubbish", "WATCHDOG_PID", "rubbish"));
  }

  @Test
  void pathsAndAbstractNamesAreTaken() {
    String longest = "/" + "x".repeat(106);
    for (String name : List.of(SOCKET, "@abstract", "/run/ä", longest)) {
      assertEquals(new Orders(new NotifySocket(name), 0, List.of()), of("NOTIFY_SOCKET", name));
    }
  }

  @Test
  void whatIsNoSocketIsToldWithWhatWasExpected() {
    for (String name :
        List.of(
            "run/notify", "vsock:2:1234", "/", "@", "/" + "x".repeat(107), "/" + "ä".repeat(54))) {
      Orders orders = of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "60000000");
      assertEquals(null, orders.socket(), name);
      assertEquals(0, orders.watchdogNanos());
      assertEquals(1, orders.complaints().size());
      String words = orders.complaints().getFirst();
      assertTrue(
          words.startsWith(
              "NOTIFY_SOCKET in the environment: expected a path from / or an abstract name from @,"
                  + " of 2 to 107 bytes; got \""),
          words);
      assertTrue(words.endsWith("; systemd is told nothing"), words);
    }
  }

  @Test
  void theWatchdogIsOursWhenItNamesUsOrNobody() {
    for (String pid : new String[] {null, "", "4711"}) {
      Orders orders = watchdog("60000000", pid);
      assertEquals(60_000_000_000L, orders.watchdogNanos());
      assertEquals(List.of(), orders.complaints());
    }
  }

  @Test
  void aWatchdogForAnotherProcessIsNotFedAndNothingIsSaid() {
    assertEquals(new Orders(new NotifySocket(SOCKET), 0, List.of()), watchdog("60000000", "4712"));
    assertEquals(new Orders(new NotifySocket(SOCKET), 0, List.of()), watchdog("rubbish", "4712"));
  }

  @Test
  void aProcessThatIsNoNumberIsTold() {
    for (String pid : List.of("x", "0", "-3", "4711 ")) {
      Orders orders = watchdog("60000000", pid);
      assertEquals(0, orders.watchdogNanos());
      assertEquals(
          List.of(
              "WATCHDOG_PID in the environment: expected a process number; got \""
                  + pid
                  + "\"; it is not fed"),
          orders.complaints());
    }
  }

  @Test
  void timesThatCannotBeKeptAreTold() {
    String most = Long.toUnsignedString(-1);
    for (String micros : List.of("0", "-1", "99999", "1.5", "60s", " 60000000", most, "1e6")) {
      Orders orders = watchdog(micros, null);
      assertEquals(new NotifySocket(SOCKET), orders.socket(), "the rest holds");
      assertEquals(0, orders.watchdogNanos());
      assertEquals(
          List.of(
              "WATCHDOG_USEC in the environment: expected microseconds from 100000 to"
                  + " 9223372036854775; got \""
                  + micros
                  + "\"; it is not fed"),
          orders.complaints());
    }
    assertEquals(100_000_000, watchdog("100000", null).watchdogNanos());
    assertEquals(9_223_372_036_854_775_000L, watchdog("9223372036854775", null).watchdogNanos());
  }

  @Test
  void whatIsShownIsOneShortLine() {
    String words = watchdog("1\n\u001b[31m" + "9".repeat(1_000), null).complaints().getFirst();
    assertTrue(words.chars().noneMatch(Character::isISOControl), words);
    assertTrue(words.length() < 250, words);
  }
}
