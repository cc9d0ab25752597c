package io.tidegate.gateway.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate authority of its own and server certificates signed by it, made with the JDK's
/// keytool.
public final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final String CA = "ca";

  private final Path folder;
  private final Path store;

  public Certificates(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.store = folder.resolve("store.p12");
    keytool("-genkeypair", "-alias", CA, "-dname", "CN=Test CA", "-ext", "bc:c", "-validity", "30");
    keytool("-exportcert", "-alias", CA, "-rfc", "-file", caFile().toString());
  }

  public Path caFile() {
    return folder.resolve("ca.pem");
  }

  /// For these names (`dns:localhost`, `ip:127.0.0.1`, comma between), valid from `startDate` (as
  /// keytool takes it, `-10d`) for so many days.
  public void server(String alias, String names, String startDate, int days) throws IOException {
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-signer",
        CA,
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=" + names,
        "-startdate",
        startDate,
        "-validity",
        Integer.toString(days));
  }

  /// A certificate that nobody but itself signed.
  public void selfSigned(String alias, String names) throws IOException {
    keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-ext", "san=" + names);
  }

  /// As [#server], with a key of RSA.
  public void rsa(String alias, String names) throws IOException {
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-signer",
        CA,
        "-dname",
        "CN=" + alias,
        "-ext",
        "san=" + names,
        "-keyalg",
        "RSA",
        "-keysize",
        "2048");
  }

  /// The lines of Mosquitto's configuration for this server.
  public String[] mosquitto(String alias) throws IOException {
    return new String[] {
      "allow_anonymous true", "certfile " + certificateFile(alias), "keyfile " + keyFile(alias)
    };
  }

  /// The whole chain, PEM.
  public Path certificateFile(String alias) throws IOException {
    try {
      StringBuilder chain = new StringBuilder();
      for (Certificate each : load().getCertificateChain(alias)) {
        chain.append(pem("CERTIFICATE", each.getEncoded()));
      }
      return Files.writeString(folder.resolve(alias + ".pem"), chain);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /// PEM, PKCS #8.
  public Path keyFile(String alias) throws IOException {
    try {
      Key secret = load().getKey(alias, PASSWORD.toCharArray());
      return Files.writeString(
          folder.resolve(alias + ".key"), pem("PRIVATE KEY", secret.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /// For a TLS server in Java that shows this certificate.
  public SSLContext context(String alias) throws IOException {
    try {
      KeyStore all = load();
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      one.setKeyEntry(
          alias,
          all.getKey(alias, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          all.getCertificateChain(alias));
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(one, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private static String pem(String kind, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    if (arguments[0].equals("-genkeypair") && !command.contains("-keyalg")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (made.waitFor() != 0) {
        throw new IOException(command + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
