package io.tidegate.sim.stage;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/// What all clients have in common that a stage has at a broker, beside the network that is
/// pulled: how they come, go, and tell why they could not.
final class BrokerClient {
  private static final int CONNECT_SECONDS = 10;
  private static final long ANSWER_MILLIS = 10_000;
  private static final int KEEP_ALIVE_SECONDS = 30;
  private static final int END_MILLIS = 1_000;

  private BrokerClient() {}

  /// Not connected yet. `name` stands in its client id, with the process's number.
  static MqttClient of(String url, String name) throws MqttException {
    MqttClient client =
        new MqttClient(url, name + "-" + ProcessHandle.current().pid(), new MemoryPersistence());
    // a broker that takes the connection and says nothing is none
    client.setTimeToWait(ANSWER_MILLIS);
    return client;
  }

  static void connect(MqttClient client) throws MqttException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(true);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    client.connect(options);
  }

  static void end(MqttClient client) {
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(0, END_MILLIS);
      }
      client.close(true);
    } catch (MqttException _) {
      // it ends with the process at the latest
    }
  }

  /// Why something could not be done.
  static String words(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String said = cause.getMessage();
    return said == null || said.isEmpty() ? cause.toString() : said;
  }
}
