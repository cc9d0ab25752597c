package io.tidegate.gateway.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The socket that systemd listens at: a path, or with `@` a name in the abstract space, where `@`
/// stands for a zero.
public record NotifySocket(String name) {
  /// `sun_path` holds 108 bytes, the zero at the end of a path among them.
  static final int LIMIT_BYTES = 107;

  static final String EXPECTED =
      "a path from / or an abstract name from @, of 2 to " + LIMIT_BYTES + " bytes";

  public NotifySocket {
    if (!isValid(name)) {
      throw new IllegalArgumentException("expected " + EXPECTED + ", got \"" + name + '"');
    }
  }

  static boolean isValid(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    boolean begins = name.startsWith("/") || name.startsWith("@");
    return begins && bytes >= 2 && bytes <= LIMIT_BYTES && name.indexOf(0) < 0;
  }

  /// Sends these lines as one message. Gives empty words, or why it could not be sent.
  String send(String lines) {
    try {
      int error = Datagram.send(address(), lines.getBytes(StandardCharsets.UTF_8));
      return error == 0 ? "" : Datagram.words(error);
    } catch (RuntimeException | LinkageError e) {
      return e.toString();
    }
  }

  private byte[] address() {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes[0] == '@') {
      bytes[0] = 0;
      return bytes;
    }
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
