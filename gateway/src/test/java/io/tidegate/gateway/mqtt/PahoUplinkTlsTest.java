package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Certificates;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.MqttPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS: who is believed, and what is said of those who are not.
final class PahoUplinkTlsTest {
  @TempDir static Path shared;
  private static Certificates certificates;
  @TempDir Path folder;

  @BeforeAll
  static void make() throws IOException {
    certificates = new Certificates(shared.resolve("certificates"));
    certificates.server("good", "dns:localhost,ip:127.0.0.1,ip:::1", "-1d", 10);
    certificates.server("named", "dns:broker.tidegate.test", "-1d", 10);
    certificates.server("expired", "dns:localhost,ip:127.0.0.1", "-20d", 10);
    certificates.server("early", "dns:localhost,ip:127.0.0.1", "+2d", 10);
    certificates.server("other", "dns:broker.example", "-1d", 10);
    certificates.selfSigned("own", "dns:localhost,ip:127.0.0.1");
  }

  @Test
  @Tag("mosquitto")
  void aBrokerSignedByTheCaFileIsTrustedByNameAndByAddress() throws IOException {
    try (MosquittoProcess broker =
        MosquittoProcess.start(folder, "127.0.0.1", certificates.mosquitto("good"))) {
      for (String host : List.of("localhost", "127.0.0.1")) {
        try (Trial trial = trial(host, broker.port())) {
          assertEquals("ssl://" + host + ":" + broker.port(), trial.up(1).server());
          assertTrue(trial.publish(1, 1, "t", "x"));
          trial.acknowledged(1, 1);
        }
      }
    }
  }

  @Test
  @Tag("mosquitto")
  void anIpv6LiteralIsTrustedWhenTheCertificateIsForIt() throws IOException {
    try (MosquittoProcess broker =
            MosquittoProcess.start(folder, "::1", certificates.mosquitto("good"));
        Trial trial = trial("::1", broker.port())) {
      assertEquals("ssl://[::1]:" + broker.port(), trial.up(1).server());
    }
  }

  @Test
  @Tag("mosquitto")
  void anIssuerWeDoNotKnowIsRefusedAndTheRemedyIsNamed() throws IOException {
    Input.BrokerDown down = refusedByUs("own");
    assertEquals(DisconnectCause.CERTIFICATE_UNTRUSTED, down.cause(), down.words());
    assertTrue(down.words().contains("nobody we trust signed its certificate"), down.words());
    assertTrue(down.words().contains("ca_file"), down.words());
    assertTrue(down.words().contains("localhost"), "what it is for is shown: " + down.words());
  }

  @Test
  @Tag("mosquitto")
  void withoutCaFileAPrivateIssuerIsUntrusted() throws IOException {
    try (MosquittoProcess broker =
            MosquittoProcess.start(folder, "127.0.0.1", certificates.mosquitto("good"));
        Trial trial = trial("localhost", broker.port())) {
      trial.caFile = null;
      assertEquals(DisconnectCause.CERTIFICATE_UNTRUSTED, trial.refused(1).cause());
    }
  }

  @Test
  @Tag("mosquitto")
  void anExpiredCertificateIsRefusedWithItsDate() throws IOException {
    Input.BrokerDown down = refusedByUs("expired");
    assertEquals(DisconnectCause.CERTIFICATE_EXPIRED, down.cause(), down.words());
    assertTrue(down.words().contains("its certificate has expired"), down.words());
    assertTrue(down.words().contains("valid until 20"), down.words());
  }

  @Test
  @Tag("mosquitto")
  void aCertificateOfTheFutureMakesOneAskForTheClock() throws IOException {
    Input.BrokerDown down = refusedByUs("early");
    assertEquals(DisconnectCause.CERTIFICATE_EXPIRED, down.cause(), down.words());
    assertTrue(down.words().contains("is the clock of this machine right?"), down.words());
  }

  @Test
  @Tag("mosquitto")
  void aCertificateForAnotherNameIsRefusedAndBothNamesAreSaid() throws IOException {
    Input.BrokerDown down = refusedByUs("other");
    assertEquals(DisconnectCause.CERTIFICATE_NAME, down.cause(), down.words());
    assertTrue(down.words().contains("its certificate is not for localhost"), down.words());
    assertTrue(down.words().contains("broker.example"), down.words());
  }

  private Input.BrokerDown refusedByUs(String alias) throws IOException {
    try (MosquittoProcess broker =
            MosquittoProcess.start(folder, "127.0.0.1", certificates.mosquitto(alias));
        Trial trial = trial("localhost", broker.port())) {
      Input.BrokerDown down = trial.refused(1);
      assertTrue(trial.all(Input.BrokerUp.class).isEmpty());
      trial.awaitNoPahoThread();
      return down;
    }
  }

  @Test
  @Tag("mosquitto")
  void aRenewedCaFileIsUsedAtTheNextConnect() throws IOException {
    Path caFile = folder.resolve("ca.pem");
    Certificates others = new Certificates(folder.resolve("others"));
    Files.copy(others.caFile(), caFile);
    try (MosquittoProcess broker =
            MosquittoProcess.start(
                folder.resolve("broker"), "127.0.0.1", certificates.mosquitto("good"));
        Trial trial = trial("localhost", broker.port())) {
      trial.caFile = caFile;
      assertEquals(DisconnectCause.CERTIFICATE_UNTRUSTED, trial.refused(1).cause());
      Files.writeString(caFile, Files.readString(certificates.caFile()));
      trial.up(2);
    }
  }

  @Test
  void aCaFileThatIsMissingOrNoCertificateIsNamed() throws IOException {
    Path rubbish = Files.writeString(folder.resolve("rubbish.pem"), "no certificate at all\n");
    for (Path file : List.of(folder.resolve("missing.pem"), rubbish)) {
      try (FaultyServer silent = FaultyServer.silent();
          Trial trial = trial("localhost", silent.port())) {
        trial.caFile = file;
        Input.BrokerDown down = trial.refused(1);
        assertEquals(DisconnectCause.TLS_FAILED, down.cause(), down.words());
        assertTrue(down.words().contains("the CA file " + file + " cannot be used"), down.words());
      }
    }
  }

  @Test
  void aServerWithoutTlsMakesOneAskForThePort() throws IOException {
    FaultyServer.Conduct plain =
        socket -> {
          socket.getInputStream().read();
          socket.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          socket.close();
        };
    try (FaultyServer server = new FaultyServer(plain);
        Trial trial = trial("localhost", server.port())) {
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.TLS_FAILED, down.cause(), down.words());
      assertTrue(down.words().contains("is this the port for TLS?"), down.words());
    }
  }

  @Test
  void aServerThatNeverAnswersTheHandshakeIsGivenUp() throws IOException {
    try (FaultyServer silent = FaultyServer.silent();
        Trial trial = trial("localhost", silent.port())) {
      trial.connectLimitSeconds = 1;
      Input.BrokerDown down = trial.refused(1);
      assertEquals(DisconnectCause.NO_ANSWER, down.cause(), down.words());
      assertTrue(down.words().contains("did not answer the TLS handshake"), down.words());
    }
  }

  @Test
  void theServerIsToldANameButNeverAnAddress() throws IOException {
    assertEquals(List.of("broker.tidegate.test"), namesTold("named", "broker.tidegate.test"));
    assertEquals(List.of(), namesTold("good", "127.0.0.1"));
    assertEquals(List.of(), namesTold("good", "::1"));
  }

  private List<String> namesTold(String alias, String host) throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    FaultyServer.Conduct broker =
        socket -> {
          SSLSocket tls = (SSLSocket) socket;
          tls.startHandshake();
          for (SNIServerName name :
              ((ExtendedSSLSession) tls.getSession()).getRequestedServerNames()) {
            told.add(new String(name.getEncoded()));
          }
          MqttPacket.read(tls.getInputStream());
          tls.getOutputStream().write(MqttPacket.connack(false, 0).toBytes());
          keepOpen(tls);
        };
    InetAddress address = InetAddress.getByName(host);
    try (FaultyServer server =
            new FaultyServer(
                certificates
                    .context(alias)
                    .getServerSocketFactory()
                    .createServerSocket(0, 5, address),
                broker);
        Trial trial = trial(host, server.port())) {
      trial.up(1);
      return List.copyOf(told);
    }
  }

  private static void keepOpen(Socket socket) throws IOException {
    socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static Trial trial(String host, int port) {
    Trial trial = new Trial(new Server(host, port, true));
    trial.caFile = certificates.caFile();
    return trial;
  }
}
