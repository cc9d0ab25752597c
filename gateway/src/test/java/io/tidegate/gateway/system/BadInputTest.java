package io.tidegate.gateway.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people and machines do wrong: the process says what it is, ends only where it cannot run at
/// all, and nothing that was read is lost. A folder that may not be written is tried in `cli`,
/// missing permission for a port in `serial`, where the tests are no root.
@Tag("mosquitto")
final class BadInputTest {
  private static final long LIMIT_MILLIS = 60_000;
  private static final int CONFIGURATION = 3;
  private static final int SPOOL = 6;

  /// Where a file of the spool has its version, and how long its header is before the CRC.
  private static final int VERSION_AT = 4;

  private static final int HEADER_BYTES = 28;

  @TempDir Path folder;
  private Pty pty;

  @BeforeEach
  void begin() throws IOException {
    pty = new Pty(folder.resolve("tty"));
    pty.plug();
  }

  @AfterEach
  void end() {
    pty.close();
  }

  @Test
  void aBadConfigurationEndsWithThreeAndNamesLineAndNearestKey() throws IOException {
    Path file =
        Files.write(
            folder.resolve("tidegate.yaml"),
            List.of(
                "broker: tcp://localhost:1883",
                "ports:",
                "  - path: /dev/ttyUSB0",
                "    bawd: 9600"));
    try (GatewayProcess gateway = GatewayProcess.run(file)) {
      assertEquals(CONFIGURATION, gateway.process().awaitExit(LIMIT_MILLIS));
      String said = gateway.process().output();
      assertTrue(said.contains("tidegate.yaml:4"), said);
      assertTrue(said.contains("bawd") && said.contains("baud"), said);
    }
  }

  @Test
  void withoutAConfigurationItSaysWhatItNeeds() throws IOException {
    Path file = folder.resolve("nowhere.yaml");
    try (GatewayProcess gateway = GatewayProcess.run(file)) {
      assertEquals(CONFIGURATION, gateway.process().awaitExit(LIMIT_MILLIS));
      assertTrue(gateway.process().output().contains("nowhere.yaml"), gateway.process().output());
    }
  }

  @Test
  void aMissingPortIsWaitedForAndEverythingElseRuns() throws IOException {
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        Onlooker onlooker = Onlooker.at(broker.port());
        GatewayProcess gateway =
            GatewayProcess.run(
                configuration(
                    "tcp://127.0.0.1:" + broker.port(),
                    "  - path: " + folder.resolve("absent"),
                    "    name: absent"))) {
      String said = gateway.process().awaitLine("port-down absent", LIMIT_MILLIS);
      assertTrue(
          said.contains("not there: " + folder.resolve("absent") + "; waiting for it"), said);
      onlooker.subscribe("/sensors/#", 1);
      gateway.awaitPort("port");
      say(1, 3);
      awaitNumbers(onlooker, 3);
      assertEquals(0, gateway.stop(60_000));
    }
  }

  @Test
  void aPortHeldByAnotherProgramNamesItAndIsReadWhenItIsFree() throws Exception {
    Process holder =
        new ProcessBuilder("/bin/sh", "-c", "exec 3<>" + pty.device() + "; exec sleep 120").start();
    Eventually.await(
        LIMIT_MILLIS,
        () -> holder.info().command().orElse("").endsWith("sleep") && pty.isOpened(),
        () -> "the holder holds it");
    try (MosquittoProcess broker = MosquittoProcess.open(folder.resolve("broker"));
        Onlooker onlooker = Onlooker.at(broker.port());
        GatewayProcess gateway =
            GatewayProcess.run(configuration("tcp://127.0.0.1:" + broker.port()))) {
      String said = gateway.process().awaitLine("port-down port", LIMIT_MILLIS);
      assertTrue(said.contains("is held by sleep (process " + holder.pid() + ")"), said);
      holder.destroyForcibly().waitFor();
      onlooker.subscribe("/sensors/#", 1);
      gateway.awaitPort("port");
      say(1, 3);
      awaitNumbers(onlooker, 3);
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatIsReadWhileACertificateIsWrongWaitsUntilItIsRight() throws IOException {
    Certificates certificates = new Certificates(folder.resolve("certificates"));
    certificates.server("good", "dns:localhost", "-1d", 10);
    certificates.server("other", "dns:broker.example", "-1d", 10);
    String[] others = certificates.mosquitto("other");
    try (MosquittoProcess other =
        MosquittoProcess.start(folder.resolve("other"), "127.0.0.1", others)) {
      String address = "ssl://localhost:" + other.port();
      refused(configuration(address), "nobody we trust signed its certificate", 1);
      refused(
          trusting(certificates, address),
          "its certificate is not for localhost; the certificate is for broker.example",
          4);
    }
    try (MosquittoProcess good =
            MosquittoProcess.start(
                folder.resolve("good"), "127.0.0.1", both(certificates.mosquitto("good")));
        Onlooker onlooker = Onlooker.at(plainPort)) {
      onlooker.subscribe("/sensors/#", 1);
      try (GatewayProcess gateway =
          GatewayProcess.run(trusting(certificates, "ssl://localhost:" + good.port()))) {
        awaitNumbers(onlooker, 6);
        assertEquals(0, gateway.stop(60_000));
      }
    }
  }

  @Test
  void whatIsReadWhileThePasswordIsWrongWaitsUntilItIsRight() throws IOException {
    Path passwords = MosquittoProcess.passwords(folder.resolve("passwords"), "pi", "the right one");
    Path secret = Files.writeString(folder.resolve("secret"), "the wrong one\n");
    try (MosquittoProcess broker =
            MosquittoProcess.start(
                folder.resolve("broker"), "127.0.0.1", "password_file " + passwords);
        Onlooker onlooker = new Onlooker(broker.port(), "onlooker", true, "pi", "the right one")) {
      onlooker.subscribe("/sensors/#", 1);
      Path file = configuration("tcp://127.0.0.1:" + broker.port());
      String login = "mqtt:\n  username: pi\n  password_file: " + secret + "\n";
      Files.writeString(file, Files.readString(file).replace("mqtt:\n", login));
      refused(file, "says not authorised (user pi): wrong name or password", 1);
      Files.writeString(secret, "the right one\n");
      try (GatewayProcess gateway = GatewayProcess.run(file)) {
        awaitNumbers(onlooker, 3);
        assertEquals(0, gateway.stop(60_000));
      }
    }
  }

  private int plainPort;

  /// TLS for the gateway, and a plain listener for the onlooker.
  private String[] both(String[] tls) throws IOException {
    plainPort = MosquittoProcess.freePort("127.0.0.1");
    List<String> lines = new ArrayList<>(List.of(tls));
    lines.add("listener " + plainPort + " 127.0.0.1");
    return lines.toArray(String[]::new);
  }

  /// Runs until it says so, lets the board say three things from `first` on, stops in good order.
  private void refused(Path configuration, String words, int first) throws IOException {
    try (GatewayProcess gateway = GatewayProcess.run(configuration)) {
      gateway.awaitPort("port");
      say(first, first + 2);
      String said = gateway.process().awaitLine(words, LIMIT_MILLIS);
      assertTrue(said.contains("broker-down broker"), said);
      gateway.process().awaitLine("board-up b", LIMIT_MILLIS);
      Eventually.pass(500);
      assertEquals(0, gateway.stop(60_000), gateway.process().output());
    }
  }

  @Test
  void aSpoolOfANewerVersionEndsWithSixAndIsNotTouched() throws IOException {
    int nobody = MosquittoProcess.freePort("127.0.0.1");
    Path configuration = configuration("tcp://127.0.0.1:" + nobody);
    refused(configuration, "is a broker listening there?", 1);
    List<Path> files = spoolFiles();
    List<byte[]> before = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      makeNewer(bytes);
      Files.write(file, bytes);
      before.add(bytes);
    }
    try (GatewayProcess gateway = GatewayProcess.run(configuration)) {
      assertEquals(SPOOL, gateway.process().awaitExit(LIMIT_MILLIS));
      String said = gateway.process().output();
      assertTrue(said.contains("was written by a newer version"), said);
    }
    assertEquals(files, spoolFiles());
    for (int i = 0; i < files.size(); i++) {
      assertArrayEquals(before.get(i), Files.readAllBytes(files.get(i)), files.get(i).toString());
    }
  }

  private List<Path> spoolFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.resolve("gateway/spool"))) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(each);
        if (bytes.length > HEADER_BYTES && bytes[0] == 'T' && bytes[1] == 'G') {
          found.add(each);
        }
      }
    }
    assertTrue(found.size() >= 2, "a segment and a cursor at least: " + found);
    return found;
  }

  private static void makeNewer(byte[] file) {
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(VERSION_AT, (short) (header.getShort(VERSION_AT) + 1));
    CRC32C crc = new CRC32C();
    crc.update(file, 0, HEADER_BYTES);
    header.putInt(HEADER_BYTES, (int) crc.getValue());
  }

  /// The kernel is told to refuse larger files, as a full disk would, and told to take them again.
  @Test
  void aDiskThatTakesNoMoreIsToldAndWhenItDoesNothingWasLost() throws Exception {
    try (Site site = new Site(folder.resolve("site"))) {
      Site.Watched board = site.linkBoard("link", 5_000_000);
      Site.Watched plain = site.jsonBoard("json", 5_000_000);
      site.start();
      site.awaitDrained(LIMIT_MILLIS);
      site.broker.stop();
      limitFiles(site, "4096");
      String said = site.gateway.process().awaitLine("disk-fault", LIMIT_MILLIS);
      assertTrue(said.contains("trying again"), said);
      Eventually.pass(2_000);
      assertTrue(site.gateway.process().process().isAlive(), "it never exits over a full disk");
      limitFiles(site, "unlimited");
      site.broker.start();
      site.awaitDrained(60_000);
      assertEquals(
          List.of(),
          site.accounts.missing(board.topic(), 1, site.accounts.lastDelivered(board.topic())));
      long last = site.accounts.lastDelivered(plain.topic());
      assertEquals(
          List.of(),
          plain.taken(site.startedNanos, System.nanoTime()).stream()
              .filter(n -> n <= last && !site.accounts.isDelivered(plain.topic(), n))
              .toList());
      assertEquals(List.of(), site.accounts.wrongs());
      assertEquals(0, site.gateway.stop(60_000), site.gateway.process().output());
    }
  }

  private static void limitFiles(Site site, String bytes) throws Exception {
    long pid = site.gateway.process().process().pid();
    // the soft limit only: raising the hard one again would need rights
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", "" + pid, "--fsize=" + bytes + ":").start();
    assertEquals(0, prlimit.waitFor(), new String(prlimit.getErrorStream().readAllBytes()));
  }

  private Path trusting(Certificates certificates, String broker) throws IOException {
    Path file = configuration(broker);
    String text = Files.readString(file);
    return Files.writeString(
        file, text.replace("mqtt:\n", "mqtt:\n  ca_file: " + certificates.caFile() + "\n"));
  }

  private Path configuration(String broker, String... morePorts) throws IOException {
    List<String> lines = GatewayProcess.configuration(0, folder.resolve("gateway"));
    lines.set(0, "broker: " + broker);
    lines.add("ports:");
    lines.add("  - path: " + folder.resolve("tty"));
    lines.add("    name: port");
    lines.addAll(List.of(morePorts));
    return Files.write(folder.resolve("tidegate.yaml"), lines);
  }

  private void say(int first, int last) {
    for (int n = first; n <= last; n++) {
      byte[] line = ("{\"device_id\":\"b\",\"n\":" + n + "}\n").getBytes(US_ASCII);
      assertEquals(line.length, pty.write(line, 0, line.length));
    }
  }

  private static void awaitNumbers(Onlooker onlooker, int last) {
    for (int n = 1; n <= last; n++) {
      String part = "\"n\":" + n;
      onlooker.await(seen -> seen.text().contains(part), part);
    }
  }
}
