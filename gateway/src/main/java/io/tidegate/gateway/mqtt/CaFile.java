package io.tidegate.gateway.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/// A file of certificates to believe, PEM.
public final class CaFile {
  private CaFile() {}

  /// Why nothing can be believed because of it; empty when it holds at least one certificate.
  public static String complaint(Path file) {
    try {
      read(file);
      return "";
    } catch (IOException | GeneralSecurityException _) {
      return noCertificate(file);
    }
  }

  static String noCertificate(Path file) {
    return file
        + " holds no certificate that can be read; expected PEM, which begins with"
        + " -----BEGIN CERTIFICATE-----";
  }

  static KeyStore read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + count++, each);
      }
      if (count == 0) {
        throw new CertificateException("no certificate in it");
      }
    }
    return store;
  }
}
