package io.tidegate.sim.stage;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.proxy.Address;
import io.tidegate.sim.scenario.Stage;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;

/// A publisher beside the network that is pulled. A thread of its own hands over one message after
/// the other; where the connection has gone, the next message makes another one.
final class BrokerVoice implements Stage.Voice, AutoCloseable {
  /// More do not wait.
  private static final int MOST_WAITING = 10_000;

  private static final long END_MILLIS = 2_000;

  private record Waiting(Packet.Publish message, Consumer<String> done) {}

  private final String url;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Queue<Runnable> ended = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  // of the thread, and of who has opened it before that
  private MqttClient client;

  private BrokerVoice(String url) {
    this.url = url;
    this.thread = Thread.ofPlatform().name("publishes").daemon(true).unstarted(this::run);
  }

  /// Returns when it is connected.
  static BrokerVoice open(InetSocketAddress address) throws Unplayable {
    BrokerVoice voice = new BrokerVoice("tcp://" + Address.text(address));
    try {
      voice.connect();
    } catch (MqttException | IllegalArgumentException e) {
      throw new Unplayable(
          "the broker " + voice.url + " cannot be published to: " + BrokerClient.words(e));
    }
    voice.thread.start();
    return voice;
  }

  @Override
  public long unixMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public void publish(Packet.Publish message, Consumer<String> done) {
    if (!waiting.offer(new Waiting(message, done))) {
      ended.add(() -> done.accept("more than " + MOST_WAITING + " messages wait for the broker"));
    }
  }

  /// Tells what has become of messages; on the world's thread.
  void look() {
    for (Runnable next = ended.poll(); next != null; next = ended.poll()) {
      next.run();
    }
  }

  /// What waits is given up.
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        Waiting next = waiting.take();
        String trouble = trouble(next.message());
        ended.add(() -> next.done().accept(trouble));
      }
    } catch (InterruptedException _) {
      // it is over
    } finally {
      BrokerClient.end(client);
    }
  }

  /// Empty when the broker has it.
  private String trouble(Packet.Publish message) {
    try {
      if (!client.isConnected()) {
        BrokerClient.end(client);
        connect();
      }
      client.publish(message.topic(), message.payload(), message.qos(), message.retained());
      return "";
    } catch (MqttException | IllegalArgumentException e) {
      BrokerClient.end(client);
      return BrokerClient.words(e);
    }
  }

  private void connect() throws MqttException {
    client = BrokerClient.of(url, "tidegate-sim-voice");
    BrokerClient.connect(client);
  }
}
