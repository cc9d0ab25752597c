package io.tidegate.gateway.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.Desk.Heard;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Conversations over a real socket.
@Timeout(180)
class ControlSocketTest {
  @TempDir Path folder;
  private Path runtime;
  private final FakeCore core = new FakeCore();
  private final List<String> portCalls = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private ControlSocket socket;

  private final PortControl ports =
      new PortControl() {
        @Override
        public List<PortName> ports() {
          return List.of(
              new PortName(0, "garden", "/dev/ttyUSB7", ""),
              new PortName(1, "cellar", "USB x", "/dev/ttyUSB9"));
        }

        @Override
        public boolean release(int port, long millis) {
          portCalls.add("release " + port + " " + millis);
          return true;
        }

        @Override
        public boolean take(int port) {
          portCalls.add("take " + port);
          return true;
        }
      };

  @BeforeEach
  void open() throws IOException {
    runtime = folder.resolve("run");
    socket = made();
    core.desk = socket.desk();
    socket.open();
    socket.start();
  }

  private ControlSocket made() {
    return new ControlSocket(
        runtime, core, ports, (level, event, subject, words) -> log.add(event + ": " + words));
  }

  @AfterEach
  void close() {
    socket.close();
  }

  private ControlClient client() throws IOException {
    return ControlClient.connect(runtime);
  }

  private String ask(String request) throws IOException {
    try (ControlClient client = client()) {
      return client.ask(request);
    }
  }

  @Test
  void statusIsOneObject() throws IOException {
    assertEquals(
        "{\"gateway\":\"gw\",\"version\":\"1.2.3\",\"run\":\"run1\",\"up_ms\":61000,"
            + "\"broker\":{\"connected\":true,\"server\":\"tcp://broker:1883\","
            + "\"words\":\"connected to tcp://broker:1883\",\"since_ms\":60000,"
            + "\"in_flight\":1,\"window\":64},"
            + "\"spool\":{\"waiting\":7,\"waiting_bytes\":700,\"on_disk_bytes\":4096,"
            + "\"limit_bytes\":1048576,\"durable\":true,\"trouble\":\"\",\"oldest_age_ms\":2000,\"busy_ms\":0,"
            + "\"syncs\":3,\"written_bytes\":9000},"
            + "\"ports\":[{\"port\":\"garden\",\"place\":\"/dev/ttyUSB7\",\"path\":\"\",\"up\":true,"
            + "\"words\":\"open\",\"bytes\":1234,\"faults\":2}],"
            + "\"boards\":[{\"device\":\"b1\",\"port\":\"garden\",\"available\":true,"
            + "\"last_age_ms\":150,\"last\":{\"t\":21.50},\"readings\":42,\"per_second\":1.5,"
            + "\"lost\":3,\"refused\":1,\"held_back\":7,\"mqtt\":\"\",\"messages\":0},"
            + "{\"device\":\"b2\",\"port\":\"\",\"available\":false,\"last_age_ms\":-1,"
            + "\"last\":null,\"readings\":0,\"per_second\":0.0,\"lost\":0,\"refused\":0,\"held_back\":0,\"mqtt\":\"b2-client\",\"messages\":12}],",
        ask("{\"ask\":\"status\"}").replaceAll("\"counters\".*", ""));
  }

  @Test
  void portsAndBufferArePartsOfIt() throws IOException {
    assertEquals(
        "{\"ports\":[{\"port\":\"garden\",\"place\":\"/dev/ttyUSB7\",\"path\":\"\",\"up\":true,"
            + "\"words\":\"open\",\"bytes\":1234,\"faults\":2}]}",
        ask("{\"ask\":\"ports\"}"));
    String buffer = ask("{\"ask\":\"buffer\"}");
    assertTrue(buffer.startsWith("{\"waiting\":7,"), buffer);
    assertTrue(buffer.contains("\"evicted\":5,\"refused_full\":0"), buffer);
  }

  @Test
  void aCommandWaitsForItsResult() throws IOException {
    assertEquals(
        "{\"result\":\"ok\",\"text\":\"led=on within 10000\"}",
        ask("{\"ask\":\"send\",\"device\":\"b1\",\"channel\":\"led\",\"value\":\"on\"}"));
    assertEquals(
        "{\"result\":\"refused\",\"text\":\"led=21.5 within 5000\"}",
        ask(
            "{\"ask\":\"send\",\"device\":\"b9\",\"channel\":\"led\",\"value\":21.5,\"ttl_ms\":5000}"));
  }

  @Test
  void portsAreReleasedAndTakenByLabelOrPath() throws IOException {
    assertEquals(
        "{\"released\":\"cellar\",\"for_ms\":120000}",
        ask("{\"ask\":\"release\",\"port\":\"cellar\"}"));
    assertEquals(
        "{\"released\":\"garden\",\"for_ms\":60000}",
        ask("{\"ask\":\"release\",\"port\":\"/dev/ttyUSB7\",\"for_ms\":60000}"));
    assertEquals("{\"taken\":\"garden\"}", ask("{\"ask\":\"take\",\"port\":\"garden\"}"));
    assertEquals(List.of("release 1 120000", "release 0 60000", "take 0"), portCalls);
    assertEquals(
        "{\"error\":\"no port is called \\\"attic\\\"; there is garden, cellar\"}",
        ask("{\"ask\":\"take\",\"port\":\"attic\"}"));
  }

  @Test
  void severalRequestsGoOverOneConnection() throws IOException {
    try (ControlClient client = client()) {
      assertTrue(client.ask("{\"ask\":\"buffer\"}").startsWith("{\"waiting\""));
      assertTrue(client.ask("nonsense").startsWith("{\"error\""));
      assertTrue(client.ask("{\"ask\":\"ports\"}").startsWith("{\"ports\""));
    }
  }

  @Test
  void aRequestWithoutEndIsRefusedAndTheConnectionClosed() throws IOException {
    try (ControlClient client = client()) {
      client.send("x".repeat(Client.REQUEST_LIMIT_BYTES + 1));
      assertEquals("{\"error\":\"expected a request of at most 4096 bytes\"}", client.readLine());
      try {
        assertNull(client.readLine());
      } catch (IOException _) {
        // the rest of the request was not read: a reset is an end too
      }
    }
  }

  @Test
  void aMonitorHearsWhatItFollowsUntilItHangsUp() throws IOException {
    try (ControlClient client = client()) {
      client.send("{\"ask\":\"monitor\",\"port\":\"garden\"}");
      long ticket = follower();
      Question.Monitor monitor =
          assertInstanceOf(Question.Monitor.class, core.asked().getLast().question());
      assertEquals(new Question.Monitor(0, false), monitor);
      core.desk.line(ticket, 0, Heard.READING, "{\"t\":1}".getBytes(UTF_8));
      core.desk.line(ticket, 0, Heard.TEXT, "hällo \u0007".getBytes(UTF_8));
      core.desk.line(ticket, 0, Heard.FAULT, "crc".getBytes(UTF_8));
      core.desk.line(ticket, 0, Heard.RAW, new byte[] {0, (byte) 0xff, 10});
      assertEquals(
          "{\"port\":\"garden\",\"heard\":\"reading\",\"line\":\"{\\\"t\\\":1}\"}",
          client.readLine());
      assertEquals(
          "{\"port\":\"garden\",\"heard\":\"text\",\"line\":\"hällo \\u0007\"}", client.readLine());
      assertEquals("{\"port\":\"garden\",\"heard\":\"fault\",\"line\":\"crc\"}", client.readLine());
      assertEquals(
          "{\"port\":\"garden\",\"heard\":\"raw\",\"base64\":\"AP8K\"}", client.readLine());
    }
    Eventually.await(60_000, () -> core.monitors().isEmpty(), () -> "it is followed still");
  }

  private long follower() {
    Eventually.await(60_000, () -> core.monitors().size() == 1, () -> "no monitor follows");
    return core.monitors().getFirst();
  }

  @Test
  void aMonitorThatDoesNotKeepUpIsToldWhatItMissedAndTheCoreNeverWaits() throws IOException {
    byte[] line = "x".repeat(1_000).getBytes(UTF_8);
    int offered = 5_000;
    try (ControlClient client = client()) {
      client.send("{\"ask\":\"monitor\"}");
      long ticket = follower();
      for (int i = 0; i < offered; i++) {
        core.desk.line(ticket, 0, Heard.TEXT, line);
      }
      // nothing was read meanwhile: had the core waited, we would not be here
      long heard = 0;
      long missed = 0;
      while (heard + missed < offered) {
        String answer = client.readLine();
        if (answer.startsWith("{\"missed\":")) {
          missed += Long.parseLong(answer.replaceAll("\\D", ""));
        } else {
          heard++;
        }
      }
      assertEquals(offered, heard + missed, "each line was heard or counted");
      assertTrue(
          missed > 0 && heard >= MonitorLines.LIMIT, heard + " heard, " + missed + " missed");
    }
  }

  @Test
  void clientsAreBounded() throws IOException {
    List<ControlClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < ControlSocket.CLIENT_LIMIT; i++) {
        clients.add(client());
        assertTrue(clients.getLast().ask("{\"ask\":\"buffer\"}").startsWith("{\"waiting\""));
      }
      try (ControlClient refused = client()) {
        assertEquals(
            "{\"error\":\"16 programs are connected already, try again later\"}",
            refused.readLine());
      }
    } finally {
      for (ControlClient each : clients) {
        each.close();
      }
    }
    Eventually.await(
        5_000,
        () -> {
          try {
            return ask("{\"ask\":\"buffer\"}").startsWith("{\"waiting\"");
          } catch (IOException _) {
            return false;
          }
        },
        () -> "places that became free are not given again");
  }

  @Test
  void onlyOwnerAndGroupMayUseIt() throws IOException {
    assertEquals(
        "rw-rw----",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(runtime.resolve(ControlSocket.SOCKET))));
    assertEquals(
        "rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)));
    assertFalse(Files.exists(runtime.resolve(".n")), "where it was born is tidied up");
  }

  @Test
  void aSecondGatewayIsRefusedWithTheFirstOnesProcess() throws IOException {
    try (ControlSocket second = made()) {
      ControlSocket.InUse refused = assertThrows(ControlSocket.InUse.class, second::open);
      assertTrue(
          refused
              .getMessage()
              .startsWith("another tidegate runs here, process " + ProcessHandle.current().pid()),
          refused.getMessage());
    }
    assertTrue(ask("{\"ask\":\"buffer\"}").startsWith("{\"waiting\""), "the first is undisturbed");
  }

  @Test
  void whatADeadGatewayLeftIsReplaced() throws IOException {
    socket.close();
    // a process that was killed leaves both files, and no lock
    Files.writeString(runtime.resolve(ControlSocket.SOCKET), "");
    Files.writeString(runtime.resolve(ControlSocket.LOCK), "999999");
    socket = made();
    core.desk = socket.desk();
    socket.open();
    socket.start();
    assertTrue(ask("{\"ask\":\"buffer\"}").startsWith("{\"waiting\""));
  }

  @Test
  void afterTheEndThereIsNoSocketAndClientsAreHungUpOn() throws IOException {
    try (ControlClient client = client()) {
      client.ask("{\"ask\":\"buffer\"}");
      socket.close();
      try {
        assertNull(client.readLine());
      } catch (IOException _) {
        // a reset is an end too
      }
    }
    ControlClient.NotRunning none = assertThrows(ControlClient.NotRunning.class, this::client);
    assertTrue(none.getMessage().startsWith("no gateway runs here"), none.getMessage());
  }

  @Test
  void aSocketWithoutAProcessBehindItIsSaidToBeThat() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve(ControlSocket.SOCKET), "");
    ControlClient.NotRunning none =
        assertThrows(ControlClient.NotRunning.class, () -> ControlClient.connect(other));
    assertTrue(none.getMessage().startsWith("no gateway answers at"), none.getMessage());
  }

  @Test
  void aPathThatTheKernelDoesNotTakeIsRefusedWithItsLength() {
    Path deep = folder.resolve("x".repeat(120));
    try (ControlSocket long_ =
        new ControlSocket(deep, core, ports, (_, _, _, words) -> log.add(words))) {
      IOException refused = assertThrows(IOException.class, long_::open);
      assertTrue(refused.getMessage().contains("the kernel takes 107"), refused.getMessage());
    }
  }
}
