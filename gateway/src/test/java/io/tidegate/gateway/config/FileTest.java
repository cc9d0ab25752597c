package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.serial.PortMatch;
import io.tidegate.gateway.system.Certificates;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTest {
  @TempDir Path folder;

  private Result<Configuration> read(Path file) {
    return new ConfigurationReader(Read.ENVIRONMENT::get, Read.HOST).read(file);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void protect(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void whatIsTooLargeIsNoConfigurationFile() throws IOException {
    Path large = write("large.yaml", Read.MINIMAL + "#".repeat(ConfigurationReader.SIZE_LIMIT));
    assertEquals(
        "[" + large + ": is larger than 256 KiB: this is no configuration file]",
        Read.refusal(read(large)).toString());
  }

  @Test
  void relativePathsBeginAtTheFilesFolder() throws IOException {
    Path secret = write("secret", "x");
    protect(secret, "rw-r-----");
    Path file =
        write(
            "t.yaml",
            """
            broker: ssl://a
            ports:
              - path: ../tty
            mqtt: {username: u, password_file: secret, ca_file: ca.pem}
            spool: {folder: spool}
            runtime_folder: run
            """);
    Files.copy(new Certificates(folder.resolve("ca")).caFile(), folder.resolve("ca.pem"));
    Result.Ready<Configuration> ready = Read.ready(read(file));
    Configuration configuration = ready.value();
    assertEquals(List.of(), ready.warnings());
    assertEquals(new Secret.InFile(secret), configuration.mqtt().password());
    assertEquals(folder.resolve("ca.pem"), configuration.mqtt().tls().authorities());
    assertEquals(folder.resolve("spool"), configuration.spoolFolder());
    assertEquals(folder.resolve("run"), configuration.runtimeFolder());
    assertEquals(
        new PortMatch.ByPath(folder.getParent().resolve("tty")),
        configuration.ports().getFirst().match());
  }

  @Test
  void aPasswordFileThatAnybodyMayReadIsAWarning() throws IOException {
    Path secret = write("secret", "x");
    protect(secret, "rw-r--r--");
    assertEquals(
        ":4: mqtt.password_file: every user of this machine may read "
            + secret
            + ": chmod o-r "
            + secret,
        warning(Read.MINIMAL + "mqtt: {username: u, password_file: secret}\n"));
  }

  @Test
  void aFileThatHoldsNoCertificateIsAWarning() throws IOException {
    Path file = folder.resolve("ca.pem");
    Files.writeString(file, "hello\n");
    assertEquals(
        ":5: mqtt.ca_file: "
            + file
            + " holds no certificate that can be read; expected PEM, which begins with -----BEGIN"
            + " CERTIFICATE-----; until it is mended there is no connection",
        warning(
            "broker: ssl://b.example.org\nports:\n  - path: /dev/ttyUSB0\n"
                + "mqtt:\n  ca_file: ca.pem\n"));
  }

  @Test
  void aCertificateOfOursStandsWithItsKeyOrNotAtAll() {
    for (String[] each :
        new String[][] {
          {"cert_file", "key_file"},
          {"key_file", "cert_file"}
        }) {
      assertEquals(
          List.of(
              "5: mqtt."
                  + each[0]
                  + ": expected mqtt."
                  + each[1]
                  + " beside it: a certificate is shown with its key"),
          Read.problems(
              "broker: ssl://b\nports:\n  - path: /dev/x\nmqtt:\n  " + each[0] + ": a.pem\n"));
    }
  }

  @Test
  void aKeyThatAnybodyMayReadOrThatIsOfAnotherPairIsAWarning() throws IOException {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    certificates.server("pi", "dns:pi", "-1d", 10);
    certificates.server("other", "dns:pi", "-1d", 10);
    Path key = certificates.keyFile("pi");
    Path others = certificates.keyFile("other");
    String text =
        "broker: ssl://b\nports:\n  - path: /dev/x\nmqtt:\n  cert_file: "
            + certificates.certificateFile("pi")
            + "\n  key_file: ";
    protect(key, "rw-r--r--");
    assertEquals(
        ":6: mqtt.key_file: every user of this machine may read " + key + ": chmod o-r " + key,
        warning(text + key + "\n"));
    protect(others, "rw-------");
    assertEquals(
        ":5: mqtt.cert_file: the key in "
            + others
            + " is not that of the certificate "
            + certificates.certificateFile("pi")
            + "; until it is mended there is no connection",
        warning(text + others + "\n"));
  }

  @Test
  void whatIsMissingNowIsAWarningSinceReadingsWaitUntilItIsThere() throws IOException {
    assertEquals(
        ":4: mqtt.password_file: "
            + folder.resolve("secret")
            + " does not exist; until it can be read there is no connection",
        warning(Read.MINIMAL + "mqtt: {username: u, password_file: secret}\n"));
    assertEquals(
        ":4: mqtt.password_env: the environment has no variable NOPE",
        warning(Read.MINIMAL + "mqtt: {username: u, password_env: NOPE}\n"));
    assertEquals(
        ":4: mqtt.password_credential: there are credentials only under systemd, with"
            + " LoadCredential=broker in the unit",
        warning(Read.MINIMAL + "mqtt: {username: u, password_credential: broker}\n"));
  }

  @Test
  void aPasswordThatTravelsUnencryptedIsAWarning() throws IOException {
    Path secret = write("secret", "x");
    protect(secret, "rw-------");
    assertEquals(
        ":1: broker: the password travels to far.example.org unencrypted; ssl:// protects it",
        warning(
            "broker: tcp://far.example.org\nports: [{path: a}]\n"
                + "mqtt: {username: u, password_file: secret}\n"));
  }

  @Test
  void twoLinksToOneDeviceAreAWarning() throws IOException {
    write("tty", "");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("tty"));
    assertEquals(
        ":4: ports[1].path: leads to the same device as ports[0] at present; only one can have it",
        warning("broker: tcp://a\nports:\n  - path: tty\n  - path: link\n"));
  }

  private String warning(String text) throws IOException {
    Path file = write("t.yaml", text);
    List<Problem> warnings = Read.ready(read(file)).warnings();
    assertEquals(1, warnings.size(), warnings.toString());
    return warnings.getFirst().toString().substring(file.toString().length());
  }
}
