package io.tidegate.sim.sketch.build;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A short name for whatever is put into it, in this order: the same for the same contents only.
final class Contents {
  private static final int NAME_BYTES = 16;

  private final MessageDigest digest;

  /// To find its first SHA-256 takes Java as long as to read a sketch: it begins with that now,
  /// beside whatever else is done.
  static void getReady() {
    Thread.ofPlatform().name("contents").daemon(true).start(Contents::new);
  }

  Contents() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  Contents add(String text) {
    return add(text.getBytes(UTF_8));
  }

  Contents add(Iterable<String> texts) {
    texts.forEach(this::add);
    return add("");
  }

  Contents add(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
    return this;
  }

  Contents addFile(Path file) throws IOException {
    return add(Files.readAllBytes(file));
  }

  String name() {
    return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
  }
}
