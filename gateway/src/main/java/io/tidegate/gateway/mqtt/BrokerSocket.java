package io.tidegate.gateway.mqtt;

import io.tidegate.gateway.core.DisconnectCause;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;

/// Paho's way to the network, ours because of three defects of Paho 1.2.5.
///
/// A connection that ends within its first moments leaves one of Paho's threads spinning for ever:
/// it starts three others and polls every 100 ms whether they run, and misses one that has ended
/// already. Only then it writes CONNECT; so an end is told to Paho, and Paho is told to end, only
/// after its first byte, or after [#START_LIMIT_MILLIS]. Its sender, when it is told to end just
/// before it waits for the next message, waits for ever: see [PacketOutput#freeSender]. And its TLS
/// cannot be asked for words.
///
/// The host name is always checked against the certificate.
final class BrokerSocket implements NetworkModule {
  private static final long START_LIMIT_MILLIS = 5_000;

  /// Acknowledgements that nobody waits for are late by this, and so is a command that comes just
  /// behind one.
  private static final long REST_MILLIS = 50;

  private final Server server;
  private final TlsFiles files;
  private final int connectLimitMillis;
  private final Outbox outbox;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch wrote = new CountDownLatch(1);
  private final CountDownLatch brokerClosed = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  private volatile Socket plain;
  private volatile Socket socket;
  private volatile PacketOutput output;
  private volatile IOException broken;

  /// Null without TLS.
  private volatile Identity identity;

  private volatile boolean heard;
  private volatile boolean opened;

  BrokerSocket(Server server, TlsFiles files, int connectLimitMillis, Outbox outbox) {
    this.server = server;
    this.files = files;
    this.connectLimitMillis = connectLimitMillis;
    this.outbox = outbox;
  }

  @Override
  public void start() throws IOException {
    try {
      open();
    } finally {
      started.countDown();
    }
  }

  /// Waits until the socket is open or has failed to: its own limits are then over, and that of the
  /// broker's answer begins.
  void awaitStart() {
    try {
      started.await(2L * connectLimitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void open() throws IOException {
    Socket connected = connect();
    socket = connected;
    if (stopped.getCount() == 0) {
      connected.close();
      throw new ConnectFailure(DisconnectCause.STOPPED, "stopped while connecting", null);
    }
    if (server.tls()) {
      Tls.Secured secured = Tls.over(connected, server, files, connectLimitMillis);
      socket = secured.socket();
      identity = secured.identity();
    }
    opened = true;
    if (stopped.getCount() == 0) {
      opened = false;
      throw new ConnectFailure(DisconnectCause.STOPPED, "stopped while connecting", null);
    }
  }

  /// Waits until Paho's threads run: before that it may not be told to end. Of a socket that never
  /// opened it starts none.
  void awaitThreads() {
    try {
      if (opened) {
        wrote.await(START_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Socket connect() throws IOException {
    try {
      Socket connecting = new Socket();
      plain = connecting;
      connecting.setTcpNoDelay(true);
      connecting.connect(
          new InetSocketAddress(InetAddress.getByName(server.host()), server.port()),
          connectLimitMillis);
      return connecting;
    } catch (UnknownHostException e) {
      throw ConnectFailure.unknownHost(server, e);
    } catch (SocketTimeoutException e) {
      throw ConnectFailure.notReached(server, connectLimitMillis / 1_000, e);
    } catch (ConnectException e) {
      throw ConnectFailure.nobodyListens(server, e);
    } catch (NoRouteToHostException e) {
      throw failure(DisconnectCause.UNREACHABLE, "no route to " + server, e);
    } catch (IOException e) {
      throw ConnectFailure.unreachable(server, e.getMessage(), e);
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream patient = new PatientInput(socket.getInputStream());
    // Paho reads single bytes
    return new BufferedInputStream(
        new PacketInput(patient, outbox::answered, () -> outbox.rest(REST_MILLIS)));
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    OutputStream out;
    try {
      out = socket.getOutputStream();
    } catch (IOException e) {
      // ended already: of Paho's threads only the one that reads was started, and that runs
      wrote.countDown();
      throw e;
    }
    output = new PacketOutput(out, wrote::countDown);
    outbox.open(output, this::broke);
    return output;
  }

  /// Messages could not be written: Paho is told by the end of its input.
  private void broke(IOException why) {
    broken = why;
    stop();
  }

  /// A broker that does not like our certificate, or the lack of one, ends the connection before
  /// its first word.
  ConnectFailure reason(ConnectFailure failure) {
    Identity who = identity;
    boolean ended = failure.reason == DisconnectCause.LOST && !heard;
    return ended && who != null && who.isAskedFor()
        ? TlsWords.refused(server, who, failure)
        : failure;
  }

  /// After Paho has taken its client apart.
  void freeSender() {
    PacketOutput open = output;
    if (open != null) {
      open.freeSender();
    }
  }

  /// Says DISCONNECT, after all messages and that many acknowledgements, and waits until the broker
  /// closes, each at most that long. Closing at once could overtake the word: then the broker would
  /// publish the will. With messages of QoS 2 left it is not said, and the will is right: `offline`
  /// may be among them.
  void farewell(long acknowledgedBefore, long limitMillis) {
    PacketOutput open = output;
    try {
      if (open != null
          && outbox.finish(limitMillis)
          && open.disconnect(acknowledgedBefore, limitMillis)) {
        brokerClosed.await(limitMillis, TimeUnit.MILLISECONDS);
      }
    } catch (IOException _) {
      // it is gone already
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Also from another thread, while connecting, reading or writing: all then end. It is the plain
  /// socket that is closed: closing the one for TLS waits for a writer, which may hang.
  @Override
  public void stop() {
    stopped.countDown();
    outbox.stop();
    try {
      Socket open = plain;
      if (open != null) {
        open.close();
      }
    } catch (IOException _) {
      // closed is closed
    }
  }

  @Override
  public String getServerURI() {
    return server.toString();
  }

  private static ConnectFailure failure(DisconnectCause cause, String words, Exception from) {
    return new ConnectFailure(cause, words, from);
  }

  /// Tells an end of the stream only when Paho's threads run.
  private final class PatientInput extends FilterInputStream {
    PatientInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
          ended();
        }
        heard |= count > 0;
        return count;
      } catch (IOException e) {
        ended();
        throw broken == null ? e : broken;
      }
    }

    private void ended() {
      brokerClosed.countDown();
      awaitThreads();
    }
  }
}
