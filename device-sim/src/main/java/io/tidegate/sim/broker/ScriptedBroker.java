package io.tidegate.sim.broker;

import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketReader;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/// A server that speaks just enough MQTT 3.1.1 to misbehave as a test tells it to, and writes down
/// everything that happened, in order. It routes nothing: what it delivers, the test hands it.
/// What networks do is not its part: [io.tidegate.sim.proxy.Proxy] before it is slow, late or cut.
///
/// What is set holds from then on, also for a connection that stands already; defaults are those of
/// a broker that is well. Any thread may call.
public final class ScriptedBroker implements AutoCloseable {
  /// What happened; `connection` counts from 1.
  public sealed interface Event {
    long connection();

    /// A TCP connection was taken.
    record Accepted(long connection) implements Event {}

    /// A packet from the client, whole.
    record Received(long connection, Packet packet) implements Event {}

    /// A packet to the client has gone into the socket.
    record Sent(long connection, Packet packet) implements Event {}

    /// The connection is over; `byUs`: as the script says.
    record Ended(long connection, boolean byUs, String words) implements Event {}
  }

  /// What happens to the answer of a packet.
  public enum Answer {
    GIVE,
    /// Nothing is sent, the connection stays.
    WITHHOLD,
    /// The connection ends before the answer.
    CLOSE
  }

  private static final int REFUSED = 0x80;

  // for its whole life
  private final ServerSocket server;
  private final List<Event> events = new ArrayList<>();
  private volatile Talk talk;

  // the script
  private volatile int connackCode;
  private volatile Answer connack = Answer.GIVE;
  private volatile boolean sessionPresent;
  private volatile boolean refuseSubscriptions;
  private volatile Function<Packet.Publish, Answer> puback = _ -> Answer.GIVE;

  private ScriptedBroker(ServerSocket server) {
    this.server = server;
  }

  /// Listens on the loopback address; port 0 takes a free one.
  public static ScriptedBroker start(int port) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ScriptedBroker broker = new ScriptedBroker(server);
    Thread.ofPlatform().name("scripted-broker").daemon(true).start(broker::accept);
    return broker;
  }

  public int port() {
    return server.getLocalPort();
  }

  /// CONNACK with this code: 0 takes the client, 1 to 5 refuse it and close.
  public ScriptedBroker connackCode(int code) {
    connackCode = code;
    return this;
  }

  public ScriptedBroker connack(Answer answer) {
    connack = answer;
    return this;
  }

  /// What the next CONNACK says of the client's session.
  public ScriptedBroker sessionPresent(boolean present) {
    sessionPresent = present;
    return this;
  }

  public ScriptedBroker refuseSubscriptions(boolean refuse) {
    refuseSubscriptions = refuse;
    return this;
  }

  /// Asked for every message of QoS 1 that arrives.
  public ScriptedBroker puback(Function<Packet.Publish, Answer> answer) {
    puback = answer;
    return this;
  }

  /// Hands the client a message on the present connection. `id` is not 0 with QoS 1. False when
  /// there is no connection.
  public boolean deliver(Packet.Publish message) {
    Talk present = talk;
    return present != null && present.send(message);
  }

  /// Ends the present connection.
  public void cut() {
    Talk present = talk;
    if (present != null) {
      present.end("cut by the test");
    }
  }

  /// What happened so far.
  public List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /// The messages that arrived, in order, repeats included.
  public List<Packet.Publish> published() {
    List<Packet.Publish> published = new ArrayList<>();
    for (Event each : events()) {
      if (each instanceof Event.Received(_, Packet.Publish message)) {
        published.add(message);
      }
    }
    return published;
  }

  /// Waits until something of the kind has happened, also before this call; gives the first of
  /// them, or null when the time is over.
  public Event await(Predicate<Event> wanted, Duration limit) throws InterruptedException {
    long untilNanos = System.nanoTime() + limit.toNanos();
    synchronized (events) {
      for (int looked = 0; ; looked++) {
        while (looked == events.size()) {
          long leftMillis = (untilNanos - System.nanoTime()) / 1_000_000;
          if (leftMillis <= 0) {
            return null;
          }
          events.wait(leftMillis);
        }
        if (wanted.test(events.get(looked))) {
          return events.get(looked);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void note(Event event) {
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
  }

  private void accept() {
    try {
      for (long number = 1; ; number++) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        note(new Event.Accepted(number));
        Talk fresh = new Talk(number, socket);
        talk = fresh;
        Thread.ofVirtual().name("scripted-read").start(fresh::read);
        Thread.ofVirtual().name("scripted-write").start(fresh::write);
      }
    } catch (IOException _) {
      // closed
    }
  }

  /// One connection.
  private final class Talk {
    private final long number;
    private final Socket socket;
    private final LinkedBlockingQueue<Packet> outgoing = new LinkedBlockingQueue<>();
    private boolean over;

    Talk(long number, Socket socket) {
      this.number = number;
      this.socket = socket;
    }

    boolean send(Packet packet) {
      return !isOver() && outgoing.offer(packet);
    }

    void read() {
      try {
        PacketReader reader = new PacketReader(socket.getInputStream());
        for (Packet next = reader.read(); next != null; next = reader.read()) {
          note(new Event.Received(number, next));
          react(next);
        }
        ended(false, "closed by the client");
      } catch (IOException e) {
        ended(false, String.valueOf(e.getMessage()));
      }
    }

    private void react(Packet packet) {
      switch (packet) {
        case Packet.Connect _ -> connected();
        case Packet.Publish message when message.qos() == 1 ->
            give(puback.apply(message), new Packet.Puback(message.id()));
        case Packet.Publish message when message.qos() == 2 -> end("QoS 2 is not spoken here");
        case Packet.Subscribe subscribe ->
            send(
                new Packet.Suback(
                    subscribe.id(),
                    subscribe.wishes().stream()
                        .map(wish -> refuseSubscriptions ? REFUSED : Math.min(1, wish.qos()))
                        .toList()));
        case Packet.Unsubscribe unsubscribe -> send(new Packet.Unsuback(unsubscribe.id()));
        case Packet.Pingreq _ -> send(new Packet.Pingresp());
        default -> {
          // written down is enough
        }
      }
    }

    private void connected() {
      int code = connackCode;
      give(connack, new Packet.Connack(code == 0 && sessionPresent, code));
    }

    private void give(Answer answer, Packet packet) {
      switch (answer) {
        case GIVE -> send(packet);
        case WITHHOLD -> {}
        case CLOSE -> end("closed instead of " + packet);
      }
    }

    void write() {
      try {
        OutputStream out = socket.getOutputStream();
        while (!isOver()) {
          Packet next = outgoing.poll(100, TimeUnit.MILLISECONDS);
          if (next == null) {
            continue;
          }
          out.write(PacketWriter.bytes(next));
          note(new Event.Sent(number, next));
          if (next instanceof Packet.Connack(_, int code) && code != 0) {
            end("refused with code " + code);
          }
        }
      } catch (IOException _) {
        // the reader finds out as well
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized boolean isOver() {
      return over;
    }

    void end(String words) {
      ended(true, words);
    }

    private void ended(boolean byUs, String words) {
      synchronized (this) {
        if (over) {
          return;
        }
        over = true;
      }
      note(new Event.Ended(number, byUs, words));
      try {
        socket.close();
      } catch (IOException _) {
        // closing is all that was wanted
      }
    }
  }
}
