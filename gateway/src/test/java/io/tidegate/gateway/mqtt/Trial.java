package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.system.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// One [PahoUplink] and everything it told the core. Settings are changed before the first use of
/// [#uplink].
final class Trial implements Inbox, AutoCloseable {
  static final int LIMIT_MILLIS = 60_000;

  // settings
  List<Server> servers;
  String clientId = "trial-" + System.nanoTime();
  String username = "";
  Secret password = new Secret.None();
  Path caFile;
  Path certFile;
  Path keyFile;
  int keepAliveSeconds = 20;
  int connectLimitSeconds = 5;
  MqttSettings.Will will = new MqttSettings.Will("will/" + clientId, "offline", 1, true);
  List<String> subscriptions = List.of();
  int window = 64;

  /// How many commands find room; may be changed at any time.
  volatile int commandLimit = Integer.MAX_VALUE;

  final Map<String, String> environment = new HashMap<>();

  private final List<Input> inputs = new ArrayList<>();
  private PahoUplink uplink;

  /// Control threads of other uplinks.
  private final Set<Thread> others = controlThreads();

  Trial(int port) {
    this(new Server("127.0.0.1", port, false));
  }

  Trial(Server... servers) {
    this.servers = List.of(servers);
  }

  PahoUplink uplink() {
    if (uplink == null) {
      MqttSettings settings =
          new MqttSettings(
              servers,
              clientId,
              username,
              password,
              new TlsFiles(caFile, certFile, keyFile),
              keepAliveSeconds,
              connectLimitSeconds,
              will,
              subscriptions,
              window);
      uplink = new PahoUplink(settings, environment::get, this);
    }
    return uplink;
  }

  /// Connects and waits until it stands.
  Input.BrokerUp up(long connection) {
    uplink().connect(connection);
    return await(Input.BrokerUp.class, up -> up.connection() == connection);
  }

  /// Attempts and waits for the refusal.
  Input.BrokerDown refused(long connection) {
    uplink().connect(connection);
    return down(connection);
  }

  Input.BrokerDown down(long connection) {
    return await(Input.BrokerDown.class, down -> down.connection() == connection);
  }

  boolean publish(long connection, long token, String topic, String text) {
    return publish(connection, token, topic, text, 1);
  }

  boolean publish(long connection, long token, String topic, String text, int qos) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return uplink().publish(connection, token, topic, payload, qos, false);
  }

  Input.Acknowledged acknowledged(long connection, long token) {
    return await(
        Input.Acknowledged.class, ack -> ack.connection() == connection && ack.token() == token);
  }

  Input.Arrived arrived(long connection, String text) {
    return await(
        Input.Arrived.class,
        each ->
            each.connection() == connection
                && new String(each.payload(), StandardCharsets.UTF_8).equals(text));
  }

  <T extends Input> T await(Class<T> kind, Predicate<T> wanted) {
    Eventually.await(
        LIMIT_MILLIS,
        () -> all(kind).stream().anyMatch(wanted),
        () -> kind.getSimpleName() + "; told: " + all(Input.class));
    return all(kind).stream().filter(wanted).findFirst().orElseThrow();
  }

  <T extends Input> List<T> all(Class<T> kind) {
    synchronized (inputs) {
      return inputs.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  /// Paho's threads of this client that live: their names end with the client id.
  List<String> pahoThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().endsWith(clientId))
        .map(thread -> thread.getName() + " " + List.of(thread.getStackTrace()))
        .toList();
  }

  void awaitNoPahoThread() {
    Eventually.await(
        LIMIT_MILLIS, () -> pahoThreads().isEmpty(), () -> "threads left: " + pahoThreads());
  }

  /// After [#end]: nothing of this uplink runs any more.
  void awaitNoThread() {
    awaitNoPahoThread();
    Eventually.await(
        LIMIT_MILLIS,
        () -> others.containsAll(controlThreads()),
        () -> "the control thread is left");
  }

  private static Set<Thread> controlThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().equals("uplink-control"))
        .collect(Collectors.toSet());
  }

  @Override
  public void control(Input input) {
    add(input);
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    throw new AssertionError("the uplink has no bytes of ports");
  }

  @Override
  public boolean command(Input.Arrived command) {
    if (all(Input.Arrived.class).size() >= commandLimit) {
      return false;
    }
    add(command);
    return true;
  }

  private void add(Input input) {
    synchronized (inputs) {
      inputs.add(input);
    }
  }

  @Override
  public void close() {
    end();
  }

  /// Ends the uplink; also more than once.
  void end() {
    if (uplink != null) {
      uplink.close();
    }
  }
}
