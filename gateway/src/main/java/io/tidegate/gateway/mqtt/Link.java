package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/// One connection (or attempt at one), from Paho's callbacks to inputs for the core. Callbacks come
/// on Paho's threads: they only enqueue.
///
/// A message that finds no room in the inbox is left unacknowledged, and so is every later one. A
/// broker repeats them only on a new connection: so this one is then ended in good order.
final class Link implements MqttCallback {
  private static final int EARLY_LIMIT = 64;

  final long connection;
  final MqttAsyncClient client;
  final BrokerSocket socket;
  private final Outbox outbox;
  private final Inbox inbox;
  private final AtomicBoolean ended = new AtomicBoolean();

  private final Runnable overflowed;

  // what a resumed session delivers before the core knows that the connection stands
  private final List<Input.Arrived> early = new ArrayList<>();
  private boolean told;

  /// Commands that Paho was told to acknowledge.
  final AtomicLong acknowledgements = new AtomicLong();

  /// We end it: that the connection now ends is no loss.
  volatile boolean leaving;

  /// Only the control thread looks at it: the client was taken apart.
  boolean discarded;

  // a message found no room: it and all later ones stay unacknowledged, in order
  private boolean full;

  /// `overflowed` is told once, when a message found no room: the broker delivers what stayed
  /// unacknowledged on the next connection only.
  Link(
      long connection,
      MqttAsyncClient client,
      BrokerSocket socket,
      Outbox outbox,
      Inbox inbox,
      Runnable overflowed) {
    this.connection = connection;
    this.client = client;
    this.socket = socket;
    this.outbox = outbox;
    this.inbox = inbox;
    this.overflowed = overflowed;
  }

  /// Tells that the connection stands, then what arrived meanwhile.
  synchronized void up(boolean sessionPresent, String server) {
    if (ended.get()) {
      return;
    }
    told = true;
    inbox.control(new Input.BrokerUp(connection, sessionPresent, server));
    early.forEach(this::enqueue);
    early.clear();
  }

  /// Tells the end, once. False when it was told already.
  boolean down(DisconnectCause cause, String words) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    String remark = outbox == null ? "" : outbox.remark();
    inbox.control(new Input.BrokerDown(connection, cause, words + remark));
    return true;
  }

  boolean hasEnded() {
    return ended.get();
  }

  boolean publish(long token, String topic, byte[] payload, int qos, boolean retain) {
    return outbox.add(token, topic, payload, qos, retain);
  }

  @Override
  public void connectionLost(Throwable cause) {
    socket.freeSender();
    if (!leaving) {
      down(DisconnectCause.LOST, Words.ofLoss(cause));
    }
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
      enqueue(arrived);
    } else if (early.size() < EARLY_LIMIT) {
      early.add(arrived);
    } else {
      overflow(arrived);
    }
  }

  private void enqueue(Input.Arrived arrived) {
    if (full || !inbox.command(arrived)) {
      overflow(arrived);
    }
  }

  /// What came with QoS 0 is gone: there is nothing to leave unacknowledged.
  private void overflow(Input.Arrived arrived) {
    if (!full && arrived.qos() > 0) {
      full = true;
      overflowed.run();
    }
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}
}
