package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/// One connection (or attempt at one), from Paho's callbacks to inputs for the core. Callbacks come
/// on Paho's threads: they only enqueue. When a message finds no room in the inbox, the connection
/// is ended in good order.
final class Link implements MqttCallback {
  final long connection;
  final MqttAsyncClient client;
  final BrokerSocket socket;
  private final Outbox outbox;
  private final Inbox inbox;
  private final AtomicBoolean ended = new AtomicBoolean();

  /// Guarded by this object's lock.
  private final Arrivals arrivals;

  /// Commands that Paho was told to acknowledge.
  final AtomicLong acknowledgements = new AtomicLong();

  /// How often [#subscribe] was called; only the core's thread does.
  int asked;

  /// We end it: that the connection now ends is no loss.
  volatile boolean leaving;

  /// Only the control thread looks at it: the client was taken apart.
  boolean discarded;

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
    this.arrivals = new Arrivals(inbox::command, overflowed);
  }

  /// Tells that the connection stands, then what arrived meanwhile.
  synchronized void up(boolean sessionPresent, String server) {
    if (ended.get()) {
      return;
    }
    inbox.control(new Input.BrokerUp(connection, sessionPresent, server));
    arrivals.begin();
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

  /// Asks for what matches, or for no more of it; nobody waits for the answer.
  void subscribe(String filter, boolean wanted) throws MqttException {
    asked++;
    if (!wanted) {
      client.unsubscribe(filter);
      return;
    }
    client.subscribe(
        filter,
        0,
        null,
        new IMqttActionListener() {
          @Override
          public void onSuccess(IMqttToken token) {
            int[] granted = token.getGrantedQos();
            if (granted.length > 0 && granted[0] == PahoUplink.SUBSCRIPTION_REFUSED) {
              onFailure(token, null);
            }
          }

          @Override
          public void onFailure(IMqttToken token, Throwable cause) {
            if (!ended.get()) {
              inbox.control(new Input.NotSubscribed(connection, filter, Words.NOT_SUBSCRIBED));
            }
          }
        });
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
    arrivals.add(
        new Input.Arrived(
            connection,
            message.getId(),
            message.getQos(),
            message.isRetained(),
            topic,
            message.getPayload()));
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {}
}
