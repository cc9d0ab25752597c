package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/// One connection (or attempt at one), from Paho's callbacks to inputs for the core. Callbacks come
/// on Paho's threads: they only enqueue.
final class Link implements MqttCallback, IMqttActionListener {
  final long connection;
  final MqttAsyncClient client;
  final BrokerSocket socket;
  private final Inbox inbox;
  private final AtomicBoolean ended = new AtomicBoolean();

  // what a resumed session delivers before the core knows that the connection stands
  private final List<Input.Arrived> early = new ArrayList<>();
  private boolean told;

  Link(long connection, MqttAsyncClient client, BrokerSocket socket, Inbox inbox) {
    this.connection = connection;
    this.client = client;
    this.socket = socket;
    this.inbox = inbox;
  }

  /// Tells that the connection stands, then what arrived meanwhile.
  synchronized void up(boolean sessionPresent, String server) {
    if (ended.get()) {
      return;
    }
    told = true;
    inbox.control(new Input.BrokerUp(connection, sessionPresent, server));
    early.forEach(inbox::command);
    early.clear();
  }

  /// Tells the end, once. False when it was told already.
  boolean down(DisconnectCause cause, String words) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    inbox.control(new Input.BrokerDown(connection, cause, words));
    return true;
  }

  boolean hasEnded() {
    return ended.get();
  }

  boolean publish(long token, String topic, byte[] payload, int qos, boolean retain) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(qos);
    message.setRetained(retain);
    try {
      client.publish(topic, message, token, this);
      return true;
    } catch (MqttException e) {
      down(DisconnectCause.LOST, Words.of(e));
      return false;
    }
  }

  @Override
  public void connectionLost(Throwable cause) {
    down(DisconnectCause.LOST, Words.ofLoss(cause));
  }

  /// Never throws: an exception here would end the connection, and the same message would come
  /// again.
  @Override
  public synchronized void messageArrived(String topic, MqttMessage message) {
    Input.Arrived arrived =
        new Input.Arrived(
            connection,
            message.getId(),
            message.getQos(),
            message.isRetained(),
            topic,
            message.getPayload());
    if (told) {
      inbox.command(arrived);
    } else if (early.size() < Early.LIMIT) {
      early.add(arrived);
    }
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}

  /// The broker acknowledged a message.
  @Override
  public void onSuccess(IMqttToken token) {
    inbox.control(new Input.Acknowledged(connection, (Long) token.getUserContext()));
  }

  /// A message's token failed because the connection ended: [#connectionLost] tells it.
  @Override
  public void onFailure(IMqttToken token, Throwable cause) {}

  private static final class Early {
    static final int LIMIT = 64;
  }
}
