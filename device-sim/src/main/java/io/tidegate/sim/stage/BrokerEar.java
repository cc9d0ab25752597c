package io.tidegate.sim.stage;

import io.tidegate.sim.proxy.Address;
import io.tidegate.sim.scenario.Scenario;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/// A subscriber beside the network that is pulled: what it hears is what arrived. It stays
/// connected or is worth nothing, so it never connects again.
final class BrokerEar implements AutoCloseable {
  private static final int AT_LEAST_ONCE = 1;

  /// A message as it came.
  record Heard(String topic, byte[] payload, boolean retained) {}

  private final MqttClient client;
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private volatile String trouble = "";

  private BrokerEar(MqttClient client) {
    this.client = client;
  }

  /// Returns when the subscriptions stand. Throws with the broker's address when they do not.
  static BrokerEar listen(InetSocketAddress address, Scenario scenario) throws Unplayable {
    String url = "tcp://" + Address.text(address);
    try {
      MqttClient client = BrokerClient.of(url, "tidegate-sim");
      BrokerEar ear = new BrokerEar(client);
      client.setCallback(ear.new Callback());
      BrokerClient.connect(client);
      for (String filter : filters(scenario)) {
        client.subscribe(filter, AT_LEAST_ONCE);
      }
      return ear;
    } catch (MqttException | IllegalArgumentException e) {
      throw new Unplayable(
          "the broker " + url + " cannot be listened to: " + BrokerClient.words(e));
    }
  }

  private static Set<String> filters(Scenario scenario) {
    Set<String> filters = new LinkedHashSet<>(scenario.listen());
    if (!filters.contains("#")) {
      filters.add(Health.TOPICS);
    }
    return filters;
  }

  /// The next message, or null.
  Heard next() {
    return heard.poll();
  }

  /// Why nothing more is heard; empty while all is well.
  String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    client.setCallback(null);
    BrokerClient.end(client);
  }

  private final class Callback implements MqttCallback {
    @Override
    public void connectionLost(Throwable cause) {
      trouble = "the connection to the broker was lost: what came after it was not heard";
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(new Heard(topic, message.getPayload(), message.isRetained()));
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
