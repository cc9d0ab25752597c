package io.tidegate.sim.pubsub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The conversations in `pubsub/conversations.txt`.
class PubSubClientTest {
  private static final Pattern RUN = Pattern.compile("\\(([0-9a-f]{2})\\*(\\d+)\\)");

  record Case(String claim, String script, String expected) {
    @Override
    public String toString() {
      return claim;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String block : text().split("(?m)^== ")) {
      if (!block.startsWith("#")) {
        String[] parts = block.split("\n", 2);
        cases.add(new Case(parts[0], script(parts[1]), expected(parts[1])));
      }
    }
    return cases;
  }

  private static String text() throws IOException {
    try (InputStream in = PubSubClientTest.class.getResourceAsStream("/pubsub/conversations.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static String script(String block) {
    StringBuilder script = new StringBuilder();
    block
        .lines()
        .filter(line -> line.startsWith("< "))
        .forEach(line -> script.append(written(line.substring(2))).append('\n'));
    return script.toString();
  }

  private static String expected(String block) {
    StringBuilder expected = new StringBuilder();
    block
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("< "))
        .forEach(line -> expected.append(written(line)).append('\n'));
    return expected.toString();
  }

  /// Names are written as text, everything else in hex.
  private static String written(String line) {
    boolean name = line.startsWith("connect (") || line.startsWith("subscribe (");
    return RUN.matcher(line).replaceAll(run -> repeated(run.group(1), run, name));
  }

  private static String repeated(String hex, java.util.regex.MatchResult run, boolean name) {
    String one = name ? Character.toString(Integer.parseInt(hex, 16)) : hex;
    return Matcher.quoteReplacement(one.repeat(Integer.parseInt(run.group(2))));
  }

  @Test
  void allConversationsAreThere() throws IOException {
    assertEquals(23, cases().size());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLibraryIsAsItIs(Case one) {
    assertEquals(one.expected(), Conversation.of(one.script()));
  }

  @Test
  void whileACallLastsNoOtherIsTaken() {
    Silent silent = new Silent();
    PubSubClient client = new PubSubClient(silent, "b", 1_883, () -> {}, (_, _) -> {});
    client.connect(Login.of("a"), 0);
    assertTrue(!client.run(4_999));
    assertThrows(IllegalStateException.class, () -> client.loop(4_999));
    assertThrows(IllegalStateException.class, client::result);
    assertEquals(1, client.idleMillis(4_999));
    assertTrue(client.run(5_000));
    assertEquals(PubSubClient.CONNECT_FAILED, client.state());
    assertEquals("no answer within 5 s", client.words());
  }

  @Test
  void aSocketThatTakesNothingHoldsWritingForFiveSecondsAndStoppingForAMoment() {
    Silent silent = new Silent();
    PubSubClient client = new PubSubClient(silent, "b", 1_883, () -> {}, (_, _) -> {});
    client.connect(Login.of("a"), 0);
    silent.accept(new byte[] {0x20, 2, 0, 0});
    assertTrue(client.run(100) && client.result());
    silent.room = 3;
    client.publish("t", new byte[10], false, 200);
    assertTrue(!client.run(5_199));
    assertTrue(client.run(5_200));
    assertTrue(!client.result(), "only a part was taken");
    silent.room = 1_000;
    silent.unacknowledged = 3;
    client.loop(15_300);
    client.loop(30_400);
    assertTrue(!client.run(30_700));
    assertTrue(client.run(30_701));
    assertEquals(PubSubClient.CONNECTION_TIMEOUT, client.state());
  }

  @Test
  void limitsAreChecked() {
    PubSubClient client = new PubSubClient(new Silent(), "b", 1, () -> {}, (_, _) -> {});
    assertThrows(IllegalArgumentException.class, () -> client.bufferSize(0));
    assertThrows(IllegalArgumentException.class, () -> client.keepAlive(65_536));
    assertThrows(IllegalArgumentException.class, () -> client.socketTimeout(0));
    assertThrows(IllegalArgumentException.class, () -> Login.of("a").withWill("t", 3, false, ""));
  }
}
