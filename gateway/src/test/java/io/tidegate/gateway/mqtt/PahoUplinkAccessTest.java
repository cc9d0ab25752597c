package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names, passwords and access lists, with a Mosquitto that keeps them.
@Tag("mosquitto")
final class PahoUplinkAccessTest {
  private static final String PASSWORD = "säsam öffne dich";

  @TempDir Path folder;
  private MosquittoProcess broker;
  private Trial trial;

  @BeforeEach
  void start() throws IOException {
    Path passwords = MosquittoProcess.passwords(folder.resolve("passwords"), "gate", PASSWORD);
    Path access =
        Files.write(
            folder.resolve("access"),
            List.of("user gate", "topic readwrite open/#", "topic read set/#"));
    broker =
        MosquittoProcess.start(
            folder,
            "127.0.0.1",
            "allow_anonymous false",
            "password_file " + passwords,
            "acl_file " + access);
    trial = new Trial(broker.port());
    trial.username = "gate";
  }

  @AfterEach
  void end() {
    trial.close();
    broker.close();
  }

  @Test
  void aPasswordFromAFileOpensTheDoor() throws IOException {
    trial.password = secretFile(PASSWORD + "\n");
    trial.up(1);
    assertTrue(trial.publish(1, 1, "open/a", "x"));
    trial.acknowledged(1, 1);
  }

  @Test
  void aPasswordFromTheEnvironmentOpensTheDoor() {
    trial.password = new Secret.InEnvironment("GATE_PASSWORD");
    trial.environment.put("GATE_PASSWORD", PASSWORD);
    trial.up(1);
  }

  @Test
  void aPasswordFromACredentialOpensTheDoor() throws IOException {
    Files.writeString(folder.resolve("mqtt-password"), PASSWORD);
    trial.password = new Secret.InCredential("mqtt-password");
    trial.environment.put("CREDENTIALS_DIRECTORY", folder.toString());
    trial.up(1);
  }

  @Test
  void aWrongPasswordIsToldWithTheUserAndWithoutThePassword() throws IOException {
    trial.password = secretFile("not the word");
    Input.BrokerDown down = trial.refused(1);
    assertEquals(DisconnectCause.NOT_AUTHORISED, down.cause());
    assertTrue(
        down.words().contains("not authorised (user gate): wrong name or password"), down.words());
    assertFalse(down.words().contains("not the word"), down.words());
  }

  @Test
  void withoutANameTheWordsSaySo() {
    trial.username = "";
    Input.BrokerDown down = trial.refused(1);
    assertEquals(DisconnectCause.NOT_AUTHORISED, down.cause());
    assertTrue(down.words().contains("without a user name"), down.words());
  }

  @Test
  void aPasswordChangedInItsFileIsUsedAtTheNextConnect() throws IOException {
    trial.password = secretFile("old");
    assertEquals(DisconnectCause.NOT_AUTHORISED, trial.refused(1).cause());
    secretFile(PASSWORD);
    trial.up(2);
  }

  @Test
  void anUnreadableSecretIsNamedAndNothingIsConnected() {
    Path missing = folder.resolve("missing");
    trial.password = new Secret.InFile(missing);
    Input.BrokerDown down = trial.refused(1);
    assertEquals(DisconnectCause.SECRET_UNREADABLE, down.cause());
    assertEquals("the password: " + missing + " does not exist", down.words());
  }

  @Test
  void mosquittoGrantsASubscriptionItWillNeverServe() throws IOException {
    trial.password = secretFile(PASSWORD);
    trial.subscriptions = List.of("set/#", "secret/#");
    trial.up(1);
  }

  @Test
  void whatTheAccessListForbidsIsAcknowledgedAndThrownAway() throws IOException {
    trial.password = secretFile(PASSWORD);
    trial.up(1);
    try (Onlooker onlooker = new Onlooker(broker.port(), "onlooker", true, "gate", PASSWORD)) {
      onlooker.subscribe("open/#", 1);
      assertTrue(trial.publish(1, 1, "closed/a", "lost"));
      assertTrue(trial.publish(1, 2, "open/a", "kept"));
      trial.acknowledged(1, 1);
      trial.acknowledged(1, 2);
      onlooker.await("open/a", "kept");
      assertEquals(1, onlooker.count(), "PUBACK is worth what the broker makes of it");
    }
  }

  private Secret secretFile(String text) throws IOException {
    return new Secret.InFile(Files.writeString(folder.resolve("secret"), text));
  }
}
