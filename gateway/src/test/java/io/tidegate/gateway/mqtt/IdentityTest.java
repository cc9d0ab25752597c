package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Certificates;
import io.tidegate.gateway.system.MosquittoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that want a certificate of their clients, and what is said when there is none that they
/// take.
final class IdentityTest {
  @TempDir static Path shared;
  private static Certificates certificates;
  private static Certificates others;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    certificates = new Certificates(shared.resolve("certificates"));
    certificates.server("broker", "dns:localhost", "-1d", 10);
    certificates.server("pi", "dns:pi", "-1d", 10);
    certificates.server("old", "dns:pi", "-20d", 10);
    certificates.rsa("rsa", "dns:pi");
    others = new Certificates(shared.resolve("others"));
    others.server("pi", "dns:pi", "-1d", 10);
  }

  @Test
  @Tag("mosquitto")
  void aBrokerThatWantsACertificateGetsOurs() throws IOException {
    try (MosquittoProcess broker = asking("tlsv1.3")) {
      for (String alias : List.of("pi", "rsa")) {
        try (Trial trial = trial(broker)) {
          show(trial, certificates, alias);
          trial.up(1);
          assertTrue(trial.publish(1, 1, "t", alias));
          trial.acknowledged(1, 1);
        }
      }
    }
  }

  @Test
  @Tag("mosquitto")
  void withoutOneItIsToldHowToNameIt() throws IOException {
    for (String version : List.of("tlsv1.2", "tlsv1.3")) {
      try (MosquittoProcess broker = asking(version);
          Trial trial = trial(broker)) {
        Input.BrokerDown down = trial.refused(1);
        assertEquals(DisconnectCause.TLS_FAILED, down.cause(), down.words());
        assertTrue(
            down.words().contains("it wants a certificate of ours, and there is none"),
            down.words());
        assertTrue(down.words().contains("mqtt.cert_file and mqtt.key_file"), down.words());
        trial.awaitNoPahoThread();
      }
    }
  }

  @Test
  @Tag("mosquitto")
  void oneThatTheBrokerDoesNotBelieveIsTold() throws IOException {
    for (String version : List.of("tlsv1.2", "tlsv1.3")) {
      try (MosquittoProcess broker = asking(version);
          Trial trial = trial(broker)) {
        show(trial, others, "pi");
        Input.BrokerDown down = trial.refused(1);
        assertEquals(DisconnectCause.TLS_FAILED, down.cause(), down.words());
        assertTrue(
            down.words().contains("is ours of an issuer it believes, and valid?"), down.words());
      }
    }
  }

  @Test
  void filesThatCannotBeShownAreNamed() throws IOException {
    Path certificate = certificates.certificateFile("pi");
    Path key = certificates.keyFile("pi");
    Path rubbish = Files.writeString(folder.resolve("rubbish"), "no key at all\n");
    String whole = Files.readString(key);
    Path torn =
        Files.writeString(folder.resolve("torn"), whole.substring(0, 50) + whole.substring(58));
    Path locked =
        Files.writeString(
            folder.resolve("locked"),
            Files.readString(key).replace("PRIVATE", "ENCRYPTED PRIVATE"));
    assertEquals("", Identity.complaint(certificate, key));
    assertEquals(
        rubbish + " holds no key that can be read; expected PEM, with -----BEGIN PRIVATE KEY-----",
        Identity.complaint(certificate, rubbish));
    assertEquals(
        rubbish
            + " holds no certificate that can be read; expected PEM, which begins with"
            + " -----BEGIN CERTIFICATE-----",
        Identity.complaint(rubbish, key));
    assertEquals(
        locked + " is protected by a passphrase; expected a key without one (openssl pkey)",
        Identity.complaint(certificate, locked));
    for (Path another : List.of(torn, certificates.keyFile("rsa"), others.keyFile("pi"))) {
      assertEquals(
          "the key in " + another + " is not that of the certificate " + certificate,
          Identity.complaint(certificate, another));
    }
    Path old = certificates.certificateFile("old");
    String expired = Identity.complaint(old, certificates.keyFile("old"));
    assertTrue(expired.startsWith(old + " is not valid by this machine's clock: "), expired);
  }

  @Test
  void aMissingFileFailsTheAttemptAndIsReadAtTheNext() throws IOException {
    try (FaultyServer silent = FaultyServer.silent();
        Trial trial = new Trial(new Server("localhost", silent.port(), true))) {
      trial.connectLimitSeconds = 1;
      trial.certFile = certificates.certificateFile("pi");
      trial.keyFile = folder.resolve("missing");
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.TLS_FAILED, down.cause(), down.words());
      assertTrue(down.words().startsWith("our certificate cannot be shown: "), down.words());
      assertTrue(down.words().contains(trial.keyFile.toString()), down.words());
      Files.copy(certificates.keyFile("pi"), trial.keyFile);
      assertEquals(DisconnectCause.NO_ANSWER, trial.refused(2).cause());
    }
  }

  /// What clouds and older programs write.
  @Test
  @Tag("openssl")
  void olderFormsOfKeysAreRead() throws Exception {
    for (String alias : List.of("pi", "rsa")) {
      Path certificate = certificates.certificateFile(alias);
      Path old = folder.resolve(alias + ".old");
      openssl("pkey", "-in", certificates.keyFile(alias).toString(), "-traditional", "-out", old);
      String kind = alias.equals("pi") ? "EC" : "RSA";
      assertTrue(Files.readString(old).startsWith("-----BEGIN " + kind + " PRIVATE KEY-----"));
      assertEquals("", Identity.complaint(certificate, old));
      // as `openssl ecparam -genkey` has it
      Files.writeString(
          old,
          "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
              + Files.readString(old));
      assertEquals("", Identity.complaint(certificate, old));
    }
    Path locked = folder.resolve("locked");
    openssl(
        "rsa",
        "-in",
        certificates.keyFile("rsa").toString(),
        "-traditional",
        "-aes128",
        "-passout",
        "pass:word",
        "-out",
        locked);
    assertTrue(
        Identity.complaint(certificates.certificateFile("rsa"), locked)
            .contains("is protected by a passphrase"));
  }

  @Test
  void noFileThatIsCutAnywhereIsMoreThanAComplaint() throws IOException {
    Path certificate = certificates.certificateFile("pi");
    String pem = Files.readString(certificates.keyFile("pi"));
    Path cut = folder.resolve("cut");
    int whole = pem.substring(0, pem.indexOf("\n-----END")).replace("=", "").length();
    for (int length = 0; length < whole; length++) {
      Files.writeString(cut, pem.substring(0, length) + "\n-----END PRIVATE KEY-----\n");
      String complaint = Identity.complaint(certificate, cut);
      assertFalse(complaint.isEmpty(), pem.substring(0, length));
    }
  }

  private static void show(Trial trial, Certificates whose, String alias) throws IOException {
    trial.certFile = whose.certificateFile(alias);
    trial.keyFile = whose.keyFile(alias);
  }

  private MosquittoProcess asking(String version) throws IOException {
    List<String> lines = new ArrayList<>(List.of(certificates.mosquitto("broker")));
    lines.add("cafile " + certificates.caFile());
    lines.add("require_certificate true");
    lines.add("tls_version " + version);
    return MosquittoProcess.start(
        folder.resolve(version), "127.0.0.1", lines.toArray(String[]::new));
  }

  private static Trial trial(MosquittoProcess broker) {
    Trial trial = new Trial(new Server("localhost", broker.port(), true));
    trial.caFile = certificates.caFile();
    return trial;
  }

  private static void openssl(Object... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of("openssl"), Stream.of(arguments).map(Object::toString)).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
  }
}
