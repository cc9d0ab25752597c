package io.tidegate.sim.sketch.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.net.Udp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// HTTP, TLS and a network of its own as a sketch sees them.
@Tag("gpp")
class SketchOnWebTest {
  private static final long MILLI = NetBoard.MILLI;
  private static final long SECOND = NetBoard.SECOND;

  @TempDir private static Path shared;
  private static Path program;

  private static final String NAME = "broker.example";
  private static final String VALID = " " + Desk.UNIX_SECONDS;

  private NetBoard board;

  @BeforeAll
  static void build() throws Exception {
    program = NetBoard.build();
  }

  @BeforeEach
  void plugIn() {
    board = new NetBoard(program, shared);
  }

  @AfterEach
  void end() {
    board.close();
  }

  @Test
  void aWebServerOnTheBoardAnswersFormsFilesAndSecrets() {
    board.say("web");
    board.join();
    String close = " HTTP/1.1\nHost: desk\nConnection: close\n";
    assertEquals(
        "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 12\nConnection: close\n\nroom kitchen",
        ask("GET /" + close + "x-room: kitchen\n\n"));
    assertTrue(ask("GET /sum?a=40&b=%32" + close + "\n").endsWith("\n\n42"));
    assertTrue(
        ask("POST /set"
                + close
                + "Content-Type: application/x-www-form-urlencoded\n"
                + "Content-Length: 15\n\nname=my+room%21")
            .endsWith("\n\nmy room!2"));
    assertTrue(ask("GET /long" + close + "\n").endsWith("\n\n4\none \n3\ntwo\n0\n\n"));
    assertTrue(ask("GET /none" + close + "\n").startsWith("HTTP/1.1 404 Not Found\n"));
    assertTrue(ask("GET /secret" + close + "\n").startsWith("HTTP/1.1 401 Unauthorized\n"));
    assertTrue(
        ask("GET /secret" + close + "Authorization: Basic bWU6cHc=\n\n").endsWith("\n\nopen"));
    String form =
        "--cut\nContent-Disposition: form-data; name=\"note\"\n\nhello\n"
            + "--cut\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\n"
            + "Content-Type: text/plain\n\nabc\n--cu\n--cut--\n";
    int length = form.replace("\n", "\r\n").length();
    String answer =
        ask(
            "POST /file"
                + close
                + "Content-Type: multipart/form-data; boundary=cut\n"
                + "Content-Length: "
                + length
                + "\n\n"
                + form);
    assertTrue(answer.endsWith("\n\nhello"), answer);
    assertEquals("upload 0 a.txt 0", board.await("upload"));
    assertEquals("upload 1 a.txt 9", board.await("upload"));
    assertEquals("upload 2 a.txt 9", board.await("upload"));
  }

  /// What the board's web server says to this request.
  private String ask(String request) {
    Tcp guest = board.lan.connect("192.168.1.2", 8_080, () -> {});
    board.runFor(MILLI);
    byte[] bytes = request.replace("\n", "\r\n").getBytes(UTF_8);
    guest.write(bytes, 0, bytes.length);
    StringBuilder answer = new StringBuilder();
    byte[] into = new byte[2_048];
    long untilNanos = board.world.nowNanos() + 20 * SECOND;
    while (board.world.runNext(untilNanos)
        && (guest.state() != Tcp.State.CLOSED || guest.available() > 0)) {
      answer.append(new String(into, 0, guest.read(into, 0, into.length), UTF_8));
    }
    return answer.toString().replace("\r\n", "\n");
  }

  @Test
  void theHttpClientAsksAndUnderstandsWhatComes() {
    board.join();
    List<String> asked =
        webServer(
            "HTTP/1.1 200 OK\nContent-Length: 5\nx-kind: plain\n\nhello",
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nhel\n2\nlo\n0\n\n",
            "HTTP/1.1 302 Found\nLocation: /there\nContent-Length: 0\n\n",
            "HTTP/1.1 200 OK\nContent-Length: 5\n\nthere",
            "HTTP/1.1 404 Not Found\nContent-Length: 2\n\nno",
            "220 this is no web server\n");
    String url = "get http://web.example/here?a=b";
    assertEquals("get 200 hello [plain]", board.say(url));
    assertTrue(asked.getFirst().startsWith("GET /here?a=b HTTP/1.1\nHost: web.example\n"));
    assertEquals("get 200 hello []", board.say(url));
    assertEquals("get 200 there []", board.say(url));
    assertTrue(asked.get(3).startsWith("GET /there HTTP/1.1\n"));
    assertEquals("get 404 no []", board.say(url + " posted"));
    assertTrue(asked.get(4).startsWith("POST /here?a=b HTTP/1.1\n"));
    assertTrue(asked.get(4).endsWith("\nContent-Length: 6\nConnection: keep-alive\n\nposted"));
    assertEquals("get -7 no HTTP server []", board.say(url));
    assertEquals("get -11 read Timeout []", board.say(url));
    assertEquals("get -1 connection failed []", board.say("get http://nobody.example/"));
  }

  @Test
  void anUpdateIsFetchedCheckedAndTaken() {
    board.join();
    List<String> asked =
        webServer(
            "HTTP/1.1 404 Not Found\nContent-Length: 0\n\n",
            "HTTP/1.1 200 OK\nContent-Length: 5\n\nimage",
            "HTTP/1.1 200 OK\nContent-Length: 6\nx-MD5: 00000000000000000000000000000000\n\n\u001Fimage",
            "HTTP/1.1 304 Not Modified\nContent-Length: 0\n\n",
            "HTTP/1.1 200 OK\nContent-Length: 6\n\n\u001Fimage");
    String fetch = "update http://web.example/new.bin";
    assertEquals("update 0 File Not Found (404)", board.say(fetch));
    assertTrue(asked.getFirst().contains("\nx-ESP8266-version: 7\n"), asked.getFirst());
    assertEquals("update 0 Verify Bin Header Failed", board.say(fetch));
    assertTrue(board.say(fetch).startsWith("update 0 Update error: "));
    assertTrue(board.say(fetch).startsWith("update 1"));
    assertTrue(board.say(fetch).startsWith("update 2"));
  }

  @Test
  void anUpdateThatIsSentToThePageIsCheckedToo() {
    board.say("web");
    board.join();
    String close = " HTTP/1.1\nHost: desk\nConnection: close\n";
    String known = close + "Authorization: Basic bWU6cHc=\n";
    assertTrue(ask("GET /update" + close + "\n").startsWith("HTTP/1.1 401 Unauthorized\n"));
    assertTrue(ask("GET /update" + known + "\n").contains("Update Firmware"));
    String body =
        "--x\nContent-Disposition: form-data; name=\"firmware\"; filename=\"a.bin\"\n\nno image\n--x--\n";
    String answer =
        ask(
            "POST /update"
                + known
                + "Content-Type: multipart/form-data; boundary=x\nContent-Length: "
                + body.replace("\n", "\r\n").length()
                + "\n\n"
                + body);
    assertTrue(answer.contains("Update error: "), answer);
  }

  /// A web server that says one thing after the other, whatever it is asked.
  private List<String> webServer(String... answers) {
    List<String> asked = new ArrayList<>();
    board.lan.listen(
        "web.example",
        80,
        wire ->
            () -> {
              byte[] into = new byte[2_048];
              int count = wire.read(into, 0, into.length);
              if (count > 0 && asked.size() < answers.length) {
                byte[] answer = answers[asked.size()].replace("\n", "\r\n").getBytes(UTF_8);
                asked.add(new String(into, 0, count, UTF_8).replace("\r\n", "\n"));
                wire.write(answer, 0, answer.length);
              }
            });
    return asked;
  }

  @Test
  void aBoardThatMakesItsOwnNetworkLeadsEverybodyToItself() {
    assertEquals("own 1 192.168.4.1", board.say("own"));
    Udp phone = board.lan.udp("192.168.4.2", 5_353, () -> {});
    byte[] question = {7, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 2, 'd', 'e', 0, 0, 1, 0, 1};
    phone.send("192.168.4.1", 53, question);
    byte[] answer = board.await(phone);
    assertEquals(question.length + 16, answer.length);
    assertArrayEquals(new byte[] {7, 9, (byte) 0x85, 0, 0, 1, 0, 1}, Arrays.copyOf(answer, 8));
    assertArrayEquals(
        new byte[] {(byte) 192, (byte) 168, 4, 1},
        Arrays.copyOfRange(answer, answer.length - 4, answer.length));
    assertTrue(
        board.told.contains("mDNS: names and services are not announced on any network"),
        board.told::toString);
  }

  @Test
  void whoSearchesBySsdpIsToldWhereTheBoardIsDescribed() {
    assertEquals("ssdp 0", board.say("ssdp"));
    board.join();
    assertEquals("ssdp 1", board.say("ssdp"));
    assertEquals(
        "<friendlyName>desk</friendlyName>", board.await("<friendlyName>"), board.told::toString);
    assertEquals("<serialNumber>0000BEEF</serialNumber>", board.await("<serialNumber>"));
    Udp phone = board.lan.udp("192.168.1.9", 5_353, () -> {});
    String search =
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nST: %s\r\n\r\n";
    phone.send("239.255.255.250", 1_900, search.formatted("urn:other:1").getBytes(UTF_8));
    phone.send("239.255.255.250", 1_900, search.formatted("ssdp:all").getBytes(UTF_8));
    String answer = new String(board.await(phone), UTF_8);
    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\nEXT:\r\n"), answer);
    assertTrue(answer.contains("\r\nST: upnp:rootdevice\r\nLOCATION: http://"), answer);
    assertTrue(answer.endsWith("/description.xml\r\n\r\n"), answer);
  }

  @Test
  void whatIsPrintedToAServerOfArduinosKindGoesToAllItsGuests() {
    board.join();
    assertEquals("crowd 1", board.say("crowd"));
    Tcp one = board.lan.connect("192.168.1.2", 2_323, () -> {});
    Tcp other = board.lan.connect("192.168.1.2", 2_323, () -> {});
    board.runFor(SECOND);
    other.write("hi\n".getBytes(UTF_8), 0, 3);
    board.runFor(2 * SECOND);
    for (Tcp each : List.of(one, other)) {
      byte[] into = new byte[64];
      assertEquals("all: hi\r\n", new String(into, 0, each.read(into, 0, into.length), UTF_8));
    }
  }

  @Test
  void tlsTrustsAsTheChipDoesAndSaysWhyNot() throws IOException {
    board.join();
    tlsServer();
    assertEquals("tls 1 error 0: OK", board.say("tls ca " + NAME + VALID));
    assertEquals("heard ping, much heap", board.await("heard"));
    Map<String, String> refused =
        Map.of(
            "tls other " + NAME + VALID,
            "tls 0 error 62: Chain could not be linked to a trust anchor.",
            "tls ca " + NAME + " 1",
            "tls 0 error 54: Certificate is expired or not yet valid.",
            "tls ca " + NAME + " 3000000000",
            "tls 0 error 54: Certificate is expired or not yet valid.",
            "tls " + "00".repeat(20) + " " + NAME,
            "tls 0 error 62: Chain could not be linked to a trust anchor.");
    refused.forEach((typed, said) -> assertEquals(said, board.say(typed), typed));
    assertEquals("tls 1 error 0: OK", board.say("tls insecure " + NAME));
    String print = "8D:9C:B5:0D:8F:CF:24:C2:3A:8B:32:E4:14:65:78:E5:2A:E1:F7:B2";
    assertEquals("tls 1 error 0: OK", board.say("tls " + print + " " + NAME));
  }

  private void tlsServer() throws IOException {
    TlsPlan plan =
        new TlsPlan(
            true,
            "",
            TlsPlan.Trust.ALL,
            0,
            List.of(),
            new byte[0],
            List.of(TlsTest.der("broker.pem")),
            TlsTest.der("broker.key"));
    board.lan.listen(
        NAME,
        8_883,
        wire -> {
          TlsTcp tls = new TlsTcp(wire, plan);
          return () -> {
            tls.turn();
            byte[] bytes = new byte[64];
            int count = tls.read(bytes, 0, bytes.length);
            tls.write(bytes, 0, count);
            tls.turn();
          };
        });
  }
}
