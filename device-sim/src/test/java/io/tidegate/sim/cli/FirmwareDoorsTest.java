package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.radio.SdkGuest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program of a board as this machine's own programs meet it.
@Tag("lx106")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirmwareDoorsTest {
  private static final String PAGE = "a page of the guest\n";
  private static final int BIG = 100_000;
  private static final Pattern PLACE = Pattern.compile("at 127\\.0\\.0\\.1:(\\d+)");
  private static final long SECONDS = 3_900_000_000L;

  @TempDir private Path folder;
  private final Programs programs = new Programs();
  private final List<String> said = new ArrayList<>();
  private Process board;
  private BufferedReader lines;

  @BeforeEach
  void compile() throws IOException {
    SdkGuest.link(folder);
  }

  @AfterEach
  void stop() {
    programs.close();
  }

  private void start(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("firmware"));
    arguments.add(folder.resolve("sdk.elf").toString());
    arguments.addAll(List.of("--wifi", "lab:secret", "--speed", "10"));
    arguments.addAll(List.of("--link-dir", folder.resolve("links").toString()));
    arguments.addAll(List.of(more));
    board = programs.start(arguments.toArray(String[]::new));
    lines = board.inputReader();
  }

  /// Of what is told and what the program prints neither waits for the other.
  private String line(String part) throws IOException {
    for (String old : said) {
      if (old.contains(part)) {
        return old;
      }
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.contains(part)) {
        return line;
      }
    }
    throw new AssertionError("no \"" + part + "\" in " + said);
  }

  private int place(String door) throws IOException {
    String line = line(door);
    Matcher found = PLACE.matcher(line);
    assertTrue(found.find(), line);
    return Integer.parseInt(found.group(1));
  }

  private void type(String letters) throws IOException {
    Files.write(folder.resolve("links/sdk"), letters.getBytes(UTF_8), StandardOpenOption.WRITE);
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  @Test
  void aBrowserGetsItsPagesAndSoDoesOneWhoEndsFirstAndOneWhoReadsSlowly() throws Exception {
    start("--door", "80");
    int port = place("TCP 80");
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> small =
          browser.send(request(port, "/"), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, small.statusCode());
      assertEquals(PAGE, small.body());
      List<CompletableFuture<HttpResponse<byte[]>>> many = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        many.add(browser.sendAsync(request(port, "/big"), HttpResponse.BodyHandlers.ofByteArray()));
      }
      for (CompletableFuture<HttpResponse<byte[]>> each : many) {
        byte[] body = each.get().body();
        assertEquals(BIG, body.length);
        assertEquals('a' + (BIG - 1) % 16, body[BIG - 1]);
      }
    }
    assertTrue(ask(port, "/", 4_096).endsWith(PAGE));
    assertEquals(BIG, ask(port, "/big", 100).split("\r\n\r\n")[1].length());
  }

  /// Ends its own direction first, and has little room.
  private static String ask(int port, String path, int room) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(room);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      socket.getOutputStream().write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void aDoorWhosePlaceIsTakenIsElsewhereAndThatIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      start("--door", "80", "--door", "" + taken.getLocalPort());
      int port = place("TCP 80");
      String told = line("TCP " + taken.getLocalPort());
      assertTrue(told.endsWith(", as " + taken.getLocalPort() + " is taken"), told);
      assertTrue(ask(port, "/", 4_096).endsWith(PAGE));
    }
  }

  @Test
  void datagramsAreAnsweredAndTheTimeIsThatOfTheServerToWhichItsNameLeads() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      server.setSoTimeout(60_000);
      start("--udp-door", "5000", "--lead", "pool.ntp.org:123=localhost:" + server.getLocalPort());
      int port = place("UDP 5000");
      line("IP 192.168.1.");
      byte[] hello = "hello".getBytes(UTF_8);
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      server.send(new DatagramPacket(hello, hello.length, loopback, port));
      DatagramPacket answer = new DatagramPacket(new byte[100], 100);
      server.receive(answer);
      assertEquals("hello", new String(answer.getData(), 0, answer.getLength(), UTF_8));
      type("T");
      line("NAME 10.");
      DatagramPacket question = new DatagramPacket(new byte[100], 100);
      server.receive(question);
      assertEquals(48, question.getLength());
      byte[] time = ByteBuffer.allocate(48).put(0, (byte) 0x24).putInt(40, (int) SECONDS).array();
      server.send(new DatagramPacket(time, 48, question.getSocketAddress()));
      line("TIME " + SECONDS);
    }
  }
}
