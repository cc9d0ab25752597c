package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Uplink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/// The broker connection of the gateway. [#connect] and [#close] only hand a job to the one control
/// thread; [#publish] and [#acknowledge] go straight to the present connection.
///
/// A client is used for one connection and thrown away: Paho 1.2.5 has states it does not come out
/// of, and only a new client is known to be well.
public final class PahoUplink implements Uplink, AutoCloseable {
  /// What we ask of a broker that has no answer: then the client is torn down by force.
  private static final long FAREWELL_MILLIS = 500;

  /// Time for the commands that did find room to be worked off and acknowledged.
  private static final long RENEW_MILLIS = 2_000;

  /// A message of QoS 0 has no id and nothing to acknowledge: a PUBACK for it would be a breach of
  /// the protocol, and brokers hang up on one.
  private static final int NO_MESSAGE_ID = 0;

  /// Paho numbers each SUBSCRIBE and UNSUBSCRIBE of a client from 1, and may not reach
  /// [Outbox#FIRST_ID].
  private static final int ASKED_MOST = Outbox.FIRST_ID - 16;

  /// A subscription the broker refuses is answered with this instead of a QoS.
  static final int SUBSCRIPTION_REFUSED = 0x80;

  /// Paho's own log tells again, without a level journald knows, what comes as an input anyway. It
  /// is kept here because a logger that nobody holds forgets its level.
  private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho.client.mqttv3");

  /// For the next connection.
  private volatile MqttSettings wanted;
  private final UnaryOperator<String> environment;
  private final Inbox inbox;
  private final ScheduledThreadPoolExecutor control =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("uplink-control").daemon(true).factory());
  private int nextServer;
  private volatile Link link;

  public PahoUplink(MqttSettings settings, UnaryOperator<String> environment, Inbox inbox) {
    PAHO_LOG.setLevel(Level.OFF);
    this.wanted = settings;
    this.environment = environment;
    this.inbox = inbox;
    control.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void connect(long connection) {
    MqttSettings settings = wanted;
    List<Server> servers = settings.servers();
    Server server = servers.get(Math.floorMod(nextServer++, servers.size()));
    control.execute(() -> attempt(connection, settings, server));
  }

  /// From the next connection on; the present one ends in order, as if the broker had gone.
  public void use(MqttSettings settings) {
    wanted = settings;
    try {
      control.execute(
          () -> {
            Link present = link;
            if (present != null && !present.hasEnded()) {
              tearDown(present, true, Words.CHANGED);
            }
          });
    } catch (RejectedExecutionException _) {
      // it ends
    }
  }

  @Override
  public boolean publish(
      long connection, long token, String topic, byte[] payload, int qos, boolean retain) {
    Link present = link;
    return present != null
        && present.connection == connection
        && !present.hasEnded()
        && present.publish(token, topic, payload, qos, retain);
  }

  @Override
  public void subscribe(long connection, String filter, boolean wanted) {
    Link present = link;
    if (present == null || present.connection != connection || present.hasEnded()) {
      return;
    }
    try {
      present.subscribe(filter, wanted);
    } catch (MqttException _) {
      // the connection is ending: the next one asks again
    }
    if (present.asked == ASKED_MOST) {
      renew(connection, Words.NUMBERS_USED_UP);
    }
  }

  @Override
  public void acknowledge(long connection, int messageId) {
    Link present = link;
    if (present == null || present.connection != connection || present.hasEnded()) {
      return;
    }
    if (messageId == NO_MESSAGE_ID) {
      return;
    }
    try {
      present.client.messageArrivedComplete(messageId, 1);
      present.acknowledgements.incrementAndGet();
    } catch (MqttException _) {
      // the connection is ending: the broker will deliver the message again
    }
  }

  @Override
  public void close(long connection, boolean courteous) {
    Link present = link;
    if (present == null || present.connection != connection) {
      return;
    }
    if (!courteous) {
      present.leaving = true;
      cut(present);
    }
    control.execute(() -> tearDown(present, courteous, Words.ENDED));
  }

  /// Ends everything; no thread is left.
  @Override
  public void close() {
    if (control.isShutdown()) {
      return;
    }
    Link present = link;
    if (present != null) {
      close(present.connection, true);
    }
    control.shutdown();
    try {
      if (!control.awaitTermination(2 * FAREWELL_MILLIS + 500, TimeUnit.MILLISECONDS)) {
        // an attempt that began after we looked, or a client that does not end: by force
        cut(link);
        control.shutdownNow();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(long connection, MqttSettings settings, Server server) {
    discard(link);
    Outbox outbox =
        new Outbox(
            "MQTT Out: " + settings.clientId(),
            settings.window(),
            token -> inbox.control(new Input.Acknowledged(connection, token)));
    BrokerSocket socket =
        new BrokerSocket(server, settings.tls(), settings.connectLimitSeconds() * 1_000, outbox);
    Link attempt = null;
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(BrokerSockets.ADDRESS, settings.clientId(), new MemoryPersistence());
      attempt =
          new Link(
              connection, client, socket, outbox, inbox, () -> renew(connection, Words.OVERFLOWED));
      link = attempt;
      client.setManualAcks(true);
      client.setCallback(attempt);
      boolean sessionPresent = connect(attempt, settings);
      if (sessionPresent) {
        outbox.resumed();
      }
      subscribe(client, settings, server);
      attempt.up(sessionPresent, server.toString());
    } catch (ConnectFailure failure) {
      fail(attempt, connection, failure);
    } catch (MqttException e) {
      fail(attempt, connection, socket.reason(Words.failure(e, settings, server)));
    } catch (RuntimeException e) {
      fail(attempt, connection, ConnectFailure.lost(server, ": " + e, e));
    }
  }

  private boolean connect(Link attempt, MqttSettings settings)
      throws MqttException, ConnectFailure {
    IMqttToken token = attempt.client.connect(options(attempt.socket, settings));
    attempt.socket.awaitStart();
    token.waitForCompletion(settings.connectLimitSeconds() * 1_000L);
    return token.getSessionPresent();
  }

  private MqttConnectOptions options(BrokerSocket socket, MqttSettings settings)
      throws ConnectFailure {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(!settings.keepSession());
    options.setAutomaticReconnect(false);
    options.setKeepAliveInterval(settings.keepAliveSeconds());
    options.setConnectionTimeout(settings.connectLimitSeconds());
    options.setSocketFactory(new BrokerSockets.Carrier(socket));
    if (!settings.username().isEmpty()) {
      options.setUserName(settings.username());
    }
    try {
      char[] password = settings.password().read(environment);
      if (password != null) {
        options.setPassword(password);
        Arrays.fill(password, '\0');
      }
    } catch (IOException e) {
      throw new ConnectFailure(
          DisconnectCause.SECRET_UNREADABLE, "the password: " + e.getMessage(), null);
    }
    MqttSettings.Will will = settings.will();
    if (will != null) {
      options.setWill(
          will.topic(), will.payload().getBytes(StandardCharsets.UTF_8), will.qos(), will.retain());
    }
    return options;
  }

  private void subscribe(MqttAsyncClient client, MqttSettings settings, Server server)
      throws MqttException, ConnectFailure {
    List<String> filters = settings.subscriptions();
    if (filters.isEmpty()) {
      return;
    }
    int[] qos = new int[filters.size()];
    Arrays.fill(qos, 1);
    IMqttToken token = client.subscribe(filters.toArray(String[]::new), qos);
    token.waitForCompletion(settings.connectLimitSeconds() * 1_000L);
    int[] granted = token.getGrantedQos();
    for (int i = 0; i < granted.length; i++) {
      if (granted[i] == SUBSCRIPTION_REFUSED) {
        throw ConnectFailure.notSubscribed(server, filters.get(i));
      }
    }
  }

  private void fail(Link attempt, long connection, ConnectFailure failure) {
    if (attempt == null) {
      attempt = new Link(connection, null, null, null, inbox, () -> {});
    }
    // told first: taking the client apart makes Paho tell of a loss, which is not the reason
    attempt.down(failure.reason, failure.getMessage());
    discard(attempt);
  }

  /// Ends the connection in order, for one of these reasons. Commands found no room and stay
  /// unacknowledged: when those before them are worked off, a new connection makes the broker send
  /// them again. Or Paho has used up the numbers that are its own.
  private void renew(long connection, String words) {
    Link present = link;
    try {
      control.schedule(
          () -> {
            if (present == link && present.connection == connection) {
              tearDown(present, true, words);
            }
          },
          RENEW_MILLIS,
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // the end is near: the broker keeps them
    }
  }

  private void tearDown(Link present, boolean courteous, String words) {
    if (courteous && !present.hasEnded()) {
      present.leaving = true;
      present.socket.farewell(present.acknowledgements.get(), FAREWELL_MILLIS);
    }
    discard(present);
    present.down(DisconnectCause.STOPPED, words);
  }

  /// Takes a client apart whatever state it is in, by force. It is never asked to close: that only
  /// drops references, under the feet of Paho's threads that still use them, and one that is
  /// disconnecting by itself then waits for ever.
  private void discard(Link old) {
    if (old == null || old.client == null || old.discarded) {
      return;
    }
    old.discarded = true;
    cut(old);
    old.socket.awaitThreads();
    try {
      old.client.disconnectForcibly(0, 0, false);
    } catch (MqttException _) {
      // it is going away in any case
    }
    old.socket.freeSender();
  }

  private static void cut(Link old) {
    if (old == null || old.socket == null) {
      return;
    }
    old.socket.stop();
  }
}
