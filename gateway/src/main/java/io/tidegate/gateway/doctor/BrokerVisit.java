package io.tidegate.gateway.doctor;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.mqtt.MqttSettings;
import io.tidegate.gateway.mqtt.PahoUplink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/// One connection to a broker in the gateway's own way (the same code, user, password and
/// certificates), as somebody else: a client id of its own, so that a running gateway is not thrown
/// out; no will, no session.
final class BrokerVisit implements Inbox, AutoCloseable {
  private static final long CONNECTION = 1;

  /// A topic that others write to may bring more; the rest is not looked at.
  private static final int HEARD_LIMIT = 1_000;

  private final PahoUplink uplink;

  // guarded by this object's lock
  private final List<Input.Arrived> heard = new ArrayList<>();
  private int acknowledged;
  private boolean up;
  private Input.BrokerDown down;

  BrokerVisit(MqttSettings settings, UnaryOperator<String> environment) {
    this.uplink = new PahoUplink(settings, environment, this);
  }

  /// Null when it stands, else why it does not.
  Input.BrokerDown connect(long limitMillis) {
    uplink.connect(CONNECTION);
    await(limitMillis, () -> up || down != null);
    synchronized (this) {
      if (up || down != null) {
        return up ? null : down;
      }
      String words = "nothing came of it in " + limitMillis / 1_000 + " s";
      return new Input.BrokerDown(CONNECTION, DisconnectCause.STALLED, words);
    }
  }

  void publish(String topic, byte[] payload) {
    uplink.publish(CONNECTION, 1, topic, payload, 1, false);
  }

  synchronized boolean hasEnded() {
    return down != null;
  }

  synchronized List<Input.Arrived> heard() {
    return new ArrayList<>(heard);
  }

  /// Waits until it holds or the time is over. What comes meanwhile is acknowledged, or the broker
  /// would soon send no more.
  synchronized void await(long limitMillis, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + limitMillis * 1_000_000;
    try {
      while (!condition.getAsBoolean()) {
        long leftMillis = (endNanos - System.nanoTime()) / 1_000_000;
        if (leftMillis <= 0) {
          return;
        }
        wait(leftMillis);
        for (; acknowledged < heard.size(); acknowledged++) {
          uplink.acknowledge(CONNECTION, heard.get(acknowledged).messageId());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void control(Input input) {
    switch (input) {
      case Input.BrokerUp _ -> up = true;
      case Input.BrokerDown ended -> down = ended;
      default -> {}
    }
    notifyAll();
  }

  @Override
  public boolean bytes(int port, byte[] bytes, int length) {
    return false;
  }

  @Override
  public synchronized boolean command(Input.Arrived arrived) {
    if (heard.size() < HEARD_LIMIT) {
      heard.add(arrived);
      notifyAll();
    }
    return true;
  }

  @Override
  public void close() {
    uplink.close();
  }
}
