package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Certificates;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real broker, with its access list and its certificates.
@Tag("mosquitto")
@Timeout(180)
class DoctorOnMosquittoTest {
  private static final String PASSWORD = "open-sesame-27";

  @TempDir static Path shared;
  private static Certificates certificates;
  @TempDir Path folder;
  private Tree tree;

  @BeforeAll
  static void make() throws IOException {
    certificates = new Certificates(shared.resolve("certificates"));
    certificates.server("good", "dns:localhost", "-1d", 10);
    certificates.server("long", "dns:localhost", "-1d", 90);
    certificates.server("expired", "dns:localhost", "-20d", 10);
    certificates.server("other", "dns:broker.example", "-1d", 10);
    certificates.selfSigned("own", "dns:localhost");
  }

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
    tree.user(0, "");
  }

  private List<Finding> find(String address, String... yaml) {
    List<String> all = new ArrayList<>(List.of("ports: [{path: /dev/ttyUSB0}]", "gateway: gw"));
    all.addAll(List.of(yaml));
    return BrokerChecks.find(tree.withBroker(address, all.toArray(String[]::new)));
  }

  private MosquittoProcess guarded(String... access) throws IOException {
    Path passwords = MosquittoProcess.passwords(folder.resolve("passwords"), "gate", PASSWORD);
    Path list = Files.write(folder.resolve("access"), List.of(access));
    return MosquittoProcess.start(
        folder,
        "127.0.0.1",
        "allow_anonymous false",
        "password_file " + passwords,
        "acl_file " + list);
  }

  private String login(String password) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), password + "\n");
    return "mqtt: {username: gate, password_file: " + secret + "}";
  }

  private static String address(MosquittoProcess broker) {
    return "tcp://127.0.0.1:" + broker.port();
  }

  private static List<State> states(List<Finding> found, Id id) {
    return found.stream().filter(each -> each.id() == id).map(Finding::state).toList();
  }

  private static Finding of(String subject, List<Finding> found) {
    return found.stream().filter(each -> each.subject().equals(subject)).findFirst().orElseThrow();
  }

  @Test
  void whereAllIsWellEveryProbeComesBackAndNothingStays() throws IOException {
    try (MosquittoProcess broker = MosquittoProcess.open(folder);
        Onlooker onlooker = Onlooker.at(broker.port())) {
      onlooker.subscribe("#", 1);
      List<Finding> found = find(address(broker));
      assertEquals(
          List.of(State.OK, State.OK, State.OK, State.OK, State.OK, State.OK, State.UNCHECKED),
          states(found, Id.TOPIC_WRITE),
          found.toString());
      assertEquals(List.of(State.OK), states(found, Id.BROKER_LOGIN));
      assertEquals(List.of(State.OK), states(found, Id.TOPIC_SUBSCRIBE));
      onlooker.await(seen -> seen.topic().endsWith("/result"), "the last probe");
      for (Onlooker.Seen seen : onlooker.all()) {
        assertFalse(seen.retained(), seen.toString());
        assertTrue(seen.text().startsWith("{\"device_id\":\"tidegate-doctor\","), seen.text());
        assertFalse(seen.topic().contains("/set"), seen.topic());
      }
      assertEquals(6, onlooker.count(), "probes, and no will");
      try (Onlooker later = Onlooker.at(broker.port())) {
        later.subscribe("#", 1);
        later.publish("end", "x", false);
        later.await("end", "x");
        assertEquals(1, later.count(), "the broker keeps nothing of it");
      }
    }
  }

  @Test
  void aTopicThatTheAccessListLeavesOutIsFoundAmongTheOthers() throws IOException {
    try (MosquittoProcess broker = guarded("user gate", "topic readwrite tidegate/gw/#")) {
      List<Finding> found = find(address(broker), login(PASSWORD));
      Finding readings = of("topics.readings", found);
      assertEquals(State.WARNING, readings.state(), found.toString());
      assertTrue(readings.words().contains("user gate may not write there"), readings.words());
      assertEquals(State.OK, of("topics.result", found).state());
      assertEquals(State.OK, of("topics.status", found).state());
    }
  }

  @Test
  void aUserWhoMayOnlyWriteIsNotCalledWrong() throws IOException {
    try (MosquittoProcess broker = guarded("user gate", "topic write #")) {
      List<Finding> found = find(address(broker), login(PASSWORD));
      assertTrue(found.stream().noneMatch(each -> each.state() == State.ERROR), found.toString());
      assertTrue(of("topics.readings", found).words().endsWith("may only write, which is enough"));
    }
  }

  @Test
  void aRetainedMessageOfTheGatewayShowsTheRightToATopicThatIsNotWrittenTo() throws IOException {
    try (MosquittoProcess broker =
        guarded(
            "user gate", "topic readwrite tidegate/gw/status", "topic write tidegate/gw/health")) {
      String gate = login(PASSWORD);
      try (Onlooker gateway = new Onlooker(broker.port(), "gw", true, "gate", PASSWORD)) {
        gateway.publish("tidegate/gw/status", "online", true);
        Eventually.await(
            10_000,
            () -> of("topics.status", find(address(broker), gate)).state() == State.OK,
            () -> "its status is not seen");
      }
      Finding health = of("topics.health", find(address(broker), gate));
      assertEquals(State.UNCHECKED, health.state());
      assertTrue(health.words().contains("tidegate/gw/health itself is not written to"));
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws IOException {
    try (MosquittoProcess broker = guarded("topic #")) {
      List<Finding> found = find(address(broker), login("wrong-word-99"));
      assertEquals(1, found.size());
      assertEquals(Id.BROKER_LOGIN, found.getFirst().id());
      assertEquals(State.ERROR, found.getFirst().state());
      assertTrue(found.getFirst().command().startsWith("sudo mosquitto_passwd "));
      assertFalse(found.toString().contains("wrong-word"), found.toString());
    }
  }

  @Test
  void theCertificatesOfTheBrokerAreLookedAt() throws IOException {
    assertEquals(Id.CERTIFICATE_EXPIRY, tls("expired").id());
    assertEquals(Id.CERTIFICATE_NAME, tls("other").id());
    assertEquals(Id.CERTIFICATE_TRUST, tls("own").id());
    // the tree's day is another: only the order of days counts
    Finding soon = tls("good");
    assertEquals(Id.CERTIFICATE_EXPIRY, soon.id());
    assertTrue(soon.words().startsWith("trusted, valid until "), soon.words());
  }

  private Finding tls(String alias) throws IOException {
    try (MosquittoProcess broker =
        MosquittoProcess.start(folder, "localhost", certificates.mosquitto(alias))) {
      List<Finding> found =
          find(
              "ssl://localhost:" + broker.port(), "mqtt: {ca_file: " + certificates.caFile() + "}");
      List<Finding> ofTls =
          found.stream()
              .filter(each -> each.id().label().startsWith("certificate"))
              .collect(Collectors.toList());
      assertEquals(1, ofTls.size(), found.toString());
      return ofTls.getFirst();
    }
  }

  @Test
  void aPlainPortForTlsIsTold() throws IOException {
    try (MosquittoProcess broker = MosquittoProcess.open(folder)) {
      List<Finding> found =
          find(
              "ssl://127.0.0.1:" + broker.port(),
              "mqtt: {ca_file: " + certificates.caFile() + ", connect_timeout: 2 s}");
      assertEquals(1, found.size());
      assertTrue(
          List.of(Id.BROKER_TLS, Id.BROKER_ANSWER).contains(found.getFirst().id()),
          found.toString());
    }
  }
}
