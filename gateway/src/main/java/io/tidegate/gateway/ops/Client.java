package io.tidegate.gateway.ops;

import io.tidegate.gateway.core.Inbox;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.core.Question;
import io.tidegate.gateway.core.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// One program at the control socket. Its requests are answered one after the other, on its own
/// thread; so at most one question of it is with the core.
final class Client {
  static final int REQUEST_LIMIT_BYTES = 4_096;
  static final long ANSWER_LIMIT_MILLIS = 5_000;

  /// The core ends every command soon after its time is over.
  private static final long RESULT_SPARE_MILLIS = 15_000;

  private static final long MONITOR_LOOK_MILLIS = 200;

  private final SocketChannel channel;
  private final Inbox inbox;
  private final Tickets tickets;
  private final PortControl ports;
  private final ByteBuffer received = ByteBuffer.allocate(REQUEST_LIMIT_BYTES);

  Client(SocketChannel channel, Inbox inbox, Tickets tickets, PortControl ports) {
    this.channel = channel;
    this.inbox = inbox;
    this.tickets = tickets;
    this.ports = ports;
  }

  /// Until the program hangs up.
  void serve() {
    try (channel) {
      for (byte[] line = readLine(); line != null; line = readLine()) {
        answer(Request.parse(line, line.length));
      }
    } catch (IOException _) {
      // it has hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void hangUp() {
    try {
      channel.close();
    } catch (IOException _) {
      // closed is closed
    }
  }

  private void answer(Request request) throws IOException, InterruptedException {
    switch (request) {
      case Request.Status() -> withState(state -> Answers.status(state, ports.ports()));
      case Request.Ports() -> withState(state -> Answers.ports(state, ports.ports()));
      case Request.Buffer() -> withState(Answers::buffer);
      case Request.Monitor(String port, boolean raw) -> monitor(port, raw);
      case Request.Send send -> send(send);
      case Request.Release(String port, long millis) -> release(port, millis);
      case Request.Take(String port) -> take(port);
      case Request.Malformed(String words) -> say(Answers.error(words));
    }
  }

  private void withState(Function<State, String> answer) throws IOException, InterruptedException {
    long ticket = tickets.draw();
    CompletableFuture<State> expected = tickets.expectState(ticket);
    inbox.control(new Input.Asked(ticket, new Question.State()));
    say(await(ticket, expected, ANSWER_LIMIT_MILLIS, answer));
  }

  private void send(Request.Send send) throws IOException, InterruptedException {
    long ticket = tickets.draw();
    CompletableFuture<Tickets.Result> expected = tickets.expectResult(ticket);
    Question.Command command =
        new Question.Command(send.device(), send.channel(), send.value(), send.ttlMillis());
    inbox.control(new Input.Asked(ticket, command));
    say(await(ticket, expected, send.ttlMillis() + RESULT_SPARE_MILLIS, Answers::result));
  }

  private <T> String await(
      long ticket, CompletableFuture<T> expected, long limitMillis, Function<T, String> answer)
      throws InterruptedException {
    try {
      return answer.apply(expected.get(limitMillis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Answers.error("the gateway has not answered within " + limitMillis / 1_000 + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      tickets.forget(ticket);
    }
  }

  private void release(String words, long millis) throws IOException {
    PortName port = find(words);
    if (port == null) {
      say(noSuchPort(words));
    } else if (!ports.release(port.number(), millis)) {
      say(noSerialPort(port));
    } else {
      say(Answers.released(port.label(), millis));
    }
  }

  private void take(String words) throws IOException {
    PortName port = find(words);
    if (port == null) {
      say(noSuchPort(words));
    } else if (!ports.take(port.number())) {
      say(noSerialPort(port));
    } else {
      say(Answers.taken(port.label()));
    }
  }

  /// Lines follow until the program hangs up; what else it says is not listened to.
  private void monitor(String words, boolean raw) throws IOException, InterruptedException {
    PortName port = words.isEmpty() ? null : find(words);
    if (!words.isEmpty() && port == null) {
      say(noSuchPort(words));
      return;
    }
    long ticket = tickets.draw();
    MonitorLines lines = new MonitorLines();
    tickets.expectLines(ticket, lines);
    int number = port == null ? -1 : port.number();
    inbox.control(new Input.Asked(ticket, new Question.Monitor(number, raw)));
    Thread watch = Thread.ofVirtual().start(this::waitForHangUp);
    try {
      while (watch.isAlive()) {
        MonitorLines.Line line = lines.poll(MONITOR_LOOK_MILLIS);
        if (line != null) {
          say(Answers.line(line, ports.ports()));
        }
        long missed = lines.takeMissed();
        if (missed > 0) {
          say(Answers.missed(missed));
        }
      }
    } finally {
      inbox.control(new Input.Asked(ticket, new Question.MonitorEnd()));
      tickets.forget(ticket);
    }
  }

  private void waitForHangUp() {
    ByteBuffer ignored = ByteBuffer.allocate(256);
    try {
      while (channel.read(ignored.clear()) >= 0) {}
    } catch (IOException _) {
      // that too is its end
    }
  }

  private PortName find(String words) {
    for (PortName port : ports.ports()) {
      if (port.goesBy(words)) {
        return port;
      }
    }
    return null;
  }

  private String noSuchPort(String words) {
    StringBuilder known = new StringBuilder();
    for (PortName port : ports.ports()) {
      known.append(known.isEmpty() ? "" : ", ").append(port.label());
    }
    return Answers.error(
        "no port is called \""
            + words
            + "\"; "
            + (known.isEmpty() ? "none is configured" : "there is " + known));
  }

  private static String noSerialPort(PortName port) {
    return Answers.error(
        port.label() + " is no serial port: there is nothing to let go of, or to take back");
  }

  private void say(String json) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((json + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /// The next line without its end; null when the program has hung up, or sends a line without end:
  /// where the next request would begin cannot be known.
  private byte[] readLine() throws IOException {
    while (true) {
      for (int i = 0; i < received.position(); i++) {
        if (received.get(i) == '\n') {
          byte[] line = new byte[i];
          received.flip();
          received.get(line);
          received.get();
          received.compact();
          return line;
        }
      }
      if (!received.hasRemaining()) {
        say(Answers.error("expected a request of at most " + REQUEST_LIMIT_BYTES + " bytes"));
        return null;
      }
      if (channel.read(received) < 0) {
        return null;
      }
    }
  }
}
