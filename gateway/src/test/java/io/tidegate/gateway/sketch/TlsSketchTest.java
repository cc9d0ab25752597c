package io.tidegate.gateway.sketch;

import io.tidegate.gateway.system.Certificates;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.sim.sketch.build.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// esp8266-tls-auth with real brokers that speak TLS and want a password: whom it trusts, and whom
/// it does not.
@Tag("gpp")
@Tag("mosquitto")
@Timeout(300)
final class TlsSketchTest {
  private static final double SPEED = 3;
  private static final String NAME = "broker.lab";

  @TempDir Path folder;

  /// One name, behind which one broker after the other stands.
  @Test
  void itSpeaksOnlyToTheBrokerWhoseCertificateItsConfigurationTrusts() throws Exception {
    Certificates ours = new Certificates(folder.resolve("ours"));
    ours.server("broker", "dns:" + NAME, "-1d", 30);
    ours.server("elsewhere", "dns:elsewhere.lab", "-1d", 30);
    Certificates theirs = new Certificates(folder.resolve("theirs"));
    theirs.server("broker", "dns:" + NAME, "-1d", 30);
    Path passwords = folder.resolve("passwords");
    MosquittoProcess.passwords(passwords, "garden", "secret");
    try (MosquittoProcess broker = tls("broker", ours, "broker", passwords);
        MosquittoProcess stranger = tls("stranger", theirs, "broker", passwords);
        MosquittoProcess elsewhere = tls("elsewhere", ours, "elsewhere", passwords);
        Boards boards = new Boards(folder, SPEED)) {
      boards.town.add(NAME, broker.port());
      Path byCaProgram = program(ca(Files.readString(ours.caFile())));
      Path byPrintProgram =
          program("#define BROKER_FINGERPRINT \"" + fingerprint("ours/broker.pem") + "\"\n");
      Boards.Sketched byCa = boards.add("ca", byCaProgram).listen();
      Boards.Sketched byPrint = boards.add("print", byPrintProgram).listen();
      for (Boards.Sketched board : List.of(byCa, byPrint)) {
        board.awaitPrint("time 1");
        board.awaitPrint("mqtt connected");
        board.awaitPrint("\"timestamp\":1");
      }

      boards.town.add(NAME, stranger.port());
      broker.kill();
      byCa.awaitPrint("mqtt -2, tls 62 ");
      byPrint.awaitPrint("mqtt -2, tls 62 ");

      boards.town.add(NAME, elsewhere.port());
      byCa.awaitPrint("mqtt -2, tls 56 ");

      MosquittoProcess.passwords(passwords, "garden", "changed");
      broker.start();
      boards.town.add(NAME, broker.port());
      byCa.awaitPrint("mqtt 5, tls 0 ");

      MosquittoProcess.passwords(passwords, "garden", "secret");
      broker.reload();
      byCa.forget();
      byCa.awaitPrint("mqtt connected");
    }
  }

  private MosquittoProcess tls(String name, Certificates certificates, String alias, Path passwords)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(certificates.mosquitto(alias)));
    lines.remove("allow_anonymous true");
    lines.add("allow_anonymous false");
    lines.add("password_file " + passwords);
    return MosquittoProcess.start(
        folder.resolve("broker-" + name), "127.0.0.1", lines.toArray(String[]::new));
  }

  private static Path program(String trust) {
    return Workshop.build(
        "esp8266-tls-auth",
        Target.ESP8266,
        Boards.WIFI
            + """
            #define BROKER_PORT 8883
            #define BROKER_USER "garden"
            #define BROKER_PASSWORD "secret"
            #define TIME_SERVER "time.lab"
            #define READING_EVERY_MILLIS 1000
            """
            + trust);
  }

  /// As config.example.h has it.
  private static String ca(String pem) {
    return "#define BROKER_CA brokerCa\n"
        + "const char brokerCa[] PROGMEM = R\"PEM(\n"
        + pem
        + ")PEM\";\n";
  }

  /// As openssl prints it.
  private String fingerprint(String file) throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(folder.resolve(file));
    byte[] der =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem))
            .getEncoded();
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(MessageDigest.getInstance("SHA-1").digest(der));
  }
}
