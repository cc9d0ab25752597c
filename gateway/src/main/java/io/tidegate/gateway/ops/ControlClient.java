package io.tidegate.gateway.ops;

import io.tidegate.bridge.FlatJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The other end of the [ControlSocket]: one request, then its answer.
public final class ControlClient implements AutoCloseable {
  /// The longest time that a `send` or a `release` may ask for.
  public static final long TTL_LIMIT_MILLIS = Request.TTL_LIMIT_MILLIS;

  public static final long RELEASE_LIMIT_MILLIS = Request.RELEASE_LIMIT_MILLIS;

  private final SocketChannel channel;
  private final BufferedReader answers;

  private ControlClient(SocketChannel channel) {
    this.channel = channel;
    this.answers =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
  }

  /// No gateway answers in this runtime folder.
  public static final class NotRunning extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean forbidden;

    NotRunning(String words, boolean forbidden) {
      super(words);
      this.forbidden = forbidden;
    }

    /// One may run here: we may not ask.
    public boolean isForbidden() {
      return forbidden;
    }
  }

  public static ControlClient connect(Path runtimeFolder) throws NotRunning {
    Path socket = runtimeFolder.resolve(ControlSocket.SOCKET);
    try {
      return new ControlClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      boolean forbidden = isForbidden(e);
      throw new NotRunning(forbidden ? forbidden(socket) : words(socket), forbidden);
    }
  }

  private static boolean isForbidden(IOException e) {
    return e instanceof AccessDeniedException
        || String.valueOf(e.getMessage()).contains("Permission denied");
  }

  private static String forbidden(Path socket) {
    return System.getProperty("user.name")
        + " may not use "
        + socket
        + ": it is for its owner and group only";
  }

  private static String words(Path socket) {
    return Files.exists(socket)
        ? "no gateway answers at " + socket + ": it has ended without tidying up"
        : "no gateway runs here: there is no " + socket;
  }

  public void send(String request) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /// The next line, as it came; null when the gateway has hung up.
  public String readLine() throws IOException {
    return answers.readLine();
  }

  /// The answer to one request, as it came.
  public String ask(String request) throws IOException {
    send(request);
    String answer = readLine();
    if (answer == null) {
      throw new IOException("the gateway ended before it answered");
    }
    return answer;
  }

  /// An answer as an object. An IOException when it is none.
  public static FlatJson parse(String answer) throws IOException {
    if (FlatJson.parse(answer, FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed(FlatJson json)) {
      return json;
    }
    throw new IOException("expected a JSON object from the gateway, got " + answer);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
