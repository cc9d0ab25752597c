package io.tidegate.sim.sketch.net;

import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Tcp;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/// TLS 1.2 over a connection, as BearSSL speaks it: one record at a time is held for the sketch. It
/// is CONNECTING until both sides have shaken hands.
final class TlsTcp implements Tcp {
  /// What the sketch may write before it is acknowledged.
  private static final int SEND_BYTES = 1_072;

  private static final int RECORD_BYTES = 17 * 1_024;
  private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

  private final Tcp below;
  private final SSLEngine engine;
  private final ByteQueue incoming = new ByteQueue(RECORD_BYTES);
  private final ByteQueue outgoing = new ByteQueue(SEND_BYTES);
  private final ByteBuffer come = ByteBuffer.allocate(2 * RECORD_BYTES);
  private final ByteBuffer plain = ByteBuffer.allocate(RECORD_BYTES);
  private final ByteBuffer go = ByteBuffer.allocate(2 * RECORD_BYTES).flip();
  private State state = State.CONNECTING;
  private String words = "";
  private int error;

  TlsTcp(Tcp below, TlsPlan plan) {
    this.below = below;
    this.engine = engine(plan);
  }

  private static SSLEngine engine(TlsPlan plan) {
    try {
      BearTrust trust = new BearTrust(plan);
      SSLContext context = SSLContext.getInstance("TLSv1.2");
      context.init(new OwnKey[] {new OwnKey(plan)}, new TrustManager[] {trust}, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(!plan.server());
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.2"});
      if (plan.server()) {
        parameters.setNeedClientAuth(trust.asksCallers());
      } else if (isName(plan.host())) {
        parameters.setServerNames(List.of(new SNIHostName(plan.host())));
      }
      engine.setSSLParameters(parameters);
      engine.beginHandshake();
      return engine;
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("this Java has no TLS 1.2", e);
    }
  }

  private static boolean isName(String host) {
    return host.matches("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*") && !host.matches("[0-9.]+");
  }

  /// BearSSL's number for what went wrong; 0 for nothing, or nothing that TLS knows of.
  int error() {
    return error;
  }

  /// Nothing can be written to one that has closed below, though there is still something to read.
  @Override
  public State state() {
    return state == State.ESTABLISHED && below.state() == State.CLOSED ? State.CLOSED : state;
  }

  @Override
  public String words() {
    return state() == state ? words : below.words();
  }

  @Override
  public int available() {
    return incoming.size();
  }

  @Override
  public int peek(int skip, byte[] into, int offset, int length) {
    return incoming.peek(skip, into, offset, length);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    return incoming.take(into, offset, length);
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    if (state != State.ESTABLISHED) {
      return 0;
    }
    return outgoing.put(from, offset, Math.min(length, SEND_BYTES - unacknowledged()));
  }

  /// As long as something of a record is under way, the sketch's bytes count as all of it.
  @Override
  public int unacknowledged() {
    return Math.min(SEND_BYTES, outgoing.size() + go.remaining() + below.unacknowledged());
  }

  @Override
  public void close() {
    if (state == State.ESTABLISHED) {
      turn();
      engine.closeOutbound();
      turn();
    }
    end("closed here");
    below.close();
  }

  @Override
  public void vanish() {
    end("closed here");
    below.vanish();
  }

  /// Does all that can be done at this moment.
  void turn() {
    if (state == State.CLOSED) {
      return;
    }
    try {
      boolean moved = true;
      while (moved) {
        moved = send() | take() | handshake();
      }
      flush();
    } catch (SSLException e) {
      error = number(e);
      String why = e.getMessage() == null ? "TLS failed" : e.getMessage();
      sayGoodbye();
      end(why);
      below.close();
      return;
    }
    if (below.state() == State.CLOSED && come.position() == 0 && below.available() == 0) {
      end(below.words());
    }
  }

  private void end(String why) {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      words = why;
    }
  }

  /// Wraps what the sketch has written, or what the engine wants to say; true when it was
  // something.
  private boolean send() throws SSLException {
    flush();
    boolean wanted =
        engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
            || state == State.ESTABLISHED && outgoing.size() > 0;
    if (!wanted || go.hasRemaining()) {
      return false;
    }
    byte[] bytes = new byte[state == State.ESTABLISHED ? outgoing.size() : 0];
    outgoing.peek(bytes, 0, bytes.length);
    SSLEngineResult result = wrap(bytes);
    outgoing.drop(result.bytesConsumed());
    flush();
    return result.bytesProduced() > 0 || result.bytesConsumed() > 0;
  }

  private SSLEngineResult wrap(byte[] bytes) throws SSLException {
    go.clear();
    try {
      return engine.wrap(ByteBuffer.wrap(bytes), go);
    } finally {
      go.flip();
    }
  }

  private void flush() {
    int taken = below.write(go.array(), go.position(), go.remaining());
    go.position(go.position() + taken);
  }

  /// Unwraps one record when the sketch has read the one before; true when it was something.
  private boolean take() throws SSLException {
    fill();
    HandshakeStatus status = engine.getHandshakeStatus();
    if (come.position() == 0
        || incoming.size() > 0
        || status == HandshakeStatus.NEED_WRAP
        || status == HandshakeStatus.NEED_TASK) {
      return false;
    }
    come.flip();
    SSLEngineResult result;
    try {
      result = engine.unwrap(come, plain.clear());
    } finally {
      come.compact();
    }
    plain.flip();
    incoming.put(plain.array(), 0, plain.remaining());
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      end(ENDED);
      below.close();
    }
    return result.bytesConsumed() > 0 && state != State.CLOSED;
  }

  private void fill() {
    int count = below.read(come.array(), come.position(), come.remaining());
    come.position(come.position() + count);
  }

  private boolean handshake() {
    boolean worked = false;
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
      worked = true;
    }
    if (state == State.CONNECTING
        && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !go.hasRemaining()) {
      state = State.ESTABLISHED;
      worked = true;
    }
    return worked;
  }

  /// The other side is told why.
  private void sayGoodbye() {
    try {
      flush();
      if (!go.hasRemaining()) {
        wrap(new byte[0]);
        flush();
      }
    } catch (SSLException _) {
      // then it is not told
    }
  }

  private static int number(SSLException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof TlsFault fault) {
        return fault.number();
      }
    }
    String why = String.valueOf(e.getMessage());
    Matcher alert = ALERT.matcher(why);
    if (alert.find()) {
      return TlsFault.ALERT + Alerts.number(alert.group(1).toLowerCase(Locale.ROOT));
    }
    if (why.contains("client") && why.contains("certificate") || why.contains("Empty")) {
      return TlsFault.NO_CLIENT_AUTH;
    }
    return why.contains("SSL message") || why.contains("version")
        ? TlsFault.UNSUPPORTED_VERSION
        : TlsFault.UNEXPECTED;
  }
}
