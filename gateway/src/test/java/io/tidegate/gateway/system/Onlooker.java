package io.tidegate.gateway.system;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// A client of the broker that shares no code with the gateway: subscribes, remembers what comes,
/// publishes. One thread reads and acknowledges.
public final class Onlooker implements AutoCloseable {
  private static final int LIMIT_MILLIS = 60_000;

  public record Seen(String topic, String text, int qos, boolean retained) {}

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final boolean sessionPresent;
  private final List<Seen> seen = new ArrayList<>();
  private int acknowledged;
  private int nextId = 1;
  private volatile boolean ended;

  /// Connects; an IOException with the return code when the broker refuses.
  public Onlooker(int port, String clientId, boolean cleanSession, String user, String password)
      throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(LIMIT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
    send(MqttPacket.connect(clientId, cleanSession, user, password));
    MqttPacket answer = MqttPacket.read(in);
    if (answer == null || answer.type() != MqttPacket.CONNACK || answer.body()[1] != 0) {
      socket.close();
      throw new IOException("refused: " + (answer == null ? "closed" : "code " + answer.body()[1]));
    }
    sessionPresent = answer.body()[0] != 0;
    socket.setSoTimeout(0);
    Thread.ofPlatform().name("onlooker-" + clientId).daemon(true).start(this::read);
  }

  public static Onlooker at(int port) throws IOException {
    return new Onlooker(port, "onlooker-" + System.nanoTime(), true, null, null);
  }

  public boolean sessionPresent() {
    return sessionPresent;
  }

  /// Subscribes and waits until the broker has taken it; gives what was granted.
  public synchronized int subscribe(String filter, int qos) throws IOException {
    granted = -1;
    send(MqttPacket.subscribe(nextId++, filter, qos));
    waitUntil(() -> granted >= 0, "SUBACK for " + filter);
    return granted;
  }

  private int granted;

  /// Publishes with QoS 1 and waits until the broker has taken it.
  public synchronized void publish(String topic, String text, boolean retain) throws IOException {
    int before = acknowledged;
    send(MqttPacket.publish(nextId++, topic, text.getBytes(StandardCharsets.UTF_8), 1, retain));
    waitUntil(() -> acknowledged > before, "PUBACK for " + topic);
  }

  /// Waits for a message like this, also among those that came before.
  public Seen await(Predicate<Seen> wanted, String words) {
    Eventually.await(
        LIMIT_MILLIS, () -> all().stream().anyMatch(wanted), () -> words + "; seen: " + tail());
    return all().stream().filter(wanted).findFirst().orElseThrow();
  }

  public Seen await(String topic, String text) {
    return await(
        each -> each.topic().equals(topic) && each.text().equals(text), topic + " = " + text);
  }

  public synchronized List<Seen> all() {
    return new ArrayList<>(seen);
  }

  public synchronized int count() {
    return seen.size();
  }

  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String tail() {
    List<Seen> all = all();
    return all.subList(Math.max(0, all.size() - 5), all.size()) + (ended ? ", ended" : "");
  }

  private synchronized void send(MqttPacket packet) throws IOException {
    out.write(packet.toBytes());
  }

  private void read() {
    try {
      for (MqttPacket next = MqttPacket.read(in); next != null; next = MqttPacket.read(in)) {
        take(next);
      }
    } catch (IOException _) {
      // closed, by us or by the broker
    } finally {
      ended = true;
      synchronized (this) {
        notifyAll();
      }
    }
  }

  private synchronized void take(MqttPacket packet) throws IOException {
    switch (packet.type()) {
      case MqttPacket.PUBLISH -> {
        switch (packet.qos()) {
          case 1 -> send(MqttPacket.puback(packet.id()));
          case 2 -> send(MqttPacket.step(MqttPacket.PUBREC, packet.id()));
          default -> {}
        }
        String text = new String(packet.payload(), StandardCharsets.UTF_8);
        seen.add(new Seen(packet.topic(), text, packet.qos(), packet.isRetained()));
      }
      case MqttPacket.PUBREL -> send(MqttPacket.step(MqttPacket.PUBCOMP, packet.id()));
      case MqttPacket.PUBACK -> acknowledged++;
      case MqttPacket.SUBACK -> granted = packet.body()[2] & 0xff;
      default -> {}
    }
    notifyAll();
  }

  private void waitUntil(java.util.function.BooleanSupplier condition, String words)
      throws IOException {
    long endNanos = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
    try {
      while (!condition.getAsBoolean()) {
        long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0 || ended) {
          throw new IOException("no " + words + (ended ? ": the connection ended" : ""));
        }
        wait(leftMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
