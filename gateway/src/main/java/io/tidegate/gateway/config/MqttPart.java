package io.tidegate.gateway.config;

import io.tidegate.gateway.mqtt.CaFile;
import io.tidegate.gateway.mqtt.Identity;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.Secret;
import io.tidegate.gateway.mqtt.Server;
import io.tidegate.gateway.mqtt.TlsFiles;
import io.tidegate.gateway.topic.Topics;
import io.tidegate.strict.Key;
import io.tidegate.strict.Node;
import io.tidegate.strict.Problems;
import io.tidegate.strict.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How to reach the broker. A password or certificate that is missing now is only a warning: it is
/// read at each connect, and until then readings wait in the spool.
final class MqttPart {
  private static final long SECOND = 1_000_000_000;
  private static final List<Key<String>> SECRETS =
      List.of(BrokerKeys.PASSWORD_FILE, BrokerKeys.PASSWORD_ENV, BrokerKeys.PASSWORD_CREDENTIAL);

  private static final List<Key<String>> TLS =
      List.of(BrokerKeys.CA_FILE, BrokerKeys.CERT_FILE, BrokerKeys.KEY_FILE);
  private static final String UNTIL_MENDED = "; until it is mended there is no connection";

  private final Section root;
  private final Paths paths;
  private final UnaryOperator<String> environment;
  private final Problems problems;

  MqttPart(Section root, Paths paths, UnaryOperator<String> environment, Problems problems) {
    this.root = root;
    this.paths = paths;
    this.environment = environment;
    this.problems = problems;
  }

  /// `topics` null: there were problems already.
  MqttSettings read(String gateway, Topics topics) {
    List<Server> servers = root.get(BrokerKeys.BROKER, List.of());
    if (!root.has(BrokerKeys.BROKER) && !root.isTold(BrokerKeys.BROKER.name())) {
      problems.add(
          0,
          BrokerKeys.BROKER.path(),
          "is missing; expected the broker's address: tcp://HOST:1883");
    }
    boolean tls = servers.stream().anyMatch(Server::tls);
    Secret password = password();
    if (!(password instanceof Secret.None)) {
      warnPlain(servers);
    }
    TlsFiles files = files(tls || servers.isEmpty());
    if (topics == null) {
      return null;
    }
    return new MqttSettings(
        servers,
        root.get(BrokerKeys.CLIENT_ID, gateway),
        root.get(BrokerKeys.USERNAME, ""),
        password,
        files,
        Math.toIntExact(root.get(BrokerKeys.KEEP_ALIVE) / SECOND),
        Math.toIntExact(root.get(BrokerKeys.CONNECT_TIMEOUT) / SECOND),
        new MqttSettings.Will(
            topics.status(),
            "offline",
            Math.toIntExact(root.get(Keys.STATE_QOS)),
            root.get(Keys.STATE_RETAIN)),
        topics.subscriptions(),
        Math.toIntExact(root.get(BrokerKeys.WINDOW)));
  }

  private TlsFiles files(boolean used) {
    for (Key<String> key : TLS) {
      if (root.has(key) && !used) {
        problems.warn(
            root.line(key), key.path(), "is not used: no address of broker begins with ssl://");
      }
    }
    Path authorities = file(BrokerKeys.CA_FILE);
    if (authorities != null) {
      checkCertificates(authorities);
    }
    Path certificate = file(BrokerKeys.CERT_FILE);
    Path key = file(BrokerKeys.KEY_FILE);
    if ((certificate == null) != (key == null)) {
      Key<String> alone = certificate == null ? BrokerKeys.KEY_FILE : BrokerKeys.CERT_FILE;
      Key<String> other = certificate == null ? BrokerKeys.CERT_FILE : BrokerKeys.KEY_FILE;
      problems.add(
          root.line(alone),
          alone.path(),
          "expected " + other.path() + " beside it: a certificate is shown with its key");
      return TlsFiles.NONE;
    }
    if (certificate != null) {
      checkIdentity(certificate, key);
    }
    return new TlsFiles(authorities, certificate, key);
  }

  private void checkIdentity(Path certificate, Path key) {
    if (!Files.isReadable(certificate)) {
      warnMissing(BrokerKeys.CERT_FILE, certificate);
      return;
    }
    checkSecret(BrokerKeys.KEY_FILE, key);
    String complaint = Files.isReadable(key) ? Identity.complaint(certificate, key) : "";
    if (!complaint.isEmpty()) {
      problems.warn(
          root.line(BrokerKeys.CERT_FILE), BrokerKeys.CERT_FILE.path(), complaint + UNTIL_MENDED);
    }
  }

  private Secret password() {
    List<Key<String>> named = SECRETS.stream().filter(root::has).toList();
    if (named.size() > 1) {
      problems.add(
          root.line(named.get(1)),
          named.get(1).path(),
          "expected one place for the password; " + named.getFirst().path() + " names one already");
    }
    if (!named.isEmpty() && !root.has(BrokerKeys.USERNAME)) {
      problems.add(
          root.line(named.getFirst()),
          named.getFirst().path(),
          "expected mqtt.username beside it: MQTT knows no password without a user name");
    }
    Path file = file(BrokerKeys.PASSWORD_FILE);
    if (file != null) {
      checkSecret(BrokerKeys.PASSWORD_FILE, file);
      return new Secret.InFile(file);
    }
    if (root.get(BrokerKeys.PASSWORD_ENV) instanceof String variable) {
      if (environment.apply(variable) == null) {
        problems.warn(
            root.line(BrokerKeys.PASSWORD_ENV),
            BrokerKeys.PASSWORD_ENV.path(),
            "the environment has no variable " + variable);
      }
      return new Secret.InEnvironment(variable);
    }
    if (root.get(BrokerKeys.PASSWORD_CREDENTIAL) instanceof String name) {
      if (environment.apply("CREDENTIALS_DIRECTORY") == null) {
        problems.warn(
            root.line(BrokerKeys.PASSWORD_CREDENTIAL),
            BrokerKeys.PASSWORD_CREDENTIAL.path(),
            "there are credentials only under systemd, with LoadCredential="
                + name
                + " in the unit");
      }
      return new Secret.InCredential(name);
    }
    return new Secret.None();
  }

  private Path file(Key<String> key) {
    String text = root.get(key);
    Path path = text == null ? null : paths.of(text);
    if (text != null && path == null) {
      problems.add(
          root.line(key), key.path(), "expected a path; got \"" + Node.printable(text) + '"');
    }
    return path;
  }

  private void checkCertificates(Path file) {
    if (!Files.isReadable(file)) {
      warnMissing(BrokerKeys.CA_FILE, file);
      return;
    }
    String complaint = CaFile.complaint(file);
    if (!complaint.isEmpty()) {
      problems.warn(
          root.line(BrokerKeys.CA_FILE), BrokerKeys.CA_FILE.path(), complaint + UNTIL_MENDED);
    }
  }

  private void checkSecret(Key<String> key, Path file) {
    if (!Files.isReadable(file)) {
      warnMissing(key, file);
      return;
    }
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        problems.warn(
            root.line(key),
            key.path(),
            "every user of this machine may read " + file + ": chmod o-r " + file);
      }
    } catch (IOException | UnsupportedOperationException _) {
      // a file system without permissions, or a file that went away: nothing to warn of
    }
  }

  private void warnMissing(Key<String> key, Path file) {
    String words =
        Files.exists(file)
            ? file + " may not be read by user " + System.getProperty("user.name")
            : file + " does not exist";
    problems.warn(
        root.line(key), key.path(), words + "; until it can be read there is no connection");
  }

  private void warnPlain(List<Server> servers) {
    for (Server server : servers) {
      boolean here =
          server.host().equals("localhost")
              || server.host().startsWith("127.")
              || server.host().equals("::1");
      if (!server.tls() && !here) {
        problems.warn(
            root.line(BrokerKeys.BROKER),
            BrokerKeys.BROKER.path(),
            "the password travels to " + server.host() + " unencrypted; ssl:// protects it");
      }
    }
  }
}
