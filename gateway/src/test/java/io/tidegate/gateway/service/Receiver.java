package io.tidegate.gateway.service;

import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// What systemd is to a service: a datagram socket that hears messages, and is told by the kernel
/// which process sent each. Linux's own structures, written here a second time and apart from the
/// sender's.
public final class Receiver implements AutoCloseable {
  private static final int SO_PASSCRED = 16;
  private static final int SOL_SOCKET = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MESSAGE_BYTES = 4_096;
  private static final long LOOK_NANOS = 10_000_000;

  /// `struct msghdr`: name 0, its length 8, vector 16, its length 24, control 32, its length 40.
  private static final int MSGHDR_BYTES = 56;

  /// `struct cmsghdr` is 16 bytes; behind it `struct ucred` begins with the process.
  private static final int CONTROL_BYTES = 32;

  private static final int PID_AT = 16;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;
  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
  private static final MethodHandle BIND =
      function("bind", FunctionDescriptor.of(INT, INT, ADDRESS, INT));
  private static final MethodHandle OPTION =
      function("setsockopt", FunctionDescriptor.of(INT, INT, INT, INT, ADDRESS, INT));
  private static final MethodHandle RECEIVE =
      function("recvmsg", FunctionDescriptor.of(LONG, INT, ADDRESS, INT));
  private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));

  /// One message.
  public record Heard(String text, int pid) {
    /// The line that begins so, without it; empty when there is none.
    public String value(String name) {
      return text.lines()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse("");
    }
  }

  private final Arena arena = Arena.ofShared();
  private final MemorySegment message = arena.allocate(MESSAGE_BYTES, 8);
  private final MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
  private final MemorySegment header = arena.allocate(MSGHDR_BYTES, 8);
  private final List<Heard> heard = new ArrayList<>();
  private final int descriptor;
  private boolean closed;

  /// One that reads whatever comes, so that its queue, which holds few, is never full for long.
  public static Receiver listening(String name) throws IOException {
    Receiver receiver = new Receiver(name);
    Thread.ofPlatform().name("receiver").daemon(true).start(receiver::listen);
    return receiver;
  }

  /// `name` as in NOTIFY_SOCKET: a path, or with `@` an abstract name. It reads only when it is
  /// asked for what has come.
  Receiver(String name) throws IOException {
    MemorySegment vector = arena.allocate(16, 8);
    vector.set(ADDRESS, 0, message);
    vector.set(LONG, 8, MESSAGE_BYTES);
    header.set(ADDRESS, 16, vector);
    header.set(LONG, 24, 1);
    header.set(ADDRESS, 32, control);
    descriptor = bound(name);
  }

  private int bound(String name) throws IOException {
    byte[] path = name.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = path[0] == '@';
    MemorySegment address = arena.allocate(110, 8);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
    if (isAbstract) {
      address.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
    }
    MemorySegment one = arena.allocateFrom(INT, 1);
    try {
      int made = (int) SOCKET.invokeExact(1, 2, 0);
      int asked = (int) OPTION.invokeExact(made, SOL_SOCKET, SO_PASSCRED, one, 4);
      int bound = (int) BIND.invokeExact(made, address, 2 + path.length + (isAbstract ? 0 : 1));
      if (made < 0 || asked != 0 || bound != 0) {
        throw new IOException("no datagram socket at " + name);
      }
      return made;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void listen() {
    while (!isClosed()) {
      all();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /// All messages that have come, the oldest first.
  public synchronized List<Heard> all() {
    try {
      while (!closed) {
        header.set(LONG, 40, CONTROL_BYTES);
        long bytes = (long) RECEIVE.invokeExact(descriptor, header, MSG_DONTWAIT);
        if (bytes < 0) {
          break;
        }
        byte[] text = message.asSlice(0, bytes).toArray(ValueLayout.JAVA_BYTE);
        heard.add(new Heard(new String(text, StandardCharsets.UTF_8), control.get(INT, PID_AT)));
      }
      return new ArrayList<>(heard);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// How many messages have this line.
  public long count(String line) {
    return all().stream().filter(each -> each.text().lines().anyMatch(line::equals)).count();
  }

  /// Waits for a message one of whose lines matches; gives the first.
  public Heard await(String regex, long limitMillis) {
    Eventually.await(
        limitMillis,
        () -> all().stream().anyMatch(each -> has(each, regex)),
        () -> "no message with a line " + regex + "; there came " + all());
    return all().stream().filter(each -> has(each, regex)).findFirst().orElseThrow();
  }

  /// Waits until more messages than this have the line.
  public void awaitMore(String line, long than, long limitMillis) {
    Eventually.await(
        limitMillis,
        () -> count(line) > than,
        () -> "not more than " + than + " messages with " + line + "; there came " + all());
  }

  private static boolean has(Heard each, String regex) {
    return each.text().lines().anyMatch(line -> line.matches(regex));
  }

  /// The last STATUS that came.
  public String status() {
    return all().stream()
        .map(each -> each.value("STATUS"))
        .filter(words -> !words.isEmpty())
        .reduce("", (_, last) -> last);
  }

  /// Every line that came, in order.
  public List<String> lines() {
    return all().stream().flatMap(each -> Arrays.stream(each.text().split("\n"))).toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      int closed = (int) CLOSE.invokeExact(descriptor);
      if (closed != 0) {
        throw new IllegalStateException("the receiver's socket does not close");
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    arena.close();
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), shape);
  }
}
