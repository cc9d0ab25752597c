package io.tidegate.gateway.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.Base64;

/// The private key in a file of PEM (RFC 7468), in the three forms that openssl and the clouds
/// write: PKCS #8 (`PRIVATE KEY`), and the older ones of RSA (`RSA PRIVATE KEY`, RFC 8017) and of
/// elliptic curves (`EC PRIVATE KEY`, RFC 5915).
final class PemFile {
  /// A chain of certificates with its key takes a few KiB.
  static final int LIMIT_BYTES = 256 << 10;

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  private PemFile() {}

  static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT_BYTES + 1);
      if (bytes.length > LIMIT_BYTES) {
        throw new IOException(file + " is longer than " + LIMIT_BYTES / 1_024 + " KiB");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /// As PKCS #8. The older forms do not say of themselves which algorithm they are for, but the
  /// certificate does: `publicKey` is its key, in the form of X.509.
  static byte[] privateKey(Path file, byte[] publicKey)
      throws IOException, GeneralSecurityException {
    String text = text(file);
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int from = begin + BEGIN.length();
      int head = text.indexOf(DASHES, from);
      String label = text.substring(from, Math.max(from, head));
      int end = text.indexOf("-----END " + label + DASHES, from);
      if (end > head && label.endsWith("PRIVATE KEY")) {
        return key(file, label, text.substring(head + DASHES.length(), end), publicKey);
      }
      begin = text.indexOf(BEGIN, from);
    }
    throw new InvalidKeyException(
        file + " holds no key that can be read; expected PEM, with -----BEGIN PRIVATE KEY-----");
  }

  private static byte[] key(Path file, String label, String content, byte[] publicKey)
      throws InvalidKeyException {
    if (label.startsWith("ENCRYPTED") || content.contains("ENCRYPTED")) {
      throw new InvalidKeyException(
          file + " is protected by a passphrase; expected a key without one (openssl pkey)");
    }
    byte[] der = decoded(file, content);
    return label.equals("PRIVATE KEY") ? der : wrapped(der, publicKey);
  }

  private static byte[] decoded(Path file, String base64) throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw new InvalidKeyException(file + " holds a key that is no base64");
    }
  }

  /// PrivateKeyInfo of RFC 5208: version, algorithm, key. The algorithm with its curve is the first
  /// element of the certificate's SubjectPublicKeyInfo.
  private static byte[] wrapped(byte[] key, byte[] publicKey) {
    int from = publicKey.length - contentLength(publicKey, 0);
    int length = headLength(publicKey, from) + contentLength(publicKey, from);
    byte[] algorithm = Arrays.copyOfRange(publicKey, from, from + length);
    return element(SEQUENCE, VERSION, algorithm, element(OCTET_STRING, key));
  }

  // Lengths of DER (X.690, 8.1.3): below 128 a byte, else a byte with the count of those that
  // follow.

  private static int headLength(byte[] der, int at) {
    return der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7F);
  }

  private static int contentLength(byte[] der, int at) {
    int length = der[at + 1] & 0x7F;
    if (der[at + 1] >= 0) {
      return length;
    }
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | der[at + 2 + i] & 0xFF;
    }
    return value;
  }

  private static byte[] element(int tag, byte[]... contents) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int length = 0;
    for (byte[] each : contents) {
      length += each.length;
    }
    all.write(tag);
    if (length < 0x80) {
      all.write(length);
    } else {
      int bytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      all.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        all.write(length >> 8 * i);
      }
    }
    for (byte[] each : contents) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }
}
