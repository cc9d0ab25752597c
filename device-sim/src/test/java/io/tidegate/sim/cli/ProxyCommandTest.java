package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(180)
class ProxyCommandTest {
  private final Programs programs = new Programs();

  @AfterEach
  void stop() {
    programs.close();
  }

  private Process start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("proxy"));
    arguments.addAll(List.of(options));
    return programs.start(arguments.toArray(String[]::new));
  }

  private static Socket connected(String first) throws IOException {
    int port = Integer.parseInt(first.replaceAll("^127\\.0\\.0\\.1:(\\d+) -> .*", "$1"));
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setSoTimeout(60_000);
    return client;
  }

  @Test
  void linesSetFaultsAndTakeThemAway() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(60_000);
      Process process = start("--to", "127.0.0.1:" + server.getLocalPort());
      BufferedReader out = process.inputReader(UTF_8);
      Writer in = process.outputWriter(UTF_8);
      String first = out.readLine();
      assertTrue(first.endsWith(" -> 127.0.0.1:" + server.getLocalPort()), first);
      out.readLine();
      say(in, "black_hole");
      assertTrue(out.readLine().startsWith("black_hole is set: connections are taken"));
      say(in, "slow pace=1");
      assertEquals(
          "pace: expected one of bytes_per_second, way, reach, share; got this name",
          out.readLine());
      try (Socket client = connected(first)) {
        client.getOutputStream().write(42);
        say(in, "plug black-hole");
        String status = out.readLine();
        assertTrue(status.startsWith("no fault; connections: 1 open of 1; bytes: "), status);
        try (Socket far = server.accept()) {
          assertEquals(42, far.getInputStream().read());
        }
      }
      say(in, "quit");
      assertTrue(out.readLine().startsWith("no fault; connections: "), "the last word");
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(TidegateSim.OK, process.exitValue());
    }
  }

  private static void say(Writer in, String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  @Test
  void forProgramsEveryLineIsAnObject() throws Exception {
    Process process =
        start("--to", "127.0.0.1:1", "--json", "--fault", "refuse how=closed reach=new");
    BufferedReader out = process.inputReader(UTF_8);
    Writer in = process.outputWriter(UTF_8);
    String listens = out.readLine();
    assertTrue(
        listens.matches("\\{\"event\":\"listens\",\"port\":\\d+,\"to\":\"127.0.0.1:1\"}"), listens);
    assertEquals(
        "{\"event\":\"set\",\"fault\":\"refuse\",\"reach\":\"new\",\"share\":1.0}", out.readLine());
    say(in, "status");
    assertEquals(
        "{\"event\":\"status\",\"faults\":[\"refuse\"],\"accepted\":0,\"turned_away\":0,"
            + "\"unreachable\":0,\"open\":0,\"bytes_up\":0,\"bytes_down\":0,\"publishes\":0,"
            + "\"pubacks\":0,\"vetoed\":0,\"failed_errands\":0}",
        out.readLine());
    say(in, "nonsense");
    assertEquals(
        "{\"event\":\"refused\",\"words\":\"expected a fault, got \\\"nonsense\\\"; there are "
            + "refuse, black_hole, connection_reset, slow, dribble, "
            + "cut_after, half_open, latency, connack_refused, session_lost, taken_over, topic_refused\"}",
        out.readLine());
    say(in, "help");
    assertEquals(
        "{\"event\":\"fault\",\"fault\":\"refuse\",\"words\":\"no connection is to be had; present"
            + " ones are closed\",\"settings\":[\"how\"]}",
        out.readLine());
    in.close();
    assertTrue(process.isAlive(), "without a word more it goes on");
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(TidegateSim.OK, process.exitValue());
  }

  @Test
  void aPortThatIsTakenIsNamedAndEndsWithOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Process process = start("--listen", "" + taken.getLocalPort(), "--to", "127.0.0.1:1");
      String said = process.inputReader(UTF_8).readLine();
      assertEquals(
          "tidegate-sim: port "
              + taken.getLocalPort()
              + " cannot be listened on: Address already in use",
          said);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      assertEquals(TidegateSim.FAILED, process.exitValue());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen 1|Missing required option: '--to=HOST:PORT'",
        "--to 1883|expected HOST:PORT such as localhost:1883, got \"1883\"",
        "--to localhost:0|expected HOST:PORT such as localhost:1883, got \"localhost:0\"",
        "--to localhost:65536|expected HOST:PORT such as localhost:1883, got \"localhost:65536\"",
        "--to localhost:1883 --listen 65536|--listen: expected 0 to 65535, got 65536",
        "--to localhost:1883 --seconds 0|--seconds: expected 1 or more, got 0",
        "--to localhost:1883 --fault resett|--fault: expected a fault, got \"resett\"",
      })
  void aValueThatCannotBeIsNamedAndEndsWithTwo(String options, String words) {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setErr(new PrintWriter(said, true));
    List<String> arguments = new ArrayList<>(List.of("proxy"));
    arguments.addAll(List.of(options.split(" ")));
    assertEquals(2, line.execute(arguments.toArray(String[]::new)));
    assertTrue(said.toString().contains(words), said.toString());
  }

  @Test
  void helpFitsEightyColumnsAndNamesEveryOption() {
    StringWriter said = new StringWriter();
    CommandLine line = TidegateSim.commandLine();
    line.setOut(new PrintWriter(said, true));
    assertEquals(0, line.execute("help", "proxy"));
    for (String option :
        List.of("--listen", "--to", "--fault", "--seed", "--json", "--seconds", "Exit codes")) {
      assertTrue(said.toString().contains(option), option);
    }
    assertFalse(said.toString().lines().anyMatch(each -> each.length() > 80), said.toString());
  }
}
