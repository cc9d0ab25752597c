package io.tidegate.sim.pubsub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedList;
import java.util.List;

/// Runs a script against the client and writes down what it does, with its milliseconds.
///
/// ```
/// conn yes 10:20020000 500:close     what the next connection brings, and when; or conn no
/// connect ID USER PASSWORD WILL-TOPIC QOS RETAINED WILL-PAYLOAD     `-` for none
/// publish TOPIC HEX RETAINED         subscribe FILTER QOS     unsubscribe FILTER
/// loop | connected | disconnect      delay MS     at MS
/// ```
final class Conversation implements Network {
  private static final HexFormat HEX = HexFormat.of();

  private record Event(int atMillis, byte[] bytes) {}

  private final StringBuilder transcript = new StringBuilder();
  private final List<List<Event>> plans = new LinkedList<>();
  private final PubSubClient client =
      new PubSubClient(this, "broker", 1_883, () -> {}, this::message);
  private Socket socket;
  private int nowMillis;

  private Conversation() {}

  /// For a comparison by hand: a file with a script.
  public static void main(String[] arguments) throws IOException {
    System.out.print(of(Files.readString(Path.of(arguments[0]))));
  }

  static String of(String script) {
    Conversation conversation = new Conversation();
    script
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> conversation.line(line.split(" +")));
    return conversation.transcript.toString();
  }

  private void line(String[] words) {
    switch (words[0]) {
      case "conn" -> plans.add(words[1].equals("yes") ? events(words) : null);
      case "at" -> nowMillis = Integer.parseUnsignedInt(words[1]);
      case "delay" -> nowMillis += Integer.parseInt(words[1]);
      default -> call(words);
    }
  }

  private static List<Event> events(String[] words) {
    List<Event> events = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      String[] parts = words[i].split(":", 2);
      byte[] bytes = parts[1].equals("close") ? null : HEX.parseHex(parts[1]);
      events.add(new Event(Integer.parseInt(parts[0]), bytes));
    }
    return events;
  }

  private void call(String[] words) {
    boolean known = false;
    switch (words[0]) {
      case "connect" -> client.connect(login(words), nowMillis);
      case "publish" -> client.publish(words[1], hex(words[2]), words[3].equals("1"), nowMillis);
      case "subscribe" -> client.subscribe(words[1], Integer.parseInt(words[2]), nowMillis);
      case "unsubscribe" -> client.unsubscribe(words[1], nowMillis);
      case "loop" -> client.loop(nowMillis);
      case "disconnect" -> client.disconnect(nowMillis);
      case "connected" -> known = client.connected();
      default -> throw new IllegalArgumentException(words[0]);
    }
    while (!client.run(nowMillis)) {
      nowMillis += Math.min(client.idleMillis(nowMillis), socket.nextMillis());
    }
    boolean result = words[0].equals("connected") ? known : client.result();
    say("%s %d state %d".formatted(words[0], result ? 1 : 0, client.state()));
  }

  private static Login login(String[] words) {
    Login login = Login.of(words[1].equals("''") ? "" : words[1]);
    if (words.length > 2 && !words[2].equals("-")) {
      login = login.withUser(words[2], words[3].equals("-") ? null : words[3]);
    }
    return words.length > 4 && !words[4].equals("-")
        ? login.withWill(words[4], Integer.parseInt(words[5]), words[6].equals("1"), words[7])
        : login;
  }

  private static byte[] hex(String text) {
    return text.equals("-") ? new byte[0] : HEX.parseHex(text);
  }

  private void message(String topic, byte[] payload) {
    String shown = payload.length == 0 ? "-" : HEX.formatHex(payload);
    say("message " + HEX.formatHex(topic.getBytes(UTF_8)) + " " + shown);
  }

  private void say(String words) {
    transcript.append(Integer.toUnsignedString(nowMillis)).append(' ').append(words).append('\n');
  }

  @Override
  public Tcp connect(String host, int port, Runnable changed) {
    List<Event> plan = plans.isEmpty() ? null : plans.removeFirst();
    say(plan == null ? "dial no" : "dial");
    socket = new Socket(plan);
    return socket;
  }

  /// The other side does as planned.
  private final class Socket implements Tcp {
    private final Deque<Event> left;
    private final int begunMillis = nowMillis;
    private final ByteQueue incoming = new ByteQueue(100_000);
    private State state = State.ESTABLISHED;
    private boolean stopped;

    Socket(List<Event> plan) {
      left = new ArrayDeque<>(plan == null ? List.of() : plan);
      if (plan == null) {
        state = State.CLOSED;
        stopped = true;
      }
    }

    int nextMillis() {
      look();
      return left.isEmpty() ? Integer.MAX_VALUE : begunMillis + left.peek().atMillis() - nowMillis;
    }

    private void look() {
      while (!left.isEmpty() && begunMillis + left.peek().atMillis() - nowMillis <= 0) {
        Event event = left.poll();
        if (event.bytes() == null) {
          state = State.CLOSED;
          left.clear();
        } else {
          incoming.put(event.bytes(), 0, event.bytes().length);
        }
      }
    }

    @Override
    public State state() {
      look();
      return state;
    }

    @Override
    public String words() {
      return "";
    }

    @Override
    public int available() {
      look();
      return incoming.size();
    }

    @Override
    public int peek(int skip, byte[] into, int offset, int length) {
      return incoming.peek(skip, into, offset, length);
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      look();
      return incoming.take(into, offset, length);
    }

    @Override
    public int write(byte[] from, int offset, int length) {
      look();
      if (state == State.CLOSED) {
        return 0;
      }
      say("> " + HEX.formatHex(from, offset, offset + length));
      return length;
    }

    @Override
    public int unacknowledged() {
      return 0;
    }

    @Override
    public void close() {
      if (!stopped) {
        stopped = true;
        say("stop");
      }
      state = State.CLOSED;
      left.clear();
      incoming.clear();
    }

    @Override
    public void vanish() {
      close();
    }
  }
}
