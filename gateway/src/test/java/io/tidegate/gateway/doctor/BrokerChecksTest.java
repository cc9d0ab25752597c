package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.doctor.BrokerTrial.Outcome;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.sim.broker.ScriptedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is not a broker, or one that says no; and what is made of each answer.
@Timeout(180)
class BrokerChecksTest {
  private static final String PORT = "ports: [{path: /dev/ttyUSB0}]";
  private static final String GATEWAY = "gateway: gw";
  private static final String QUICK = "mqtt: {connect_timeout: 1 s}";
  private static final Server SERVER = new Server("b", 8883, true);

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
  }

  private Situation at(String address, String... yaml) {
    List<String> all = new ArrayList<>(List.of(PORT, GATEWAY));
    all.addAll(List.of(yaml));
    return tree.withBroker(address, all.toArray(String[]::new));
  }

  private Finding sole(Situation at) {
    List<Finding> found = BrokerChecks.find(at);
    assertEquals(1, found.size(), found.toString());
    return found.getFirst();
  }

  @Test
  void aNameThatLeadsNowhereIsTold() {
    Finding finding = sole(at("tcp://broker.nowhere.invalid"));
    assertEquals(
        new Finding(
            Id.BROKER_NAME,
            State.ERROR,
            "tcp://broker.nowhere.invalid:1883",
            "no such host: broker.nowhere.invalid",
            "getent ahosts broker.nowhere.invalid"),
        finding);
  }

  @Test
  void aPortThatIsClosedIsTold() throws IOException {
    int port = MosquittoProcess.freePort("127.0.0.1");
    Finding finding = sole(at("tcp://127.0.0.1:" + port));
    assertEquals(Id.BROKER_CONNECTION, finding.id());
    assertEquals("sudo ss -ltnp 'sport = :" + port + "'", finding.command());
  }

  @Test
  void aServerThatTakesConnectionsAndSaysNothingIsTold() throws IOException {
    try (ScriptedBroker silent = ScriptedBroker.start(0)) {
      silent.connack(ScriptedBroker.Answer.WITHHOLD);
      Finding finding = sole(at("tcp://127.0.0.1:" + silent.port(), QUICK));
      assertEquals(Id.BROKER_ANSWER, finding.id());
      assertTrue(finding.words().contains("did not answer within 1 s"), finding.words());
    }
  }

  @Test
  void eachAddressIsTriedByItself() throws IOException {
    int port = MosquittoProcess.freePort("127.0.0.1");
    List<Finding> found =
        BrokerChecks.find(at("['tcp://broker.nowhere.invalid', 'tcp://127.0.0.1:" + port + "']"));
    assertEquals(
        List.of(Id.BROKER_NAME, Id.BROKER_CONNECTION), found.stream().map(Finding::id).toList());
  }

  @Test
  void anAddressThatDoesNotWorkIsAWarningWhileAnotherDoes() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0).refuseSubscriptions(true)) {
      List<Finding> found =
          BrokerChecks.find(
              at("['tcp://broker.nowhere.invalid', 'tcp://127.0.0.1:" + broker.port() + "']"));
      assertEquals(Id.BROKER_NAME, found.getLast().id());
      assertEquals(State.WARNING, found.getLast().state());
    }
  }

  @Test
  void aBrokerThatTakesListedClientIdsOnlyLeavesTheLoginUnchecked() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0).connackCode(2)) {
      Finding finding = sole(at("tcp://127.0.0.1:" + broker.port()));
      assertEquals(Id.BROKER_LOGIN, finding.id());
      assertEquals(State.UNCHECKED, finding.state());
    }
  }

  @Test
  void subscriptionsThatAreRefusedAreNamedEachWithItsLine() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0).refuseSubscriptions(true)) {
      Situation at = at("tcp://127.0.0.1:" + broker.port(), "mqtt: {username: gate}");
      List<Finding> found = BrokerChecks.find(at);
      List<Finding> refused =
          found.stream().filter(each -> each.id() == Id.TOPIC_SUBSCRIBE).toList();
      assertEquals(at.configuration().mqtt().subscriptions().size(), refused.size());
      assertEquals(State.ERROR, refused.getFirst().state());
      assertEquals(
          "printf 'user %s\\ntopic read %s\\n' gate tidegate/gw/board/+/set"
              + " | sudo tee -a /etc/mosquitto/acl && sudo systemctl reload mosquitto",
          refused.getFirst().command());
      assertTrue(
          found.stream()
              .filter(each -> each.id() == Id.TOPIC_WRITE)
              .allMatch(each -> each.state() == State.UNCHECKED),
          "without reading a probe shows nothing: " + found);
    }
  }

  @Test
  void aBrokerThatHangsUpOverATopicIsFoundOutTopicByTopic() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      broker.puback(
          publish ->
              publish.topic().startsWith("/sensors/")
                  ? ScriptedBroker.Answer.CLOSE
                  : ScriptedBroker.Answer.GIVE);
      Situation at = at("tcp://127.0.0.1:" + broker.port());
      List<Probe> all = Probe.of(at.configuration(), new ArrayList<>());
      BrokerTrial trial =
          new BrokerTrial(
              at, at.configuration().mqtt().servers().getFirst(), System.nanoTime() + (1L << 36));
      assertEquals(
          List.of(Outcome.ENDED, Outcome.SILENT),
          List.copyOf(trial.outcomes(List.of(all.get(0), all.get(1))).values()));
      Finding finding = BrokerChecks.written(at, all.getFirst(), Outcome.ENDED);
      assertEquals(State.ERROR, finding.state());
      assertEquals(
          "sudo sed -i '1i topic write /sensors/+' /etc/mosquitto/acl"
              + " && sudo systemctl reload mosquitto",
          finding.command());
    }
  }

  @Test
  void whenTheTimeIsOverTheRestIsNotChecked() throws IOException {
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      Situation at = at("tcp://127.0.0.1:" + broker.port());
      List<Probe> all = Probe.of(at.configuration(), new ArrayList<>());
      BrokerTrial trial =
          new BrokerTrial(
              at, at.configuration().mqtt().servers().getFirst(), System.nanoTime() - 1);
      assertTrue(trial.outcomes(all).values().stream().allMatch(Outcome.UNTRIED::equals));
      assertEquals(
          State.UNCHECKED, BrokerChecks.written(at, all.getFirst(), Outcome.UNTRIED).state());
    }
  }

  @Test
  void aPasswordThatIsNotThereIsNamedWithItsPlace() throws IOException {
    tree.user(0, "");
    try (ScriptedBroker broker = ScriptedBroker.start(0)) {
      String yaml = "mqtt: {username: gate, password_file: /nowhere/secret}";
      Finding finding = sole(at("tcp://127.0.0.1:" + broker.port(), yaml));
      assertEquals(Id.BROKER_SECRET, finding.id());
      assertEquals(State.ERROR, finding.state());
      assertTrue(finding.words().contains("/nowhere/secret does not exist"), finding.words());
    }
  }

  @Test
  void aPasswordOfTheServiceIsForRootToLookAt() throws IOException {
    tree.file = Path.of("/etc/tidegate/tidegate.yaml");
    tree.write(
        "/etc/passwd", "pi:x:1000:1000::/home/pi:/bin/sh", "tidegate:x:990:990::/:/bin/false");
    Finding finding =
        BrokerChecks.failure(
            at("tcp://b", "mqtt: {username: gate, password_file: secret}"),
            SERVER,
            DisconnectCause.SECRET_UNREADABLE,
            "the password: it may not be read by pi");
    assertEquals(State.UNCHECKED, finding.state());
    assertEquals("sudo tidegate doctor /etc/tidegate/tidegate.yaml", finding.command());
  }

  @Test
  void whereAPasswordHasToComeFromIsTheCommand() throws IOException {
    tree.user(0, "");
    for (List<String> each :
        List.of(
            List.of("password_file: /s p", "sudoedit '/s p'"),
            List.of("password_env: WORD", "read -rs WORD && export WORD"),
            List.of(
                "password_credential: word",
                "sudo systemctl start tidegate && sudo tidegate doctor /home/pi/tidegate.yaml"))) {
      Situation at = at("tcp://b", "mqtt: {username: gate, " + each.getFirst() + "}");
      assertEquals(
          each.getLast(),
          BrokerChecks.failure(at, SERVER, DisconnectCause.SECRET_UNREADABLE, "w").command());
    }
  }

  @Test
  void anAddressInBracketsIsACommandsWordToo() {
    assertEquals(
        "openssl s_client -connect '[::1]:8883' -showcerts </dev/null",
        BrokerChecks.failure(
                at("tcp://b"),
                new Server("::1", 8883, true),
                DisconnectCause.CERTIFICATE_UNTRUSTED,
                "w")
            .command());
  }

  @Test
  void everyCauseOfAFailureIsAFinding() {
    Situation at = at("tcp://b", "mqtt: {username: gate}");
    for (DisconnectCause cause : DisconnectCause.values()) {
      Finding finding = BrokerChecks.failure(at, SERVER, cause, "words");
      assertTrue(
          finding.state() == State.ERROR || finding.state() == State.UNCHECKED, cause.name());
      assertTrue(finding.words().startsWith("words"), cause.name());
    }
    assertEquals(
        List.of(Id.BROKER_TLS, Id.CERTIFICATE_TRUST, Id.CERTIFICATE_NAME, Id.HANG),
        Stream.of(
                DisconnectCause.TLS_FAILED,
                DisconnectCause.CERTIFICATE_UNTRUSTED,
                DisconnectCause.CERTIFICATE_NAME,
                DisconnectCause.STALLED)
            .map(cause -> BrokerChecks.failure(at, SERVER, cause, "words").id())
            .toList());
    Finding nobody =
        BrokerChecks.failure(at("tcp://b"), SERVER, DisconnectCause.NOT_AUTHORISED, "words");
    assertEquals("sudoedit /home/pi/tidegate.yaml", nobody.command(), "who we are is missing");
  }

  @Test
  void theAddressIsNotSaidTwice() {
    for (String said : List.of(SERVER + ": Connection reset", SERVER + " Connection reset")) {
      assertEquals(
          "Connection reset",
          BrokerChecks.failure(at("tcp://b"), SERVER, DisconnectCause.LOST, said).words());
    }
  }

  @Test
  void aCertificateThatEndsWithinThirtyDaysIsAWarning() {
    assertEquals(
        State.OK,
        BrokerChecks.certificate(Tree.NOW, SERVER, Tree.NOW.plus(Duration.ofDays(31))).state());
    Finding soon = BrokerChecks.certificate(Tree.NOW, SERVER, Tree.NOW.plus(Duration.ofDays(30)));
    assertEquals(State.WARNING, soon.state());
    assertEquals(
        "openssl s_client -connect b:8883 </dev/null | openssl x509 -noout -dates", soon.command());
  }

  @Test
  void probesGoWhereNobodyTakesThemForReal() {
    List<Finding> leftOut = new ArrayList<>();
    List<Probe> probes = Probe.of(at("tcp://b").configuration(), leftOut);
    assertEquals(
        List.of(
            "/sensors/tidegate-doctor",
            "tidegate/gw/status/doctor",
            "tidegate/gw/event/doctor",
            "tidegate/gw/health/doctor",
            "tidegate/gw/board/tidegate-doctor/status",
            "tidegate/gw/board/tidegate-doctor/result"),
        probes.stream().map(Probe::target).toList());
    assertEquals(
        List.of("topics.set"), leftOut.stream().map(Finding::subject).toList(), "never a command");
    assertEquals("tidegate/gw/status/#", probes.get(1).grant());
    assertEquals("tidegate/gw/board/+/result", probes.get(5).grant());
  }

  @Test
  void topicsThatASubscriberWouldTakeForABoardsAreLeftOutInWords() {
    List<Finding> leftOut = new ArrayList<>();
    Probe.of(
        at("tcp://b", "topics: {readings: house, result: r, board_status: s}").configuration(),
        leftOut);
    assertEquals(
        List.of("topics.readings", "topics.board_status", "topics.result", "topics.set"),
        leftOut.stream().map(Finding::subject).toList());
    assertEquals(
        "no probe on house: consumers would take it for a board's: no {device} in it",
        leftOut.getFirst().words());
  }

  @Test
  void aProbeThatAGatewayWouldTakeForACommandIsLeftOut() {
    List<Finding> leftOut = new ArrayList<>();
    List<Probe> probes =
        Probe.of(
            at("tcp://b", "topics: {set: 'x/{device}', health: x, readings: 'y/{device}'}")
                .configuration(),
            leftOut);
    assertFalse(probes.stream().anyMatch(each -> each.target().equals("x/doctor")));
    assertEquals("topics.health", leftOut.getFirst().subject());
  }

  @Test
  void everyOutcomeOfAProbeIsTold() {
    Situation at = at("tcp://b", "mqtt: {username: gate}");
    List<Probe> probes = Probe.of(at.configuration(), new ArrayList<>());
    Probe readings = probes.get(0);
    Probe status = probes.get(1);
    assertEquals(
        List.of(State.OK, State.WARNING, State.UNCHECKED, State.ERROR, State.UNCHECKED),
        Arrays.stream(Outcome.values())
            .map(outcome -> BrokerChecks.written(at, readings, outcome).state())
            .toList());
    assertEquals(State.UNCHECKED, BrokerChecks.written(at, status, Outcome.SILENT).state());
    assertTrue(
        BrokerChecks.written(at, readings, Outcome.SILENT)
            .command()
            .startsWith("printf 'user %s\\ntopic write %s\\n' gate /sensors/+ | sudo tee -a "));
  }
}
